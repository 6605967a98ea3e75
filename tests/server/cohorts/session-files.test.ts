import sharp from "sharp";
import { describe, expect, test } from "vitest";
import {
  addSessionFiles,
  handoutsOf,
  removeSessionFile,
  sessionFiles,
  sessionFileToOpen,
} from "#app/features/cohorts/session-files.server.ts";
import { removeHalfDay } from "#app/features/cohorts/plan-calendar.server.ts";
import { readStoredFile } from "#app/infra/files.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Role } from "#app/lib/actor.ts";
import {
  actorFor,
  auditOf,
  enrolLearner,
  makePerson,
  publishCourse,
} from "#tests/support/learning-fixture.ts";

const versionId = await publishCourse();
const programme = [{ kind: "programme" as const, id: "management" }];
const administrator = actorFor(await makePerson("Aminata"), programme);
const as = (personId: string, role?: Role) => ({
  personId,
  grants: role ? programme.map((scope) => ({ role, scope })) : [],
});

const upload = (name: string, bytes: Uint8Array) => ({
  name,
  size: bytes.length,
  arrayBuffer: async () => Uint8Array.from(bytes).buffer,
});
const pdf = (text: string) => upload(`${text}.pdf`, new TextEncoder().encode(`%PDF-1.4 ${text}`));

/** As a phone takes it: lying on its side, large, and with the place in it. */
const photo = () =>
  sharp({
    create: {
      width: 2000,
      height: 1500,
      channels: 3,
      background: "#777",
      noise: { type: "gaussian", mean: 128, sigma: 40 },
    },
  })
    .jpeg({ quality: 95 })
    .withMetadata({ orientation: 6 })
    .withExif({ IFD0: { Copyright: "somebody" }, IFD3: { GPSLatitude: "11/1 33/1 0/1" } })
    .toBuffer();

async function session() {
  const learner = await enrolLearner(versionId);
  const halfDayId = newId();
  const { cohortId } = learner;
  await db.halfDay.create({
    data: { id: halfDayId, cohortId, date: "2026-10-02", part: "am", title: "", contactMinutes: 180 },
  });
  return { learner, address: { cohortId, halfDayId } };
}

describe("a photo of the signed sheet", () => {
  test("is kept upright, small and without where it was taken", async () => {
    const { address } = await session();
    const bytes = await photo();
    expect(bytes.length).toBeGreaterThan(1_000_000);
    const added = await addSessionFiles(administrator, address, "signed-sheet", [upload("IMG_1.JPG", bytes)]);
    expect(added).toEqual({ ok: true, value: 1 });
    const { sha256, mediaType, name } = await db.sessionFile.findFirstOrThrow({
      where: { halfDayId: address.halfDayId },
    });
    expect([mediaType, name]).toEqual(["image/jpeg", "IMG_1.jpg"]);
    const kept = await readStoredFile(sha256);
    const facts = await sharp(kept).metadata();
    expect([facts.exif, facts.orientation]).toEqual([undefined, undefined]);
    expect(facts.height).toBeGreaterThan(facts.width);
    expect(kept.length).toBeLessThan(bytes.length / 2);
    expect(await auditOf(address.halfDayId)).toEqual(["attendance.page-added"]);
  });

  test("all of them are kept or none, and the same one only once", async () => {
    const { address } = await session();
    const evil = upload("sheet.jpg", new TextEncoder().encode("<script>"));
    const cut = upload("cut.jpg", (await photo()).subarray(0, 5000));
    const add = (files: ReturnType<typeof upload>[]) =>
      addSessionFiles(administrator, address, "signed-sheet", files);
    expect(await add([pdf("one"), evil])).toMatchObject({
      reason: { key: "session-file.kind-signed-sheet" },
    });
    expect(await add([pdf("one"), cut])).toMatchObject({ reason: { key: "session-file.unreadable" } });
    expect((await sessionFiles(address.halfDayId, "signed-sheet")).kept).toEqual([]);
    expect(await add([pdf("one"), pdf("two"), pdf("one")])).toEqual({ ok: true, value: 2 });
    expect(await add([pdf("one")])).toEqual({ ok: true, value: 0 });
  });

  test("is seen by those who take attendance there, and by nobody else", async () => {
    const { address, learner } = await session();
    await addSessionFiles(administrator, address, "signed-sheet", [pdf("signed")]);
    const [file] = (await sessionFiles(address.halfDayId, "signed-sheet")).kept;
    expect(await sessionFileToOpen(as(newId(), "cohort-administrator"), file!.id)).toMatchObject({
      name: "signed.pdf",
    });
    expect(await sessionFileToOpen(as(learner.personId), file!.id)).toBeNull();
    expect(await sessionFileToOpen(as(newId(), "auditor"), file!.id)).toBeNull();
    const elsewhere = {
      personId: newId(),
      grants: [{ role: "trainer" as const, scope: { kind: "cohort" as const, id: newId() } }],
    };
    expect(await sessionFileToOpen(elsewhere, file!.id)).toBeNull();
  });

  test("taken away, is served to nobody, and why stays", async () => {
    const { address } = await session();
    await addSessionFiles(administrator, address, "signed-sheet", [pdf("wrong")]);
    const [file] = (await sessionFiles(address.halfDayId, "signed-sheet")).kept;
    const away = { fileId: file!.id, reason: "Of another day" };
    expect(await removeSessionFile(actorFor(newId(), []), address, "signed-sheet", away)).toMatchObject({
      ok: false,
    });
    expect(await removeSessionFile(administrator, address, "handout", away)).toMatchObject({ ok: false });
    expect(await removeSessionFile(administrator, address, "signed-sheet", away)).toMatchObject({ ok: true });
    expect(await removeSessionFile(administrator, address, "signed-sheet", away)).toMatchObject({
      ok: false,
    });
    expect(await sessionFileToOpen(as(newId(), "trainer"), file!.id)).toBeNull();
    const { sha256 } = await db.sessionFile.findUniqueOrThrow({ where: { id: file!.id } });
    await expect(readStoredFile(sha256)).rejects.toThrow("ENOENT");
    expect(await sessionFiles(address.halfDayId, "signed-sheet")).toMatchObject({
      kept: [],
      removed: [{ name: "wrong.pdf", reason: "Of another day", by: "Aminata" }],
    });
    expect(await auditOf(address.halfDayId)).toContain("attendance.page-removed");
    expect(await removeHalfDay(administrator, address.cohortId, address.halfDayId)).toMatchObject({
      ok: false,
    });
  });

  test("what another session keeps as well stays on the disk until that is taken away too", async () => {
    const [one, other] = [(await session()).address, (await session()).address];
    const keep = async (address: typeof one) => {
      await addSessionFiles(administrator, address, "handout", [pdf("the same")]);
      return (await sessionFiles(address.halfDayId, "handout")).kept[0]!.id;
    };
    const [first, second] = [await keep(one), await keep(other)];
    const { sha256 } = await db.sessionFile.findUniqueOrThrow({ where: { id: first } });
    const takeAway = (address: typeof one, fileId: string) =>
      removeSessionFile(administrator, address, "handout", { fileId, reason: "Old" });
    await takeAway(one, first);
    expect((await readStoredFile(sha256)).length).toBeGreaterThan(0);
    await takeAway(other, second);
    await expect(readStoredFile(sha256)).rejects.toThrow("ENOENT");
  });
});

test("a handout is found by the people of the cohort until they leave it or it is closed", async () => {
  const { address, learner } = await session();
  await addSessionFiles(administrator, address, "handout", [pdf("case")]);
  const [handout] = await handoutsOf(address.cohortId);
  expect(await sessionFileToOpen(as(learner.personId), handout!.id)).toMatchObject({ name: "case.pdf" });
  expect(await sessionFileToOpen(as((await enrolLearner(versionId)).personId), handout!.id)).toBeNull();
  await db.enrolment.update({ where: { id: learner.enrolmentId }, data: { status: "withdrawn" } });
  expect(await sessionFileToOpen(as(learner.personId), handout!.id)).toBeNull();
  await db.cohort.update({ where: { id: address.cohortId }, data: { closedAt: new Date() } });
  expect(await addSessionFiles(administrator, address, "handout", [pdf("late")])).toMatchObject({
    reason: { key: "session-file.closed" },
  });
});
