import { now, today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { linkTo } from "./identity-mail.server.ts";
import { codeValidUntil, type CourseStart } from "./sign-in-code.ts";
import { issueSignInCodes, type IssuedCode } from "./sign-in-codes.server.ts";

export type IssuedCards = { cards: IssuedCode[]; address: string; missing: number };

/** Where a code is typed in, as it stands on the card. */
export const codeAddress = (): string => linkTo("/sign-in/code").replace(/^https?:\/\//, "");

/** New cards for one or thirty people, whoever of them the actor may hand one; never for oneself. */
export async function issueCards(actor: Actor, personIds: string[]): Promise<Result<IssuedCards>> {
  const others = [...new Set(personIds)].filter((id) => id !== actor.personId);
  const courses = await coursesAhead(others);
  const at = now().getTime();
  const cards = await issueSignInCodes(
    actor,
    others,
    (personId) => new Date(codeValidUntil(courses.get(personId) ?? null, at)),
  );
  if (cards.length === 0) return refuse("people.no-codes");
  return ok({ cards, address: codeAddress(), missing: new Set(personIds).size - cards.length });
}

/** The course each person sits in that runs or is still to come; of several the one that starts first. */
async function coursesAhead(personIds: string[]): Promise<Map<string, CourseStart>> {
  const seats = await db.enrolment.findMany({
    where: {
      personId: { in: personIds },
      status: { notIn: ["withdrawn", "no-show"] },
      cohort: { closedAt: null, endDate: { gte: today() } },
    },
    orderBy: [{ cohort: { startDate: "desc" } }, { id: "asc" }],
    select: { personId: true, cohort: { select: { startDate: true, timeZone: true } } },
  });
  return new Map(seats.map(({ personId, cohort }) => [personId, cohort]));
}
