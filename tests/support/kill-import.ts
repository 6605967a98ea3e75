import { setTimeout as pause } from "node:timers/promises";
import { expect } from "vitest";
import { previewImport } from "#app/features/identity/import-people.server.ts";
import { PRIVACY_NOTICE_VERSION } from "#app/features/identity/privacy-notice.ts";
import { startSession } from "#app/features/identity/session.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { ask, formBody } from "./ask.ts";
import { actorWith, everybody, makeAccount, makeOrganisation } from "./identity-fixture.ts";
import type { Stage } from "./stage.ts";

/*
 * A list of people is imported in one transaction of one request; the server dies in the middle of it, at several
 * moments, and the same button is pressed again.
 */

const PEOPLE = 3000;
/** Shares of the time an import takes when nothing happens to it. */
const MOMENTS = [0.2, 0.4, 0.6, 0.8];
export const KILLED_IMPORT_MS = 240_000;

type Killed = { complaints: string[]; leftNothing: number };

export async function killWhileImporting(stage: Stage): Promise<Killed> {
  const { personId } = await makeAccount({ name: "Administrator" });
  await db.person.update({ where: { id: personId }, data: { noticeVersion: PRIVACY_NOTICE_VERSION } });
  await db.roleAssignment.create({
    data: {
      id: newId(),
      personId,
      role: "platform-administrator",
      scopeKind: "all",
      scopeId: "",
      grantedAt: now(),
    },
  });
  const [cookie = ""] = (await startSession(personId, "Test")).split(";");
  const actor = actorWith(personId, everybody);
  const looked = async (organisationId: string) => {
    const list = `Name,Staff number\n${Array.from({ length: PEOPLE }, (_, index) => `Learner ${index},${index}`).join("\n")}`;
    const defaults = { organisationId, locale: "en", timeZone: "UTC" };
    const seen = await previewImport(actor, new TextEncoder().encode(list), defaults);
    if (!seen.ok) throw new Error(seen.reason.key);
    return formBody({ intent: "import", "carried[]": seen.value.carried });
  };

  // How long it takes when nothing happens.
  let app = await stage.start();
  const undisturbed = await looked(await makeOrganisation());
  const began = Date.now();
  expect((await ask(app.origin, "/people/import", { cookie, body: undisturbed })).status).toBe(200);
  const whole = Date.now() - began;

  const organisationId = await makeOrganisation();
  const body = await looked(organisationId);
  const complaints: string[] = [];
  let leftNothing = 0;
  for (const moment of MOMENTS) {
    const asking = ask(app.origin, "/people/import", { cookie, body }).then(
      () => "answered",
      () => "broken off",
    );
    await pause(whole * moment);
    await app.kill();
    if ((await asking) === "answered" && (await countIn(organisationId)) < PEOPLE)
      complaints.push(`answered at ${moment}, and not everybody is here`);
    const found = await countIn(organisationId);
    if (found === 0) leftNothing += 1;
    complaints.push(...(await complaintsAbout(organisationId, found === 0 ? 0 : PEOPLE)));
    app = await stage.start();
  }
  const { status } = await ask(app.origin, "/people/import", { cookie, body });
  expect(status).toBe(200);
  complaints.push(...(await complaintsAbout(organisationId, PEOPLE)));
  await app.stop();
  return { complaints, leftNothing };
}

const countIn = (organisationId: string) => db.affiliation.count({ where: { organisationId } });

/** All of the list are here with one affiliation and one line in the trail each, or nothing is. */
async function complaintsAbout(organisationId: string, wanted: number): Promise<string[]> {
  const placed = await db.affiliation.findMany({ where: { organisationId }, select: { personId: true } });
  const ids = new Set(placed.map(({ personId }) => personId));
  const lines = await db.auditEntry.findMany({
    where: { action: "person.created", detail: { contains: organisationId } },
    select: { subjectId: true },
  });
  const counts = {
    affiliations: placed.length,
    people: ids.size,
    lines: lines.length,
    "people with a line": new Set(lines.map(({ subjectId }) => subjectId)).size,
    "people without a place": await db.person.count({
      where: { name: { startsWith: "Learner " }, affiliations: { none: {} } },
    }),
  };
  return Object.entries(counts)
    .filter(([what, count]) => count !== (what === "people without a place" ? 0 : wanted))
    .map(([what, count]) => `${count} ${what} instead of ${wanted}`);
}
