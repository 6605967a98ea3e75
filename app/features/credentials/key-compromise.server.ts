import { recordAudit } from "#app/features/audit/record.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { PublicJwk } from "./did-document.ts";
import { forgetSigningKeys, signingKeys } from "./issuer-keys.server.ts";
import type { Compromise } from "./key-compromise.ts";
import { forgetStatusLists } from "./status-lists.server.ts";

/*
 * A key that somebody else may have is no longer signed with, and not believed for anything since that day. One says so,
 * another confirms: nobody alone makes everybody's certificates doubtful.
 */

export type ListedKey = {
  thumbprint: string;
  kind: "EdDSA" | "ES256";
  createdAt: number;
  state: "in-use" | "followed" | "proposed" | "compromised";
  since: CalendarDay | null;
  reason: string | null;
  proposedBy: { name: string; isReader: boolean } | null;
};

export async function listIssuerKeys(actor: Actor): Promise<ListedKey[]> {
  const inUse = Object.values(await signingKeys()).map(({ thumbprint }) => thumbprint);
  const rows = await db.issuerKey.findMany({ orderBy: [{ createdAt: "desc" }, { thumbprint: "asc" }] });
  const names = await db.person.findMany({
    where: { id: { in: rows.flatMap(({ proposedBy }) => proposedBy ?? []) } },
    select: { id: true, name: true },
  });
  return rows.map(({ thumbprint, publicJwk, createdAt, compromisedSince, compromiseReason, ...row }) => ({
    thumbprint,
    kind: PublicJwk.parse(JSON.parse(publicJwk)).kty === "OKP" ? "EdDSA" : "ES256",
    createdAt: createdAt.getTime(),
    state: row.confirmedAt
      ? "compromised"
      : row.proposedAt
        ? "proposed"
        : inUse.includes(thumbprint)
          ? "in-use"
          : "followed",
    since: compromisedSince,
    reason: compromiseReason,
    proposedBy:
      (row.proposedBy && {
        name: names.find(({ id }) => id === row.proposedBy)?.name ?? "",
        isReader: row.proposedBy === actor.personId,
      }) ||
      null,
  }));
}

export async function actOnKey(actor: Actor, act: Compromise): Promise<Result<null>> {
  const done = await inTransaction(async (tx): Promise<Result<null>> => {
    const { thumbprint } = act;
    const subject = { kind: "issuer-key", id: thumbprint };
    const proposed = { thumbprint, proposedAt: { not: null }, confirmedAt: null };
    switch (act.intent) {
      case "propose": {
        const { since, reason } = act;
        if (since > today()) return refuse("key-day-to-come");
        const { count } = await tx.issuerKey.updateMany({
          where: { thumbprint, proposedAt: null },
          data: {
            compromisedSince: since,
            compromiseReason: reason,
            proposedBy: actor.personId,
            proposedAt: now(),
          },
        });
        if (count !== 1) return refuse("changed-meanwhile");
        await recordAudit(tx, actor, "issuer-key.compromise-proposed", subject, { since, reason });
        return ok(null);
      }
      case "confirm": {
        const row = await tx.issuerKey.findFirst({ where: proposed });
        if (!row) return refuse("changed-meanwhile");
        if (row.proposedBy === actor.personId) return refuse("key-needs-another");
        await tx.issuerKey.updateMany({
          where: proposed,
          data: { confirmedBy: actor.personId, confirmedAt: now() },
        });
        await recordAudit(tx, actor, "issuer-key.compromised", subject, { since: row.compromisedSince });
        return ok(null);
      }
      case "withdraw": {
        const data = { compromisedSince: null, compromiseReason: null, proposedBy: null, proposedAt: null };
        const { count } = await tx.issuerKey.updateMany({ where: proposed, data });
        if (count !== 1) return refuse("changed-meanwhile");
        await recordAudit(tx, actor, "issuer-key.compromise-withdrawn", subject);
        return ok(null);
      }
    }
  });
  if (done.ok && act.intent === "confirm") {
    forgetSigningKeys();
    forgetStatusLists();
  }
  return done;
}
