import { Button } from "#app/ui/button.tsx";
import { Checkbox } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { DuePerson } from "./employer-view.ts";
import { WITHIN_DAYS, type WhenAndWhere } from "./refresher-plan.ts";

type Props = {
  due: DuePerson[];
  within: number;
  /** Null: whoever looks may not plan. */
  courses: { id: string; title: string }[] | null;
  employer: { name: string };
  /** When and where it would be held. */
  next: WhenAndWhere;
  answer: FormAnswer;
};

/** Who is due, by branch; chosen, they come into one cohort with one press. */
export function RefresherPlanSheet({ due, within, courses, employer, next, answer }: Props) {
  const { t, date, number } = useWords();
  const form = useForm(answer);
  const chosen = form.values("people");
  const free = due.some(({ sits }) => sits === null);
  const open = courses !== null && courses.length > 0 && free;
  const table = (
    <DataTable
      caption={t("attestation.plan.title")}
      hideCaption
      rows={due}
      rowKey={({ personId }) => personId}
      columns={[
        {
          key: "name",
          header: t("attestation.person"),
          rowHeader: true,
          cell: ({ personId, name, sits }) =>
            open && sits === null ? (
              <Checkbox
                name="people[]"
                id={`due-${personId}`}
                value={personId}
                label={<DirText>{name}</DirText>}
                defaultChecked={answer ? chosen.includes(personId) : true}
              />
            ) : (
              <DirText>{name}</DirText>
            ),
        },
        {
          key: "unit",
          header: t("attestation.coverage.unit"),
          cell: ({ unit }) => (unit ? <DirText>{unit}</DirText> : t("attestation.coverage.nowhere")),
        },
        { key: "why", header: t("attestation.cell.why"), cell: ({ why, validUntil }) => t(`attestation.plan.why.${why}`, { day: date(validUntil) }) },
        {
          key: "sits",
          header: t("attestation.plan.sits"),
          cell: ({ sits }) =>
            sits ? (
              <>
                <DirText>{sits.name}</DirText>, {date(sits.startDate)}
              </>
            ) : (
              "–"
            ),
        },
      ]}
      empty={<p>{t("attestation.plan.none")}</p>}
    />
  ); // prettier-ignore
  return (
    <Sheet title={t("attestation.plan.title")}>
      <FilterBar label={t("attestation.plan.filter")} submit={t("common.action.show")}>
        <Select
          name="within"
          label={t("attestation.plan.within")}
          options={WITHIN_DAYS.map((days) => ({
            value: String(days),
            label: t("attestation.plan.days", { count: days, number: number(days) }),
          }))}
          defaultValue={String(within)}
        />
      </FilterBar>
      {courses?.length === 0 && <p>{t("attestation.plan.noCourse")}</p>}
      {!open ? (
        table
      ) : (
        <Form>
          {table}
          {form.error("people") && <p className="error">{form.error("people")}</p>}
          <Select
            name="courseVersionId"
            label={t("attestation.plan.course")}
            placeholder={t("attestation.choose")}
            options={courses.map(({ id, title }) => ({ value: id, label: title }))}
            required
            defaultValue={form.value("courseVersionId", courses[0]!.id)}
            error={form.error("courseVersionId")}
          />
          <TextInput
            name="name"
            label={t("attestation.plan.name")}
            required
            defaultValue={form.value("name", t("attestation.plan.nameOf", { employer: employer.name }))}
            error={form.error("name")}
          />
          <TextInput
            name="place"
            id="plan-place"
            label={t("attestation.days.place")}
            required
            defaultValue={form.value("place", next.place)}
            error={form.error("place")}
          />
          <TextInput
            name="startDate"
            type="date"
            label={t("attestation.plan.start")}
            required
            defaultValue={form.value("startDate", next.day)}
            error={form.error("startDate")}
          />
          <TextInput
            name="endDate"
            type="date"
            label={t("attestation.plan.end")}
            required
            defaultValue={form.value("endDate", next.day)}
            error={form.error("endDate")}
          />
          <p className="soft">{t("attestation.plan.consequence")}</p>
          <Button name="intent" value="plan-refresher">
            {t("attestation.plan.act")}
          </Button>
        </Form>
      )}
    </Sheet>
  );
}
