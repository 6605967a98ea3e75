import { recordAudit } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { sql, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import {
  attestingEmployer,
  standBehind,
  validityBehind,
} from "#app/features/trainers/certifications/attestation.server.ts";
import type { ReadFile, StoredCandidacy } from "./candidacy-file.server.ts";
import { lastValidDay, type SchemeKind } from "#app/features/trainers/schemes/scheme.ts";
import { observedTopics, testedTopics } from "#app/features/trainers/schemes/requirements.ts";
import { attestedFor, scopeToStore, storedTopics } from "#app/features/trainers/schemes/topics.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { issueForCertification } from "#app/features/trainers/certifications/trainer-certificates.server.ts";
import { toWiden } from "./widen.server.ts";

/** Before the year: trainers, master trainers, facilitators. */
const PREFIX: Record<SchemeKind, string> = {
  trainer: "TR",
  "master-trainer": "MT",
  facilitator: "FE",
  "national-trainer": "NT",
  licence: "LI",
};

/** The decision gives the certification of the register, in its own transaction: there is none without the other. */
export async function certify(
  tx: Tx,
  actor: Actor,
  row: StoredCandidacy,
  { scheme, entries, file }: ReadFile,
  day: CalendarDay,
): Promise<string> {
  const id = newId();
  const employerId = await attestingEmployer(tx, row.personId, scheme.kind);
  const validity = await validityBehind(tx, scheme.validity, employerId);
  const widened = await toWiden(tx, await loadSchemes(tx), scheme, row, day);
  // Whoever comes back, comes back to what they were certified for.
  const before = scheme.back ? await lastHeld(tx, row) : null;
  const shown = attestedFor(
    row.schemeId,
    { tested: testedTopics(file.facts), observed: observedTopics(file.facts) },
    scheme.renewal.seenTopics ?? [],
  );
  const number = await nextNumber(tx, `${PREFIX[scheme.kind]}-${day.slice(0, 4)}`);
  await tx.certification.create({
    data: {
      id,
      number,
      personId: row.personId,
      programme: row.programme,
      schemeId: row.schemeId,
      schemeVersion: row.schemeVersion,
      validUntil: lastValidDay(validity, day),
      topics: before ? storedTopics(before) : scopeToStore(row.schemeId, shown),
      ...widened,
      language: row.language,
      validFrom: day,
      origin: "decided",
      basis: entries.at(-1)!.reason,
      recordedOn: day,
      recordedAt: now(),
      recordedBy: actor.personId,
    },
  });
  await standBehind(tx, { id, personId: row.personId }, employerId);
  await tx.candidacy.update({ where: { id: row.id }, data: { certificationId: id } });
  await recordAudit(
    tx,
    actor,
    "certification.decided",
    { kind: "certification", id },
    { schemeId: widened?.schemeId ?? row.schemeId, candidacyId: row.id, number },
  );
  await issueForCertification(tx, actor, id);
  return id;
}

/** The certification that expired. */
const lastHeld = (tx: Tx, { personId, schemeId, language }: StoredCandidacy) =>
  tx.certification.findFirst({
    where: { personId, schemeId, language, facts: { none: { kind: "in-error" } } },
    orderBy: [{ validUntil: "desc" }, { id: "desc" }],
    include: { facts: true },
  });

/** Five digits: those recorded from paper have their own. */
async function nextNumber(tx: Tx, series: string): Promise<string> {
  const rows = await tx.$queryRaw<{ last: number | bigint }[]>(sql`
    INSERT INTO "CertificateCounter" ("year", "last") VALUES (${series}, 1)
    ON CONFLICT ("year") DO UPDATE SET "last" = "CertificateCounter"."last" + 1 RETURNING "last"`);
  return `${series}-${String(rows[0]!.last).padStart(5, "0")}`;
}
