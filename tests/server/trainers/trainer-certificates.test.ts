import { describe, expect, test, vi } from "vitest";
import {
  allIssuedTo,
  certificatesFor,
  certificateToOpen,
} from "#app/features/certification/certificates.server.ts";
import { checkCode } from "#app/features/certification/check-certificate.server.ts";
import { certificateWords } from "#app/features/certification/certificate-words.server.ts";
import { certificateFile } from "#app/features/credentials/certificate-files.server.ts";
import { credentialFile } from "#app/features/credentials/badges.server.ts";
import { lookAtFile } from "#app/features/checks/check-file.server.ts";
import { qrText } from "#app/features/credentials/credentials.server.ts";
import { forgetSigningKeys } from "#app/features/credentials/issuer-keys.server.ts";
import { forgetSealingKey } from "#app/features/credentials/sealing-keys.server.ts";
import { forgetStatusLists, statusSnapshot } from "#app/features/credentials/status-lists.server.ts";
import { Snapshot, trustIn } from "#app/features/credentials/verify-credential.ts";
import { verifyFile } from "#app/features/credentials/verify-file.server.ts";
import { checkCodes, checkList } from "#app/features/checks/check-many.server.ts";
import { decideOnName } from "#app/features/rights/name-changes.server.ts";
import { SET_ASIDE } from "#app/features/trainers/certifications/certifications.server.ts";
import { actOnCertification } from "#app/features/trainers/certifications/act-on-certification.server.ts";
import {
  correctionOf,
  correctTrainerCertificate,
} from "#app/features/trainers/certifications/correct-trainer-certificate.server.ts";
import {
  checkTrainerCode,
  checkTrainerNumber,
} from "#app/features/trainers/certifications/check-certification.server.ts";
import {
  actOnProvisional,
  issueAnew,
  provisionalErrorFor,
  provisionalErrorWork,
} from "#app/features/trainers/certifications/provisional-error.server.ts";
import {
  certificateOf,
  editionsOf,
  findTrainerPaper,
  certificateStaffMayOpen,
  issueDecided,
  trainerCertificatesOf,
} from "#app/features/trainers/certifications/trainer-certificates.server.ts";
import { NAMELESS } from "#app/features/certification/certificate-facts.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId, sha256 } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays, addMonths } from "#app/lib/calendar-day.ts";
import { act, goOn, on, walk, scored } from "#prisma/seed/candidate-story.ts";
import { castFor, staffAs } from "#tests/support/candidacy-fixture.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { trainerCertificateRow } from "#tests/support/trainer-certificate-row.ts";
import { actorFor, makePerson } from "#tests/support/learning-fixture.ts";

const WAY = { schemeId: "mmw-volume-1-trainer", language: "km", from: "2026-01-05" } as const;

const everywhere = async (): Promise<Actor> => ({
  ...actorFor(await makePerson("Everywhere"), [{ kind: "all", id: "" }]),
  grants: [
    { role: "certification-officer", scope: { kind: "all", id: "" } },
    { role: "platform-administrator", scope: { kind: "all", id: "" } },
  ],
});

const inError = (certificationId: string, day: string) =>
  db.certificationFact.create({
    data: {
      id: newId(),
      certificationId,
      sequence: 1,
      kind: "in-error",
      day,
      reason: "Another's file",
      recordedOn: day,
      recordedAt: new Date(),
      recordedBy: "test",
    },
  });

const codeOf = async (id: string) => (await db.certificate.findUniqueOrThrow({ where: { id } })).code;

test("revoked, the page, the interface and a dropped file say suspended until the time to appeal is over", async () => {
  const personId = await makePerson("Sok Dara");
  const certification = certificationRow(personId, { schemeId: "mmw-volume-1-trainer" });
  await db.certification.create({ data: certification });
  const row = trainerCertificateRow(personId, { certificationId: certification.id });
  await db.certificate.create({ data: row });
  const [certificate] = await certificatesFor([row.id]);
  const { file } = await certificateFile(certificate!);
  const pdf = new Uint8Array(await new Response(file.stream()).arrayBuffer());
  const said = (day: string) =>
    on(day, async () => {
      forgetStatusLists();
      return [
        (await checkTrainerCode(row.code))!.standing.status,
        (await checkCodes([row.code]))[0]!.status,
        (await lookAtFile(pdf)).verdict,
      ];
    });
  expect(await said("2026-11-02")).toEqual(["active", "active", "valid"]);
  const fact = { id: newId(), certificationId: certification.id, sequence: 1, kind: "revoked" };
  const recorded = { reason: "", recordedOn: "2026-11-02", recordedAt: new Date(), recordedBy: "test" };
  await db.certificationFact.create({ data: { ...fact, day: "2026-11-02", ...recorded } });
  const suspended = ["suspended", "suspended", "suspended"];
  expect(await said("2026-11-02")).toEqual(suspended);
  expect(await said("2026-12-02")).toEqual(suspended);
  expect(await said("2026-12-03")).toEqual(["revoked", "revoked", "revoked"]);
  forgetStatusLists();
});

describe("a trainer's certificate", () => {
  test("follows the two decisions, frozen with what was decided on; the second replaces the first", async () => {
    const { cast, candidate } = await castFor();
    const { id, day: let_in } = await walk(cast, candidate, WAY, "provisional");
    const provisional = (await certificateOf({ candidacyId: id }))!;
    const until = addMonths(let_in, 12);
    expect(provisional.facts).toMatchObject({ kind: "provisional", validFrom: let_in, validUntil: until });
    await on(let_in, async () => {
      expect((await checkTrainerCode(provisional.code))!.standing).toMatchObject({
        status: "active",
        valid: true,
      });
    });
    await on(addDays(until, 1), async () => {
      expect((await checkTrainerNumber(provisional.number))!.standing.status).toBe("lapsed");
    });

    const day = await goOn({ cast, candidate, candidacyId: id, way: WAY }, let_in, "certified");
    const candidacy = await db.candidacy.findUniqueOrThrow({ where: { id }, include: { events: true } });
    const decided = candidacy.events.find(({ kind, day: on }) => kind === "advance" && on === day)!;
    const certificate = (await certificateOf({ certificationId: candidacy.certificationId! }))!;
    const stored = (await checkTrainerCode(certificate.code))!;
    expect(stored.facts).toMatchObject({
      kind: "trainer",
      language: "km",
      topics: [],
      validFrom: day,
      timeZone: "UTC",
      issuedOn: day,
      supersedes: provisional.number,
      decision: { event: decided.id, on: day, inputsSha256: sha256(decided.inputs!), floor: 3 },
      signatories: [{ name: "Jean Kouassi", role: "Certification officer" }],
    });
    await on(day, async () => {
      expect((await checkTrainerCode(certificate.code))!.standing.status).toBe("active");
      // The old one answers first with what its holder has today.
      for (const answer of [
        await checkTrainerCode(provisional.code),
        await checkTrainerNumber(provisional.number),
      ])
        expect(answer).toMatchObject({
          standing: { status: "superseded" },
          present: { number: certificate.number, standing: { status: "active", valid: true } },
        });
      const many = await checkList([certificate.code, provisional.code].join("\n"), wordsFor("en", "UTC"));
      expect(many.ok && many.value.map(({ worth, words }) => [worth?.valid, words.slice(0, 20)])).toEqual([
        [true, expect.stringMatching(/^It is valid until \d+/)],
        [false, expect.stringMatching(/^Today the holder ha/)],
      ]);
    });
    expect(await checkCode(certificate.code)).toBeNull();
    expect((await trainerCertificatesOf(candidate.personId)).map(({ number }) => number)).toEqual([
      certificate.number,
      provisional.number,
    ]);
    expect(certificateWords(stored.facts).details.join("\n")).toContain("rated 3 of 5 or better");
  });

  test("is declared in error by two who are free of the candidate, and then holds at no door, though the candidacy goes on", async () => {
    const { cast, candidate } = await castFor();
    const { id } = await walk(cast, candidate, WAY, "provisional");
    const first = (await certificateOf({ candidacyId: id }))!;
    const { id: certificateId, code } = first;
    const jwt = Buffer.from((await credentialFile({ certificateId }, "jwt"))!);
    const administrator = await staffAs("cohort-administrator", "Aminata Diallo");
    const officer = await staffAs("certification-officer", "Jean Kouassi");
    const propose = { intent: "propose-ending", as: "in-error", reason: "Issued to her sister" } as const;
    expect(await actOnProvisional(officer, certificateId, propose)).toBeNull();
    const own = { ...administrator, personId: candidate.personId };
    expect(await actOnProvisional(own, certificateId, propose)).toMatchObject({
      reason: { key: "certificate.own-record" },
    });
    expect(await actOnProvisional(administrator, certificateId, propose)).toEqual({
      ok: true,
      value: undefined,
    });
    expect(await provisionalErrorWork(officer)).toMatchObject([
      { count: 1, href: `/candidates/${id}/certificate` },
    ]);
    const { seen } = (await provisionalErrorFor(officer, first)).ending!;
    const anew = () => issueAnew(officer, id, "In her own name");
    expect(await anew()).toMatchObject({ reason: { key: "changed-meanwhile" } });
    const confirm = { intent: "confirm-ending", seen } as const;
    expect(await actOnProvisional(administrator, certificateId, confirm)).toMatchObject({
      reason: { key: "certificate.ending-needs-another" },
    });
    const organisationId = newId();
    const employer = {
      id: organisationId,
      name: "Rumdul",
      kind: "mfi",
      country: "KH",
      createdAt: new Date(),
    };
    await db.organisation.create({ data: employer });
    await db.affiliation.createMany({
      data: [officer, candidate].map(({ personId }) => ({
        id: newId(),
        personId,
        organisationId,
        from: "2020-01-01",
      })),
    });
    expect(await actOnProvisional(officer, certificateId, confirm)).toMatchObject({
      reason: { key: "certification-conflict" },
    });
    expect((await provisionalErrorFor(officer, first)).ending).toBeNull();
    expect(await anew()).toMatchObject({ reason: { key: "certification-conflict" } });
    await db.affiliation.deleteMany({ where: { organisationId } });
    expect(await actOnProvisional(officer, certificateId, confirm)).toEqual({ ok: true, value: undefined });

    expect((await checkTrainerCode(code))!.standing).toMatchObject({ status: "in-error", valid: false });
    expect(await checkCodes([code])).toMatchObject([{ status: "in-error", valid: false }]);
    const list = await checkList(code, wordsFor("en", "UTC"));
    expect(list.ok && list.value[0]!.words).toMatch(/^It should not have been issued and never held/);
    forgetStatusLists();
    expect((await lookAtFile(jwt)).verdict).toBe("in-error");
    const [shown] = await trainerCertificatesOf(candidate.personId);
    expect(shown).toMatchObject({ endedBecause: "Issued to her sister", standing: { status: "in-error" } });
    expect((await findTrainerPaper(officer, certificateId))!.holds).toBe(false);
    expect(await db.candidacy.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: "provisional" });

    // Issued anew it holds, once, and says why to staff; the one in error stays what it is.
    await db.person.update({ where: { id: candidate.personId }, data: { printedName: "Chan Sophea" } });
    expect((await provisionalErrorFor(officer, shown!)).anew).toBe(true);
    expect((await provisionalErrorFor(administrator, shown!)).anew).toBe(false);
    expect(await issueAnew(administrator, id, "In her own name")).toBeNull();
    expect(await anew()).toMatchObject({ ok: true });
    expect(await anew()).toMatchObject({ reason: { key: "changed-meanwhile" } });
    const second = (await certificateOf({ candidacyId: id }))!;
    expect(second.facts).toMatchObject({ edition: 2, holder: { name: "Chan Sophea" }, validUntil: first.facts.validUntil }); // prettier-ignore
    expect((await checkTrainerCode(second.code))!.standing).toMatchObject({ status: "active", valid: true });
    expect((await checkTrainerCode(code))!).toMatchObject({ standing: { status: "in-error" }, present: { number: second.number } }); // prettier-ignore
    expect((await editionsOf({ candidacyId: id })).map(({ edition, correctedBecause }) => [edition, correctedBecause])).toEqual([[2, "In her own name"], [1, null]]); // prettier-ignore
  });

  test("lapses with its stage, not because the panel on an appeal is late", async () => {
    const { cast, candidate } = await castFor();
    const way = { ...WAY, scores: scored(5, { C5: 2 }) };
    const { id, day } = await walk(cast, candidate, way, "decision");
    await on(day, () => act(cast.officer, id, "repeat", "Not yet"));
    const sent = await db.candidacy.findUniqueOrThrow({ where: { id } });
    await on(day, () => act(candidate, id, "appeal", "It was seen on another day"));
    const waits = await db.candidacy.findUniqueOrThrow({ where: { id } });
    expect([sent.state, waits.waitsFor, waits.dueOn]).toEqual(["phase-3", "appeal", addDays(day, 45)]);
    const { code } = (await certificateOf({ candidacyId: id }))!;
    const says = async (today: string) =>
      on(today, async () => (await checkTrainerCode(code))!.standing.status);
    const last = sent.dueOn!;
    expect([await says(addDays(day, 46)), await says(last), await says(addDays(last, 1))]).toEqual([
      "active",
      "expires-soon",
      "lapsed",
    ]);

    // Nor is it then too late to issue it anew, in a name.
    const of = { candidacyId: id };
    const { facts } = await db.certificate.findFirstOrThrow({ where: of });
    const named = (name: string) => ({ ...JSON.parse(facts), holder: { name } });
    const keep = (name: string) => db.certificate.updateMany({ where: of, data: { facts: JSON.stringify(named(name)), revokedAt: now(), endedAs: "in-error" } }); // prettier-ignore
    const officer = await staffAs("certification-officer", "Jean Kouassi");
    const anew = (today: string) => on(today, () => issueAnew(officer, id, "In her own name"));
    await keep(NAMELESS);
    expect(await anew(addDays(day, 46))).toMatchObject({ reason: { key: "certificate.nameless" } });
    await keep("Chan Sophea");
    expect(await anew(addDays(last, 1))).toMatchObject({ reason: { key: "certificate.provisional-over" } });
    expect(await anew(addDays(day, 46))).toMatchObject({ ok: true });
  });

  test("is the same bytes for ever; its holder and staff who see the certification open it, nobody else", async () => {
    const { cast, candidate } = await castFor();
    const { id } = await walk(cast, candidate, WAY, "provisional");
    const { id: certificateId } = (await certificateOf({ candidacyId: id }))!;
    const own = (await certificateToOpen(candidate, certificateId))!;
    const first = await certificateFile(own);
    expect((await certificateFile((await certificateToOpen(candidate, certificateId))!)).sha256).toBe(
      first.sha256,
    );
    expect(await certificateStaffMayOpen(cast.officer, certificateId)).not.toBeNull();
    const stranger = actorFor(await makePerson("Stranger"));
    expect(await certificateToOpen(stranger, certificateId)).toBeNull();
    expect(await certificateStaffMayOpen(stranger, certificateId)).toBeNull();
    const elsewhere = { ...stranger, grants: [{ role: "certification-officer", scope: { kind: "programme", id: "financial-education" } } as const] }; // prettier-ignore
    expect(await certificateStaffMayOpen(elsewhere, certificateId)).toBeNull();
    expect(await allIssuedTo(candidate.personId)).toHaveLength(1);
  });

  test("says after a reduction what is left, and the one before says that it was replaced", async () => {
    const { cast, candidate } = await castFor();
    const { id, day } = await walk(cast, candidate, WAY, "certified");
    const { certificationId } = await db.candidacy.findUniqueOrThrow({ where: { id } });
    const before = (await certificateOf({ certificationId: certificationId! }))!;
    const reduce = { kind: "reduce", until: null, topics: ["markets", "risk"] } as const;
    await on(addDays(day, 40), async () => {
      const other = await staffAs("certification-officer", "Ana Ruiz");
      expect(await actOnCertification(other, certificationId!, reduce, "Two sections only")).toMatchObject({
        ok: true,
      });
      const next = await db.certification.findFirstOrThrow({ where: { predecessorId: certificationId } });
      const after = (await certificateOf({ certificationId: next.id }))!;
      expect((await checkTrainerCode(after.code))!).toMatchObject({
        standing: { status: "active" },
        facts: { topics: ["Markets", "Risk"], supersedes: before.number, certification: next.number },
      });
      expect(await checkTrainerCode(before.code)).toMatchObject({
        standing: { status: "superseded" },
        present: { number: after.number, standing: { status: "active" } },
      });
      const never = certificationRow(candidate.personId, {
        predecessorId: certificationId!,
        validFrom: addDays(day, 41),
      });
      await db.certification.create({ data: never });
      const certificate = trainerCertificateRow(candidate.personId, { certificationId: never.id });
      await db.certificate.create({ data: certificate });
      await inError(never.id, addDays(day, 40));
      expect((await checkTrainerCode(before.code))!.present).toMatchObject({ number: after.number });
      await inError(next.id, addDays(day, 40));
      expect((await checkTrainerCode(before.code))!.present).toBeNull();
    });
  });

  test("leads to the period that holds, however early the next one is decided", async () => {
    const personId = await makePerson("Sok Dara");
    const period = async (validFrom: string, validUntil: string, predecessorId: string | null) => {
      const row = certificationRow(personId, {
        validFrom,
        validUntil,
        predecessorId,
        recordedOn: "2026-09-20",
      });
      await db.certification.create({ data: row });
      const certificate = trainerCertificateRow(personId, { certificationId: row.id });
      await db.certificate.create({ data: certificate });
      if (predecessorId) await succeededBy(predecessorId, validFrom);
      return { ...row, code: certificate.code, paper: certificate.number };
    };
    const succeededBy = (certificationId: string, validFrom: string) => {
      const recorded = { recordedOn: "2026-09-20", recordedAt: new Date(), recordedBy: "test" };
      const data = {
        id: newId(),
        certificationId,
        sequence: 1,
        kind: "succeeded",
        day: validFrom,
        reason: "",
      };
      return db.certificationFact.create({ data: { ...data, ...recorded } });
    };
    const first = await period("2024-10-01", "2025-09-30", null);
    const second = await period("2025-10-01", "2026-11-30", first.id);
    const third = await period("2026-12-01", "2027-11-30", second.id);
    const present = (day: string) => on(day, async () => (await checkTrainerCode(first.code))!.present);
    const says = (number: string, status: string) => ({ number, standing: { status, valid: true } });
    expect(await present("2026-11-30")).toMatchObject(says(second.paper, "expires-soon"));
    expect(await present("2026-12-01")).toMatchObject(says(third.paper, "active"));
    await inError(third.id, "2026-10-02");
    expect(await present("2026-11-30")).toMatchObject(says(second.paper, "expires-soon"));
    // One whose smaller scope an appeal set aside leads to what stands again.
    await db.certificationFact.updateMany({
      where: { certificationId: second.id, kind: "succeeded" },
      data: SET_ASIDE,
    });
    await on("2026-11-30", async () =>
      expect(await checkTrainerCode(second.code)).toMatchObject({
        standing: { status: "superseded" },
        present: { number: first.paper },
      }),
    );
  });

  test("is told the same at every door after its printed end: renewed soon, extended, lapsed, expired", async () => {
    for (const forget of [forgetSigningKeys, forgetSealingKey, forgetStatusLists]) forget();
    const { cast, candidate } = await castFor();
    const { id } = await walk(cast, candidate, WAY, "certified");
    const { certificationId } = await db.candidacy.findUniqueOrThrow({ where: { id } });
    const { id: certificateId, code, facts } = (await certificateOf({ certificationId: certificationId! }))!;
    const files = [await credentialFile({ certificateId }, "jwt"), await qrText({ certificateId })].map(
      (text) => Buffer.from(text!),
    );
    let sequence = 1;
    const happens = (kind: string, day: string, until: string | null = null) =>
      db.certificationFact.create({
        data: {
          id: newId(),
          certificationId: certificationId!,
          sequence: ++sequence,
          kind,
          day,
          until,
          reason: "",
          recordedOn: day,
          recordedAt: new Date(),
          recordedBy: "test",
        },
      });
    /** By the page, and by each file: dropped, and with what was kept on a phone. */
    const told = (day: string, lists?: Awaited<ReturnType<typeof statusSnapshot>>) =>
      on(day, async () => {
        vi.setSystemTime(`${day}T18:00:00Z`);
        forgetStatusLists();
        const snapshot = Snapshot.parse(JSON.parse(JSON.stringify(lists ?? (await statusSnapshot()))));
        const kept = files.map((one) => verifyFile(one, trustIn(snapshot), new Date()));
        const dropped = lists ? [] : files.map((one) => lookAtFile(one));
        const verdicts = new Set((await Promise.all([...kept, ...dropped])).map(({ verdict }) => verdict));
        return [(await checkTrainerCode(code))!.standing.status, ...verdicts];
      });
    const after = (days: number) => addDays(facts.validUntil, days);
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      expect(await told(after(1))).toEqual(["lapsed", "lapsed"]);
      await happens("renewal-submitted", after(-5));
      expect(await told(after(1))).toEqual(["renewal-under-review", "under-review"]);
      const lists = await on(after(1), statusSnapshot);
      expect(await told(after(9), lists)).toEqual(["renewal-under-review", "unknown-end"]);
      await happens("renewal-withdrawn", after(1));
      await happens("extended", after(1), after(60));
      expect(await told(after(2))).toEqual(["expires-soon", "extended"]);
      expect(await told(after(62))).toEqual(["lapsed", "lapsed"]);
      expect(await told(after(900))).toEqual(["expired", "expired"]);
    } finally {
      vi.useRealTimers();
      for (const forget of [forgetSigningKeys, forgetSealingKey, forgetStatusLists]) forget();
    }
  }, 60_000);

  test("for a time goes on at every door beyond its printed end, while somebody has to decide", async () => {
    for (const forget of [forgetSigningKeys, forgetSealingKey, forgetStatusLists]) forget();
    const { cast, candidate } = await castFor();
    const { id } = await walk(cast, candidate, WAY, "provisional");
    const { id: certificateId, code, facts } = (await certificateOf({ candidacyId: id }))!;
    const files = [await credentialFile({ certificateId }, "jwt"), await qrText({ certificateId })];
    await db.candidacy.update({ where: { id }, data: { dueOn: null } });
    const day = addDays(facts.validUntil, 3);
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      await on(day, async () => {
        vi.setSystemTime(`${day}T18:00:00Z`);
        forgetStatusLists();
        expect((await checkTrainerCode(code))!.standing).toMatchObject({
          status: "active",
          valid: true,
          day,
        });
        expect(await checkCodes([code])).toMatchObject([{ status: "active", valid: true, since: day }]);
        for (const text of files) expect((await lookAtFile(Buffer.from(text!))).verdict).toBe("extended");
      });
    } finally {
      vi.useRealTimers();
      for (const forget of [forgetSigningKeys, forgetSealingKey, forgetStatusLists]) forget();
    }
  }, 60_000);

  test("waits where the name cannot be printed, and is issued later, once; never by its holder", async () => {
    const { cast, candidate } = await castFor();
    const { id, day } = await walk(cast, candidate, WAY, "decision");
    const named = (name: string) =>
      db.person.update({ where: { id: candidate.personId }, data: { printedName: name } });
    await named("Sophea \u{1F600}");
    await goOn({ cast, candidate, candidacyId: id, way: WAY }, day, "certified");
    const { certificationId, state } = await db.candidacy.findUniqueOrThrow({ where: { id } });
    expect(state).toBe("certified");
    expect(await certificateOf({ certificationId: certificationId! })).toBeNull();
    const again = () => issueDecided(cast.officer, certificationId!);
    expect(await again()).toMatchObject({ ok: false, reason: { key: "certificate.text-unprintable" } });
    await named("Chan Sophea");
    expect(
      await issueDecided({ ...cast.officer, personId: candidate.personId }, certificationId!),
    ).toMatchObject({
      reason: { key: "certification-own-record" },
    });
    expect(await again()).toMatchObject({ ok: true, value: { number: expect.stringMatching(/^PB-/) } });
    expect(await again()).toEqual({ ok: true, value: null });
    expect(await issueDecided(actorFor(await makePerson("Stranger")), certificationId!)).toBeNull();
  });

  test("is corrected in whatever is wrong on it: the next edition replaces it, and each is told of the other", async () => {
    const { cast, candidate } = await castFor();
    const { id, day } = await walk(cast, candidate, WAY, "certified");
    const { certificationId } = await db.candidacy.findUniqueOrThrow({ where: { id } });
    const of = { certificationId: certificationId! };
    const first = (await certificateOf(of))!;
    const correct = (language: string, seen: string, actor = cast.officer) =>
      correctTrainerCertificate(actor, of.certificationId, { language, seen, reason: "Entered wrong" });
    await on(day, async () => {
      const { seen, changes } = (await correctionOf(of.certificationId))!;
      expect(changes).toEqual([]);
      expect(await correct("km", seen)).toMatchObject({
        ok: false,
        reason: { key: "certificate.nothing-to-correct" },
      });
      expect(await correct("fr", "of something else")).toMatchObject({
        ok: false,
        reason: { key: "changed-meanwhile" },
      });
      const own = { ...cast.officer, personId: candidate.personId };
      expect(await correct("fr", seen, own)).toMatchObject({
        ok: false,
        reason: { key: "certification-own-record" },
      });
      const elsewhere = [{ kind: "programme", id: "financial-education" }] as const;
      expect(await correct("fr", seen, actorFor(await makePerson("Other"), [...elsewhere]))).toBeNull();

      // The language was wrong in the register, too.
      const other = certificationRow(candidate.personId, { language: "es" });
      await db.certification.create({ data: other });
      expect(await correct("es", seen)).toMatchObject({
        ok: false,
        reason: { key: "certification-language-held" },
      });
      expect((await correct("fr", seen))!.ok).toBe(true);
      const second = (await certificateOf(of))!;
      expect(second.facts).toMatchObject({
        edition: 2,
        supersedes: first.number,
        language: "fr",
        validFrom: first.facts.validFrom,
        decision: first.facts.decision,
      });
      expect(await db.certification.findUniqueOrThrow({ where: { id: of.certificationId } })).toMatchObject({
        language: "fr",
      });
      expect((await db.candidacy.findUniqueOrThrow({ where: { id } })).language).toBe("fr");
      expect(await checkTrainerCode(first.code)).toMatchObject({
        replacedOn: day,
        present: { number: second.number, standing: { valid: true } },
      });
      const { action, detail } = await db.auditEntry.findFirstOrThrow({
        where: { subjectId: of.certificationId, action: "certificate.corrected" },
      });
      expect([action, JSON.parse(detail)]).toEqual([
        "certificate.corrected",
        expect.objectContaining({
          supersedes: first.number,
          changes: ["language"],
        }),
      ]);
      expect(detail).not.toContain("Entered wrong"); // that may be personal, and stays with the certificate

      // An end that was moved since, and a name: the register has them, the paper has not.
      const { validUntil } = first.facts;
      const fact = { id: newId(), certificationId: of.certificationId, sequence: 9, kind: "extended", day };
      const recorded = { reason: "", recordedOn: day, recordedAt: new Date(), recordedBy: "test" };
      await db.certificationFact.create({ data: { ...fact, until: addDays(validUntil, 60), ...recorded } });
      await db.person.update({ where: { id: candidate.personId }, data: { printedName: "Sok Dara Phal" } });
      const next = (await correctionOf(of.certificationId))!;
      expect(next.changes).toEqual(["holder", "validUntil"]);
      expect((await correct("fr", next.seen))!.ok).toBe(true);
      expect((await certificateOf(of))!.facts).toMatchObject({
        edition: 3,
        supersedes: second.number,
        holder: { name: "Sok Dara Phal" },
        validUntil: addDays(validUntil, 60),
      });
      const told = { personId: candidate.personId, kind: "certificate-corrected" };
      expect(await db.outboxMessage.count({ where: told })).toBe(2);
    });
  }, 120_000);

  test("an imported record has none, and its number is answered as what it is", async () => {
    const officer = await everywhere();
    const personId = await makePerson("Prak Vanna");
    const row = certificationRow(personId, { number: `MT-${newId().slice(-8)}` });
    await db.certification.create({ data: row });
    expect(await issueDecided(officer, row.id)).toMatchObject({ reason: { key: "certification-on-paper" } });
    const checked = (await checkTrainerNumber(row.number))!;
    expect(checked).toMatchObject({ imported: true, standing: { valid: true } });
    expect(JSON.stringify(checked)).not.toContain("Vanna");
    expect(await checkTrainerNumber("MT-NEVER")).toBeNull();
  });
});

test("a new name is on every certificate that counts, in one act", async () => {
  const { cast, candidate } = await castFor();
  const { id } = await walk(cast, candidate, WAY, "certified");
  const { certificationId } = await db.candidacy.findUniqueOrThrow({ where: { id } });
  const [old, provisional] = await trainerCertificatesOf(candidate.personId);
  const nameChangeId = newId();
  await db.nameChange.create({
    data: {
      id: nameChangeId,
      personId: candidate.personId,
      printedName: "Chan Sophea Lim",
      printedNameLocal: "",
      why: "marriage",
      words: "",
      evidence: null,
      state: "open",
      askedAt: new Date(),
      note: "",
    },
  });
  const officer = await everywhere();
  const done = (await decideOnName(officer, nameChangeId, { verdict: "approved", note: "" }))!;
  expect(done).toMatchObject({ ok: true, value: { reissued: [expect.any(String)] } });
  const now = (await certificateOf({ certificationId: certificationId! }))!;
  expect(now.facts).toMatchObject({
    holder: { name: "Chan Sophea Lim" },
    edition: 2,
    supersedes: old!.number,
  });
  expect(await checkTrainerCode(old!.code)).toMatchObject({
    replacedOn: expect.any(String),
    present: { number: now.number },
  });
  // The provisional one had ended already.
  expect((await checkTrainerCode(await codeOf(provisional!.id)))!.facts.holder.name).toBe("Chan Sophea");
});
