import type { FeedDay, FeedHolder } from "#app/features/cohorts/session-feed.server.ts";
import type { OpenSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { roomsOf } from "./exam-sittings.server.ts";
import { startOf } from "./exam-sitting.ts";

const MINUTE = 60_000;
const SITTING = { id: true, schemeId: true, day: true, startsAt: true, timeZone: true, minutes: true, place: true } as const; // prettier-ignore
type Sitting = Prisma.ExamSittingGetPayload<{ select: typeof SITTING }>;

/** The exams one sits, and those one supervises, from a day on: where it was moved to, the same entry. */
export async function examDays({ personId, locale }: FeedHolder, from: CalendarDay): Promise<FeedDay[]> {
  const { t } = wordsFor(locale, "UTC");
  const held = { cancelledAt: null, day: { gte: from } };
  const [scripts, rooms] = await Promise.all([
    db.examScript.findMany({
      where: { candidacy: { personId }, sitting: held },
      orderBy: { id: "asc" },
      select: { id: true, extraMinutes: true, sitting: { select: SITTING } },
    }),
    db.examSitting.findMany({
      where: { AND: [held, await roomsOf(db, personId)] },
      orderBy: { id: "asc" },
      select: SITTING,
    }),
  ]);
  const when = (sitting: Sitting, minutes: number) => {
    const start = startOf(sitting);
    return {
      date: sitting.day,
      place: sitting.place,
      ...(start === null ? {} : { hours: { start, end: start + minutes * MINUTE } }),
    };
  };
  const schemeOf = ({ schemeId }: Sitting) => t(`trainers.scheme.${schemeId as OpenSchemeId}`);
  return [
    ...scripts.map(({ id, extraMinutes, sitting }) => ({
      id: `exam-${id}`,
      ...when(sitting, sitting.minutes + extraMinutes),
      summary: t("exams.calendar.sits", { scheme: schemeOf(sitting) }),
      path: paths.myExam(id),
    })),
    ...rooms.map((sitting) => ({
      id: `invigilate-${sitting.id}`,
      ...when(sitting, sitting.minutes),
      summary: t("exams.calendar.invigilates", { scheme: schemeOf(sitting) }),
      path: paths.invigilate(sitting.id),
    })),
  ];
}
