import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { PlaceSelect, type PlaceChoice } from "./place-select.tsx";

type Affiliation = {
  id: string;
  organisation: string;
  unit: string | null;
  position: string | null;
  staffNumber: string | null;
  from: CalendarDay;
  until: CalendarDay | null;
  endable: boolean;
};

type Props = {
  affiliations: Affiliation[];
  /** Null where nothing may be added. */
  places: PlaceChoice[] | null;
  today: CalendarDay;
  adding: FormAnswer;
  ending: FormAnswer;
};

/** Where a person works and worked, with dates. */
export function PersonAffiliations({ affiliations, places, today, adding, ending }: Props) {
  const { t } = useWords();
  return (
    <Sheet title={t("admin.affiliations.title")}>
      <div className="stack tight">
        {affiliations.length === 0 ? (
          <p className="soft">{t("admin.affiliations.none")}</p>
        ) : (
          <AffiliationTable affiliations={affiliations} today={today} ending={ending} />
        )}
        {places && places.length > 0 && (
          <Disclosure summary={t("admin.affiliations.add")} open={adding !== undefined}>
            <AddForm places={places} today={today} answer={adding} />
          </Disclosure>
        )}
      </div>
    </Sheet>
  );
}

function AffiliationTable({ affiliations, today, ending }: Pick<Props, "affiliations" | "today" | "ending">) {
  const { t, date } = useWords();
  return (
    <DataTable
      caption={t("admin.affiliations.table")}
      hideCaption
      rows={affiliations}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "place",
          header: t("admin.place.label"),
          rowHeader: true,
          cell: ({ organisation, unit }) => (
            <DirText>{unit ? t("admin.place.unit", { organisation, unit }) : organisation}</DirText>
          ),
        },
        { key: "position", header: t("admin.place.position"), cell: ({ position }) => position ?? "–" },
        {
          key: "number",
          header: t("admin.place.staffNumber"),
          cell: ({ staffNumber }) => staffNumber ?? "–",
        },
        {
          key: "dates",
          header: t("admin.affiliations.dates"),
          cell: ({ from, until }) =>
            until
              ? t("admin.affiliations.fromTo", { from: date(from), until: date(until) })
              : t("admin.affiliations.since", { from: date(from) }),
        },
        {
          key: "end",
          header: t("admin.affiliations.end"),
          hideHeader: true,
          cell: ({ id, endable, organisation }) =>
            endable && <EndForm id={id} organisation={organisation} today={today} answer={ending} />,
        },
      ]}
    />
  );
}

type EndProps = { id: string; organisation: string; today: CalendarDay; answer: FormAnswer };

function EndForm({ id, organisation, today, answer }: EndProps) {
  const { t } = useWords();
  const asked = answer?.problem.values["affiliationId"] === id;
  const form = useForm(asked ? answer : undefined);
  return (
    <Disclosure summary={t("admin.affiliations.end")} open={asked}>
      <Form>
        <p>{t("admin.affiliations.endText", { organisation })}</p>
        <input type="hidden" name="affiliationId" value={id} />
        <TextInput
          type="date"
          name="until"
          id={asked ? "until" : `until-${id}`}
          label={t("admin.affiliations.until")}
          defaultValue={form.value("until", today)}
          error={form.error("until")}
          span="short"
        />
        <Button name="intent" value="end-affiliation" tone="danger" size="small">
          {t("admin.affiliations.endAct")}
        </Button>
      </Form>
    </Disclosure>
  );
}

function AddForm({
  places,
  today,
  answer,
}: {
  places: PlaceChoice[];
  today: CalendarDay;
  answer: FormAnswer;
}) {
  const { t } = useWords();
  const form = useForm(answer);
  const optional = t("common.form.optional");
  return (
    <Form>
      <PlaceSelect places={places} value={form.value("place")} error={form.error("place")} />
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
      <TextInput
        type="date"
        name="from"
        label={t("admin.affiliations.from")}
        span="short"
        defaultValue={form.value("from", today)}
        error={form.error("from")}
      />
      <Button name="intent" value="add-affiliation">
        {t("admin.affiliations.addAct")}
      </Button>
    </Form>
  );
}
