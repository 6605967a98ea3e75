import type { SelectOption } from "#app/ui/select.tsx";
import { Select } from "#app/ui/select.tsx";
import { LANGUAGE_NAMES } from "#app/lib/locales.ts";
import { Button } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { TimeZoneSelect } from "./time-zone-select.tsx";

type Contact = {
  name: string;
  username: string;
  email: string | null;
  phone: string | null;
  locale: string;
  timeZone: string;
};

type Props = {
  person: Contact & { createdAt: Date };
  mayEdit: boolean;
  languages: SelectOption[];
  /** The answer to this section's own form, else undefined. */
  answer: FormAnswer;
};

/** How a person is called and reached. */
export function PersonFacts({ person, mayEdit, languages, answer }: Props) {
  const { t, dateTime } = useWords();
  const none = <span className="soft">{t("admin.person.none")}</span>;
  return (
    <Sheet title={t("admin.person.contact")}>
      <FactList
        facts={[
          { term: t("admin.person.username"), value: <DirText>{person.username}</DirText> },
          { term: t("admin.person.email"), value: person.email ? <DirText>{person.email}</DirText> : none },
          { term: t("admin.person.phone"), value: person.phone ? <DirText>{person.phone}</DirText> : none },
          { term: t("admin.person.locale"), value: LANGUAGE_NAMES[person.locale] ?? person.locale },
          { term: t("admin.person.timeZone"), value: person.timeZone.replaceAll("_", " ") },
          { term: t("admin.person.createdAt"), value: dateTime(person.createdAt) },
        ]}
      />
      {mayEdit && (
        <Disclosure summary={t("admin.person.edit")} open={answer !== undefined}>
          <ContactForm person={person} languages={languages} answer={answer} />
        </Disclosure>
      )}
    </Sheet>
  );
}

function ContactForm({
  person,
  languages,
  answer,
}: Pick<Props, "languages" | "answer"> & { person: Contact }) {
  const { t } = useWords();
  const form = useForm(answer);
  const text = (name: "name" | "email" | "phone") => ({
    name,
    defaultValue: form.value(name, person[name]),
    error: form.error(name),
  });
  return (
    <Form>
      <TextInput label={t("admin.invite.name")} dir="auto" {...text("name")} />
      <TextInput
        type="email"
        label={t("admin.person.email")}
        hint={t("admin.person.emailHint")}
        optional={t("common.form.optional")}
        autoComplete="off"
        {...text("email")}
      />
      <TextInput
        type="tel"
        label={t("admin.person.phone")}
        optional={t("common.form.optional")}
        span="medium"
        {...text("phone")}
      />
      <Select
        name="locale"
        label={t("admin.person.locale")}
        options={languages}
        defaultValue={form.value("locale", person.locale)}
        error={form.error("locale")}
      />
      <TimeZoneSelect
        label={t("admin.person.timeZone")}
        value={form.value("timeZone", person.timeZone)}
        error={form.error("timeZone")}
      />
      <Button name="intent" value="edit">
        {t("common.action.save")}
      </Button>
    </Form>
  );
}
