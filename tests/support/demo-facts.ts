import { goalKey } from "#app/features/cohorts/follow-up.ts";
import { newLink } from "#app/features/admission/application-links.server.ts";
import { RECEIPT_LENGTH } from "#app/features/trainers/complaints/complaint.ts";
import { proposalRow } from "./proposal-row.ts";
import { complaintRow } from "./complaint-row.ts";
import { examsOnPaper } from "./exam-fixture.ts";
import { panelGuest, panelMember, stagesEntered } from "./panel-row.ts";
import { makeToken } from "#app/features/identity/person-tokens.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { newCode, newId, newSecret, sha256 } from "#app/infra/ids.server.ts";

const NOTES = (["added", "answer", "inside"] as const).map((kind) => ({
  id: newId(),
  kind,
  words: "The second week of May, in the branch.",
  at: new Date(),
  by: null,
}));

/** What the addresses of the demonstration are made of. */
export type DemoFacts = Awaited<ReturnType<typeof readDemoFacts>>;

/** Reads the demonstration's database, where certificates are issued already. `open` is an attempt of Dara's. */
export async function readDemoFacts(open: string) {
  const versionOf = (courseId: string) => db.courseVersion.findFirstOrThrow({ where: { courseId } });
  const personOf = (username: string) => db.person.findUniqueOrThrow({ where: { username } });
  const call = await db.call.findFirstOrThrow({ select: { id: true, cohortId: true } });
  const application = await db.application.findFirstOrThrow({ where: { name: "Awa Ndour" } });
  const [management, education, products, dara] = await Promise.all([
    versionOf("management-essentials"),
    versionOf("financial-education-for-clients"),
    versionOf("beyond-the-first-loan"),
    personOf("dara"),
  ]);
  const cohortOf = (courseVersionId: string) => db.cohort.findFirstOrThrow({ where: { courseVersionId } });
  const [evenings, days, planned] = await Promise.all([
    cohortOf(management.id),
    cohortOf(education.id),
    cohortOf(products.id),
  ]);
  const enrolmentOf = (cohortId: string) =>
    db.enrolment.findFirstOrThrow({ where: { cohortId, personId: dara.id } });
  const choosing = (username: string) =>
    db.enrolment.findFirstOrThrow({ where: { cohortId: planned.id, person: { username } } });
  const attemptOf = (username: string, passed: boolean) =>
    db.attempt.findFirstOrThrow({ where: { passed, enrolment: { person: { username } } } });
  const halfDay = await db.halfDay.findFirstOrThrow({ where: { cohortId: evenings.id } });
  const todayThere = await db.halfDay.findFirstOrThrow({
    where: { cohortId: evenings.id, marks: { none: {} } },
    orderBy: { date: "asc" },
  });
  const certificate = await db.certificate.findFirstOrThrow({ where: { personId: dara.id } });
  const ofTrainer = await db.certificate.findFirstOrThrow({
    where: { certificationId: { not: null }, person: { username: "cheikh" } },
  });
  const certification = await db.certification.findFirstOrThrow({ where: { facts: { none: {} } } });
  const suspended = await db.certification.findFirstOrThrow({
    where: { facts: { some: { kind: "suspended" } } },
  });
  const candidacy = await db.candidacy.findFirstOrThrow({ where: { person: { username: "sophea" } } });
  const practising = await db.candidacy.findFirstOrThrow({ where: { state: "phase-3" } });
  const rating = await db.observationRating.findFirstOrThrow({ where: { signedAt: null } });
  const { id: nameChange } = await db.nameChange.findFirstOrThrow({ where: { state: "open" } });
  const { id: merge, keptId, goneId } = await db.personMerge.findFirstOrThrow();
  const { id: dataRequest } = await db.dataRequest.findFirstOrThrow({ where: { kind: "erasure" } });
  const receipt = newCode(RECEIPT_LENGTH);
  const { id: proposal } = await db.suspensionProposal.create({
    data: proposalRow(
      (await db.certification.findFirstOrThrow({ where: { schemeId: "mmw-volume-1-trainer" } })).id,
    ),
  });
  const { id: complaint } = await db.complaint.create({
    data: complaintRow({ receiptHash: sha256(receipt), notes: { create: NOTES } }),
  });
  const seats = await panelOn(candidacy.id, (await personOf("vanna")).id, (await personOf("chenda")).id);
  const { guest, guestDeclared } = await appealWithGuests(suspended.id, suspended.personId);
  const toMark = await db.attempt.findFirstOrThrow({ where: { state: "submitted" } });
  const toReview = await db.actionPlan.findFirstOrThrow({ where: { state: "submitted" } });
  const affiliation = await db.affiliation.findFirstOrThrow({ where: { personId: dara.id } });
  const { id: invited } = await personOf("maria");
  return {
    version: management.id,
    education: education.id,
    evenings: evenings.id,
    days: days.id,
    planned: planned.id,
    confirm: await supervisorLink((await enrolmentOf(days.id)).id),
    call: call.id,
    called: call.cohortId,
    application: application.id,
    applicant: await inTransaction((tx) => newLink(tx, application.id)),
    chosen: (await choosing("sophea")).id,
    undecided: (await choosing("fatou")).id,
    running: (await enrolmentOf(evenings.id)).id,
    today: todayThere.date,
    finished: (await enrolmentOf(days.id)).id,
    open,
    passed: (await attemptOf("dara", true)).id,
    failed: (await attemptOf("vannak", false)).id,
    halfDay: halfDay.id,
    certificate: certificate.id,
    certification: certification.id,
    candidacy: candidacy.id,
    practising: practising.id,
    provisional: (await db.certificate.findFirstOrThrow({ where: { kind: "provisional" } })).candidacyId!,
    rating: rating.id,
    suspended: suspended.id,
    guest,
    guestDeclared,
    ...seats,
    number: certificate.number,
    trainerCode: ofTrainer.code,
    decided: ofTrainer.certificationId,
    code: certificate.code,
    nameChange,
    receipt,
    complaint,
    proposal,
    sitting: (await db.examSitting.findFirstOrThrow({ orderBy: { id: "asc" } })).id,
    script: (await db.examScript.findFirstOrThrow({ where: { candidacyId: candidacy.id } })).id,
    scriptToMark: (await db.examScript.findFirstOrThrow({ where: { submittedAt: { not: null } } })).id,
    onPaper: await onPaper(candidacy.id, (await personOf("vanna")).id),
    examBank: (await db.examBank.findFirstOrThrow()).id,
    merge,
    twice: { keptId, goneId },
    dataRequest,
    toMark: toMark.id,
    toReview: toReview.enrolmentId,
    person: dara.id,
    organisation: affiliation.organisationId,
    facilitator: (await db.candidacy.findFirstOrThrow({ where: { person: { username: "bb4" } } })).id,
    refresherDay: (await db.refresherDay.findFirstOrThrow({ orderBy: { heldOn: "desc" } })).id,
    invitation: await inTransaction((tx) => makeToken(tx, "invitation", invited)),
    reset: await inTransaction((tx) => makeToken(tx, "password-reset", invited)),
  };
}

/** What the demonstration has not come to yet, in a room of this invigilator. */
async function onPaper(candidacyId: string, invigilatorId: string) {
  const exams = await examsOnPaper(candidacyId, "management");
  const { scriptId: pagesId, script } = await db.examScan.findUniqueOrThrow({
    where: { id: exams.scanId },
    include: { script: true },
  });
  await db.examSitting.update({ where: { id: script.sittingId }, data: { invigilatorId } });
  return { ...exams, pagesId };
}

/** The link of a supervisor who is asked about the goals of a finished course. */
async function supervisorLink(enrolmentId: string): Promise<string> {
  const goals = await db.actionPlanGoal.findMany({ where: { enrolmentId } });
  const states = goals.map((goal) => [goalKey(goal), { state: "partly", note: "Two of three villages." }]);
  const secret = newSecret();
  await db.followUp.create({
    data: {
      enrolmentId,
      months: 6,
      goals: JSON.stringify(Object.fromEntries(states)),
      answeredAt: new Date(),
      supervisorName: "Mao Chenda",
      supervisorEmail: "chenda@example.org",
      tokenHash: sha256(secret),
      comment: "",
    },
  });
  return secret;
}

/** A member of the panel on a candidate who has declared, and one who has not. */
async function panelOn(candidacyId: string, declared: string, asked: string) {
  const about = { candidacyId };
  const of = `${candidacyId}:${await stagesEntered(candidacyId)}`;
  const mySeat = await panelMember(about, of, declared, { declaredAt: now() });
  return { mySeat, mySeatAsked: await panelMember(about, of, asked) };
}

/** Its holder appeals against the suspension, and two people from outside are asked onto the panel. */
async function appealWithGuests(certificationId: string, holderId: string) {
  const facts = await db.certificationFact.findMany({ where: { certificationId } });
  const of = facts.find(({ kind }) => kind === "suspended")!.id;
  await db.certificationFact.create({
    data: {
      id: newId(),
      certificationId,
      sequence: facts.length + 1,
      kind: "appealed",
      day: today(),
      about: of,
      reason: "The reports were filed on paper.",
      recordedOn: today(),
      recordedAt: now(),
      recordedBy: holderId,
    },
  });
  const { secret: guest } = await panelGuest({ certificationId }, of);
  const declared = { name: "Jean-Paul Mbarga", employer: "Université de Douala", declaredAt: now() };
  const { secret: guestDeclared } = await panelGuest({ certificationId }, of, declared);
  return { guest, guestDeclared };
}
