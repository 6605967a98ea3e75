import { describe, expect, test } from "vitest";
import { schemeDay } from "#app/features/attestation/attestations.server.ts";
import { emptyLine, type RawLine } from "#app/features/attestation/day-lines.ts";
import { endLeave, recordLeave } from "#app/features/attestation/keep-leave.server.ts";
import { recognise } from "#app/features/attestation/recognise.server.ts";
import { refresherDay } from "#app/features/attestation/refresher-days.server.ts";
import { setRefresherDate } from "#app/features/attestation/set-refresher-date.server.ts";
import {
  actOnCertification,
  actsFor,
} from "#app/features/trainers/certifications/act-on-certification.server.ts";
import { previewPast } from "#app/features/trainers/certifications/import-past.server.ts";
import { nominate } from "#app/features/trainers/candidacies/open-candidacy.server.ts";
import { recordCertification } from "#app/features/trainers/certifications/record-certification.server.ts";
import { closeFinding, decideOnRenewal, enterEvidence } from "#app/features/trainers/renewal/renew.server.ts";
import { issueDecided } from "#app/features/trainers/certifications/trainer-certificates.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor, Scope } from "#app/lib/actor.ts";
import { addDays, addMonths } from "#app/lib/calendar-day.ts";
import {
  attest,
  attested,
  employ,
  onLeave,
  refresherDay as dayOf,
} from "#tests/support/attestation-fixture.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import * as fresh from "#tests/support/fresh.ts";
import { actorFor, makePerson } from "#tests/support/learning-fixture.ts";
import { isAssessor, practising, why } from "#tests/support/observation-fixture.ts";

/* On the record of whom somebody stands in for, they do nothing, though they hold the role elsewhere themselves (0033). */

const day = await schemeDay();
const MANAGEMENT: Scope = { kind: "programme", id: "management" };
const ELSEWHERE: Scope = { kind: "programme", id: "financial-education" };
const keyOf = (answer: { ok: boolean; reason?: { key: string } } | null) =>
  answer === null ? null : (answer.reason?.key ?? "done");
const usernameOf = async (id: string) =>
  (await db.person.findUniqueOrThrow({ where: { id } })).username ?? "";

describe("at an employer", () => {
  /** The head of an employer, and who stands in for them: the head of another one. */
  async function employer(where?: (organisationId: string) => Scope) {
    const { organisationId } = await fresh.organisation();
    const elsewhere = (await fresh.organisation()).organisationId;
    const principal = await makePerson("Meas Chenda");
    await employ(principal, { organisationId });
    const held = where?.(organisationId) ?? { kind: "organisation", id: organisationId };
    const deputy = actorFor(await makePerson("Jean Kouassi"), [
      { kind: "organisation", id: elsewhere },
      { ...held, for: principal },
    ]);
    return { organisationId, principal, deputy };
  }

  test("neither leave, nor a common date, nor a refresher of the principal", async () => {
    const { organisationId, principal, deputy } = await employer();
    const validFrom = addDays(addMonths(day, -12), 20);
    await attest(principal, organisationId, { validFrom });
    const other = await attested({ organisationId }, { validFrom });

    const leave = { from: addDays(day, -5), until: null, reason: "Maternity" };
    const own = { ...leave, personId: principal };
    expect(keyOf(await recordLeave(deputy, organisationId, own))).toBe("attestation-own-record");
    expect(keyOf(await recordLeave(deputy, organisationId, { ...leave, personId: other.personId }))).toBe(
      "done",
    );
    const away = await onLeave(principal, organisationId, addDays(day, -40));
    expect(keyOf(await endLeave(deputy, organisationId, away, day))).toBe("attestation-own-record");
    await db.leave.deleteMany({ where: { organisationId } });

    const line: RawLine = { ...emptyLine(), present: "yes", score: "80" };
    const typed = new Map([principal, other.personId].map((id) => [id, line]));
    const { lines } = (await refresherDay(deputy, await dayOf(organisationId), typed))!;
    const reasons = new Map(lines.map(({ personId, outcome }) => [personId, outcome]));
    expect(reasons.get(principal)).toMatchObject({ reason: { key: "attestation-own-record" } });
    expect(reasons.get(other.personId)).toMatchObject({ reason: { key: "attestation-not-observed" } });

    const monthDay = addDays(day, 60).slice(5);
    expect(await setRefresherDate(deputy, organisationId, monthDay, "One day")).toEqual({
      ok: true,
      value: 1,
    });
    const [fact] = await db.certificationFact.findMany({ where: { certificationId: other.id } });
    expect(await db.deputyAct.findUnique({ where: { recordId: fact!.id } })).toMatchObject({
      principalId: principal,
    });
  });

  test("nor by a unit of theirs; who reaches all of it themselves acts for themselves", async () => {
    const unitId = newId();
    const { organisationId, principal, deputy } = await employer(() => ({ kind: "units", id: unitId }));
    await db.organisationUnit.create({ data: { id: unitId, organisationId, name: "Takeo", kind: "branch" } });
    await db.affiliation.updateMany({ where: { personId: principal }, data: { unitId } });
    const leave = { personId: principal, from: day, until: null, reason: "Maternity" };
    expect(keyOf(await recordLeave(deputy, organisationId, leave))).toBe("attestation-own-record");
    for (const own of [
      { kind: "all", id: "" },
      { kind: "organisation", id: organisationId },
    ] as const) {
      await db.leave.deleteMany({ where: { personId: principal } });
      const actor = { ...deputy, reach: [...deputy.reach, own] };
      expect(keyOf(await recordLeave(actor, organisationId, leave))).toBe("done");
    }
  });

  test("nor is the principal's own attestation recognised", async () => {
    const { organisationId, principal, deputy } = await employer();
    const before = (await fresh.organisation()).organisationId;
    await employ(principal, { organisationId: before, until: addDays(day, -1) });
    const id = await attest(principal, before, { validFrom: addMonths(day, -3) });
    expect(keyOf(await recognise(deputy, organisationId, id, "Seen"))).toBe("attestation-own-record");
  });
});

describe("in a programme", () => {
  /** An officer, and who stands in for them: the officer of another programme. */
  async function officer() {
    const principal = await makePerson("Petra Novak");
    const deputy = actorFor(await makePerson("Jean Kouassi"), [ELSEWHERE, { ...MANAGEMENT, for: principal }]);
    const grants = deputy.reach.map((scope) => ({ role: "certification-officer" as const, scope }));
    return { principal, deputy: { ...deputy, grants } satisfies Actor };
  }
  const everywhere = (actor: Actor): Actor => {
    const reach: Scope[] = [{ kind: "all", id: "", for: actor.reach[1]!.for! }, ELSEWHERE];
    return { ...actor, reach, grants: reach.map((scope) => ({ role: "certification-officer", scope })) };
  };

  test("the principal's certification is neither renewed, nor added to, nor printed, nor entered", async () => {
    const { principal, deputy } = await officer();
    const row = certificationRow(principal, { programme: "management" });
    await db.certification.create({ data: row });
    const own = "certification-own-record";
    expect(keyOf(await decideOnRenewal(deputy, row.id, "renew", "Complete"))).toBe(own);
    const form = { intent: "refresher", day, note: "", share: 8000, file: null } as const;
    expect(keyOf(await enterEvidence(deputy, row.id, form))).toBe(own);
    expect(keyOf(await closeFinding(deputy, row.id, newId()))).toBe(own);
    expect(keyOf(await issueDecided(deputy, row.id))).toBe(own);
    expect(await actsFor(deputy, row.id)).toMatchObject({
      acts: [],
      mayIssue: false,
      mayDecideAppeal: false,
    });
    const paper = {
      username: await usernameOf(principal),
      schemeId: "mmw-volume-1-trainer",
      number: newId(),
      language: "km",
      validFrom: addMonths(day, -2),
      basis: "Paper",
    } as const;
    expect(keyOf(await recordCertification(everywhere(deputy), paper))).toBe(own);
  });

  test("an officer and who stands in for them are one of the two a revocation takes", async () => {
    const { principal, deputy } = await officer();
    const petra = actorFor(principal, [MANAGEMENT]);
    const another = actorFor(await makePerson("Ana Torres"), [MANAGEMENT]);
    const second = actorFor(await makePerson("Bopha"), [{ ...MANAGEMENT, for: principal }]);
    const until = addDays(day, 60);
    const suspend = { kind: "suspend", word: "quality", until } as const;
    const lift = { kind: "lift", until: null } as const;
    const suspended = async (actor: Actor) => {
      const row = certificationRow(await makePerson("Holder"), { programme: "management" });
      await db.certification.create({ data: row });
      expect(keyOf(await actOnCertification(actor, row.id, suspend, "Complaints"))).toBe("done");
      return row.id;
    };
    const id = await suspended(petra);
    const other = await suspended(deputy);
    const by = "certification-lift-by-another";
    // The page offers what the act takes.
    const offersLift = async (actor: Actor, of: string) => (await actsFor(actor, of))!.acts.includes("lift");
    for (const [actor, of, offered] of [
      [deputy, id, false],
      [petra, other, false],
      [second, other, false],
      [another, id, true],
    ] as const)
      expect(await offersLift(actor, of)).toBe(offered);
    expect(keyOf(await actOnCertification(deputy, id, lift, "Well"))).toBe(by);
    expect(keyOf(await actOnCertification(petra, other, lift, "Well"))).toBe(by);
    expect(keyOf(await actOnCertification(second, other, lift, "Well"))).toBe(by);

    const hear = { kind: "propose-revocation", until: addDays(day, 20) } as const;
    expect(keyOf(await actOnCertification(petra, id, hear, "Complaints"))).toBe("done");
    await db.certificationFact.updateMany({
      where: { certificationId: id, kind: "revocation-proposed" },
      data: { until: day },
    });
    const revoke = { kind: "revoke", until: null } as const;
    const toRevoke = await Promise.all([deputy, another].map((actor) => actsFor(actor, id)));
    expect(toRevoke.map((offered) => [offered!.acts.includes("revoke"), offered!.revokeByAnother])).toEqual([
      [false, true],
      [true, false],
    ]);
    expect(toRevoke.map((offered) => offered!.mayDecideAppeal)).toEqual([false, true]);
    expect(keyOf(await actOnCertification(deputy, id, revoke, "Heard"))).toBe(
      "certification-revoke-by-another",
    );
    expect(keyOf(await actOnCertification(another, id, revoke, "Heard"))).toBe("done");
    expect(keyOf(await actOnCertification(another, other, lift, "Well"))).toBe("done");
  });

  test("the principal is neither imported nor put forward", async () => {
    const { principal, deputy } = await officer();
    const everyone = everywhere(deputy);
    const username = await usernameOf(principal);
    const list = [
      "Person;Scheme;Language;Number;Valid from;Valid until;Stage;Since;Evidence",
      `${username};trainer;km;OLD-${username};2024-01-01;;;;Folder 1`,
    ].join("\r\n");
    const looked = await previewPast(everyone, new TextEncoder().encode(list));
    expect(looked.ok && looked.value.rows.map(({ decision }) => decision)).toEqual([
      { kind: "cannot", faults: ["own"] },
    ]);
    const asked = { schemeId: "mmw-volume-1-trainer", language: "km", reason: "Ready" } as const;
    expect(keyOf(await nominate(everyone, username, asked))).toBe("candidacy.principalsRecord");
    // Who reaches them by a role of their own needs no deputyship.
    const { organisationId } = await fresh.organisation();
    await employ(principal, { organisationId });
    const head = {
      ...everyone,
      reach: [...everyone.reach, { kind: "organisation", id: organisationId } as const],
    };
    expect(keyOf(await nominate(head, username, asked))).toBe("done");
  });

  test("nobody is asked to rate the principal", async () => {
    const { cast, id, plan, other } = await practising();
    const { principal, deputy } = await officer();
    await isAssessor(other);
    await db.candidacy.update({ where: { id }, data: { personId: principal } });
    Object.assign(cast.officer, deputy);
    expect(why(await plan(other))).toBe("candidacy.principalsRecord");
  });
});
