import { paths } from "#app/lib/paths.ts";
import { db } from "#app/infra/db.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import * as fresh from "#tests/support/fresh.ts";
import { licenceRow, licensee, SCHEME } from "#tests/support/licence-fixture.ts";
import { paperForms } from "./paper.ts";
import { as, type Fields, type Scene, type ValidForms } from "./scene.ts";

type Made = Awaited<ReturnType<typeof licensee>>;

/** By the head of an organisation that has all a licence asks. */
async function byHead(fields: Fields): Promise<Scene> {
  const { organisationId, head } = await licensee();
  return { path: paths.licence(organisationId, SCHEME), cookie: await fresh.signIn(head.personId), fields };
}

async function byOfficer(fields: Fields, make: (made: Made) => Promise<void>): Promise<Scene> {
  const made = await licensee();
  await make(made);
  const sent = { reason: "As agreed", ...fields };
  return as("certification-officer", paths.licence(made.organisationId, SCHEME), sent);
}

const asked =
  (assessed: boolean) =>
  async ({ organisationId, head }: Made): Promise<void> => {
    const by = { assessedOn: "2026-10-02", assessedAt: now(), assessedBy: newId(), assessment: "Seen" };
    await db.licenceRequest.create({
      data: {
        id: newId(),
        organisationId,
        programme: "management",
        schemeId: SCHEME,
        openKey: "open",
        counted: '{"parts":[]}',
        note: "",
        askedOn: "2026-10-01",
        askedAt: now(),
        askedBy: head.personId,
        ...(assessed ? { ...by, recommended: true } : {}),
      },
    });
  };

/** A licence that this was done to, by another officer. */
const licensed =
  (kind?: "suspended" | "revocation-proposed", until = "2026-12-01") =>
  async ({ organisationId }: Made): Promise<void> => {
    const row = licenceRow(organisationId);
    await db.licence.create({ data: row });
    if (!kind) return;
    const fact = { id: newId(), licenceId: row.id, sequence: 1, kind, day: "2026-10-01", until };
    const recorded = { reason: "", recordedOn: "2026-10-01", recordedAt: now(), recordedBy: newId() };
    await db.licenceFact.create({ data: { ...fact, ...recorded } });
  };

/** One whose organisation had a name no font has. */
async function unprinted(made: Made): Promise<void> {
  await asked(true)(made);
  const { organisationId } = made;
  const decided = { decidedOn: "2026-10-03", decidedAt: now(), decidedBy: made.head.personId };
  const outcome = { openKey: newId(), outcome: "given", reason: "Complete", ...decided };
  await db.licenceRequest.updateMany({ where: { organisationId }, data: outcome });
  const none = { code: null, certificate: null, certificateSha256: null };
  await db.licence.create({ data: licenceRow(organisationId, none) });
}

const licencePaper = async () => {
  const { organisationId } = await licensee();
  const { id } = await db.licence.create({ data: licenceRow(organisationId) });
  return { path: paths.licence(organisationId, SCHEME), of: { licenceId: id } };
};

/** An administrator has said that it was given in error. */
async function saidInError(intent: string): Promise<Scene> {
  const { path, of } = await licencePaper();
  const fact = { id: newId(), ...of, sequence: 1, kind: "error-proposed", day: "2026-10-01" };
  const recorded = {
    reason: "Another one",
    recordedOn: "2026-10-01",
    recordedAt: now(),
    recordedBy: newId(),
  };
  await db.licenceFact.create({ data: { ...fact, ...recorded } });
  return as("certification-officer", path, {
    intent,
    ...(intent === "confirm-ending" ? { seen: fact.id } : {}),
  });
}

export const LICENCES: Record<string, ValidForms> = {
  "/licences/:organisationId/:licenceSchemeId": {
    file: async () => ({
      ...(await byHead({ intent: "file", document: "agreement" })),
      file: { name: "file", bytes: Buffer.from("%PDF-1.7 signed") },
    }),
    "take-back": async () => {
      const { organisationId, head } = await licensee();
      const { id } = await db.licenceFile.findFirstOrThrow({ where: { organisationId } });
      const cookie = await fresh.signIn(head.personId);
      return {
        path: paths.licence(organisationId, SCHEME),
        cookie,
        fields: { intent: "take-back", fileId: id },
      };
    },
    "hand-back": async () => {
      const made = await licensee();
      await licensed()(made);
      const cookie = await fresh.signIn(made.head.personId);
      const fields = { intent: "hand-back", reason: "We hold no courses any more" };
      return { path: paths.licence(made.organisationId, SCHEME), cookie, fields };
    },
    withdraw: async () => {
      const made = await licensee();
      await asked(false)(made);
      const fields = { intent: "withdraw", reason: "Too early" };
      const cookie = await fresh.signIn(made.head.personId);
      return { path: paths.licence(made.organisationId, SCHEME), cookie, fields };
    },
    paper: () => byOfficer({ intent: "paper" }, unprinted),
    ask: () => byHead({ intent: "ask", note: "" }),
    assess: () => byOfficer({ intent: "assess", recommended: "yes" }, asked(false)),
    decide: () => byOfficer({ intent: "decide", outcome: "given" }, asked(true)),
    record: () =>
      byOfficer({ intent: "record", number: newId(), validFrom: "2025-01-01" }, () => Promise.resolve()),
    suspend: () => byOfficer({ intent: "suspend", until: "2026-12-01", word: "quality" }, licensed()),
    lift: () => byOfficer({ intent: "lift" }, licensed("suspended")),
    extend: () => byOfficer({ intent: "extend", until: "2028-01-31" }, licensed()),
    "propose-revocation": () => byOfficer({ intent: "propose-revocation", until: "2026-12-10" }, licensed()),
    "drop-revocation": () => byOfficer({ intent: "drop-revocation" }, licensed("revocation-proposed")),
    revoke: () => byOfficer({ intent: "revoke" }, licensed("revocation-proposed", "2026-10-20")),
    ...paperForms(licencePaper),
    "say that it was given in error": async () => {
      const { path } = await licencePaper();
      return as("cohort-administrator", path, {
        intent: "propose-ending",
        as: "in-error",
        reason: "Another organisation",
      });
    },
    "confirm that it was": () => saidInError("confirm-ending"),
    "take that back": () => saidInError("take-back-ending"),
  },
};
