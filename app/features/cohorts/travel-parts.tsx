import { CountrySelect } from "#app/features/identity/country-select.tsx";
import { paths } from "#app/lib/paths.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Form } from "#app/ui/form.tsx";
import type { useForm } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { NeedsInSum, PassportFacts, Traveller } from "./travel.server.ts";
import type { NeedsForm } from "./travel-forms.ts";

type FormHelp = ReturnType<typeof useForm>;
type Needs = Omit<NeedsForm, "intent">;

export function NeedsFields({ needs, form }: { needs: Needs | null; form: FormHelp }) {
  const { t } = useWords();
  const line = (name: keyof Needs) => ({
    name,
    id: name,
    label: t(`cohorts.travel.${name}`),
    optional: t("common.form.optional"),
    defaultValue: form.value(name, needs?.[name]),
    error: form.error(name),
  });
  return (
    <Form>
      <div className="field-row">
        <TextInput type="date" {...line("arrivesOn")} />
        <TextInput dir="auto" maxLength={300} hint={t("cohorts.travel.arrivalHint")} {...line("arrival")} />
      </div>
      <TextInput dir="auto" maxLength={300} hint={t("cohorts.travel.dietHint")} {...line("diet")} />
      <TextInput dir="auto" maxLength={300} hint={t("cohorts.travel.accessHint")} {...line("access")} />
      <div className="field-row">
        <TextInput dir="auto" maxLength={300} {...line("contactName")} />
        <TextInput type="tel" maxLength={40} {...line("contactPhone")} />
      </div>
      <Actions>
        <Button name="intent" value="needs">
          {t("common.action.save")}
        </Button>
      </Actions>
    </Form>
  );
}

export function PassportFields({ passport, form }: { passport: PassportFacts | null; form: FormHelp }) {
  const { t } = useWords();
  const line = (name: "name" | "number" | "birthDate" | "expiresOn") => ({
    name,
    id: `passport-${name}`,
    label: t(`cohorts.travel.passport.${name}`),
    autoComplete: "off",
    defaultValue: form.value(name, passport?.[name]),
    error: form.error(name),
  });
  return (
    <>
      <Form>
        <TextInput maxLength={120} hint={t("cohorts.travel.passport.nameHint")} {...line("name")} />
        <TextInput maxLength={20} dir="ltr" span="medium" {...line("number")} />
        <CountrySelect
          name="nationality"
          label={t("cohorts.travel.passport.nationality")}
          value={form.value("nationality", passport?.nationality)}
          error={form.error("nationality")}
        />
        <div className="field-row">
          <TextInput type="date" {...line("birthDate")} />
          <TextInput type="date" {...line("expiresOn")} />
        </div>
        <Actions>
          <Button name="intent" value="passport" tone="quiet">
            {t("cohorts.travel.passport.save")}
          </Button>
        </Actions>
      </Form>
      {passport && (
        <form method="post">
          <Button name="intent" value="forget" tone="danger">
            {t("cohorts.travel.passport.forget")}
          </Button>
        </form>
      )}
    </>
  );
}

/** For who cooks and who sets up the room: how many need what. */
export function NeedsSheet({ sum }: { sum: NeedsInSum }) {
  const { t, number, list } = useWords();
  const said = (needs: NeedsInSum["diet"]) =>
    needs.length === 0
      ? t("cohorts.travel.noneSaid")
      : list(
          needs.map(({ need, people }) =>
            t("cohorts.figures.counted", { name: need, count: number(people) }),
          ),
        );
  return (
    <Sheet title={t("cohorts.travel.sum")}>
      <dl className="facts">
        <dt>{t("cohorts.travel.answered")}</dt>
        <dd>{t("cohorts.table.of", { done: number(sum.answered), all: number(sum.people) })}</dd>
        <dt>{t("cohorts.travel.diet")}</dt>
        <dd dir="auto">{said(sum.diet)}</dd>
        <dt>{t("cohorts.travel.access")}</dt>
        <dd dir="auto">{said(sum.access)}</dd>
      </dl>
    </Sheet>
  );
}

type TableProps = { cohortId: string; rows: Traveller[]; mayReadPassports: boolean };

export function TravelTable({ cohortId, rows, mayReadPassports }: TableProps) {
  const { t, date } = useWords();
  const words = (text: string | undefined) => (text ? <DirText>{text}</DirText> : "–");
  return (
    <DataTable
      caption={t("cohorts.travel.people")}
      rows={rows}
      rowKey={({ enrolmentId }) => enrolmentId}
      empty={<p>{t("cohorts.test.nobody")}</p>}
      columns={[
        {
          key: "name",
          header: t("cohorts.table.name"),
          rowHeader: true,
          cell: ({ name }) => <DirText>{name}</DirText>,
        },
        {
          key: "arrival",
          header: t("cohorts.travel.arrives"),
          cell: ({ needs }) => (
            <>
              {needs?.arrivesOn ? date(needs.arrivesOn) : ""} {words(needs?.arrival)}
            </>
          ),
        },
        { key: "diet", header: t("cohorts.travel.diet"), cell: ({ needs }) => words(needs?.diet) },
        { key: "access", header: t("cohorts.travel.access"), cell: ({ needs }) => words(needs?.access) },
        {
          key: "contact",
          header: t("cohorts.travel.contact"),
          cell: ({ needs }) => (
            <>
              {words(needs?.contactName)} {needs?.contactPhone && <bdi>{needs.contactPhone}</bdi>}
            </>
          ),
        },
        ...(mayReadPassports
          ? [
              {
                key: "visa",
                header: t("cohorts.visa.title"),
                cell: ({ enrolmentId, hasPassport }: Traveller) =>
                  hasPassport ? (
                    <a href={paths.visaLetter(cohortId, enrolmentId)}>{t("cohorts.visa.letter")}</a>
                  ) : (
                    "–"
                  ),
              },
            ]
          : []),
      ]}
    />
  );
}
