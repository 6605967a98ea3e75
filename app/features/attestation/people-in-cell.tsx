import { LANGUAGE_OPTIONS } from "#app/features/trainers/schemes/language-options.ts";
import { StandingInWords } from "#app/features/trainers/certifications/standing-tag.tsx";
import { paths } from "#app/lib/paths.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { Checkbox } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { StateTag } from "./coverage-parts.tsx";
import type { PersonInCell } from "./coverage-view.ts";
import { SessionInWords } from "./session-in-words.tsx";

/** Which pages whoever looks may open from here. */
type Opens = { certifications: boolean; candidacies: boolean };
type Props = { people: PersonInCell[]; nominable: readonly string[]; opens: Opens; form: FormHelp };

/** Whom a cell counts; those who hold nothing that can be renewed may be put forward together. */
export function PeopleInCell({ people, nominable, opens, form }: Props) {
  const { t } = useWords();
  const open = new Set(
    people.filter((one) => isOpen(one) && nominable.includes(one.personId)).map(({ personId }) => personId),
  );
  const table = <PeopleTable people={people} open={open} opens={opens} chosen={form.values("people")} />;
  if (open.size === 0) return table;
  return (
    <Form>
      {table}
      <Sheet title={t("attestation.cell.nominate")}>
        <p className="soft">{t("attestation.cell.nominateText")}</p>
        {form.error("people") && <p className="error">{form.error("people")}</p>}
        <Select
          name="language"
          label={t("trainers.facts.language")}
          placeholder={t("attestation.choose")}
          options={LANGUAGE_OPTIONS}
          required
          defaultValue={form.value("language")}
          error={form.error("language")}
        />
        <TextArea
          name="reason"
          rows={2}
          label={t("attestation.reason")}
          required
          defaultValue={form.value("reason")}
          error={form.error("reason")}
        />
        <Actions>
          <Button name="intent" value="nominate">
            {t("attestation.cell.nominate")}
          </Button>
        </Actions>
      </Sheet>
    </Form>
  );
}

/** Nobody who is certified, away or a candidate already. */
const isOpen = ({ state, candidacy, certification }: PersonInCell): boolean =>
  candidacy === null &&
  (state === "never" ||
    (state === "lapsed" && ["expired", "ended"].includes(certification?.standing.status ?? "")));

function PeopleTable({
  people,
  open,
  opens,
  chosen,
}: {
  people: PersonInCell[];
  open: ReadonlySet<string>;
  opens: Opens;
  chosen: string[];
}) {
  const { t } = useWords();
  return (
    <DataTable
      caption={t("attestation.cell.title")}
      hideCaption
      rows={people}
      rowKey={({ personId }) => personId}
      columns={[
        {
          key: "name",
          header: t("attestation.person"),
          rowHeader: true,
          cell: (one) =>
            open.has(one.personId) ? (
              <Checkbox
                name="people[]"
                id={`person-${one.personId}`}
                value={one.personId}
                label={<DirText>{one.name}</DirText>}
                defaultChecked={chosen.includes(one.personId)}
              />
            ) : (
              <DirText>{one.name}</DirText>
            ),
        },
        {
          key: "unit",
          header: t("attestation.coverage.unit"),
          cell: ({ unit }) => (unit ? <DirText>{unit}</DirText> : t("attestation.coverage.nowhere")),
        },
        {
          key: "position",
          header: t("attestation.needs.position"),
          cell: ({ position }) => (position ? <DirText>{position}</DirText> : "–"),
        },
        {
          key: "state",
          header: t("attestation.leave.state"),
          cell: ({ state }) => <StateTag state={state} />,
        },
        { key: "why", header: t("attestation.cell.why"), cell: (one) => <Why of={one} opens={opens} /> },
      ]}
      empty={<EmptyState title={t("attestation.cell.none")}>{t("attestation.cell.noneText")}</EmptyState>}
    />
  );
}

function Why({ of: { certification, candidacy, observed }, opens }: { of: PersonInCell; opens: Opens }) {
  const { t } = useWords();
  const standing = certification && <StandingInWords standing={certification.standing} />;
  const candidate = candidacy && t("attestation.cell.candidate");
  return (
    <>
      {certification && opens.certifications ? (
        <a href={paths.certification(certification.id)}>{standing}</a>
      ) : (
        standing
      )}
      {certification && candidacy && <br />}
      {candidacy && opens.candidacies ? <a href={paths.candidate(candidacy.id)}>{candidate}</a> : candidate}
      {!certification && !candidacy && t("attestation.cell.nothing")}
      {observed && <SessionInWords session={observed} />}
    </>
  );
}
