import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import { scoreWords, stageWords } from "#app/features/trainers/candidacies/candidacy-words.tsx";
import type { PastPaper } from "./past-papers.server.ts";
import { PAST_COLUMNS, type PastDecision, type PastEntry, type PastPlanned } from "./past-records.ts";
import type { StageNames } from "#app/features/trainers/schemes/stage.ts";
import { scopeOf } from "#app/features/trainers/schemes/topics.ts";
import { SCHEME_IDS, TRAINING_LANGUAGES, type SchemeId } from "#app/features/trainers/schemes/schemes.ts";

const TONES: Record<PastDecision["kind"], TagTone> = { new: "good", same: "quiet", cannot: "danger" };

/** The stages a candidate can be taken in at, by scheme, with what the scheme calls them. */
export type ImportStages = readonly { schemeId: SchemeId; stages: readonly string[]; names: StageNames }[];

/** Each row in words: what it says, and what becomes of it. */
type RowsProps = { rows: readonly PastPlanned[]; stages: ImportStages; done: boolean };

export function PastRows({ rows, stages, done }: RowsProps) {
  const { t, number } = useWords();
  return (
    <DataTable
      caption={t("trainers.past.rows")}
      rows={[...rows]}
      rowKey={({ row }) => String(row)}
      columns={[
        { key: "row", header: t("trainers.past.row"), numeric: true, cell: ({ row }) => number(row) },
        {
          key: "person",
          header: t("trainers.past.person"),
          rowHeader: true,
          cell: ({ person }) => (person === "" ? "–" : <DirText>{person}</DirText>),
        },
        {
          key: "record",
          header: t("trainers.past.record"),
          cell: ({ entry }) => <Record entry={entry} stages={stages} />,
        },
        {
          key: "outcome",
          header: t("trainers.past.outcome"),
          cell: ({ decision }) => <Outcome decision={decision} done={done} />,
        },
      ]}
    />
  );
}

function Record({ entry, stages }: { entry: PastEntry | null; stages: ImportStages }) {
  const words = useWords();
  const { t, list, mediumDate } = words;
  if (!entry) return "–";
  return (
    <>
      {t(`trainers.scheme.${entry.schemeId}`)}
      <br />
      <span className="soft">
        {entry.kind === "certification"
          ? t("trainers.past.certification", {
              number: entry.number,
              from: mediumDate(entry.validFrom),
              until: mediumDate(entry.validUntil),
            })
          : t("trainers.past.candidacy", {
              stage: stageWords(
                words,
                entry.stage,
                stages.find(({ schemeId }) => schemeId === entry.schemeId)?.names,
              ),
              day: mediumDate(entry.since),
            })}
        {entry.kind === "certification" &&
          entry.facts.map(({ kind, day }) => (
            <span key={kind}>
              <br />
              {t(`trainers.past.fact.${kind}`, { day: mediumDate(day) })}
            </span>
          ))}
        {entry.kind === "candidacy" && entry.courseEnded && (
          <>
            <br />
            {t("trainers.past.fact.courseEnded", { day: mediumDate(entry.courseEnded) })}
          </>
        )}
        {entry.kind === "candidacy" && entry.observed && (
          <>
            <br />
            {t("trainers.past.fact.observed", {
              day: mediumDate(entry.observed.on),
              assessor: entry.observed.assessor,
              scores: scoreWords(words, entry.observed.scores),
            })}
          </>
        )}
        {entry.kind === "certification" && entry.topics !== null && (
          <>
            <br />
            {list(scopeOf(entry.schemeId, entry.topics).map((topic) => t(`trainers.topic.${topic}`)))}
          </>
        )}
      </span>
    </>
  );
}

function Outcome({ decision, done }: { decision: PastDecision; done: boolean }) {
  const { t } = useWords();
  return (
    <>
      <Tag tone={TONES[decision.kind]}>{t(`trainers.past.${done ? "did" : "will"}.${decision.kind}`)}</Tag>
      {decision.kind === "cannot" && (
        <ul className="plain">
          {decision.faults.map((fault) => (
            <li key={fault}>{t(`trainers.past.fault.${fault}`)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The papers that came with a record from before this platform. */
export function PastPapers({ papers }: { papers: readonly PastPaper[] }) {
  const { t, size } = useWords();
  if (papers.length === 0) return null;
  return (
    <Sheet title={t("trainers.past.papersTitle")}>
      <ul>
        {papers.map(({ id, name, bytes }) => (
          <li key={id}>
            <a href={paths.pastPaper(id)}>
              <DirText>{name}</DirText>
            </a>{" "}
            <small className="soft">{size(bytes)}</small>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

/** What the list should hold. */
export function PastColumns({ stages }: { stages: ImportStages }) {
  const words = useWords();
  const { t, list } = words;
  const params = { schemes: list([...SCHEME_IDS]), languages: list([...TRAINING_LANGUAGES]) };
  return (
    <Sheet title={t("trainers.past.columnsTitle")}>
      <p>{t("trainers.past.columnsText")}</p>
      <ul>
        {PAST_COLUMNS.map((column) => (
          <li key={column}>{t(`trainers.past.column.${column}`, params)}</li>
        ))}
      </ul>
      <Disclosure summary={t("trainers.past.stagesTitle")}>
        <FactList
          facts={stages.map(({ schemeId, stages: own, names }) => ({
            term: t(`trainers.scheme.${schemeId}`),
            value: (
              <ul className="plain">
                {own.map((id) => (
                  <li key={id}>
                    {t("trainers.past.stageNamed", { id, name: stageWords(words, id, names) })}
                  </li>
                ))}
              </ul>
            ),
          }))}
        />
      </Disclosure>
    </Sheet>
  );
}
