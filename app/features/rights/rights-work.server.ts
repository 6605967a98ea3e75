import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { countNameChangesToDecide } from "./name-changes.server.ts";

export type RightsLine = { kind: "name-changes" | "data-requests"; count: number; href: string };

/** What of people's rights waits for the actor; a request has its days, so it stands before other work. */
export async function rightsWork(actor: Actor): Promise<RightsLine[]> {
  const [decides, answers] = [
    asHolderOf(actor, "correct:certificates"),
    asHolderOf(actor, "answer:data-requests"),
  ];
  const [names, requests] = await Promise.all([
    decides ? countNameChangesToDecide(decides) : 0,
    answers ? db.dataRequest.count({ where: { answeredAt: null } }) : 0,
  ]);
  const lines: RightsLine[] = [
    { kind: "data-requests", count: requests, href: "/data-requests" },
    { kind: "name-changes", count: names, href: "/name-changes" },
  ];
  return lines.filter(({ count }) => count > 0);
}
