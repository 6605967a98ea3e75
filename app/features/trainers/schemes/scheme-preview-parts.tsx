import { Checkbox } from "#app/ui/choices.tsx";
import { DataTable, type Column } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { paths } from "#app/lib/paths.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Words } from "#app/locales/words.ts";
import { useWords } from "#app/ui/words.tsx";
import { stageWords, unmetWords } from "#app/features/trainers/candidacies/candidacy-words.tsx";
import type { FilePart } from "#app/features/trainers/renewal/renewal-file.ts";
import { askedWords } from "#app/features/trainers/renewal/renewal-words.tsx";
import type { Unmet } from "./requirements.ts";
import { RENEWAL_UNITS } from "./scheme-fields.ts";
import { isMissing, type PartChange, type Was } from "./scheme-preview.ts";
import { valueWords } from "./scheme-words.tsx";
import { PART_FIGURES, type RenewalAsks } from "./scheme.ts";
import type { CandidacyTouched, CertificationTouched } from "./scheme-view.ts";

/** Old and new; what stays is said once, and quietly. */
function WasWords({ was: { before, after } }: { was: Was<string> }) {
  const { t } = useWords();
  if (before === after) return <span className="soft">{before}</span>;
  return <>{t("schemes.preview.from", { before, after })}</>;
}

export function WasDay({ days: { before, after } }: { days: Was<CalendarDay | null> }) {
  const { t, mediumDate } = useWords();
  const day = (one: CalendarDay | null) => (one === null ? t("schemes.preview.noDay") : mediumDate(one));
  return <WasWords was={{ before: day(before), after: day(after) }} />;
}

type Who = { id: string; name: string };

/** Whom a row is about, and the box that moves them; without a box where nobody is chosen one by one. */
function whoColumns<Row extends Who>(
  { t }: Pick<Words, "t">,
  kind: "certifications" | "candidacies",
  pathOf: (id: string) => string,
  ticked?: readonly string[],
): Column<Row>[] {
  const box: Column<Row> = {
    key: "move",
    header: t("schemes.publish.title"),
    hideHeader: true,
    cell: ({ id, name }) => (
      <Checkbox
        bare
        name={`${kind}[]`}
        value={id}
        defaultChecked={ticked?.includes(id)}
        label={t("schemes.preview.move", { name })}
      />
    ),
  };
  return [
    ...(ticked ? [box] : []),
    {
      key: "name",
      header: t("schemes.preview.name"),
      rowHeader: true,
      cell: ({ id, name }) => (
        <a href={pathOf(id)}>
          <DirText>{name}</DirText>
        </a>
      ),
    },
  ];
}

/** What the file of a renewal would lack, and what no more: only where that is otherwise for anybody. */
function lackColumns(
  { t }: Pick<Words, "t">,
  rows: readonly CertificationTouched[],
): Column<CertificationTouched>[] {
  const column = (key: "lacksNow" | "lacksNoMore", missing: boolean) => {
    const of = ({ renewal }: CertificationTouched) =>
      renewal.filter(({ after }) => isMissing(after) === missing);
    const column = { key, header: t(`schemes.preview.${key}`) };
    return rows.some((row) => of(row).length > 0)
      ? [{ ...column, cell: (row: CertificationTouched) => <Lacks of={of(row)} /> }]
      : [];
  };
  return [...column("lacksNow", true), ...column("lacksNoMore", false)];
}

/** Whose dates or renewal would change, each with the old and the new. */
type CertificationsProps = { rows: readonly CertificationTouched[]; ticked?: readonly string[] };

export function CertificationsTouched({ rows, ticked }: CertificationsProps) {
  const words = useWords();
  const { t, mediumDate } = words;
  return (
    <DataTable
      caption={t("schemes.preview.certifications")}
      hideCaption
      rows={[...rows]}
      rowKey={({ id }) => id}
      columns={[
        ...whoColumns<CertificationTouched>(words, "certifications", paths.certification, ticked),
        {
          key: "until",
          header: t("schemes.preview.until"),
          cell: ({ validUntil }) => mediumDate(validUntil),
        },
        {
          key: "next",
          header: t("schemes.preview.next"),
          cell: ({ nextUntil }) => <WasDay days={nextUntil} />,
        },
        {
          key: "window",
          header: t("schemes.preview.window"),
          cell: ({ windowOpens }) => <WasDay days={windowOpens} />,
        },
        {
          key: "grace",
          header: t("schemes.preview.grace"),
          cell: ({ graceEnds }) => <WasDay days={graceEnds} />,
        },
        {
          key: "status",
          header: t("schemes.preview.status"),
          cell: ({ status: { before, after } }) => (
            <WasWords
              was={{ before: t(`trainers.status.${before}`), after: t(`trainers.status.${after}`) }}
            />
          ),
        },
        ...lackColumns(words, rows),
      ]}
    />
  );
}

/** Part by part, how it stands by either version, and what is asked. */
function Lacks({ of }: { of: readonly PartChange[] }) {
  const words = useWords();
  const { t } = words;
  return (
    <Sentences
      of={of.map(({ part, before, after }) => {
        const stands = { before: standsWords(words, before), after: standsWords(words, after) };
        const still = before && after && stands.before === stands.after;
        const asked = after ?? before;
        return {
          key: part,
          sentence: t("schemes.preview.part", {
            part: t(`trainers.part.${part}`),
            change: still ? t("schemes.preview.stands.still") : t("schemes.preview.from", stands),
          }),
          more: still ? measureWords(words, before, after) : asked ? askedWords(words, asked) : undefined,
        };
      })}
    />
  );
}

/** The figures a part is held to that are others, each with the old and the new. */
function measureWords(words: Words, before: FilePart, after: FilePart): string {
  const figures = PART_FIGURES[after.part].filter(
    (figure: keyof RenewalAsks) => before.figures[figure] !== after.figures[figure],
  );
  const value = (figure: keyof RenewalAsks, { figures: of }: FilePart) =>
    valueWords(words, { unit: RENEWAL_UNITS[figure] }, of[figure] ?? 0, {});
  return words.list(
    figures.map((figure) =>
      words.t("schemes.preview.part", {
        part: words.t(`schemes.field.renewal.${figure}`),
        change: words.t("schemes.preview.from", {
          before: value(figure, before),
          after: value(figure, after),
        }),
      }),
    ),
  );
}

function standsWords({ t, mediumDate }: Words, part: FilePart | null): string {
  if (!part) return t("schemes.preview.stands.notAsked");
  if (part.waived) return t("schemes.preview.stands.waived", { day: mediumDate(part.waived) });
  return t(part.met ? "schemes.preview.stands.met" : "schemes.preview.stands.missing");
}

type CandidaciesProps = { rows: readonly CandidacyTouched[]; ticked: readonly string[] };

/** Who is a candidate now, and what moving them would change; ticked where they are to be moved. */
export function CandidaciesTouched({ rows, ticked }: CandidaciesProps) {
  const words = useWords();
  const { t } = words;
  return (
    <DataTable
      caption={t("schemes.preview.candidaciesExplain")}
      rows={[...rows]}
      rowKey={({ id }) => id}
      empty={<p className="soft">{t("schemes.preview.noCandidacies")}</p>}
      columns={[
        ...whoColumns<CandidacyTouched>(words, "candidacies", paths.candidate, ticked),
        {
          key: "stage",
          header: t("schemes.preview.stage"),
          cell: ({ state, stageNames }) => stageWords(words, state, stageNames),
        },
        { key: "version", header: t("schemes.preview.version"), cell: ({ version }) => version },
        { key: "due", header: t("schemes.preview.due"), cell: ({ dueOn }) => <WasDay days={dueOn} /> },
        {
          key: "askedNow",
          header: t("schemes.preview.askedNow"),
          cell: ({ askedNow }) => <UnmetSentences of={askedNow} />,
        },
        {
          key: "askedNoMore",
          header: t("schemes.preview.askedNoMore"),
          cell: ({ askedNoMore }) => <UnmetSentences of={askedNoMore} />,
        },
      ]}
    />
  );
}

function UnmetSentences({ of }: { of: readonly Unmet[] }) {
  const words = useWords();
  return (
    <Sentences of={of.map((unmet) => ({ key: JSON.stringify(unmet), sentence: unmetWords(words, unmet) }))} />
  );
}

type Sentence = { key: string; sentence: string; more?: string | undefined };

export function Sentences({ of }: { of: readonly Sentence[] }) {
  const { t } = useWords();
  if (of.length === 0) return <span className="soft">{t("schemes.preview.nothing")}</span>;
  return (
    <ul className="plain">
      {of.map(({ key, sentence, more }) => (
        <li key={key}>
          {sentence}
          {more && (
            <>
              <br />
              <span className="soft">{more}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
