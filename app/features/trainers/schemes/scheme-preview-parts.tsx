import { Checkbox } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { paths } from "#app/lib/paths.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { useWords } from "#app/ui/words.tsx";
import { stageWords, unmetWords } from "#app/features/trainers/candidacies/candidacy-words.tsx";
import type { Unmet } from "./requirements.ts";
import type { Was } from "./scheme-preview.ts";
import type { CandidacyTouched, CertificationTouched } from "./scheme-view.ts";

/** Old date and new one; one date alone stays. */
function WasDay({ days: { before, after } }: { days: Was<CalendarDay | null> }) {
  const { t, mediumDate } = useWords();
  const day = (one: CalendarDay | null) => (one === null ? t("schemes.preview.noDay") : mediumDate(one));
  if (before === after) return <span className="soft">{day(before)}</span>;
  return <>{t("schemes.preview.from", { before: day(before), after: day(after) })}</>;
}

/** Whose dates would change, each with the old and the new one. */
type CertificationsProps = {
  rows: readonly CertificationTouched[];
  /** Left out where they are not chosen one by one. */
  ticked?: readonly string[];
};

export function CertificationsTouched({ rows, ticked }: CertificationsProps) {
  const { t, mediumDate } = useWords();
  return (
    <DataTable
      caption={t("schemes.preview.certifications")}
      hideCaption
      rows={[...rows]}
      rowKey={({ id }) => id}
      columns={[
        ...(ticked
          ? [
              {
                key: "move",
                header: t("schemes.publish.title"),
                hideHeader: true,
                cell: ({ id, name }: CertificationTouched) => (
                  <Checkbox
                    bare
                    name="certifications[]"
                    value={id}
                    defaultChecked={ticked.includes(id)}
                    label={t("schemes.preview.move", { name })}
                  />
                ),
              },
            ]
          : []),
        {
          key: "name",
          header: t("schemes.preview.name"),
          rowHeader: true,
          cell: ({ id, name }) => (
            <a href={paths.certification(id)}>
              <DirText>{name}</DirText>
            </a>
          ),
        },
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
          cell: ({ status: { before, after } }) =>
            before === after ? (
              <span className="soft">{t(`trainers.status.${before}`)}</span>
            ) : (
              t("schemes.preview.from", {
                before: t(`trainers.status.${before}`),
                after: t(`trainers.status.${after}`),
              })
            ),
        },
      ]}
    />
  );
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
        {
          key: "move",
          header: t("schemes.publish.title"),
          hideHeader: true,
          cell: ({ id, name }) => (
            <Checkbox
              bare
              name="candidacies[]"
              value={id}
              defaultChecked={ticked.includes(id)}
              label={t("schemes.preview.move", { name })}
            />
          ),
        },
        {
          key: "name",
          header: t("schemes.preview.name"),
          rowHeader: true,
          cell: ({ id, name }) => (
            <a href={paths.candidate(id)}>
              <DirText>{name}</DirText>
            </a>
          ),
        },
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
          cell: ({ askedNow }) => <Sentences of={askedNow} />,
        },
        {
          key: "askedNoMore",
          header: t("schemes.preview.askedNoMore"),
          cell: ({ askedNoMore }) => <Sentences of={askedNoMore} />,
        },
      ]}
    />
  );
}

/** What is missing, one sentence each. */
function Sentences({ of }: { of: readonly Unmet[] }) {
  const words = useWords();
  if (of.length === 0) return <span className="soft">{words.t("schemes.preview.nothing")}</span>;
  return (
    <ul className="plain">
      {of.map((unmet) => (
        <li key={JSON.stringify(unmet)}>{unmetWords(words, unmet)}</li>
      ))}
    </ul>
  );
}
