import type { ReactNode } from "react";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import { isLink, type Arrangement, type ScriptState, type SittingPhase } from "./exam-sitting.ts";

/* Parts that the officer's, the invigilator's and the candidate's page of a sitting share. */

const PHASE_TONE: Record<SittingPhase, TagTone> = {
  planned: "quiet",
  open: "due",
  closed: "warn",
  released: "good",
  cancelled: "quiet",
};

export function PhaseTag({ phase }: { phase: SittingPhase }) {
  const { t } = useWords();
  return <Tag tone={PHASE_TONE[phase]}>{t(`exams.phase.${phase}`)}</Tag>;
}

const STATE_TONE: Record<ScriptState, TagTone> = {
  expected: "quiet",
  checked: "warn",
  writing: "due",
  "handed-in": "good",
  released: "good",
};

export function StateTag({ state, absent }: { state: ScriptState; absent: boolean }) {
  const { t } = useWords();
  if (absent) return <Tag tone="danger">{t("exams.state.absent")}</Tag>;
  return <Tag tone={STATE_TONE[state]}>{t(`exams.state.${state}`)}</Tag>;
}

/** Without its pages a written answer is marked by nobody. */
export function PagesBrought({ pages }: { pages: number | null }) {
  const { t, number } = useWords();
  if (pages === 0) return <Tag tone="warn">{t("exams.scan.none")}</Tag>;
  return <>{pages === null ? "–" : number(pages)}</>;
}

/** A room in words, or the way into a meeting. */
export function Place({ place }: { place: string }) {
  if (isLink(place))
    return (
      <a href={place} dir="ltr" rel="noreferrer">
        {place}
      </a>
    );
  return <DirText>{place}</DirText>;
}

type WhenProps = {
  day: string;
  startsAt: string;
  timeZone: string;
  place: string;
  minutes: number;
  more?: { term: string; value: ReactNode }[];
};

export function WhenAndWhere({ day, startsAt, timeZone, place, minutes, more = [] }: WhenProps) {
  const { t, date } = useWords();
  const zone = timeZone.replaceAll("_", " ");
  return (
    <FactList
      facts={[
        { term: t("exams.sitting.day"), value: date(day) },
        { term: t("exams.sitting.startsAt"), value: t("exams.sitting.hour", { hour: startsAt, zone }) },
        { term: t("exams.sitting.place"), value: <Place place={place} /> },
        { term: t("exams.sitting.minutes"), value: t("exams.sitting.minutesCount", { count: minutes }) },
        ...more,
      ]}
    />
  );
}

type Arranged = { extraMinutes: number; arrangements: readonly Arrangement[]; note: string };

/** What was arranged for one person; nothing where nothing was. */
export function Arrangements({ extraMinutes, arrangements, note }: Arranged) {
  const { t, list } = useWords();
  const parts = [
    ...(extraMinutes > 0 ? [t("exams.arrangement.minutes", { count: extraMinutes })] : []),
    ...arrangements.map((each) => t(`exams.arrangement.${each}`)),
  ];
  if (parts.length === 0 && note === "") return <>{t("exams.arrangement.none")}</>;
  return (
    <>
      {list(parts)}
      {parts.length > 0 && note !== "" && <br />}
      {note !== "" && <DirText>{note}</DirText>}
    </>
  );
}

type Incident = { id: string; number: number | null; words: string; at: number };

export function Incidents({ incidents }: { incidents: Incident[] }) {
  const { t, dateTime } = useWords();
  return (
    <DataTable
      caption={t("exams.incident.title")}
      rows={incidents}
      rowKey={({ id }) => id}
      empty={<p className="soft">{t("exams.incident.none")}</p>}
      columns={[
        { key: "at", header: t("exams.incident.at"), rowHeader: true, cell: ({ at }) => dateTime(at) },
        {
          key: "number",
          header: t("exams.sitting.number"),
          cell: ({ number }) => (number === null ? t("exams.incident.all") : String(number)),
        },
        { key: "words", header: t("exams.incident.what"), cell: ({ words }) => <DirText>{words}</DirText> },
      ]}
    />
  );
}
