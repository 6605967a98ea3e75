import { describe, expect, test } from "vitest";
import { answerApplication } from "#app/features/admission/answer-offer.server.ts";
import { ApplicationForm, DecisionForm } from "#app/features/admission/application-forms.ts";
import {
  applicationBy,
  findApplication,
  listApplications,
  scoresOf,
} from "#app/features/admission/applications.server.ts";
import { apply } from "#app/features/admission/apply.server.ts";
import { CallForm } from "#app/features/admission/call-forms.ts";
import { callOf, publicCall, publicCalls } from "#app/features/admission/calls.server.ts";
import { decideApplications } from "#app/features/admission/decide-applications.server.ts";
import { keepCall } from "#app/features/admission/keep-call.server.ts";
import { scoreApplication } from "#app/features/admission/score-application.server.ts";
import { db } from "#app/infra/db.server.ts";
import { makeApplication, makeCall } from "#tests/support/admission-fixture.ts";
import {
  actorFor,
  auditOf,
  enrolLearner,
  makeCohort,
  makePerson,
  publishCourse,
} from "#tests/support/learning-fixture.ts";

const versionId = await publishCourse();
const REPLY_BY = "2099-06-01";
const from = { personId: null, locale: "fr", timeZone: "UTC", requestId: "test" };

async function cohortAhead(): Promise<string> {
  const id = await makeCohort(versionId, { endDate: "2099-12-11" });
  await db.cohort.update({ where: { id }, data: { locales: '["en"]', startDate: "2099-12-01" } });
  return id;
}

const administrator = async (id = "management") =>
  actorFor(await makePerson("Aminata"), [{ kind: "programme", id }]);

async function selection(own: Parameters<typeof makeCall>[1] = {}) {
  const cohortId = await cohortAhead();
  await makeCall(cohortId, own);
  return { cohortId, call: (await callOf(cohortId))!, actor: await administrator() };
}

const applicant = (own: Record<string, string> = {}) => {
  const fields = {
    name: "Keo Chanthy",
    email: "",
    phone: "+855 12 345 678",
    sex: "",
    country: "KH",
    organisation: "Rumdul",
    organisationKind: "mfi",
    position: "Manager",
    consent: "yes",
    "answer-1": "To learn.",
    ...own,
  };
  return ApplicationForm.parse(fields);
};
const decision = (intent: string, applications: string[], own = {}) =>
  DecisionForm.parse({ intent, applications, replyBy: REPLY_BY, note: "", ...own });
const reasonOf = (result: { ok: boolean; reason?: { key: string } }) =>
  result.ok ? "ok" : result.reason?.key;

describe("a call", () => {
  const form = (own: Record<string, string> = {}) =>
    CallForm.parse({
      intent: "publish",
      opensOn: "2020-01-01",
      closesOn: "2099-01-01",
      seats: "20",
      contact: "x@example.org",
      pass: "60",
      version: "0",
      "about-en": "For managers.",
      "question-1-en": "Why?",
      "question-1-required": "yes",
      "criterion-1-name": "Experience",
      "criterion-1-weight": "2",
      "criterion-1-least": "2",
      ...own,
    });

  test("is written, published and read by anybody, once it is complete", async () => {
    const cohortId = await cohortAhead();
    const actor = await administrator();
    expect(reasonOf(await keepCall(actor, cohortId, form({ "about-en": "" })))).toBe("admission.unwritten");
    expect(reasonOf(await keepCall(actor, cohortId, form({ "criterion-1-name": "" })))).toBe(
      "admission.no-criteria",
    );
    expect(reasonOf(await keepCall(actor, cohortId, form({ intent: "save", "about-en": "" })))).toBe("ok");
    const draft = (await callOf(cohortId))!;
    expect([draft.phase, await publicCall(draft.id)]).toEqual(["draft", null]);
    expect(reasonOf(await keepCall(actor, cohortId, form({ version: "7" })))).toBe("changed-meanwhile");
    expect(reasonOf(await keepCall(actor, cohortId, form({ version: "1" })))).toBe("ok");
    expect((await publicCall(draft.id))?.phase).toBe("open");
    expect((await publicCalls()).map(({ id }) => id)).toContain(draft.id);
    expect(await auditOf(draft.id)).toEqual(["call.written", "call.published"]);
  });

  test("is nobody's who does not run the cohort", async () => {
    const cohortId = await cohortAhead();
    expect(reasonOf(await keepCall(await administrator("other"), cohortId, form()))).toBe("cohort.closed");
    expect(await callOf(cohortId)).toBeNull();
  });

  test("keeps what is asked once answered, and what is weighed once scored", async () => {
    const { cohortId, call, actor } = await selection();
    const applicationId = await makeApplication(call.id);
    const kept = { "criterion-2-name": "Motivation", "criterion-2-weight": "1", "question-1-kind": "text" };
    const again = (own: Record<string, string>) =>
      keepCall(actor, cohortId, form({ intent: "save", ...kept, ...own, version: "1" }));
    expect(reasonOf(await again({ "question-1-en": "What for?" }))).toBe("admission.questions-answered");
    expect(
      reasonOf(
        await keepCall(
          actor,
          cohortId,
          form({ intent: "withdraw", ...kept, "question-1-en": "Why?", version: "1" }),
        ),
      ),
    ).toBe("admission.has-applications");
    await scoreApplication(actor, cohortId, applicationId, { "1": 3, "2": 3 }, "");
    expect(reasonOf(await again({ "criterion-1-weight": "3" }))).toBe("admission.grid-in-use");
    expect(reasonOf(await again({ "criterion-1-name": "Years in microfinance" }))).toBe("ok");
  });
});

describe("applying", () => {
  test("is taken while the call is open, once, and confirmed in the applicant's language", async () => {
    const { call } = await selection();
    const form = applicant({ email: "chanthy@example.org" });
    const [first, second] = [await apply(call, form, {}, from), await apply(call, form, {}, from)];
    if (!first.ok || !second.ok) throw new Error("not taken");
    expect(await db.application.count({ where: { callId: call.id } })).toBe(1);
    const application = (await applicationBy(first.secret))!;
    expect(await applicationBy(second.secret)).toEqual(application);
    expect(application).toMatchObject({
      name: "Keo Chanthy",
      state: "received",
      answers: { "1": "To learn." },
    });
    const mail = await db.outboxMessage.findMany({ where: { address: "chanthy@example.org" } });
    expect(mail.map(({ locale, kind }) => [locale, kind])).toEqual([["fr", "application-received"]]);
  });

  test("is refused before, after, and with a question left open", async () => {
    const { call } = await selection({ opensOn: "2099-01-01" });
    expect(await apply(call, applicant(), {}, from)).toMatchObject({ reason: { key: "admission.not-open" } });
    const { call: open } = await selection();
    expect(await apply(open, applicant({ "answer-1": "" }), {}, from)).toMatchObject({
      problem: { errors: [{ field: "answer-1", key: "required" }] },
    });
    expect(await db.application.count({ where: { callId: { in: [call.id, open.id] } } })).toBe(0);
  });
});

describe("scoring", () => {
  test("by two people, each blind to the other until they have scored", async () => {
    const { cohortId, call, actor } = await selection();
    const applicationId = await makeApplication(call.id);
    const trainer = actorFor(await makePerson("Vanna"), [{ kind: "cohort", id: cohortId }]);
    await scoreApplication(actor, cohortId, applicationId, { "1": 4, "2": 4 }, "Good.");
    expect(await scoresOf(trainer, applicationId, true)).toEqual([]);
    expect(await scoresOf(trainer, applicationId, false)).toHaveLength(1);
    await scoreApplication(trainer, cohortId, applicationId, { "1": 1, "2": 4 }, "");
    expect((await scoresOf(trainer, applicationId, true)).map(({ scorer, mine }) => [scorer, mine])).toEqual([
      ["Aminata", false],
      ["Vanna", true],
    ]);
    const { rows } = await listApplications(actor, call, { q: "", state: "", order: "score", page: 1 });
    expect(rows[0]).toMatchObject({
      scoredByMe: true,
      result: { scorers: 2, verdict: "passes", disputed: ["1"] },
    });
  });

  test("never one's own, never from outside, never after the decision", async () => {
    const { cohortId, call, actor } = await selection();
    const own = await makeApplication(call.id, { personId: actor.personId });
    const decided = await makeApplication(call.id, { state: "declined" });
    const score = (who: typeof actor, id: string) =>
      scoreApplication(who, cohortId, id, { "1": 5, "2": 5 }, "");
    expect(reasonOf(await score(actor, own))).toBe("admission.own");
    expect(reasonOf(await score(actor, decided))).toBe("admission.decided");
    const outsider = await administrator("other");
    expect(reasonOf(await score(outsider, decided))).toBe("cohort.closed");
    expect(await findApplication(outsider, cohortId, decided)).toBeNull();
    expect(await db.applicationScore.count({ where: { application: { callId: call.id } } })).toBe(0);
  });
});

test("twins, filters and order of the list", async () => {
  const { call, actor } = await selection();
  await makeApplication(call.id, { name: "Keo Chanthy", phone: "012 345 678" });
  await makeApplication(call.id, { name: "KEO CHANTHY", email: null });
  await makeApplication(call.id, {
    name: "Sao",
    searchText: "sao",
    phone: "+012-345678",
    state: "withdrawn",
  });
  await makeApplication(call.id, { name: "Long Chan", searchText: "long chan" });
  const list = (own: object) =>
    listApplications(actor, call, { q: "", state: "", order: "name", page: 1, ...own } as never);
  const { rows, total, all } = await list({});
  expect([total, all]).toEqual([4, 4]);
  expect(rows.filter(({ twin }) => !twin).map(({ name }) => name)).toEqual(["Long Chan"]);
  expect((await list({ q: "long" })).rows.map(({ name }) => name)).toEqual(["Long Chan"]);
  expect((await list({ state: "withdrawn" })).rows.map(({ name }) => name)).toEqual(["Sao"]);
});

describe("deciding", () => {
  test("offers hold seats, all of them or none, and each is told", async () => {
    const { call, actor } = await selection();
    const ids = [
      await makeApplication(call.id),
      await makeApplication(call.id),
      await makeApplication(call.id),
    ];
    expect(reasonOf(await decideApplications(actor, call, decision("offer", ids)))).toBe(
      "admission.no-seats",
    );
    expect(await db.application.count({ where: { callId: call.id, state: "offered" } })).toBe(0);
    expect(reasonOf(await decideApplications(actor, call, decision("offer", ids.slice(0, 2))))).toBe("ok");
    expect(reasonOf(await decideApplications(actor, call, decision("offer", ids.slice(2))))).toBe(
      "admission.no-seats",
    );
    expect(reasonOf(await decideApplications(actor, call, decision("wait", ids.slice(2))))).toBe("ok");
    const kinds = await db.outboxMessage.findMany({
      where: { address: { in: ids.map((id) => `${id}@example.org`) } },
      select: { kind: true },
    });
    expect(kinds.map(({ kind }) => kind).sort()).toEqual([
      "application-offer",
      "application-offer",
      "application-waiting",
    ]);
  });

  test("whoever was enrolled without applying holds a seat too; one offer made anew does not take a second", async () => {
    const { call, actor } = await selection({ seats: 2 });
    await enrolLearner(await publishCourse(), call.cohort.id);
    const [one, other] = [await makeApplication(call.id), await makeApplication(call.id)];
    const offer = async (ids: string[]) =>
      reasonOf(await decideApplications(actor, call, decision("offer", ids)));
    expect(await offer([one, other])).toBe("admission.no-seats");
    expect(await offer([one])).toBe("ok");
    expect(await offer([one])).toBe("ok");
    expect(await offer([other])).toBe("admission.no-seats");
  });

  test("two at once do not give the last seat twice", async () => {
    const { call, actor } = await selection({ seats: 1 });
    const ids = [await makeApplication(call.id), await makeApplication(call.id)];
    const outcomes = await Promise.all(
      ids.map((id) => decideApplications(actor, call, decision("offer", [id]))),
    );
    expect(outcomes.map(reasonOf).sort()).toEqual(["admission.no-seats", "ok"]);
  });

  test("nobody decides on themselves, from outside, or on what is over", async () => {
    const { call, actor } = await selection();
    const own = await makeApplication(call.id, { personId: actor.personId });
    const gone = await makeApplication(call.id, { state: "withdrawn" });
    expect(reasonOf(await decideApplications(actor, call, decision("shortlist", [own])))).toBe(
      "admission.own",
    );
    expect(reasonOf(await decideApplications(actor, call, decision("shortlist", [gone])))).toBe(
      "admission.cannot-move",
    );
    expect(
      reasonOf(await decideApplications(await administrator("other"), call, decision("shortlist", [gone]))),
    ).toBe("cohort.closed");
  });
});

describe("answering an offer", () => {
  async function offered(own: Parameters<typeof makeApplication>[1] = {}) {
    const { call, cohortId } = await selection();
    const id = await makeApplication(call.id, { state: "offered", replyBy: REPLY_BY, ...own });
    const application = (await findApplication(await administrator(), cohortId, id))!;
    return { call, cohortId, id, application };
  }
  const enrolled = (cohortId: string) =>
    db.enrolment.findMany({ where: { cohortId }, select: { personId: true, status: true } });

  test("somebody new becomes a person, is invited, and sits in the course", async () => {
    const { call, cohortId, id, application } = await offered();
    expect(reasonOf(await answerApplication(call, application, "accept", "test"))).toBe("ok");
    expect(reasonOf(await answerApplication(call, application, "accept", "test"))).toBe("changed-meanwhile");
    const person = await db.person.findUniqueOrThrow({ where: { email: `${id}@example.org` } });
    expect(await enrolled(cohortId)).toEqual([{ personId: person.id, status: "confirmed" }]);
    const mail = await db.outboxMessage.findMany({ where: { personId: person.id }, select: { kind: true } });
    expect(mail).toEqual([{ kind: "invitation" }]);
    expect((await db.application.findUniqueOrThrow({ where: { id } })).personId).toBe(person.id);
  });

  test("somebody known by their e-mail comes as who they are", async () => {
    const personId = await makePerson("Keo Chanthy");
    await db.person.update({ where: { id: personId }, data: { email: `${personId}@example.org` } });
    const { call, cohortId, application } = await offered({ email: `${personId}@example.org` });
    await answerApplication(call, application, "accept", "test");
    expect(await enrolled(cohortId)).toEqual([{ personId, status: "confirmed" }]);
  });

  test("a refusal gives the seat back, a lapsed offer is nobody's", async () => {
    const { call, cohortId, application } = await offered();
    expect(reasonOf(await answerApplication(call, application, "refuse", "test"))).toBe("ok");
    const late = await offered({ replyBy: "2020-01-01" });
    expect(reasonOf(await answerApplication(late.call, late.application, "accept", "test"))).toBe(
      "admission.offer-lapsed",
    );
    expect([...(await enrolled(cohortId)), ...(await enrolled(late.cohortId))]).toEqual([]);
  });
});
