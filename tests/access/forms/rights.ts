import { generateKeyPairSync, randomBytes } from "node:crypto";
import { decideMerge, proposeMerge } from "#app/features/rights/merge-people.server.ts";
import type { Choices } from "#app/features/rights/person-merge.ts";
import { dueList } from "#app/features/rights/purge.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { paths } from "#app/lib/paths.ts";
import * as fresh from "#tests/support/fresh.ts";
import { as, type Fields, type Scene, type ValidForms } from "./scene.ts";

const OFFICER = "certification-officer";
const asking = { printedName: "Sok Dara Phal", printedNameLocal: "", why: "marriage", words: "" };

const opened = (personId: string, id = newId()) =>
  db.nameChange.create({
    data: { ...asking, id, personId, state: "open", askedAt: now(), note: "" },
  });

const mine = async (fields: Record<string, string>): Promise<Scene> => {
  const { personId, cookie } = await fresh.someone();
  if (fields["intent"] === "withdraw") await opened(personId);
  return { path: "/me/name", cookie, fields };
};

async function decided(fields: Record<string, string>): Promise<Scene> {
  const { personId } = await fresh.certificate();
  const { id } = await opened(personId);
  return as(OFFICER, paths.nameChange(id), fields);
}

const asksFor = async (kind: string) => {
  const { personId } = await fresh.someone();
  const id = newId();
  const request = { kind, words: "", askedOn: "2026-11-01", cameBy: "letter", enteredBy: personId };
  await db.dataRequest.create({ data: { id, personId, ...request, answer: "" } });
  return id;
};

const answered = (kind: string, fields: Record<string, string>) => async () =>
  as("platform-administrator", paths.dataRequest(await asksFor(kind)), fields);

/** A mail sent long ago, and the list it stands on. */
async function purging(): Promise<Scene> {
  const id = newId();
  const mail = { address: "dara@rumdul.example", kind: "test", locale: "en", subject: "Old", body: "" };
  const at = new Date("2020-01-01T00:00:00Z");
  const sent = { createdAt: at, sendAfter: at, sentAt: at, attempts: 1 };
  await db.outboxMessage.create({ data: { id, key: id, ...mail, ...sent } });
  const { seen } = await dueList("mails");
  return as("platform-administrator", paths.purge("mails"), { seen });
}

/** One that another administrator has said is unsafe, or nobody yet. */
async function onKey(intent: string, fields: Fields = {}): Promise<Scene> {
  const thumbprint = randomBytes(32).toString("base64url");
  const publicJwk = JSON.stringify(generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" }));
  const said = {
    compromisedSince: "2026-01-01",
    compromiseReason: "Stolen",
    proposedBy: newId(),
    proposedAt: now(),
  };
  const data = { thumbprint, publicJwk, createdAt: now(), ...(intent === "propose" ? {} : said) };
  await db.issuerKey.create({ data });
  return as(OWNER, "/issuer-keys", { intent, thumbprint, ...fields });
}

const OWNER = "platform-administrator";
const proposing = { intent: "propose", name: "kept", username: "gone", email: "kept", phone: "kept" };

async function twoAccounts() {
  const [kept, gone] = [await fresh.someone(), await fresh.someone()];
  return { keptId: kept.personId, goneId: gone.personId };
}

const lookedAt = async (fields: Record<string, string>): Promise<Scene> => {
  const { keptId, goneId } = await twoAccounts();
  return as(OWNER, paths.proposeMerge(keptId, goneId), { words: "The same phone", ...fields });
};

/** Proposed by somebody else, or by who withdraws it; for taking back, confirmed before. */
async function mergeDecided(intent: string, fields: Record<string, string> = {}): Promise<Scene> {
  const { actor } = await fresh.staff(OWNER);
  const other = { ...actor, personId: (await fresh.someone()).personId };
  const { name, username, email, phone } = proposing;
  const choices = { name, username, email, phone } as Choices;
  const proposer = intent === "withdraw" ? actor : other;
  const proposal = await proposeMerge(proposer, await twoAccounts(), { choices, words: "" });
  if (!proposal?.ok) throw new Error(JSON.stringify(proposal));
  const { mergeId } = proposal.value;
  if (intent === "undo") await decideMerge(actor, mergeId, { intent: "confirm" });
  return as(OWNER, paths.merge(mergeId), { intent, ...fields });
}

export const RIGHTS: Record<string, ValidForms> = {
  "/me/name": {
    ask: async () => ({
      ...(await mine({ intent: "ask", ...asking })),
      file: { name: "evidence", bytes: Buffer.from("%PDF-1.7\n%%EOF") },
    }),
    withdraw: () => mine({ intent: "withdraw" }),
  },
  "/retention/:purgeKind": { purge: purging },
  "/issuer-keys": {
    propose: () => onKey("propose", { since: "2026-01-01", reason: "A laptop was stolen" }),
    confirm: () => onKey("confirm"),
    withdraw: () => onKey("withdraw"),
  },
  "/me/data": {
    ask: async () => ({
      path: "/me/data",
      cookie: (await fresh.someone()).cookie,
      fields: { kind: "access", words: "" },
    }),
  },
  "/me/data/download": {
    download: async () => ({
      path: "/me/data/download",
      cookie: (await fresh.someone()).cookie,
      fields: {},
    }),
  },
  "/data-requests": {
    enter: async () =>
      as("platform-administrator", "/data-requests", {
        identifier: (await fresh.someone()).username,
        kind: "erasure",
        askedOn: "2026-11-01",
        words: "By letter",
      }),
  },
  "/data-requests/:dataRequestId": {
    answer: answered("access", { outcome: "done", answer: "Sent by post." }),
    erase: answered("erasure", { outcome: "done", answer: "Erased.", read: "yes" }),
  },
  "/people/:personId/merge/:otherId": {
    propose: () => lookedAt(proposing),
    "two people": () => lookedAt({ intent: "two-people" }),
  },
  "/merges/:mergeId": {
    confirm: () => mergeDecided("confirm"),
    decline: () => mergeDecided("decline", { note: "They are sisters" }),
    withdraw: () => mergeDecided("withdraw"),
    undo: () => mergeDecided("undo"),
  },
  "/name-changes/:nameChangeId": {
    approve: () => decided({ verdict: "approved", note: "" }),
    decline: () => decided({ verdict: "declined", note: "The paper cannot be read" }),
  },
};
