import { beforeEach, describe, expect, test } from "vitest";
import { createPerson, type NewPerson } from "#app/features/identity/accounts.server.ts";
import { addAffiliation, endAffiliation } from "#app/features/identity/affiliations.server.ts";
import { editPerson } from "#app/features/identity/edit-person.server.ts";
import { invitePerson } from "#app/features/identity/invite-person.server.ts";
import { issueCards } from "#app/features/identity/people-acts.server.ts";
import {
  deactivatePerson,
  endAllSessions,
  inviteAgain,
  reactivatePerson,
} from "#app/features/identity/person-access.server.ts";
import { findPerson } from "#app/features/identity/person-file.server.ts";
import type { InvitePersonForm } from "#app/features/identity/person-forms.ts";
import { endRole, grantRole } from "#app/features/identity/person-roles.server.ts";
import { findSignedIn, startSession } from "#app/features/identity/session.server.ts";
import { spendSignInCode } from "#app/features/identity/sign-in-codes.server.ts";
import { confirmNameFor } from "#app/features/learning/confirm-name.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays, dayIn, endOfDay } from "#app/lib/calendar-day.ts";
import {
  actorWith,
  asCookie,
  everybody,
  mailTo,
  makeOrganisation,
  platform,
  visitFrom,
} from "#tests/support/identity-fixture.ts";
import { auditOf, enrolLearner, publishCourse } from "#tests/support/learning-fixture.ts";

let home: string;
let admin: Actor;
let head: Actor;
let learner: string;
let trainer: string;
let stranger: string;

const FROM = "2026-01-01";
/** Without a password: hashing one for each would be most of this file's time. */
async function make(facts: Partial<NewPerson>): Promise<string> {
  const person = { name: "Sok Dara", locale: "en", timeZone: "UTC", ...facts };
  const created = await inTransaction((tx) => createPerson(tx, platform, person));
  if (!created.ok) throw new Error(created.reason.key);
  return created.value.personId;
}

const ADMINISTRATOR = { role: "platform-administrator" as const, scope: everybody };
const dayFromNow = (days: number) => addDays(dayIn("Asia/Phnom_Penh", new Date()), days);
const address = () => `${newId()}@imf.example`;

beforeEach(async () => {
  await db.roleAssignment.updateMany({ where: { endedAt: null }, data: { endedAt: new Date() } });
  home = await makeOrganisation();
  admin = {
    ...actorWith(await make({ name: "Admin", roles: [ADMINISTRATOR] }), everybody),
    grants: [ADMINISTRATOR],
  };
  const asHead = { role: "training-head" as const, scope: { kind: "organisation" as const, id: home } };
  const headId = await make({ affiliation: { organisationId: home, from: FROM }, roles: [asHead] });
  head = { ...actorWith(headId, asHead.scope), grants: [asHead] };
  learner = await make({
    email: address(),
    affiliation: { organisationId: home, staffNumber: "7", from: FROM },
  });
  trainer = await make({
    affiliation: { organisationId: home, from: FROM },
    roles: [{ role: "trainer", scope: { kind: "cohort", id: newId() } }],
  });
  stranger = await make({ email: address() });
});

const rolesOf = async (personId: string) =>
  (await db.roleAssignment.findMany({ where: { personId, endedAt: null } })).map(({ role }) => role);
const assignmentOf = async (personId: string) =>
  (await db.roleAssignment.findFirstOrThrow({ where: { personId, endedAt: null } })).id;
const isSignedIn = async (cookie: string) => (await findSignedIn(asCookie(cookie).split("=")[1]!)) !== null;
const reason = (key: string) => ({ ok: false, reason: { key } });

describe("roles", () => {
  const asked = () => ({
    role: "training-head" as const,
    scope: { kind: "organisation" as const, id: home },
  });

  test("given once whatever is pressed twice; the person signs in again", async () => {
    const cookie = await startSession(learner, "phone", []);
    expect(await isSignedIn(cookie)).toBe(true);
    await Promise.all([grantRole(admin, learner, asked()), grantRole(admin, learner, asked())]);
    expect(await grantRole(admin, learner, asked())).toMatchObject({ ok: true });
    expect(await rolesOf(learner)).toEqual(["training-head"]);
    expect(await isSignedIn(cookie)).toBe(false);
    expect(await auditOf(learner)).toEqual(["person.created", "role.granted"]);
  });

  test("not to oneself, not where they make no sense, not in a scope that is not there", async () => {
    expect(await grantRole(admin, admin.personId, asked())).toEqual(reason("roles.own"));
    expect(await grantRole(admin, learner, { ...asked(), scope: everybody })).toEqual(
      reason("roles.scope-unfit"),
    );
    const nowhere = { kind: "organisation" as const, id: newId() };
    expect(await grantRole(admin, learner, { ...asked(), scope: nowhere })).toEqual(
      reason("roles.scope-unfit"),
    );
    expect(await grantRole(head, stranger, asked())).toBeNull();
    expect(await rolesOf(learner)).toEqual([]);
  });

  test("end at once; ending twice is ending once; not of somebody else's page", async () => {
    const id = await assignmentOf(trainer);
    expect(await endRole(admin, learner, id)).toBeNull();
    expect(await endRole(admin, trainer, id)).toMatchObject({ ok: true });
    expect(await endRole(admin, trainer, id)).toMatchObject({ ok: true });
    expect(await rolesOf(trainer)).toEqual([]);
    expect(await auditOf(trainer)).toEqual(["person.created", "role.ended"]);
  });

  test("the last platform administrator stays one, however it is tried", async () => {
    const auditor = actorWith(stranger, everybody); // anybody with the reach but not the last one
    const id = await assignmentOf(admin.personId);
    expect(await endRole(auditor, admin.personId, id)).toEqual(reason("roles.last-administrator"));
    expect(await deactivatePerson(auditor, admin.personId)).toEqual(reason("roles.last-administrator"));
    expect(await endRole(admin, admin.personId, id)).toEqual(reason("roles.own"));
  });

  test("two administrators who end each other at once leave one", async () => {
    const otherId = await make({ name: "Other", roles: [ADMINISTRATOR] });
    const other = actorWith(otherId, everybody);
    const [one, two] = [await assignmentOf(admin.personId), await assignmentOf(otherId)];
    const outcomes = await Promise.all([endRole(admin, otherId, two), endRole(other, admin.personId, one)]);
    expect(outcomes.filter((outcome) => outcome?.ok)).toHaveLength(1);
    expect(outcomes).toContainEqual(reason("roles.last-administrator"));
  });

  test("a deactivated administrator does not count", async () => {
    const otherId = await make({ name: "Other", roles: [ADMINISTRATOR] });
    await db.person.update({ where: { id: otherId }, data: { deactivatedAt: new Date() } });
    const outcome = await endRole(
      actorWith(stranger, everybody),
      admin.personId,
      await assignmentOf(admin.personId),
    );
    expect(outcome).toEqual(reason("roles.last-administrator"));
  });
});

describe("closing an account", () => {
  test("signs out, ends every way in, can be undone, and pressing twice is pressing once", async () => {
    const cookie = await startSession(learner, "phone", []);
    await issueCards(head, [learner]);
    await inviteAgain(head, [learner]);
    expect(await deactivatePerson(head, learner)).toMatchObject({ ok: true });
    expect(await deactivatePerson(head, learner)).toMatchObject({ ok: true });
    expect(await isSignedIn(cookie)).toBe(false);
    expect(await db.signInCode.count({ where: { personId: learner, usedAt: null, endedAt: null } })).toBe(0);
    expect(await db.personToken.count({ where: { personId: learner, usedAt: null } })).toBe(0);
    expect(await issueCards(head, [learner])).toEqual(reason("people.no-codes"));
    await reactivatePerson(head, learner);
    await reactivatePerson(head, learner);
    const acts = (await auditOf(learner)).filter((action) => action.endsWith("activated"));
    expect(acts).toEqual(["person.deactivated", "person.reactivated"]);
  });

  test("never one's own, never staff's by a training head, never a stranger's", async () => {
    for (const id of [head.personId, trainer, stranger, newId()])
      expect(await deactivatePerson(head, id)).toBeNull();
    for (const id of [trainer, stranger]) expect(await endAllSessions(head, id)).toBeNull();
    expect(await deactivatePerson(admin, admin.personId)).toBeNull();
    expect(await deactivatePerson(admin, trainer)).toMatchObject({ ok: true });
  });

  test("signing out everywhere leaves the account open", async () => {
    const cookie = await startSession(learner, "lost phone", []);
    expect(await endAllSessions(head, learner)).toEqual({ ok: true, value: 1 });
    expect(await isSignedIn(cookie)).toBe(false);
    expect(await endAllSessions(head, learner)).toEqual({ ok: true, value: 0 });
  });
});

describe("ways in", () => {
  test("cards for those one may let in; the others are counted, never named", async () => {
    const issued = await issueCards(head, [learner, trainer, stranger, head.personId, newId()]);
    if (!issued.ok) throw new Error(issued.reason.key);
    expect(issued.value.cards.map(({ personId }) => personId)).toEqual([learner]);
    expect(issued.value.missing).toBe(4);
    expect(issued.value.address).not.toMatch(/^http/);
  });

  test("a card is valid until 14 days after the course starts, without one for 14 days", async () => {
    const versionId = await publishCourse();
    const zone = { timeZone: "Asia/Phnom_Penh" };
    const seat = async (cohort: object, status = "confirmed") => {
      const { personId, enrolmentId, cohortId } = await enrolLearner(versionId);
      await db.cohort.update({ where: { id: cohortId }, data: { ...zone, ...cohort } });
      await db.enrolment.update({ where: { id: enrolmentId }, data: { status } });
      return personId;
    };
    const [soon, later] = [dayFromNow(30), dayFromNow(60)];
    const started = dayFromNow(-3);
    const ends = { endDate: "2099-12-31" };
    const people = {
      coming: await seat({ startDate: soon, ...ends }),
      running: await seat({ startDate: started, ...ends }),
      withdrawn: await seat({ startDate: soon, ...ends }, "withdrawn"),
      closed: await seat({ startDate: soon, ...ends, closedAt: new Date() }),
      over: await seat({ startDate: "2026-01-05", endDate: "2026-01-09" }),
      learner,
    };
    const second = await seat({ startDate: later, ...ends });
    await db.enrolment.updateMany({ where: { personId: second }, data: { personId: people.coming } });
    const issued = await issueCards(admin, Object.values(people));
    if (!issued.ok) throw new Error(issued.reason.key);
    const valid = new Map(issued.value.cards.map(({ personId, validUntil }) => [personId, validUntil]));
    const codes = await db.signInCode.findMany({ where: { personId: { in: Object.values(people) } } });
    for (const { personId, expiresAt } of codes) expect(expiresAt).toEqual(valid.get(personId));
    const endOf = (day: string) => new Date(endOfDay(addDays(day, 14), zone.timeZone));
    expect(valid.get(people.coming)).toEqual(endOf(soon));
    expect(valid.get(people.running)).toEqual(endOf(started));
    for (const none of [people.withdrawn, people.closed, people.over, learner])
      expect(Math.round((valid.get(none)!.getTime() - Date.now()) / 86_400_000)).toBe(14);
  });

  test("an invitation goes again, but not twice within a minute, and not to strangers", async () => {
    expect(await inviteAgain(head, [learner, stranger, trainer])).toBe(1);
    expect(await inviteAgain(head, [learner])).toBe(1);
    expect(await mailTo(learner, "invitation")).toHaveLength(1);
    expect(await mailTo(stranger, "invitation")).toHaveLength(0);
  });
});

describe("where people work", () => {
  const there = (own: object = {}) => ({
    place: { organisationId: home, unitId: null },
    position: "Teller",
    staffNumber: "",
    from: "2026-11-02",
    ...own,
  });

  test("added once whatever is pressed twice, in one's own organisation only", async () => {
    await Promise.all([addAffiliation(head, learner, there()), addAffiliation(head, learner, there())]);
    expect(await db.affiliation.count({ where: { personId: learner } })).toBe(2);
    const foreign = there({ place: { organisationId: await makeOrganisation(), unitId: null } });
    expect(await addAffiliation(head, learner, foreign)).toEqual(reason("people.outside-reach"));
    expect(await addAffiliation(head, stranger, there())).toBeNull();
    expect(await addAffiliation(head, trainer, there({ staffNumber: "7" }))).toMatchObject(
      reason("people.staff-number-taken"),
    );
    const wrongUnit = there({ place: { organisationId: home, unitId: newId() } });
    expect(await addAffiliation(head, learner, wrongUnit)).toEqual(reason("people.outside-reach"));
  });

  test("ended with its last day, after which the person is out of reach", async () => {
    const { id } = await db.affiliation.findFirstOrThrow({ where: { personId: learner } });
    const end = (until: string) => endAffiliation(head, learner, { affiliationId: id, until });
    expect(await end("2025-12-31")).toEqual(reason("people.ends-before-it-begins"));
    expect(await end("2026-11-01")).toMatchObject({ ok: true });
    expect(await findPerson(head, learner)).toBeNull();
    expect(await end("2026-11-01")).toBeNull();
    expect(await auditOf(learner)).toContain("affiliation.ended");
  });

  test("a training head ends no affiliation with another organisation", async () => {
    const other = await makeOrganisation();
    const id = newId();
    await db.affiliation.create({ data: { id, personId: learner, organisationId: other, from: FROM } });
    expect(await endAffiliation(head, learner, { affiliationId: id, until: "2026-11-02" })).toBeNull();
  });
});

describe("correcting facts", () => {
  const facts = (own: object = {}) => ({
    name: "Sok Dara",
    email: null as string | null,
    phone: null,
    locale: "en",
    timeZone: "UTC",
    ...own,
  });

  test("a new address ends open links and codes, and the old one hears of it", async () => {
    await inviteAgain(head, [learner]);
    const email = address();
    expect(await editPerson(head, learner, facts({ email }))).toMatchObject({ ok: true });
    expect(await db.personToken.count({ where: { personId: learner, usedAt: null } })).toBe(0);
    expect(await mailTo(learner, "email-changed")).toHaveLength(1);
    expect(await editPerson(head, learner, facts({ email }))).toMatchObject({ ok: true });
    expect((await auditOf(learner)).filter((action) => action === "person.profile-changed")).toHaveLength(1);
  });

  test("an address somebody has is refused; strangers, staff and oneself are not there", async () => {
    const { email } = await db.person.findUniqueOrThrow({ where: { id: stranger } });
    expect(await editPerson(head, learner, facts({ email }))).toMatchObject(reason("email-taken"));
    for (const id of [stranger, trainer, head.personId])
      expect(await editPerson(head, id, facts())).toBeNull();
    expect(await editPerson(admin, admin.personId, facts())).toBeNull();
  });

  test("a new name is found by, and sorts cohorts", async () => {
    const { personId, enrolmentId } = await enrolLearner(await publishCourse());
    await editPerson(admin, personId, facts({ name: "Âme Dara" }));
    expect(await db.enrolment.findUnique({ where: { id: enrolmentId } })).toMatchObject({
      sortName: "ame dara",
    });
    expect((await db.person.findUniqueOrThrow({ where: { id: personId } })).searchText).toContain("ame dara");
  });

  test("the printed name is confirmed for somebody with the reason on record", async () => {
    const typed = {
      printedName: "SOK  Dara",
      printedNameLocal: "សុខ ដារ៉ា",
      reason: "seen on the identity card",
    };
    expect(await confirmNameFor(head, learner, typed)).toEqual({ ok: true });
    const person = await db.person.findUniqueOrThrow({ where: { id: learner } });
    expect(person).toMatchObject({ printedName: "SOK Dara", printedNameLocal: "សុខ ដារ៉ា" });
    expect(person.nameConfirmedAt).not.toBeNull();
    const entry = await db.auditEntry.findFirst({
      where: { subjectId: learner, action: "person.name-confirmed" },
    });
    expect(entry?.detail).toContain("identity card");
    expect(await confirmNameFor(head, stranger, typed)).toBeNull();
    expect(await confirmNameFor(head, learner, { ...typed, printedName: "Sok ნ" })).toMatchObject({
      ok: false,
    });
  });
});

describe("inviting", () => {
  const form = (own: Partial<InvitePersonForm> = {}): InvitePersonForm => ({
    name: `Keo ${newId()}`,
    email: null,
    phone: null,
    username: null,
    locale: "fr",
    timeZone: "Asia/Phnom_Penh",
    place: { organisationId: home, unitId: null },
    position: "",
    staffNumber: "",
    role: "learner",
    scope: null,
    ...own,
  });

  test("with an address: one person, one mail, however often it is pressed", async () => {
    const person = form({ email: address() });
    const outcomes = await Promise.all([invitePerson(head, person), invitePerson(head, person)]);
    outcomes.push(await invitePerson(head, person));
    const ids = outcomes.map((outcome) => (outcome.ok ? outcome.value.personId : outcome.reason.key));
    expect(new Set(ids).size).toBe(1);
    expect(await mailTo(ids[0]!, "invitation")).toHaveLength(1);
    expect(await findPerson(head, ids[0]!)).toMatchObject({ email: person.email, hasPassword: false });
  });

  test("without an address: a code that opens the account; a second press shows a code that works", async () => {
    const person = form();
    await invitePerson(head, person);
    const again = await invitePerson(head, person);
    if (!again.ok || !again.value.card) throw new Error("no card");
    const { personId, username, code } = again.value.card;
    expect(await db.person.count({ where: { name: person.name } })).toBe(1);
    const used = await spendSignInCode({ identifier: username, code }, "seven mangoes at noon", visitFrom());
    expect(used).toEqual({ ok: true, value: { personId } });
  });

  test("a training head invites into their own organisation, and gives no roles", async () => {
    expect(await invitePerson(head, form({ place: null }))).toEqual(reason("people.place-needed"));
    const foreign = { organisationId: await makeOrganisation(), unitId: null };
    expect(await invitePerson(head, form({ place: foreign }))).toEqual(reason("people.outside-reach"));
    expect(await invitePerson(head, form({ staffNumber: "7" }))).toMatchObject(
      reason("people.staff-number-taken"),
    );
    const asAuditor = form({ role: "auditor", scope: everybody });
    expect(await invitePerson(head, asAuditor)).toEqual(reason("roles.not-yours-to-give"));
    const invited = await invitePerson(admin, asAuditor);
    if (!invited.ok) throw new Error(invited.reason.key);
    expect(await rolesOf(invited.value.personId)).toEqual(["auditor"]);
    expect(await invitePerson(admin, form({ role: "trainer", scope: everybody }))).toEqual(
      reason("roles.scope-unfit"),
    );
  });

  test("an administrator of a programme gets a card for somebody who is not enrolled yet", async () => {
    const programme = actorWith(stranger, { kind: "programme", id: "management" });
    const invited = await invitePerson(programme, form({ place: null }));
    expect(invited).toMatchObject({
      ok: true,
      value: { card: { code: expect.stringMatching(/^.{5}-.{5}$/) } },
    });
  });
});
