import type { FeedDay, FeedHolder } from "#app/features/cohorts/session-feed.server.ts";
import { isOfStage } from "#app/features/trainers/candidacies/candidacy-panel.server.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import type { MySeat } from "./panel-view.ts";
import { OPEN_PANEL } from "./panels.server.ts";

/* The seats somebody has on panels that sit: what they are to read and vote on, and by when. */

type Mine = Pick<Actor, "personId">;

const open = ({ personId }: Mine, day: CalendarDay): Prisma.PanelSeatWhereInput => ({
  personId,
  votedAt: null,
  withdrawnAt: null,
  conflict: "",
  until: { gte: day },
  panel: { openKey: OPEN_PANEL },
});

const ABOUT = { select: { schemeId: true, person: { select: { name: true } } } } as const;

/** The first to vote on first. */
export async function mySeats(actor: Mine): Promise<MySeat[]> {
  const rows = await db.panelSeat.findMany({
    where: open(actor, today()),
    orderBy: [{ until: "asc" }, { id: "asc" }],
    include: { panel: { select: { of: true, candidacyId: true, candidacy: ABOUT, certification: ABOUT } } },
  });
  return rows.flatMap(({ id, until, declaredAt, panel }) => {
    const about = panel.candidacy ?? panel.certification;
    if (!about) return [];
    return [
      {
        id,
        until,
        declared: declaredAt !== null,
        name: about.person.name,
        schemeId: about.schemeId as SchemeId,
        appeal: panel.candidacyId === null || !isOfStage(panel.candidacyId, panel.of),
      },
    ];
  });
}

/** The last day of each to vote. */
export async function seatDays({ personId, locale }: FeedHolder): Promise<FeedDay[]> {
  const { t } = wordsFor(locale, "UTC");
  return (await mySeats({ personId })).map(({ id, until, name }) => ({
    id: `seat-${id}`,
    date: until,
    summary: t("panels.calendar", { name }),
    path: paths.mySeat(id),
  }));
}

/** For the work list of a member. */
export async function seatWork(actor: Mine) {
  const count = await db.panelSeat.count({ where: open(actor, today()) });
  return count > 0 ? [{ kind: "panel-seats" as const, count, href: "/me/panels" }] : [];
}
