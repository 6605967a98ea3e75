import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer, type FormHelp } from "#app/ui/form-problem.tsx";
import { Select, type SelectOption } from "#app/ui/select.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { PlaceSelect, type PlaceChoice } from "./place-select.tsx";
import { RoleFields, type ScopeChoice } from "./role-fields.tsx";
import { TimeZoneSelect } from "./time-zone-select.tsx";

type Props = {
  places: PlaceChoice[];
  /** A training head's people belong to their organisation. */
  placeNeeded: boolean;
  /** Null where the actor gives no roles: then the person learns. */
  scopes: ScopeChoice[] | null;
  languages: SelectOption[];
  locale: string;
  timeZone: string;
  answer: FormAnswer;
};

/** A new person: who, how to reach them, where they work, what they may do. */
export function InviteFields({ scopes, answer, ...choices }: Props) {
  const { t } = useWords();
  const form = useForm(answer);
  return (
    <Form>
      {form.summary}
      <WhoFields form={form} />
      <LanguageFields form={form} {...choices} />
      <WorkFields form={form} {...choices} />
      {scopes && <RoleFields scopes={scopes} form={form} learnerToo />}
      <Actions>
        <Button>{t("admin.invite.submit")}</Button>
        <ButtonLink href="/people" tone="quiet">
          {t("common.action.cancel")}
        </ButtonLink>
      </Actions>
    </Form>
  );
}

function WhoFields({ form }: { form: FormHelp }) {
  const { t } = useWords();
  const optional = t("common.form.optional");
  const text = (name: string) => ({ name, defaultValue: form.value(name), error: form.error(name) });
  return (
    <>
      <TextInput
        label={t("admin.invite.name")}
        hint={t("admin.invite.nameHint")}
        dir="auto"
        {...text("name")}
      />
      <TextInput
        type="email"
        label={t("admin.invite.email")}
        hint={t("admin.invite.emailHint")}
        optional={optional}
        autoComplete="off"
        {...text("email")}
      />
      <TextInput
        label={t("admin.invite.username")}
        hint={t("admin.invite.usernameHint")}
        optional={optional}
        autoComplete="off"
        span="medium"
        {...text("username")}
      />
      <TextInput
        type="tel"
        label={t("admin.invite.phone")}
        optional={optional}
        span="medium"
        {...text("phone")}
      />
    </>
  );
}

function LanguageFields({
  form,
  languages,
  locale,
  timeZone,
}: { form: FormHelp } & Pick<Props, "languages" | "locale" | "timeZone">) {
  const { t } = useWords();
  return (
    <>
      <Select
        name="locale"
        label={t("admin.invite.locale")}
        hint={t("admin.invite.localeHint")}
        options={languages}
        defaultValue={form.value("locale", locale)}
        error={form.error("locale")}
      />
      <TimeZoneSelect
        label={t("admin.invite.timeZone")}
        value={form.value("timeZone", timeZone)}
        error={form.error("timeZone")}
      />
    </>
  );
}

function WorkFields({
  form,
  places,
  placeNeeded,
}: { form: FormHelp } & Pick<Props, "places" | "placeNeeded">) {
  const { t } = useWords();
  const optional = t("common.form.optional");
  const only = placeNeeded && places.length === 1 ? places[0]?.id : undefined;
  return (
    <>
      <PlaceSelect
        places={places}
        value={form.value("place", only)}
        error={form.error("place")}
        optional={!placeNeeded}
      />
      <TextInput
        name="position"
        label={t("admin.place.position")}
        optional={optional}
        defaultValue={form.value("position")}
        error={form.error("position")}
      />
      <TextInput
        name="staffNumber"
        label={t("admin.place.staffNumber")}
        optional={optional}
        span="medium"
        defaultValue={form.value("staffNumber")}
        error={form.error("staffNumber")}
      />
    </>
  );
}
