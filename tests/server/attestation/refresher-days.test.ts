import { describe, expect, test } from "vitest";
import { peopleInCell } from "#app/features/attestation/coverage.server.ts";
import { refreshersOf } from "#app/features/attestation/refreshers-held.server.ts";
import { setNeeds } from "#app/features/attestation/set-needs.server.ts";
import { schemeDay } from "#app/features/attestation/attestations.server.ts";
import { readDayFile } from "#app/features/attestation/day-file.server.ts";
import { wrongIn } from "#app/features/attestation/day-forms.ts";
import { emptyLine, type RawLine } from "#app/features/attestation/day-lines.ts";
import { employerInReach } from "#app/features/attestation/employer-scope.server.ts";
import { dueForRefresher } from "#app/features/attestation/refresher-plan.server.ts";
import {
  addRefresherDay,
  linesOfFile,
  recordDay,
  refresherDay,
} from "#app/features/attestation/refresher-days.server.ts";
import {
  findCertification,
  myCertifications,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { readTrainerCertificate } from "#app/features/certification/certificate-record.server.ts";
import { topicsHeld } from "#app/features/trainers/schemes/topics.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays, addMonths } from "#app/lib/calendar-day.ts";
import { attest, attested, employ, wasInError } from "#tests/support/attestation-fixture.ts";
import * as fresh from "#tests/support/fresh.ts";
import { actorFor, makePerson } from "#tests/support/learning-fixture.ts";

const day = await schemeDay();
const DUE = { validFrom: addDays(addMonths(day, -12), 20) };

async function headOf(organisationId: string): Promise<Actor> {
  return actorFor(await makePerson("Meas Chenda"), [{ kind: "organisation", id: organisationId }]);
}

/** An employer with a manager attested first, and a day that was last week. */
async function employer() {
  const { organisationId } = await fresh.organisation();
  const head = await headOf(organisationId);
  const manager = await attested({ organisationId }, { validFrom: addMonths(day, -3) }, "Manager");
  const { username } = await db.person.findUniqueOrThrow({ where: { id: manager.personId } });
  const asked = { heldOn: addDays(day, -7), place: "Battambang", unitId: "", topic: "" };
  const made = await addRefresherDay(head, organisationId, asked);
  if (!made?.ok) throw new Error("no day");
  const full: RawLine = {
    ...emptyLine(),
    present: "yes",
    score: "80",
    observedOn: addDays(day, -20),
    observer: username,
    missed: "8",
  };
  return { organisationId, head, manager: { ...manager, username }, dayId: made.value, asked, full };
}

const periods = async (personId: string) => (await myCertifications({ personId })).length;

describe("a refresher day", () => {
  test("renews 35 officers from one file, says what it would do first, and the same file again changes nothing", async () => {
    const { organisationId, head, manager, dayId, full } = await employer();
    const officers: string[] = [];
    for (let at = 0; at < 35; at += 1) {
      const personId = await makePerson(`Officer ${at}`);
      await db.affiliation.create({
        data: { id: `${personId}-a`, personId, organisationId, staffNumber: `R-${at}`, from: "2020-01-01" },
      });
      await attest(personId, organisationId, DUE);
      officers.push(personId);
    }
    const rows = officers.map((_, at) =>
      [
        `R-${at}`,
        `Officer ${at}`,
        "x",
        at === 3 ? "60" : "85,5",
        full.observedOn,
        manager.username,
        at === 4 ? '"5; 8"' : at === 5 ? "11" : [0, 8][at % 2],
      ].join(";"),
    );
    const { steps } = (await refresherDay(head, dayId))!;
    const counts = "Staff number;Steps;Steps done;Critical steps missed\nR-1;10;9;0";
    expect(await readDayFile(new TextEncoder().encode(counts), steps)).toMatchObject({
      reason: { key: "attestation-file-counts" },
    });
    const csv = [
      "Matricule;Nom;Présence;Test;Observé le;Observateur;Étapes manquées",
      ...rows,
      "R-999;Nobody;x;90;;;",
      rows[0],
    ].join("\r\n");
    const read = await readDayFile(new TextEncoder().encode(csv), steps);
    if (!read.ok) throw new Error(read.reason.key);
    const { typed, unknown } = (await linesOfFile(head, dayId, read.value))!;
    // No such step: it says nothing until somebody puts it right at its field.
    expect(wrongIn(typed, steps)).toEqual([{ field: `missed.${officers[5]}`, key: "step-numbers" }]);
    typed.set(officers[5]!, full);
    expect(unknown.map(({ who, why }) => [who, why])).toEqual([["R-999", "nobody"], ["R-0", "twice"]]); // prettier-ignore
    const looked = (await refresherDay(head, dayId, typed))!.lines;
    expect(looked.filter(({ outcome }) => outcome?.kind === "renewed")).toHaveLength(33);
    expect(looked.find(({ personId }) => personId === officers[4])).toMatchObject({
      outcome: { kind: "noted", reason: { key: "attestation-critical" } },
      observed: { done: 8, steps: 10, missed: [{ step: "no-selling", critical: true }, { step: "try" }] },
    });
    expect(looked.find(({ personId }) => personId === officers[3])?.outcome).toMatchObject({
      kind: "noted",
      reason: { key: "attestation-test" },
    });
    expect(await db.refresherMark.count({ where: { dayId } })).toBe(0);

    const recorded = await recordDay(head, dayId, typed);
    expect(recorded).toMatchObject({
      ok: true,
      value: { renewed: 33, topics: 0, noted: 2, unchanged: 0, waiting: 0 },
    });
    expect(recorded?.ok && recorded.value.papers).toHaveLength(33);
    const [next] = await myCertifications({ personId: officers[0]! });
    expect(next).toMatchObject({ dates: { validUntil: addDays(addMonths(DUE.validFrom, 24), -1) } });
    const stored = await db.attestation.findUnique({ where: { certificationId: next!.id } });
    expect(stored?.organisationId).toBe(organisationId);
    expect(await recordDay(head, dayId, typed)).toEqual({
      ok: true,
      value: { renewed: 0, topics: 0, noted: 0, unchanged: 35, papers: [], waiting: 0 },
    });
    expect([await periods(officers[0]!), await periods(officers[3]!)]).toEqual([2, 1]);
    const [{ line: fourth } = { line: null }] = (await refresherDay(head, dayId))!.lines.filter(
      ({ personId }) => personId === officers[4],
    );
    expect(fourth).toMatchObject({ missed: "5; 8" });
    typed.set(officers[3]!, { ...full, score: "70" });
    expect(await recordDay(head, dayId, typed)).toMatchObject({ value: { renewed: 1, unchanged: 34 } });
  }, 60_000);

  test("numbers of another version's steps say nothing here", async () => {
    const { organisationId, head, dayId, full } = await employer();
    const { personId } = await attested({ organisationId }, DUE);
    const typed = new Map([[personId, full]]);
    expect(await recordDay(head, dayId, typed, "1.1")).toMatchObject({
      reason: { key: "attestation-steps-changed" },
    });
    const { version } = (await refresherDay(head, dayId))!;
    expect(await recordDay(head, dayId, typed, version)).toMatchObject({ value: { renewed: 1 } });
  });

  test("what was seen is read later by the holder, the head, and whoever looks after the branch", async () => {
    const { organisationId, head, manager, dayId, full } = await employer();
    const { id, personId } = await attested({ organisationId }, { ...DUE, topics: '["saving"]' });
    await recordDay(head, dayId, new Map([[personId, { ...full, missed: "5" }]]));
    const seen = {
      by: "Manager",
      on: full.observedOn,
      done: 9,
      steps: 10,
      missed: [{ step: "no-selling", critical: true }],
    };
    expect(await refreshersOf(id)).toMatchObject([
      { place: "Battambang", present: true, score: 8000, observed: seen, gave: false },
    ]);
    const position = "Client officer";
    await db.affiliation.updateMany({ where: { organisationId }, data: { position } });
    await setNeeds(head, organisationId, { position, topics: ["saving"], from: addMonths(day, -1) });
    const reached = (await employerInReach(head, organisationId))!;
    const asked = { unit: "", topic: "saving", state: "" } as const;
    const people = async (on: string) =>
      (await peopleInCell(reached, on, asked)).map((one) => [one.personId, one.observed?.by ?? null]);
    expect(await people(day)).toEqual(expect.arrayContaining([[personId, "Manager"], [manager.personId, null]])); // prettier-ignore
    // Nobody knew of it before the day.
    expect(await people(addDays(day, -8))).toContainEqual([personId, null]);
    // Another employer's sheets are not this certification's.
    const other = await employer();
    await employ(personId, { organisationId: other.organisationId });
    expect(await refreshersOf(await attest(personId, other.organisationId))).toEqual([]);
  });

  test("who is due in two periods is renewed in both by one day: a decision and a paper each", async () => {
    const { organisationId, head, dayId, full } = await employer();
    const { id, personId } = await attested({ organisationId }, { ...DUE, topics: '["saving"]' });
    const lapsed = { validFrom: addDays(addMonths(day, -12), -5), topics: '["budget"]' };
    const other = await attest(personId, organisationId, lapsed);
    const typed = new Map([[personId, full]]);
    const line = async (looked?: typeof typed) =>
      (await refresherDay(head, dayId, looked))!.lines.find((one) => one.personId === personId)!;
    expect((await line(typed)).outcome).toMatchObject({
      kind: "renewed",
      periods: [{ topics: ["budget"] }, { topics: ["saving"] }],
      not: [],
    });
    const recorded = await recordDay(head, dayId, typed);
    expect(recorded).toMatchObject({ value: { renewed: 1, unchanged: 0 } });
    expect(recorded?.ok && recorded.value.papers).toHaveLength(2);
    const next = await db.certification.findMany({
      where: { predecessorId: { in: [id, other] } },
      orderBy: { validFrom: "asc" },
      include: { certificates: true, attestation: true },
    });
    expect(next.map(({ topics, certificates }) => [topics, certificates.length])).toEqual([
      ['["budget"]', 1],
      ['["saving"]', 1],
    ]);
    expect(await recordDay(head, dayId, typed)).toMatchObject({ value: { renewed: 0, unchanged: 1 } });
    expect(await line()).toMatchObject({
      periods: [{ topics: ["budget"] }, { topics: ["saving"] }],
      outcome: { kind: "done", paperWaits: false },
    });
  });

  test("what of two periods cannot be renewed yet is said, and given once it can; no period twice", async () => {
    const { organisationId, head, dayId, full } = await employer();
    const { personId } = await attested({ organisationId }, { ...DUE, topics: '["saving"]' });
    const validFrom = addMonths(day, -18);
    const other = await attest(personId, organisationId, { validFrom, topics: '["budget"]' });
    const fact = async (sequence: number, kind: string, on: string) =>
      db.certificationFact.create({
        data: { id: newId(), certificationId: other, sequence, kind, day: on, reason: "Complaint", recordedOn: on, recordedAt: now(), recordedBy: "test" },
      }); // prettier-ignore
    await fact(1, "suspended", addMonths(day, -8));
    const typed = new Map([[personId, full]]);
    const outcome = async () =>
      (await refresherDay(head, dayId))!.lines.find((one) => one.personId === personId)!.outcome;
    expect(await recordDay(head, dayId, typed)).toMatchObject({ value: { renewed: 1 } });
    const why = { kind: "noted", reason: { key: "attestation-full-course" } };
    expect(await outcome()).toEqual({ kind: "partly", paperWaits: false, others: why });
    expect(await recordDay(head, dayId, typed)).toMatchObject({ value: { renewed: 0, unchanged: 1 } });
    await fact(2, "lifted", addDays(day, -1));
    expect(await outcome()).toMatchObject({ others: { kind: "renewed", periods: [{ topics: ["budget"] }] } });
    expect(await recordDay(head, dayId, typed)).toMatchObject({ value: { renewed: 1 } });
    expect(await outcome()).toEqual({ kind: "done", paperWaits: false });
    expect(await recordDay(head, dayId, typed)).toMatchObject({ value: { renewed: 0, unchanged: 1 } });
    expect(await periods(personId)).toBe(4);
    // What is settled otherwise meanwhile waits for nothing.
    const mark = await db.refresherMark.findFirstOrThrow({ where: { dayId, personId } });
    const line = JSON.stringify({ ...(JSON.parse(mark.line) as object), rest: [other] });
    await db.refresherMark.updateMany({ where: { dayId, personId }, data: { line } });
    expect(await outcome()).toEqual({ kind: "done", paperWaits: false });
  });

  test("a line kept while steps were counted waits by itself, with its count, and holds up nobody else", async () => {
    const { organisationId, head, dayId, full } = await employer();
    const before = await attested({ organisationId }, DUE, "Before");
    const { personId } = await attested({ organisationId }, DUE, "Now");
    const { missed: _, ...asCounted } = { ...full, score: "", steps: "10", done: "9", criticalMissed: "0" };
    const kept = { dayId, recordedAt: now(), recordedBy: "test", line: JSON.stringify(asCounted) };
    await db.refresherMark.create({ data: { ...kept, personId: before.personId } });
    const line = async () =>
      (await refresherDay(head, dayId))!.lines.find((one) => one.personId === before.personId)!;
    const sheet = { ...(await line()).line, steps: "", done: "", criticalMissed: "" };
    const typed = new Map([[before.personId, { ...sheet, score: "80" }], [personId, full]]); // prettier-ignore
    const { steps } = (await refresherDay(head, dayId))!;
    expect(wrongIn(typed, steps)).toEqual([]);
    const looked = (await refresherDay(head, dayId, typed))!.lines;
    expect(looked.find((one) => one.personId === before.personId)?.outcome).toMatchObject({
      reason: { key: "attestation-steps-unsaid" },
    });
    expect(await recordDay(head, dayId, typed)).toMatchObject({ value: { renewed: 1, noted: 1 } });
    expect(await line()).toMatchObject({ line: { missed: "" }, observed: { done: 9, steps: 10 } });
    typed.set(before.personId, { ...sheet, score: "80", missed: "8" });
    expect(await recordDay(head, dayId, typed)).toMatchObject({ value: { renewed: 1, unchanged: 1 } });
  });

  test("what no employer stands behind is in the plan and on the day; who refreshes it stands behind what follows", async () => {
    const { organisationId, head, dayId, full } = await employer();
    const { id, personId } = await attested({ organisationId }, DUE);
    const due = async () =>
      (await dueForRefresher((await employerInReach(head, organisationId))!, day, 60)).map(
        (one) => one.personId,
      );
    const onSheet = async () => (await refresherDay(head, dayId))!.lines.map((one) => one.personId);
    await db.attestation.delete({ where: { certificationId: id } });
    expect([(await due()).includes(personId), (await onSheet()).includes(personId)]).toEqual([true, true]);
    expect(await recordDay(head, dayId, new Map([[personId, full]]))).toMatchObject({
      value: { renewed: 1 },
    });
    const next = await db.certification.findFirstOrThrow({
      where: { predecessorId: id },
      include: { attestation: true },
    });
    expect(next.attestation).toMatchObject({ organisationId });
    // Another employer stands behind it: neither.
    const other = await employer();
    const away = await attested({ organisationId: other.organisationId }, DUE);
    await employ(away.personId, { organisationId });
    expect([(await due()).includes(away.personId), (await onSheet()).includes(away.personId)]).toEqual([false, false]); // prettier-ignore
  });

  test("not by an observer who was not attested then, not one's own, not of another employer", async () => {
    const { organisationId, head, dayId, full } = await employer();
    const { personId } = await attested({ organisationId }, DUE);
    const unattested = await makePerson("Colleague");
    await employ(unattested, { organisationId });
    const { username } = await db.person.findUniqueOrThrow({ where: { id: unattested } });
    await employ(head.personId, { organisationId });
    await attest(head.personId, organisationId, DUE);
    const typed = new Map([
      [personId, { ...full, observer: username }],
      [head.personId, full],
    ]);
    const shown = (await refresherDay(head, dayId, typed))!.lines;
    const why = (id: string) => shown.find((line) => line.personId === id)?.outcome;
    expect(why(personId)).toMatchObject({ reason: { key: "attestation-observer" } });
    expect(why(head.personId)).toMatchObject({ reason: { key: "attestation-own-record" } });
    const other = await employer();
    expect(await refresherDay(other.head, dayId)).toBeNull();
    expect(await recordDay(other.head, dayId, typed)).toBeNull();
    const foreign = await recordDay(other.head, other.dayId, new Map([[personId, full]]));
    expect(foreign).toMatchObject({ value: { renewed: 0, noted: 0 } });
    expect(await periods(personId)).toBe(1);
  });

  test("whoever observed does not renew; a staff number is known in whatever letters", async () => {
    const { organisationId, head, manager, dayId, full } = await employer();
    const { personId } = await attested({ organisationId }, DUE);
    await db.affiliation.updateMany({
      where: { personId: manager.personId },
      data: { staffNumber: "Mgr-7" },
    });
    const typed = new Map([[personId, { ...full, observer: "mGR-7" }]]);
    const observer = actorFor(manager.personId, head.reach);
    expect(await recordDay(observer, dayId, typed)).toMatchObject({ value: { renewed: 0, noted: 1 } });
    const shown = (await refresherDay(observer, dayId, typed))!.lines;
    expect(shown.find((line) => line.personId === personId)?.outcome).toMatchObject({
      reason: { key: "attestation-observed-by-you" },
    });
    expect(await recordDay(head, dayId, typed)).toMatchObject({ value: { renewed: 1 } });
  });

  test("is handed in once both the day and the observation are over: what was complete late leaves its gap", async () => {
    const { organisationId, head, dayId, full } = await employer();
    const validFrom = addMonths(addDays(day, -4), -12);
    const { id, personId } = await attested({ organisationId }, { validFrom });
    const last = addDays(day, -5); // after the refresher day, before the session
    expect((await findCertification(head, id))!.dates.validUntil).toBe(last);
    const line = { ...full, observedOn: addDays(day, -2) };
    expect(await recordDay(head, dayId, new Map([[personId, line]]))).toMatchObject({
      value: { renewed: 1 },
    });
    const on = addDays(day, -3);
    const sheet = await findCertification(head, id, { on, known: day });
    expect(sheet!.standing).toMatchObject({ status: "lapsed", valid: false });
    expect((await myCertifications({ personId }))[0]!.standing.valid).toBe(true);
  });

  test("renews what holds, and nothing that was attested in error", async () => {
    const { organisationId, head, dayId, full } = await employer();
    const { personId } = await attested({ organisationId }, DUE);
    await wasInError(await attest(personId, organisationId, { validFrom: addMonths(day, -3) }));
    const wrong = await attested({ organisationId }, DUE);
    await wasInError(wrong.id);
    expect((await refresherDay(head, dayId))!.lines.some((line) => line.personId === wrong.personId)).toBe(
      false,
    );
    const typed = new Map([personId, wrong.personId].map((who) => [who, full]));
    expect(await recordDay(head, dayId, typed)).toMatchObject({ value: { renewed: 1, noted: 0 } });
    expect([await periods(personId), await periods(wrong.personId)]).toEqual([3, 1]);
  });

  test("renews the period the plan names, whichever began last", async () => {
    const { organisationId, head, dayId, full } = await employer();
    const lapsed = { validFrom: addDays(addMonths(day, -12), -5), topics: '["saving"]' };
    const { id, personId } = await attested({ organisationId }, lapsed, "Two");
    const other = await attest(personId, organisationId, {
      validFrom: addMonths(day, -2),
      topics: '["budget"]',
    });
    const reached = (await employerInReach(head, organisationId))!;
    const named = async () =>
      (await dueForRefresher(reached, day, 60)).flatMap((one) => (one.personId === personId ? one.why : []));
    expect(await named()).toEqual(["lapsed"]);
    const line = async () =>
      (await refresherDay(head, dayId))!.lines.find((one) => one.personId === personId);
    expect((await line())?.periods[0]?.standing.status).toBe("lapsed");
    expect(await recordDay(head, dayId, new Map([[personId, full]]))).toMatchObject({
      value: { renewed: 1 },
    });
    const next = await db.certification.findFirstOrThrow({ where: { predecessorId: { in: [id, other] } } });
    expect(next).toMatchObject({ predecessorId: id, topics: '["saving"]' });
    expect(await named()).toEqual([]);
    expect(await line()).toMatchObject({
      periods: [{ validUntil: next.validUntil }],
      outcome: { kind: "done", paperWaits: false },
    });
  });

  test("adds a topic to what is attested, with the end there is", async () => {
    const { organisationId, head, asked, full } = await employer();
    const { id, personId } = await attested(
      { organisationId },
      { validFrom: addMonths(day, -5), topics: '["budget"]' },
    );
    const made = await addRefresherDay(head, organisationId, { ...asked, topic: "insurance-and-claims" });
    const again = await addRefresherDay(head, organisationId, { ...asked, topic: "insurance-and-claims" });
    if (!made?.ok) throw new Error("no day");
    expect(again).toEqual(made);
    const typed = new Map([[personId, { ...emptyLine(), present: full.present, score: full.score }]]);
    expect(await recordDay(head, made.value, typed)).toMatchObject({ value: { topics: 1 } });
    expect(await recordDay(head, made.value, typed)).toMatchObject({ value: { topics: 0, unchanged: 1 } });
    const sheet = (await findCertification(head, id))!;
    expect(sheet.topics).toEqual(["budget", "insurance-and-claims"]);
    expect(sheet.dates.validUntil).toBe(addDays(addMonths(addMonths(day, -5), 12), -1));
    expect((await findCertification(head, id, { on: addDays(day, -1), known: day }))!.topics).toEqual([
      "budget",
    ]);
  });

  test("adds a topic to whoever was refreshed already: from now on, and in the period to come", async () => {
    const { organisationId, head, dayId, asked, full } = await employer();
    const { personId } = await attested({ organisationId }, { ...DUE, topics: '["budget"]' });
    expect(await recordDay(head, dayId, new Map([[personId, full]]))).toMatchObject({
      value: { renewed: 1 },
    });
    const made = await addRefresherDay(head, organisationId, { ...asked, topic: "insurance-and-claims" });
    if (!made?.ok) throw new Error("no day");
    const typed = new Map([[personId, { ...emptyLine(), present: full.present, score: full.score }]]);
    expect(await recordDay(head, made.value, typed)).toMatchObject({ value: { topics: 1, noted: 0 } });
    const both = await db.certification.findMany({
      where: { personId },
      orderBy: { validFrom: "asc" },
      include: { facts: true },
    });
    expect(both.map((row) => [row.validFrom > day, topicsHeld(row)])).toEqual([
      [false, ["budget", "insurance-and-claims"]],
      [true, ["budget", "insurance-and-claims"]],
    ]);
    expect(await recordDay(head, made.value, typed)).toMatchObject({ value: { topics: 0, unchanged: 1 } });
    // Where one of the two has it already, nothing is left to give.
    const third = await addRefresherDay(head, organisationId, { ...asked, topic: "saving" });
    if (!third?.ok) throw new Error("no day");
    const saving = { kind: "topic-added", day, word: "saving", reason: "", recordedOn: day };
    const fact = { id: newId(), certificationId: both[1]!.id, sequence: 2, recordedBy: "test" };
    await db.certificationFact.create({ data: { ...fact, ...saving, recordedAt: now() } });
    expect(await recordDay(head, third.value, typed)).toMatchObject({ value: { topics: 1 } });
    const { lines } = (await refresherDay(head, third.value))!;
    const of = lines.find((one) => one.personId === personId);
    expect([of?.outcome?.kind, of?.periods.length]).toEqual(["done", 1]);
  });

  test("a topic that comes after the paper makes its next edition, with the decision of the first", async () => {
    const { organisationId, head, dayId, asked, full } = await employer();
    const lapsed = { validFrom: addDays(addMonths(day, -12), -5), topics: '["budget"]' };
    const { personId } = await attested({ organisationId }, lapsed);
    expect(await recordDay(head, dayId, new Map([[personId, full]]))).toMatchObject({
      value: { renewed: 1 },
    });
    const made = await addRefresherDay(head, organisationId, { ...asked, topic: "saving" });
    if (!made?.ok) throw new Error("no day");
    const typed = new Map([[personId, { ...emptyLine(), present: "yes", score: "90" }]]);
    const recorded = await recordDay(head, made.value, typed);
    expect(recorded).toMatchObject({ value: { topics: 1, waiting: 0 } });
    const papers = await db.certificate.findMany({ where: { personId }, orderBy: { edition: "asc" } });
    const [first, second] = papers.map(readTrainerCertificate);
    expect([first!.facts.topics, second!.facts.topics]).toEqual([["Budget"], ["Budget", "Saving"]]);
    expect(second!.facts).toMatchObject({ supersedes: first!.number, validUntil: first!.facts.validUntil });
    expect(second!.facts.decision).toEqual(first!.facts.decision);
    expect(papers.map(({ supersededAt }) => supersededAt === null)).toEqual([false, true]);
    expect(recorded?.ok && recorded.value.papers).toEqual([second!.id]);

    // Where the paper cannot be issued anew the topic is given all the same, and the day says so.
    await db.certificateEnding.create({
      data: { certificateId: second!.id, as: "in-error", reason: "The wrong person", proposedBy: "ana", proposedAt: new Date() },
    }); // prettier-ignore
    const third = await addRefresherDay(head, organisationId, { ...asked, topic: "family-goals" });
    if (!third?.ok) throw new Error("no day");
    expect(await recordDay(head, third.value, typed)).toMatchObject({ value: { topics: 1, papers: [], waiting: 1 } }); // prettier-ignore
    const outcomes = async (id: string) =>
      (await refresherDay(head, id))!.lines.flatMap(({ outcome }) => outcome ?? []);
    expect(await outcomes(third.value)).toEqual([{ kind: "done", paperWaits: true }]);
    expect(await outcomes(made.value)).toEqual([{ kind: "done", paperWaits: false }]);
  });
});
