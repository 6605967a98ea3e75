import { expect, test } from "vitest";
import { actOnCertification } from "#app/features/trainers/certifications/act-on-certification.server.ts";
import { recordOnCandidacy } from "#app/features/trainers/candidacies/add-to-candidacy.server.ts";
import { applyForCertification } from "#app/features/trainers/candidacies/open-candidacy.server.ts";
import { renewalInReach } from "#app/features/trainers/renewal/renewal-file.server.ts";
import { courseVersion } from "#app/features/catalogue/courses.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { act, goOn, on, walk } from "#prisma/seed/candidate-story.ts";
import { candidacyRow } from "#tests/support/candidacy-row.ts";
import { courseOutline, questions } from "#tests/support/course-fixture.ts";
import { actorFor, makePerson, publishCourse } from "#tests/support/learning-fixture.ts";
import {
  coursesExaminedOn,
  isExaminedOn,
  translationOpenTo,
} from "#app/features/trainers/exams/trainer-pages.server.ts";
import { castFor } from "#tests/support/candidacy-fixture.ts";
import { certificationRow } from "#tests/support/certification-row.ts";

/* The ways beyond the first two schemes, through the acts of the pages. */

type Answer = Awaited<ReturnType<typeof act>>;
const why = (answer: Answer): string =>
  answer?.ok ? answer.value.state : (answer?.reason.key ?? "not found");
const unmetOf = (answer: Answer) => (answer && !answer.ok ? answer.unmet.map(({ says }) => says) : []);
const BY = { recordedAt: now(), recordedBy: "test" };
const certificationOf = async (candidacyId: string) => {
  const { certificationId } = await db.candidacy.findUniqueOrThrow({ where: { id: candidacyId } });
  return db.certification.findUnique({ where: { id: certificationId! } });
};

test("the other volume by the short path: exam, practicum, decision; the end is kept", async () => {
  const { cast, candidate } = await castFor();
  const way = { schemeId: "mmw-volume-1-extension", language: "fr", from: "2026-06-01" } as const;
  const held = certificationRow(candidate.personId, {
    schemeId: "mmw-volume-2-trainer",
    language: "fr",
    validUntil: "2027-03-31",
  });
  await on(way.from, async () => {
    const asked = { ...way, reason: "" };
    expect(await applyForCertification(candidate, asked)).toMatchObject({
      reason: { key: "candidacy.nothingToWiden" },
    });
    await db.certification.create({ data: held });
    expect(await applyForCertification(candidate, { ...asked, language: "km" })).toMatchObject({
      reason: { key: "candidacy.nothingToWiden" },
    });
  });
  const { id, day } = await walk(cast, candidate, way, "certified");
  const widened = await certificationOf(id);
  expect(widened).toMatchObject({
    schemeId: "mmw-volume-1-trainer",
    language: "fr",
    topics: null,
    validFrom: day,
    validUntil: "2027-03-31",
    countsFrom: held.validFrom,
  });
  // What was led while the first one was suspended counts for neither.
  const led = { personId: candidate.personId, kind: "delivery", modules: 8, note: "Paper", ...BY };
  const days = ["2026-02-10", "2026-04-10"].map((day) => ({ ...led, id: newId(), day, schemeId: widened!.schemeId })); // prettier-ignore
  await db.renewalEvidence.createMany({ data: days });
  const modules = async () => {
    const sheet = await on(day, () => renewalInReach(cast.officer, widened!.id));
    const { have, courses } = sheet!.file.find(({ part }) => part === "R1")!;
    return [have, courses];
  };
  expect(await modules()).toEqual([16, 2]);
  for (const [at, kind, from] of [
    [1, "suspended", "2026-02-01"],
    [2, "lifted", "2026-03-01"],
  ] as const)
    // prettier-ignore
    await db.certificationFact.create({
      data: { id: newId(), certificationId: held.id, sequence: at, kind, day: from, reason: "Late reports", recordedOn: from, ...BY }, // prettier-ignore
    });
  expect(await modules()).toEqual([8, 1]);
  await on(day, async () => {
    expect(await applyForCertification(candidate, { ...way, reason: "" })).toMatchObject({
      reason: { key: "candidacy.certifiedAlready" },
    });
  });
});

test("a master trainer: certified for 24 months, mentored, examined; who mentored does not decide", async () => {
  const { cast, candidate } = await castFor();
  const held = certificationRow(candidate.personId, { language: "km", validFrom: "2024-08-01" });
  await db.certification.create({ data: held });
  const way = { schemeId: "mmw-master-trainer", language: "km", from: "2026-06-01" } as const;
  const { id, day } = await walk(cast, candidate, way, "master-nominated");
  await on(day, async () => {
    expect(unmetOf(await act(cast.officer, id, "advance", "early"))).toEqual([
      "held.months",
      "cycles.few",
      "documents",
    ]);
  });
  await goOn({ cast, candidate, candidacyId: id, way }, "2026-08-01", "decision");
  const mentor = { ...cast.master, grants: [...cast.master.grants, ...cast.officer.grants] };
  await on("2027-04-01", async () => {
    expect(why(await act(mentor, id, "advance", "Mine"))).toBe("candidacy.barred");
    const asked = { kind: "suspend", until: "2027-06-01", word: "quality" } as const;
    expect(await actOnCertification(cast.officer, held.id, asked, "Two complaints")).toMatchObject({
      ok: true,
    });
    expect(unmetOf(await act(cast.officer, id, "advance", "Yes"))).toEqual(["held.none"]);
    await db.certificationFact.deleteMany({ where: { certificationId: held.id } });
    expect(why(await act(cast.officer, id, "advance", "Yes"))).toBe("certified");
  });
  expect(await certificationOf(id)).toMatchObject({
    schemeId: "mmw-master-trainer",
    validUntil: "2030-03-31",
  });
  expect((await certificationOf(id))!.number).toMatch(/^MT-2027-\d{5}$/);
});

test("nobody but a master trainer writes down that somebody was mentored", async () => {
  const { cast, candidate } = await castFor();
  const held = certificationRow(candidate.personId, { language: "km", validFrom: "2024-01-01" });
  await db.certification.create({ data: held });
  const way = { schemeId: "mmw-master-trainer", language: "km", from: "2026-06-01" } as const;
  const { id, day } = await walk(cast, candidate, way, "master-supervised");
  const body = { of: "mmw-volume-1-trainer", title: "Six days", on: day };
  await on(day, async () => {
    for (const who of [cast.officer, cast.administrator, candidate])
      expect(
        await recordOnCandidacy(who, id, { id: newId(), reason: "", kind: "mentored", body }),
      ).toMatchObject({
        ok: false,
      });
  });
});

test("whoever observed a course is named, may assess the candidate, and does not decide on them", async () => {
  const { cast, candidate } = await castFor();
  const held = certificationRow(candidate.personId, { language: "km", validFrom: "2024-08-01" });
  await db.certification.create({ data: held });
  const way = { schemeId: "mmw-master-trainer", language: "km", from: "2026-06-01" } as const;
  const { id, day } = await walk(cast, candidate, way, "master-nominated");
  const led = { title: "Five days", on: day, data: true, reported: true, responses: 8, marks: 3200 };
  const observedBy = (personId: string | null) =>
    recordOnCandidacy(cast.officer, id, {
      id: newId(),
      reason: "",
      kind: "cycle",
      body: { ...led, observedBy: personId },
    });
  await on(day, async () => {
    expect(await observedBy(cast.officer.personId)).toMatchObject({
      ok: false,
      reason: { key: "candidacy.observerBarred" },
      bars: ["not-a-valid-master"],
    });
    expect(await observedBy(candidate.personId)).toMatchObject({ ok: false });
    expect(await observedBy(null)).toMatchObject({ ok: true });
    expect(await observedBy(cast.master.personId)).toMatchObject({ ok: true });
    const both = { ...cast.master, grants: [...cast.master.grants, ...cast.officer.grants] };
    expect(why(await act(both, id, "decline", "No"))).toBe("candidacy.barred");
    expect(why(await act(cast.officer, id, "decline", "No"))).toBe("declined");
  });
});

test("what trainers read of a course is shut to whoever is on the way to its exam, and to nobody else (§0a)", async () => {
  const publish = (courseId: string) => publishCourse(courseOutline(), questions(), courseId);
  const [volume1, volume2] = [await publish("managing-for-results"), await publish("beyond-the-first-loan")];
  const shut = async (own: object) => {
    const personId = await makePerson();
    await db.candidacy.create({ data: candidacyRow(newId(), personId, { programme: "management", ...own }) });
    const [self, standIn] = [actorFor(personId), actorFor(await makePerson())];
    const deputy = { ...standIn, reach: [{ kind: "all", id: "", for: personId } as const] };
    expect(await coursesExaminedOn(deputy)).toEqual(await coursesExaminedOn(self));
    expect(await coursesExaminedOn(standIn)).toEqual([]);
    return [await isExaminedOn(self, volume1), await isExaminedOn(self, volume2)];
  };
  expect(await shut({ state: "applied" })).toEqual([true, false]);
  expect(await shut({ state: "phase-1-exam" })).toEqual([true, false]);
  expect(await shut({ state: "phase-2-eligible" })).toEqual([false, false]);
  expect(await shut({ state: "withdrawn", openKey: newId() })).toEqual([false, false]);
  expect(await shut({ state: "applied", programme: "financial-education" })).toEqual([false, false]);
  expect(await shut({ schemeId: "mmw-volume-2-extension", state: "volume-exam" })).toEqual([false, true]);
  expect(await shut({ schemeId: "mmw-master-trainer", state: "master-exam" })).toEqual([false, false]);
});

test("a translation to check, which says what is right, is shut to them too", async () => {
  const versionId = await publishCourse(courseOutline(), questions(), "management-essentials");
  const { outline } = (await courseVersion(versionId))!;
  const locale = outline.languages.find((language) => language !== outline.source)!;
  const reviewer = actorFor(await makePerson(), [{ kind: "all", id: "" }]);
  const opens = async () => (await translationOpenTo(reviewer, { versionId, locale })) !== null;
  expect(await opens()).toBe(true);
  const own = { programme: "management", state: "applied" };
  await db.candidacy.create({ data: candidacyRow(newId(), reviewer.personId, own) });
  expect(await opens()).toBe(false);
});
