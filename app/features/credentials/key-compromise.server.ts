import { X509Certificate } from "node:crypto";
import { recordAudit } from "#app/features/audit/record.server.ts";
import { allNow, whoNow } from "#app/features/identity/who-now.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type IssuerKey, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { isOwnRecord, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { PublicJwk } from "./did-document.ts";
import { forgetSigningKeys, signingKeys } from "./issuer-keys.server.ts";
import type { Compromise } from "./key-compromise.ts";
import { forgetSealingKey, sealingKey, sealingRows } from "./sealing-keys.server.ts";
import { forgetStatusLists } from "./status-lists.server.ts";

/*
 * A key that somebody else may have is no longer signed with, and not believed for anything since that day. One says so,
 * another confirms: nobody alone makes everybody's certificates doubtful.
 */

export const KEY_KINDS = ["EdDSA", "ES256", "seal", "authority"] as const;
export type ListedKey = {
  thumbprint: string;
  kind: (typeof KEY_KINDS)[number];
  createdAt: number;
  state: "in-use" | "followed" | "proposed" | "compromised";
  since: CalendarDay | null;
  reason: string | null;
  proposedBy: { name: string; isReader: boolean } | null;
};

type Kept = { thumbprint: string; kind: ListedKey["kind"]; inUse: boolean } & Omit<
  IssuerKey,
  "thumbprint" | "publicJwk"
>;

/** Of credentials, and of the files they lie in; each kind with the newest first. */
export async function listIssuerKeys(actor: Actor): Promise<ListedKey[]> {
  const kept = [...(await keysOfCredentials()), ...(await keysOfSeals())];
  const proposers = kept.flatMap(({ proposedBy }) => proposedBy ?? []);
  const [names, who] = await Promise.all([
    db.person.findMany({ where: { id: { in: proposers } }, select: { id: true, name: true } }),
    whoNow(db, proposers),
  ]);
  return kept.map(({ thumbprint, kind, inUse, createdAt, compromisedSince, compromiseReason, ...row }) => ({
    thumbprint,
    kind,
    createdAt: createdAt.getTime(),
    state: row.confirmedAt ? "compromised" : row.proposedAt ? "proposed" : inUse ? "in-use" : "followed",
    since: compromisedSince,
    reason: compromiseReason,
    proposedBy:
      (row.proposedBy && {
        name: names.find(({ id }) => id === row.proposedBy)?.name ?? "",
        isReader: who(row.proposedBy) === actor.personId,
      }) ||
      null,
  }));
}

async function keysOfCredentials(): Promise<Kept[]> {
  const inUse = Object.values(await signingKeys()).map(({ thumbprint }) => thumbprint);
  const rows = await db.issuerKey.findMany({ orderBy: [{ createdAt: "desc" }, { thumbprint: "asc" }] });
  return rows.map(({ publicJwk, ...row }) => ({
    ...row,
    kind: PublicJwk.parse(JSON.parse(publicJwk)).kty === "OKP" ? "EdDSA" : "ES256",
    inUse: inUse.includes(row.thumbprint),
  }));
}

async function keysOfSeals(): Promise<Kept[]> {
  const rows = await sealingRows();
  const [own] = (await sealingKey().catch(() => null))?.chain ?? [];
  const inUse = own && new X509Certificate(own);
  return rows.map(({ id, pem, ...row }) => {
    const certificate = new X509Certificate(pem);
    return {
      ...row,
      thumbprint: id,
      kind: certificate.ca ? "authority" : "seal",
      inUse: Boolean(inUse?.raw.equals(certificate.raw) || inUse?.checkIssued(certificate)),
    };
  });
}

/** What is said of a key, wherever it is kept. */
type Said = Partial<Omit<IssuerKey, "thumbprint" | "publicJwk" | "createdAt">>;
type Shelf = {
  find(tx: Tx, id: string): Promise<Required<Said> | null>;
  /** How many there are that it is still true of. */
  update(
    tx: Tx,
    id: string,
    where: Prisma.IssuerKeyWhereInput & Prisma.SealingCertificateWhereInput,
    said: Said,
  ): Promise<{ count: number }>;
};
const CREDENTIALS: Shelf = {
  find: (tx, thumbprint) => tx.issuerKey.findUnique({ where: { thumbprint } }),
  update: (tx, thumbprint, where, data) => tx.issuerKey.updateMany({ where: { ...where, thumbprint }, data }),
};
const SEALS: Shelf = {
  find: (tx, id) => tx.sealingCertificate.findUnique({ where: { id } }),
  update: (tx, id, where, data) => tx.sealingCertificate.updateMany({ where: { ...where, id }, data }),
};
const shelfOf = (thumbprint: string): Shelf => (thumbprint.length === 64 ? SEALS : CREDENTIALS);

export async function actOnKey(actor: Actor, act: Compromise): Promise<Result<null>> {
  const done = await inTransaction(async (tx): Promise<Result<null>> => {
    const { thumbprint } = act;
    const subject = { kind: "issuer-key", id: thumbprint };
    const { find, update } = shelfOf(thumbprint);
    const proposed = { proposedAt: { not: null }, confirmedAt: null };
    switch (act.intent) {
      case "propose": {
        const { since, reason } = act;
        if (since > today()) return refuse("key-day-to-come");
        const said = { compromisedSince: since, compromiseReason: reason };
        const by = { proposedBy: actor.personId, proposedAt: now() };
        const { count } = await update(tx, thumbprint, { proposedAt: null }, { ...said, ...by });
        if (count !== 1) return refuse("changed-meanwhile");
        await recordAudit(tx, actor, "issuer-key.compromise-proposed", subject, { since, reason });
        return ok(null);
      }
      case "confirm": {
        const row = await find(tx, thumbprint);
        if (!row?.proposedAt || row.confirmedAt) return refuse("changed-meanwhile");
        const [proposer] = await allNow(tx, [row.proposedBy!]);
        if (isOwnRecord(actor, proposer!)) return refuse("key-needs-another");
        const by = { confirmedBy: actor.personId, confirmedAt: now() };
        if ((await update(tx, thumbprint, proposed, by)).count !== 1) return refuse("changed-meanwhile");
        await recordAudit(tx, actor, "issuer-key.compromised", subject, { since: row.compromisedSince });
        return ok(null);
      }
      case "withdraw": {
        const data = { compromisedSince: null, compromiseReason: null, proposedBy: null, proposedAt: null };
        const { count } = await update(tx, thumbprint, proposed, data);
        if (count !== 1) return refuse("changed-meanwhile");
        await recordAudit(tx, actor, "issuer-key.compromise-withdrawn", subject);
        return ok(null);
      }
    }
  });
  if (done.ok && act.intent === "confirm") {
    forgetSigningKeys();
    forgetSealingKey();
    forgetStatusLists();
  }
  return done;
}
