import { describe, expect, test } from "vitest";
import { schemeDay } from "#app/features/attestation/attestations.server.ts";
import { readDayFile } from "#app/features/attestation/day-file.server.ts";
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
import { db } from "#app/infra/db.server.ts";
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
    steps: "10",
    done: "9",
    criticalMissed: "0",
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
        10,
        9,
        0,
      ].join(";"),
    );
    const csv = [
      "Matricule;Nom;Présence;Test;Observé le;Observateur;Étapes;Étapes réussies;Étapes critiques manquées",
      ...rows,
      "R-999;Nobody;x;90;;;;;",
      rows[0],
    ].join("\r\n");
    const read = await readDayFile(new TextEncoder().encode(csv));
    if (!read.ok) throw new Error(read.reason.key);
    const { typed, unknown } = (await linesOfFile(head, dayId, read.value))!;
    expect(unknown.map(({ who, why }) => [who, why])).toEqual([["R-999", "nobody"], ["R-0", "twice"]]); // prettier-ignore
    const looked = (await refresherDay(head, dayId, typed))!.lines;
    expect(looked.filter(({ outcome }) => outcome?.kind === "renewed")).toHaveLength(34);
    expect(looked.find(({ personId }) => personId === officers[3])?.outcome).toMatchObject({
      kind: "noted",
      reason: { key: "attestation-test" },
    });
    expect(await db.refresherMark.count({ where: { dayId } })).toBe(0);

    const recorded = await recordDay(head, dayId, typed);
    expect(recorded).toMatchObject({
      ok: true,
      value: { renewed: 34, topics: 0, noted: 1, unchanged: 0, waiting: 0 },
    });
    expect(recorded?.ok && recorded.value.papers).toHaveLength(34);
    const [next] = await myCertifications({ personId: officers[0]! });
    expect(next).toMatchObject({ dates: { validUntil: addDays(addMonths(DUE.validFrom, 24), -1) } });
    const stored = await db.attestation.findUnique({ where: { certificationId: next!.id } });
    expect(stored?.organisationId).toBe(organisationId);
    expect(await recordDay(head, dayId, typed)).toEqual({
      ok: true,
      value: { renewed: 0, topics: 0, noted: 0, unchanged: 35, papers: [], waiting: 0 },
    });
    expect([await periods(officers[0]!), await periods(officers[3]!)]).toEqual([2, 1]);
    typed.set(officers[3]!, { ...full, score: "70" });
    expect(await recordDay(head, dayId, typed)).toMatchObject({ value: { renewed: 1, unchanged: 34 } });
  }, 60_000);

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
    expect((await line())?.standing.status).toBe("lapsed");
    expect(await recordDay(head, dayId, new Map([[personId, full]]))).toMatchObject({
      value: { renewed: 1 },
    });
    const next = await db.certification.findFirstOrThrow({ where: { predecessorId: { in: [id, other] } } });
    expect(next).toMatchObject({ predecessorId: id, topics: '["saving"]' });
    expect(await named()).toEqual([]);
    expect(await line()).toMatchObject({
      validUntil: next.validUntil,
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
