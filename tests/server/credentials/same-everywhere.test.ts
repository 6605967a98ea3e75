import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, inject, test, vi } from "vitest";
import { certificatesFor } from "#app/features/certification/certificates.server.ts";
import { lookAtFile } from "#app/features/checks/check-file.server.ts";
import { checkCodes, checkList } from "#app/features/checks/check-many.server.ts";
import { credentialFile } from "#app/features/credentials/badges.server.ts";
import { certificateFile } from "#app/features/credentials/certificate-files.server.ts";
import { qrText } from "#app/features/credentials/credentials.server.ts";
import { browser } from "#app/features/credentials/machine.browser.ts";
import { forgetStatusLists, statusSnapshot } from "#app/features/credentials/status-lists.server.ts";
import { exitCodeOf, type Verdict } from "#app/features/credentials/verdict.ts";
import { Snapshot, trustIn } from "#app/features/credentials/verify-credential.ts";
import { verifyCommand } from "#app/features/credentials/verify-command.server.ts";
import { verifyFile } from "#app/features/credentials/verify-file.ts";
import {
  checkTrainerCode,
  checkTrainerNumber,
} from "#app/features/trainers/certifications/check-certification.server.ts";
import type { PublicStatus } from "#app/features/trainers/certifications/public-standing.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { addDays, dayIn } from "#app/lib/calendar-day.ts";
import { on } from "#prisma/seed/candidate-story.ts";
import { employ, onLeave } from "#tests/support/attestation-fixture.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { makeOrganisation } from "#tests/support/identity-fixture.ts";
import { makePerson } from "#tests/support/learning-fixture.ts";
import { trainerCertificateRow } from "#tests/support/trainer-certificate-row.ts";

/*
 * One certificate of a trainer, in every state there is, at every door: the page by code and by number, machines, a list, each
 * file dropped, in a shell and on a phone without a line. All say the same word, and none holds where another does not.
 */

const day = addDays(dayIn("UTC", new Date()), 1);
const ago = (days: number) => addDays(day, -days);

type Row = {
  status: PublicStatus;
  verdict: Verdict;
  /** Its last day. */
  until?: string;
  from?: string;
  facts?: { kind: string; day?: string; until?: string }[];
  /** What somebody's work had to do with it. */
  employment?: "on-leave" | "back-from-leave" | "ended";
  replaced?: true;
};

const ROWS: Record<string, Row> = {
  valid: { status: "active", verdict: "valid" },
  "not yet valid": { status: "pending", verdict: "not-yet", from: ago(-5) },
  "in its last 60 days": { status: "expires-soon", verdict: "expires-soon", until: ago(-59) },
  "in the window of its scheme, and not in those": { status: "active", verdict: "valid", until: ago(-63) },
  "being renewed": {
    status: "renewal-under-review",
    verdict: "under-review",
    until: ago(3),
    facts: [{ kind: "renewal-submitted", day: ago(9) }],
  },
  extended: {
    status: "active",
    verdict: "extended",
    until: ago(3),
    facts: [{ kind: "extended", until: ago(-90) }],
  },
  lapsed: { status: "lapsed", verdict: "lapsed", until: ago(3) },
  "lapsed since midnight, which it is not yet everywhere": {
    status: "lapsed",
    verdict: "lapsed",
    until: ago(1),
  },
  expired: { status: "expired", verdict: "expired", from: ago(900), until: ago(600) },
  suspended: {
    status: "suspended",
    verdict: "suspended",
    facts: [{ kind: "suspended", until: ago(-20) }],
  },
  "revoked, and the time to appeal over": {
    status: "revoked",
    verdict: "revoked",
    facts: [{ kind: "revoked", day: ago(40) }],
  },
  "followed by the next period": {
    status: "superseded",
    verdict: "superseded",
    facts: [{ kind: "succeeded", day: ago(2) }],
  },
  "handed back": { status: "surrendered", verdict: "ended", facts: [{ kind: "surrendered" }] },
  "handed back after a corrected edition was made": {
    status: "surrendered",
    verdict: "ended",
    facts: [{ kind: "surrendered" }],
    replaced: true,
  },
  "ended with the employment": { status: "ended", verdict: "ended", employment: "ended" },
  "on leave": { status: "on-leave", verdict: "on-leave", employment: "on-leave" },
  "back from leave": {
    status: "back-from-leave",
    verdict: "back-from-leave",
    employment: "back-from-leave",
  },
  "given in error": { status: "in-error", verdict: "in-error", facts: [{ kind: "in-error" }] },
};

/** As it was issued: what happens to it is written afterwards. */
async function issued({ from = ago(200), until = ago(-400) }: Row) {
  const personId = await makePerson("Sok Dara");
  const period = { validFrom: from, validUntil: until };
  const certification = certificationRow(personId, { origin: "decided", ...period });
  await db.certification.create({ data: certification });
  const row = trainerCertificateRow(personId, { certificationId: certification.id }, period);
  await db.certificate.create({ data: row });
  const of = { certificateId: row.id };
  const [certificate] = await certificatesFor([row.id]);
  const { file } = await certificateFile(certificate!);
  const pdf = Buffer.from(await new Response(file.stream()).arrayBuffer());
  const others = (["png", "json", "jwt"] as const).map((as) => credentialFile(of, as));
  const files = [pdf, ...(await Promise.all([...others, qrText(of)])).map((one) => Buffer.from(one!))];
  return { personId, certificationId: certification.id, row, files };
}

async function happens({ facts = [], employment, replaced }: Row, it: Awaited<ReturnType<typeof issued>>) {
  const { personId, certificationId, row } = it;
  await db.certificationFact.createMany({
    data: facts.map(({ kind, day: since = ago(1), until = null }, index) => ({
      id: newId(),
      certificationId,
      sequence: index + 1,
      kind,
      day: since,
      until,
      reason: "",
      recordedOn: since,
      recordedAt: new Date(),
      recordedBy: "test",
    })),
  });
  if (replaced)
    await db.certificate.update({
      where: { id: row.id },
      data: { supersededAt: new Date(Date.parse(ago(9))), supersededBy: "test" },
    });
  if (!employment) return;
  const organisationId = await makeOrganisation();
  await employ(personId, { organisationId, until: employment === "ended" ? ago(2) : null });
  await db.attestation.create({ data: { certificationId, personId, organisationId } });
  if (employment !== "ended")
    await onLeave(personId, organisationId, ago(30), employment === "on-leave" ? null : ago(2));
}

test.each(Object.entries(ROWS))(
  "one that is %s says so at every door",
  async (_, row) => {
    const it = await issued(row);
    const folder = await mkdtemp(path.join(inject("runFolder") ?? tmpdir(), "doors-"));
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      await on(day, async () => {
        vi.setSystemTime(`${day}T09:00:00Z`);
        await happens(row, it);
        forgetStatusLists();
        const words = wordsFor("en", "UTC");
        const { status, verdict } = row;
        const valid = exitCodeOf(verdict) === 0;
        const { code, number } = it.row;
        for (const page of [(await checkTrainerCode(code))!, (await checkTrainerNumber(number))!])
          expect([page.standing.status, page.standing.valid]).toEqual([status, valid]);
        expect((await checkCodes([code]))[0]).toMatchObject({ status, valid });
        const listed = await checkList(code, words);
        const sentence = listed.ok && listed.value[0]!.words;
        expect(listed).toMatchObject({ value: [{ worth: { status, valid } }] });
        const word = words.t(`credentials.file.word.${verdict}`);
        expect(word).toBe(words.t(`trainers.check.word.${status}`));

        const snapshot = await statusSnapshot();
        const kept = path.join(folder, "snapshot.json");
        await writeFile(kept, JSON.stringify(snapshot));
        const trust = trustIn(Snapshot.parse(JSON.parse(JSON.stringify(snapshot))));
        for (const [index, file] of it.files.entries()) {
          const name = path.join(folder, String(index));
          await writeFile(name, file);
          const dropped = await lookAtFile(file);
          const shell = await verifyCommand([name, "--snapshot", kept], new Date());
          const phone = await verifyFile(file, trust, Date.now(), browser);
          expect(
            [dropped.verdict, (shell.said as { verdict: Verdict }).verdict, phone.verdict],
            JSON.stringify(phone.steps),
          ).toEqual([verdict, verdict, verdict]);
          expect(shell.exitCode).toBe(exitCodeOf(verdict));
          // With its day, as the list says it.
          expect(dropped.registered).toMatchObject({ status, at: `/v/${code}` });
          expect(sentence).toContain(words.date(dropped.registered!.since));
        }
      });
    } finally {
      vi.useRealTimers();
      forgetStatusLists();
    }
  },
  60_000,
);
