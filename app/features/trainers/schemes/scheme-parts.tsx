import { Alert } from "#app/ui/alert.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Meter } from "#app/ui/meter.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import { askWords, stepWords } from "#app/features/trainers/candidacies/candidacy-words.tsx";
import { askKey } from "./asked.ts";
import { stepsOf } from "./checklist.ts";
import type { MoveProgress } from "./move-to-version.ts";
import type { Manned, SeatAct } from "./people-needed.ts";
import {
  anchoredIn,
  changeName,
  changesBetween,
  fieldsOfPart,
  isOwnWords,
  partsOf,
  valueOf,
  type SchemeField,
} from "./scheme-fields.ts";
import type { PublishedVersion } from "./scheme-view.ts";
import {
  changeWords,
  fieldWords,
  groupWords,
  keyWords,
  stageRules,
  valueWords,
  type CourseTitles,
} from "./scheme-words.tsx";
import type { Scheme } from "./scheme.ts";

/** How many separate people it needs and how many there are. */
type PeopleProps = { people: Manned; licence: boolean; blockedNow?: readonly SeatAct[] };

export function PeopleNeeded({ people, licence, blockedNow = [] }: PeopleProps) {
  const { need, have, blocked } = people;
  const { t, number } = useWords();
  return (
    <Sheet title={t("schemes.people.title")}>
      <p>
        <strong>{t("schemes.people.have", { have: number(have), need: number(need) })}</strong>{" "}
        {blocked.length === 0 && t("schemes.people.enough")}
      </p>
      {blockedNow.length > 0 && (
        <Alert tone="danger" title={t("schemes.people.blockedNow")}>
          <ul>
            {blockedNow.map((act) => (
              <li key={act}>{t(`schemes.seat.${act}`)}</li>
            ))}
          </ul>
        </Alert>
      )}
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

/** All that a version says, read: what each stage asks as the candidate reads it, and the figures of the rest. */
type FiguresProps = { scheme: Scheme; titles: CourseTitles };

export function SchemeFigures({
  scheme,
  titles,
  parts = partsOf(scheme).filter(hasWords(scheme)),
}: FiguresProps & { parts?: readonly string[] }) {
  const words = useWords();
  return (
    <>
      {parts.map((part) => (
        <Sheet key={part} title={groupWords(words, scheme, part)} headingLevel={3}>
          <PartRead scheme={scheme} part={part} titles={titles} />
        </Sheet>
      ))}
    </>
  );
}

/** What the scores stand for is the platform's to say unless the version does. */
const hasWords = (scheme: Scheme) => (part: string) =>
  part === "checklist"
    ? scheme.checklist !== undefined
    : !anchoredIn(part) || fieldsOfPart(scheme, part).some((field) => valueOf(scheme, field) !== "");

/** Words and days it may leave unsaid. */
function isSaid(scheme: Scheme, field: SchemeField): boolean {
  const value = valueOf(scheme, field);
  if (isOwnWords(field.unit)) return field.unit === "anchor" && value !== "";
  return field.unit !== "until" || value !== null;
}

/** What is ticked of an observed session, in its order. */
function StepList({ scheme: { checklist } }: { scheme: Scheme }) {
  const words = useWords();
  if (!checklist) return null;
  return (
    <ol className="stack tight">
      {stepsOf(checklist).map((one) => (
        <li key={one.step}>
          {stepWords(words, one)} {one.critical && <Tag tone="due">{words.t("candidacy.critical")}</Tag>}
        </li>
      ))}
    </ol>
  );
}

function PartRead({ scheme, part, titles }: FiguresProps & { part: string }) {
  const words = useWords();
  if (part === "checklist") return <StepList scheme={scheme} />;
  const stage = scheme.stages.find(({ id }) => id === part);
  const figures = fieldsOfPart(scheme, part).filter((field) => isSaid(scheme, field));
  const facts = figures.map((field) => ({
    term: field.asked?.startsWith("document.") ? keyWords(words, field.asked) : fieldWords(words, field),
    value: valueWords(words, field, valueOf(scheme, field), titles),
  }));
  if (!stage) return <FactList facts={facts} />;
  return (
    <div className="stack tight">
      <ul>
        {stage.asks.map((asked) => (
          <li key={askKey(asked)}>{askWords(words, asked)}</li>
        ))}
      </ul>
      <p className="soft">{stageRules(words, scheme, part).join(" ")}</p>
      {facts.length > 0 && (
        <Disclosure summary={words.t("schemes.page.figures")}>
          <FactList facts={facts} />
        </Disclosure>
      )}
    </div>
  );
}

/** As it is and as it would be, of all that differs. */
type ChangesProps = { before: Scheme; after: Scheme; titles: CourseTitles; caption?: string };

export function SchemeChanges({ before, after, titles, caption }: ChangesProps) {
  const words = useWords();
  const { t } = words;
  const rows = changesBetween(before, after).map((change) => ({
    key: changeName(change),
    ...changeWords(words, after, change, titles),
  }));
  return (
    <DataTable
      caption={caption ?? t("schemes.draft.changes")}
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        { key: "field", header: t("schemes.draft.field"), rowHeader: true, cell: ({ about }) => about },
        { key: "now", header: t("schemes.draft.now"), cell: (row) => row.before },
        { key: "then", header: t("schemes.draft.then"), cell: ({ after: then }) => then },
      ]}
    />
  );
}

/** The versions there have been, each with what it changed. */
type VersionsProps = { versions: readonly PublishedVersion[]; titles: CourseTitles };

export function SchemeVersions({ versions, titles }: VersionsProps) {
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
            {before && <SchemeChanges before={before} after={scheme} titles={titles} />}
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
