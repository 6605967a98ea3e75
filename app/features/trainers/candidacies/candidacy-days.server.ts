import type { FeedDay, FeedHolder } from "#app/features/cohorts/session-feed.server.ts";
import { isFree, TO_COME } from "#app/features/trainers/exams/exam-sittings.server.ts";
import type { OpenSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import type { Stage } from "#app/features/trainers/schemes/scheme.ts";
import { stageOf } from "#app/features/trainers/schemes/stage.ts";
import { NOTHING_YET, sittingDays } from "#app/features/trainers/schemes/requirements.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { readFiles, WITH_EVENTS } from "./candidacy-file.server.ts";
import { stageDueOn } from "./candidacy-queue.ts";
import { remarkUntil } from "./candidacy-records.ts";
import { appealUntil, clockStands, openToAppeal, type File, type Ruling } from "./candidacy.ts";

/** When one may appeal at the longest; a candidacy that ended earlier has no day left. */
const RECENT_DAYS = 60;

/**
 * A candidate's own days: from when and until when the exam may be sat, by when the stage is to be left, until when another
 * marking may be asked for or a decision appealed. Those of a sitting one is admitted to stand by themselves.
 */
export async function candidacyDays({ personId, locale }: FeedHolder): Promise<FeedDay[]> {
  const { t, date: inWords } = wordsFor(locale, "UTC");
  const rows = await db.candidacy.findMany({
    where: { personId, OR: [{ endedOn: null }, { endedOn: { gte: addDays(today(), -RECENT_DAYS) } }] },
    orderBy: { id: "asc" },
    include: WITH_EVENTS,
  });
  const files = await readFiles(rows);
  const admitted = await db.examScript.findMany({
    where: { candidacy: { personId }, aside: null, ...TO_COME },
    include: { sitting: true },
  });
  return rows.flatMap(({ id, schemeId }, index) => {
    const scheme = t(`trainers.scheme.${schemeId as OpenSchemeId}`);
    const sits = !isFree(admitted.filter(({ candidacyId }) => candidacyId === id));
    return daysOf(files[index]!, sits).map(({ what, date, ruling }) => ({
      id: `candidacy-${id}-${what}`,
      date,
      summary: ruling
        ? t(`candidacy.calendar.appeal.${ruling.kind}`, { scheme, day: inWords(ruling.on) })
        : t(`candidacy.calendar.${what}`, { scheme }),
      path: paths.myCandidacy(id),
    }));
  });
}

type Day = { date: CalendarDay } & (
  | { what: "exam-from" | "exam-until" | "resit-from" | "resit-until" | "due" | "remark"; ruling?: undefined }
  | { what: "appeal"; ruling: Ruling }
);

function daysOf(file: File, sits: boolean): Day[] {
  const { scheme, candidacy, facts } = file;
  const day = today(scheme.timeZone);
  const ruling = openToAppeal(candidacy, day);
  if (ruling) return [{ what: "appeal", ruling, date: appealUntil(ruling) }];
  const stage = stageOf(scheme, candidacy.state);
  if (!stage || candidacy.appealedOn !== null) return [];
  const until = remarkUntil(stage, facts, day);
  const remark: Day[] = until === null ? [] : [{ what: "remark", date: until }];
  return [...remark, ...(clockStands(candidacy) ? [] : stageDays(file, stage, sits, day))];
}

function stageDays(file: File, stage: Stage, sits: boolean, day: CalendarDay): Day[] {
  const { facts } = file;
  const exam = stage.asks.find((asked) => asked.kind === "exam");
  const known = facts.stages[stage.id] ?? NOTHING_YET;
  const when = exam && sittingDays(exam, known);
  if (when && "until" in when) {
    if (sits || when.until < day) return [];
    const which = known.sittings.length === 0 ? "exam" : "resit";
    return [
      { what: `${which}-from`, date: when.from },
      { what: `${which}-until`, date: when.until },
    ];
  }
  const due = stageDueOn(file);
  return due !== null && due >= day ? [{ what: "due", date: due }] : [];
}
