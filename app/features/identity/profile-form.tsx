import type { ReactNode } from "react";
import { Actions, Button } from "#app/ui/button.tsx";
import { useForm, type FormAnswer, type FormHelp } from "#app/ui/form-problem.tsx";
import { Select, type SelectOption } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { TimeZoneSelect } from "./time-zone-select.tsx";

type Profile = {
  name: string;
  printedName: string | null;
  printedNameLocal: string | null;
  phone: string | null;
  email: string | null;
  locale: string;
  timeZone: string;
  theme: string;
};

type ProfileFormProps = { profile: Profile; languages: SelectOption[]; answer: FormAnswer };

/** What a person may change about themselves; everything typed stays when something is wrong. */
export function ProfileForm({ profile, languages, answer }: ProfileFormProps) {
  const { t } = useWords();
  const form = useForm(answer);
  const part = { form, profile };
  return (
    <form method="post" className="stack">
      {form.summary}
      <Part title={t("identity.profile.nameTitle")}>
        <NameFields {...part} />
      </Part>
      <Part title={t("identity.profile.contactTitle")}>
        <ContactFields {...part} />
      </Part>
      <Part title={t("identity.profile.looksTitle")}>
        <LookFields {...part} languages={languages} />
      </Part>
      <Actions>
        <Button>{t("identity.profile.submit")}</Button>
      </Actions>
    </form>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <Sheet title={title}>
    <div className="form">{children}</div>
  </Sheet>
);

type PartProps = { form: FormHelp; profile: Profile };

function NameFields({ form, profile }: PartProps) {
  const { t } = useWords();
  return (
    <>
      <TextInput
        name="name"
        label={t("identity.profile.name")}
        hint={t("identity.profile.nameHint")}
        error={form.error("name")}
        defaultValue={form.value("name", profile.name)}
        autoComplete="name"
        dir="auto"
        required
      />
      <TextInput
        name="printedName"
        label={t("identity.profile.printedName")}
        hint={t("identity.profile.printedNameHint")}
        optional={t("common.form.optional")}
        error={form.error("printedName")}
        defaultValue={form.value("printedName", profile.printedName)}
        dir="auto"
      />
      <TextInput
        name="printedNameLocal"
        label={t("identity.profile.printedNameLocal")}
        hint={t("identity.profile.printedNameLocalHint")}
        optional={t("common.form.optional")}
        error={form.error("printedNameLocal")}
        defaultValue={form.value("printedNameLocal", profile.printedNameLocal)}
        dir="auto"
      />
      <p className="hint">{t("identity.profile.printedNameNote")}</p>
    </>
  );
}

function ContactFields({ form, profile }: PartProps) {
  const { t } = useWords();
  return (
    <>
      <TextInput
        name="phone"
        type="tel"
        label={t("identity.profile.phone")}
        optional={t("common.form.optional")}
        error={form.error("phone")}
        defaultValue={form.value("phone", profile.phone)}
        autoComplete="tel"
        span="medium"
      />
      <TextInput
        name="email"
        type="email"
        label={t("identity.profile.email")}
        hint={t("identity.profile.emailHint")}
        optional={t("common.form.optional")}
        error={form.error("email")}
        defaultValue={form.value("email", profile.email)}
        autoComplete="email"
      />
      <TextInput
        name="currentPassword"
        type="password"
        label={t("identity.profile.currentPassword")}
        hint={t("identity.profile.currentPasswordHint")}
        error={form.error("currentPassword")}
        autoComplete="current-password"
      />
    </>
  );
}

function LookFields({ form, profile, languages }: PartProps & { languages: SelectOption[] }) {
  const { t } = useWords();
  return (
    <>
      <Select
        name="locale"
        id="profile-locale"
        label={t("identity.profile.locale")}
        error={form.error("locale")}
        defaultValue={form.value("locale", profile.locale)}
        options={languages}
      />
      <TimeZoneSelect
        label={t("identity.profile.timeZone")}
        error={form.error("timeZone")}
        value={form.value("timeZone", profile.timeZone)}
      />
      <Select
        name="theme"
        id="profile-theme"
        label={t("identity.profile.theme")}
        error={form.error("theme")}
        defaultValue={form.value("theme", profile.theme)}
        options={[
          { value: "system", label: t("common.footer.themeSystem") },
          { value: "light", label: t("common.footer.themeLight") },
          { value: "dark", label: t("common.footer.themeDark") },
        ]}
      />
    </>
  );
}
