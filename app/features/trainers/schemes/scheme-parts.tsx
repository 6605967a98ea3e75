import { Alert } from "#app/ui/alert.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Meter } from "#app/ui/meter.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { MoveProgress } from "./move-to-version.ts";
import type { Manned } from "./people-needed.ts";
import {
  changesBetween,
  DECIDERS,
  fieldsOf,
  typedValue,
  valueOf,
  type SchemeField,
} from "./scheme-fields.ts";
import type { PublishedVersion } from "./scheme-view.ts";
import { fieldWords, groupWords, valueWords } from "./scheme-words.tsx";
import type { Scheme } from "./scheme.ts";

/** The fields under their headings, in the order of the way. */
function grouped(scheme: Scheme): { group: string; fields: SchemeField[] }[] {
  const fields = fieldsOf(scheme);
  const groups = [...new Set(fields.map(({ group }) => group))];
  return groups.map((group) => ({ group, fields: fields.filter((field) => field.group === group) }));
}

/** How many separate people it needs and how many there are. */
export function PeopleNeeded({ people, licence }: { people: Manned; licence: boolean }) {
  const { need, have, blocked } = people;
  const { t, number } = useWords();
  return (
    <Sheet title={t("schemes.people.title")}>
      <p>
        <strong>{t("schemes.people.have", { have: number(have), need: number(need) })}</strong>{" "}
        {blocked.length === 0 && t("schemes.people.enough")}
      </p>
      {blocked.length > 0 && (
        <>
          <p>{t("schemes.people.blocked")}</p>
          <ul>
            {blocked.map((act) => (
              <li key={act}>{t(`schemes.seat.${act}`)}</li>
            ))}
          </ul>
        </>
      )}
      <p className="soft">{t(licence ? "schemes.people.explainLicence" : "schemes.people.explain")}</p>
    </Sheet>
  );
}

/** Every figure of a version, read. */
export function SchemeFigures({ scheme }: { scheme: Scheme }) {
  const words = useWords();
  return (
    <>
      {grouped(scheme).map(({ group, fields }) => (
        <Sheet key={group} title={groupWords(words, group)} headingLevel={3}>
          <FactList
            facts={fields.map((field) => ({
              term: fieldWords(words, field),
              value: valueWords(words, scheme, field),
            }))}
          />
        </Sheet>
      ))}
    </>
  );
}

/** Old figure and new one, of all that differ. */
type ChangesProps = { before: Scheme; after: Scheme; caption?: string };

export function SchemeChanges({ before, after, caption }: ChangesProps) {
  const words = useWords();
  const { t } = words;
  const rows = changesBetween(before, after).map(({ field }) => field);
  return (
    <DataTable
      caption={caption ?? t("schemes.draft.changes")}
      rows={rows}
      rowKey={({ name }) => name}
      columns={[
        {
          key: "field",
          header: t("schemes.draft.field"),
          rowHeader: true,
          cell: (field) =>
            t("schemes.fieldOf", { group: groupWords(words, field.group), field: fieldWords(words, field) }),
        },
        { key: "now", header: t("schemes.draft.now"), cell: (field) => valueWords(words, before, field) },
        { key: "then", header: t("schemes.draft.then"), cell: (field) => valueWords(words, after, field) },
      ]}
    />
  );
}

/** The versions there have been, each with what it changed. */
export function SchemeVersions({ versions }: { versions: readonly PublishedVersion[] }) {
  const { t, dateTime } = useWords();
  return (
    <>
      {versions.map(({ scheme, publishedAt, by, reason }, index) => {
        const before = versions[index + 1]?.scheme;
        return (
          <Sheet
            key={scheme.version}
            title={t("schemes.version.title", { version: scheme.version })}
            headingLevel={3}
          >
            <p className="soft">
              {publishedAt === null
                ? t("schemes.version.original")
                : t("schemes.version.published", { day: dateTime(publishedAt), name: by ?? "" })}
            </p>
            {reason && <p dir="auto">{t("schemes.version.reason", { reason })}</p>}
            {before && <SchemeChanges before={before} after={scheme} />}
          </Sheet>
        );
      })}
    </>
  );
}

/** How far the moves to the newest version are, or how they ended. */
export function MoveAlert({ moves: { state, done, of } }: { moves: MoveProgress }) {
  const { t, number } = useWords();
  const soFar = t("schemes.moves.soFar", { done: number(done), of: number(of) });
  if (state === "under-way")
    return (
      <div data-under-way>
        <Sheet accent title={soFar}>
          <div className="stack tight">
            <Meter value={done} max={of} label={t("schemes.moves.meter")} wide />
            <p className="soft">{t("schemes.moves.goesOn")}</p>
          </div>
        </Sheet>
      </div>
    );
  const stopped = state === "stopped";
  return (
    <Alert tone={stopped ? "danger" : "good"} title={soFar}>
      {stopped && t("schemes.moves.stopped")}
    </Alert>
  );
}

// ── The form ────────────────────────────────────────────────────────────────────────────────────────

/** Every figure that may be changed, with what is wrong with it beside it. */
export function SchemeFields({ scheme, form }: { scheme: Scheme; form: FormHelp }) {
  const words = useWords();
  return grouped(scheme).map(({ group, fields }) => (
    <fieldset key={group}>
      <legend className="large">{groupWords(words, group)}</legend>
      <div className="stack">
        {fields.map((field) => (
          <FigureField key={field.name} scheme={scheme} field={field} form={form} />
        ))}
      </div>
    </fieldset>
  ));
}

type FigureProps = { scheme: Scheme; field: SchemeField; form: FormHelp };

function FigureField({ scheme, field, form }: FigureProps) {
  const words = useWords();
  const { t } = words;
  const { name, unit } = field;
  const common = {
    name,
    label: fieldWords(words, field),
    defaultValue: form.value(name, typedValue(valueOf(scheme, field), unit)),
    error: form.error(name),
  };
  if (unit === "who")
    return (
      <Select
        {...common}
        options={DECIDERS.map((value) => ({ value, label: t(`candidacy.part.${value}`) }))}
      />
    );
  if (unit === "yes")
    return (
      <Select
        {...common}
        options={(["yes", "no"] as const).map((value) => ({ value, label: t(`schemes.unit.${value}`) }))}
      />
    );
  return (
    <TextInput
      {...common}
      inputMode={unit === "share" || unit === "mark" ? "decimal" : "text"}
      dir="ltr"
      required={unit !== "until"}
      optional={unit === "until" ? t("common.form.optional") : undefined}
    />
  );
}
