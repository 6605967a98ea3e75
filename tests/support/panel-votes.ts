import { sayAsSeat } from "#app/features/trainers/panels/panel-seats.server.ts";
import { guestSeat, mySeat, type SeatKey } from "#app/features/trainers/panels/panels.server.ts";
import { db } from "#app/infra/db.server.ts";
import { makePerson } from "./learning-fixture.ts";

export const DECLARE = {
  intent: "declare",
  employer: "School of Management",
  part: "yes",
  tie: "yes",
  interest: "yes",
} as const;
export const voteFor = (vote: string, words = "It is in the file") =>
  ({ intent: "vote", vote, words }) as const;

export const say = (key: SeatKey, form: Parameters<typeof sayAsSeat>[1]) => sayAsSeat(key, form, "test");

/** Somebody with an account and nothing to do with it. */
export async function bystander(name: string): Promise<{ personId: string; username: string }> {
  const personId = await makePerson(name);
  const { username } = await db.person.findUniqueOrThrow({ where: { id: personId } });
  return { personId, username };
}

/** The seat of a member on the panel that sits on it. */
export async function seatOf(of: string, personId: string): Promise<SeatKey> {
  const { id } = await db.panelSeat.findFirstOrThrow({
    where: { personId, withdrawnAt: null, panel: { of, openKey: "open" } },
  });
  return mySeat(id, personId);
}

/** The newest guest's link, from the mail that went out. */
export async function linkOf(of: string) {
  const { id } = await db.panelSeat.findFirstOrThrow({
    where: { personId: null, panel: { of, openKey: "open" } },
    orderBy: { id: "desc" },
  });
  const mail = await db.outboxMessage.findUniqueOrThrow({ where: { key: `panel-guest:${id}` } });
  const secret = /\/panels\/([\w-]+)/.exec(mail.body)![1]!;
  return { id, address: mail.address, key: guestSeat(secret) };
}
