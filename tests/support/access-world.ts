import { TRAINER_TEXTS } from "#app/features/catalogue/trainer-texts.ts";
import type { CertificateFacts } from "#app/features/certification/certificate-facts.ts";
import { startSession } from "#app/features/identity/session.server.ts";
import { PRIVACY_NOTICE_VERSION } from "#app/features/identity/privacy-notice.ts";
import { enrol, myEnrolment } from "#app/features/learning/enrolments.server.ts";
import { startAttempt } from "#app/features/learning/start-attempt.server.ts";
import { submitAttempt } from "#app/features/learning/submit-attempt.server.ts";
import { saveAnswers } from "#app/features/learning/save-answers.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { putEvidence } from "#app/infra/evidence.server.ts";
import { putFile } from "#app/infra/files.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { newCode, newId, sha256 } from "#app/infra/ids.server.ts";
import { ROLES, type Role, type Scope } from "#app/lib/actor.ts";
import { panelMember } from "./panel-row.ts";
import { candidacyRow } from "./candidacy-row.ts";
import { trainerCertificateRow } from "./trainer-certificate-row.ts";
import { certificationRow } from "./certification-row.ts";
import { bankRow, examsOnPaper, makeExam, scriptToMark, writing } from "./exam-fixture.ts";
import { proposalRow } from "./proposal-row.ts";
import { complaintRow } from "./complaint-row.ts";
import { clientForms, clientFormWords } from "./client-forms.ts";
import { drawnTest } from "./cohort-test-fixture.ts";
import { applicationTo } from "./admission-fixture.ts";
import { courseOutline } from "./course-fixture.ts";
import { licenceFileRow, licenceRow } from "./licence-fixture.ts";
import { makeObservation } from "./observation-row.ts";
import { actorFor, makePerson, publishCourse, writeUnit } from "./learning-fixture.ts";

/*
 * Two worlds that must not touch: organisation, unit, programme, cohort and people of each. One principal per role
 * stands in the first; its counterpart of everything in the second is foreign to them.
 */

export type Params = {
  courseId: string;
  versionId: string;
  cohortId: string;
  callId: string;
  applicationId: string;
  enrolmentId: string;
  moduleId: string;
  unitId: string;
  page: string;
  months: string;
  sitting: string;
  date: string;
  attemptId: string;
  halfDayId: string;
  fileId: string;
  certificateId: string;
  certificationId: string;
  schemeId: string;
  keptSchemeId: string;
  schemePart: string;
  templateId: string;
  licenceSchemeId: string;
  licenceFileId: string;
  licenceId: string;
  candidacyId: string;
  paperId: string;
  ratingId: string;
  seatId: string;
  readSeatId: string;
  casePaperId: string;
  pastPaperId: string;
  evidenceId: string;
  complaintId: string;
  proposalId: string;
  bankId: string;
  sittingId: string;
  roomId: string;
  scriptId: string;
  workId: string;
  bookletId: string;
  sheetId: string;
  scanId: string;
  keyedScanId: string;
  pagesId: string;
  nameChangeId: string;
  purgeKind: string;
  dataRequestId: string;
  personId: string;
  otherId: string;
  mergeId: string;
  organisationId: string;
  dayId: string;
  printingId: string;
  code: string;
  thumbprint: string;
  achievedIn: string;
  achievedId: string;
  publishedSchemeId: string;
  version: string;
  paper: string;
  list: string;
  purpose: string;
  token: string;
  file: string;
  text: string;
  locale: string;
  kind: string;
  id: string;
  "*": string;
};

export type Principal = { role: Role; personId: string; cookie: string; mine: Params };
export type World = { principals: Principal[]; ours: Params; foreign: Params; unknown: Params };

const ITEM = "know-single";
const TOOL = "files/tool.csv";

type Side = {
  organisationId: string;
  areaId: string;
  unitId: string;
  programme: "management" | "financial-education";
};

export async function makeWorld(): Promise<World> {
  // The programme everything can happen in: attestations are of no other.
  const here = await makeSide("financial-education");
  const there = await makeSide("management");
  const ours = await populate(here);
  const foreign = await populate(there);
  const principals: Principal[] = [];
  for (const role of ROLES) principals.push(await makePrincipal(role, here, ours));
  return { principals, ours, foreign, unknown: unknownParams(ours) };
}

async function makeSide(programme: Side["programme"]): Promise<Side> {
  const [organisationId, areaId, unitId] = [newId(), newId(), newId()];
  await db.organisation.create({
    data: {
      id: organisationId,
      name: `Organisation ${programme}`,
      kind: "mfi",
      country: "KH",
      createdAt: now(),
    },
  });
  await db.organisationUnit.createMany({
    data: [
      { id: areaId, organisationId, kind: "area", name: "Area" },
      { id: unitId, organisationId, kind: "branch", name: "Branch", parentId: areaId },
    ],
  });
  return { organisationId, areaId, unitId, programme };
}

/** A cohort with one participant who did everything there is: the objects of one side. */
async function populate(side: Side): Promise<Params> {
  const selection = { total: 0, products: 0, segments: 0 }; // there are electives, and nobody is held up by them
  const outline = courseOutline({ programme: side.programme, selection });
  outline.modules["risk"]!.trainer = { plan: true, slides: true };
  outline.modules["risk"]!.clientForms = true;
  const versionId = await publishCourse(outline);
  const forTrainers = { versionId, moduleId: "risk", locale: "en", state: "source", title: "Risk", html: "" };
  await writeUnit(versionId, "risk", "par");
  await db.unitText.createMany({ data: TRAINER_TEXTS.map((unitId) => ({ ...forTrainers, unitId })) });
  const forms = JSON.stringify({ forms: clientForms("do"), words: clientFormWords });
  await db.clientForms.create({
    data: { versionId, moduleId: "risk", locale: "en", state: "source", body: forms },
  });
  const { courseId } = await db.courseVersion.findUniqueOrThrow({ where: { id: versionId } });
  const cohortId = newId();
  await db.cohort.create({
    data: {
      id: cohortId,
      name: `Cohort ${side.programme}`,
      programme: side.programme,
      courseVersionId: versionId,
      hostId: side.organisationId,
      format: "blended",
      audience: "public",
      selfPaced: false,
      locales: '["en"]',
      place: "Somewhere",
      timeZone: "UTC",
      startDate: "2026-10-01",
      endDate: "2099-12-31",
      issuer: "Issuer",
      signatories: "[]",
      createdAt: now(),
      version: 1,
    },
  });
  const bytes = new TextEncoder().encode("a,b\n1,2\n");
  await db.courseFile.create({
    data: {
      versionId,
      moduleId: "risk",
      path: TOOL,
      sha256: await putFile(bytes),
      bytes: bytes.length,
      mediaType: "text/csv",
    },
  });
  const application = await applicationTo(cohortId);
  await db.application.update({
    where: { id: application.applicationId },
    data: { state: "waiting", decidedAt: now() },
  });
  await drawnTest(cohortId);
  const halfDayId = newId();
  await db.halfDay.create({
    data: { id: halfDayId, cohortId, date: "2026-10-02", part: "am", title: "", contactMinutes: 180 },
  });
  const fileId = newId();
  await db.sessionFile.create({
    data: {
      id: fileId,
      halfDayId,
      purpose: "handout",
      name: "board.csv",
      sha256: await putFile(bytes),
      bytes: bytes.length,
      mediaType: "application/pdf",
      addedBy: newId(),
      addedAt: now(),
    },
  });
  const common = {
    fileId,
    courseId,
    versionId,
    cohortId,
    halfDayId,
    organisationId: side.organisationId,
    dayId: await refresherDayOf(side.organisationId),
    ...application,
    page: "a",
    months: "3",
    sitting: "pre",
    date: "2026-10-02",
    token: "x".repeat(43),
    file: "people.csv",
    text: "slides",
    locale: "fr",
    kind: "items",
    purgeKind: "mails",
    thumbprint: "of-no-key",
    achievedIn: "schemes",
    achievedId: "fe-facilitator",
    publishedSchemeId: "fe-facilitator",
    version: "1.0",
    paper: "facilitator",
    list: "1",
    purpose: "revocation",
    id: ITEM,
    "*": TOOL,
  };
  const complaintId = await complaintAbout(side.programme);
  const proposalId = await suspensionProposed(side.programme);
  const bankId = await bankOf(side.programme);
  const sits = await candidacyOf(await makePerson(`Candidate ${side.programme}`));
  const { sittingId } = await makeExam(sits.candidacyId, { sitting: { programme: side.programme } });
  return {
    schemeId: "fe-facilitator",
    keptSchemeId: side.programme === "management" ? "mmw-volume-1-trainer" : "fe-facilitator",
    schemePart: "validity",
    templateId: `${side.programme}-course`,
    ...common,
    ...(await licenceOf(side)),
    complaintId,
    proposalId,
    bankId,
    sittingId,
    workId: await scriptToMark(sits.candidacyId, side.programme),
    ...(await examsOnPaper(sits.candidacyId, side.programme)),
    ...(await participantOf(side, cohortId, versionId)),
  };
}

/** Somebody of the side, enrolled, with an attempt that waits for its marker, a plan to review and a certificate. */
async function participantOf(side: Side, cohortId: string, versionId: string) {
  const personId = await makePerson(`Participant ${side.programme}`);
  await employ(personId, side);
  const otherId = await makePerson(`Participant ${side.programme}, again`);
  await inTransaction((tx) =>
    enrol(tx, actorFor(otherId), { personId: otherId, cohortId, courseVersionId: versionId }),
  );
  const mergeId = await mergeOf(personId, otherId);
  return { personId, otherId, mergeId, ...(await learningOf(personId, cohortId, versionId, nominatedRow)) };
}

async function licenceOf({ organisationId, programme }: Side) {
  const licenceSchemeId = programme === "management" ? "mmw-licence" : "fe-licence";
  const row = licenceRow(organisationId, { programme, schemeId: licenceSchemeId });
  await db.licence.create({ data: row });
  const file = licenceFileRow(organisationId, "agreement", { programme, schemeId: licenceSchemeId });
  await db.licenceFile.create({
    data: { ...file, sha256: await putFile(new TextEncoder().encode("%PDF-1.7")) },
  });
  return { licenceSchemeId, licenceFileId: file.id, licenceId: row.id };
}

async function refresherDayOf(organisationId: string): Promise<string> {
  const id = newId();
  const day = { heldOn: "2026-10-01", place: "Branch", madeBy: "test", madeAt: now() };
  await db.refresherDay.create({ data: { id, organisationId, ...day } });
  return id;
}

async function mergeOf(keptId: string, goneId: string): Promise<string> {
  const id = newId();
  const proposed = { state: "proposed", words: "", proposedBy: newId(), proposedAt: now() };
  const choices = JSON.stringify({ name: "kept", username: "kept", email: "kept", phone: "kept" });
  await db.personMerge.create({ data: { id, keptId, goneId, choices, ...proposed } });
  return id;
}

const employ = (personId: string, { organisationId, unitId }: Side) =>
  db.affiliation.create({ data: { id: newId(), personId, organisationId, unitId, from: "2020-01-01" } });

async function learningOf(
  personId: string,
  cohortId: string,
  courseVersionId: string,
  row: MakeRow = candidacyRow,
) {
  const actor = actorFor(personId);
  const { enrolmentId } = await inTransaction((tx) =>
    enrol(tx, actor, { personId, cohortId, courseVersionId }),
  );
  // The mandatory section counts as done, so that nothing is locked for this test.
  await db.unitMark.create({ data: { enrolmentId, moduleId: "intro", unitId: "read", doneAt: now() } });
  await passIntro(enrolmentId);
  const enrolment = (await myEnrolment(actor, enrolmentId))!;
  const started = await startAttempt(actor, enrolment, { moduleId: "risk", unitId: "letter" }, "seed");
  if (!started.ok) throw new Error(`no attempt: ${JSON.stringify(started.reason)}`);
  const { attemptId } = started.value;
  await saveAnswers(actor, attemptId, [{ item: "risk/letter", value: { text: "I would visit her." } }]);
  await submitAttempt(actor, attemptId);
  await db.actionPlan.create({
    data: { id: newId(), enrolmentId, state: "submitted", submittedAt: now(), version: 1 },
  });
  await travelOf(enrolmentId);
  await db.outboxMessage.create({ data: postponement(cohortId, personId) });
  const [certificateId, printingId] = [newId(), newId()];
  const code = newCode(26);
  const facts = JSON.stringify(certificateFacts(certificateId, code));
  await db.certificate.create({
    data: {
      id: certificateId,
      code,
      number: certificateId,
      personId,
      courseVersionId,
      kind: "participation",
      period: "",
      edition: 1,
      facts,
      factsSha256: sha256(facts),
      issuedAt: now(),
      issuedBy: personId,
      enrolments: { create: { enrolmentId } },
      papers: {
        create: {
          id: newId(),
          sequence: 1,
          kind: "printed",
          copy: 1,
          day: today(),
          printing: printingId,
          recordedAt: now(),
          recordedBy: personId,
        },
      },
    },
  });
  const certification = certificationRow(personId, { programme: "elsewhere" });
  await db.certification.create({ data: certification });
  const candidacy = await candidacyOf(personId, row);
  const exam = await makeExam(candidacy.candidacyId, {
    sitting: { invigilatorId: personId },
    script: writing(),
  });
  const onPaper = await makeExam(candidacy.candidacyId, {
    sitting: { invigilatorId: personId, onPaper: true },
    script: { ...writing(), onPaper: true },
  });
  const observed = await makeObservation({ kind: "candidacy", id: candidacy.candidacyId }, [{ personId }]);
  const { candidacyId: judged } = await candidacyOf(await makePerson("Judged by a panel"));
  const seatId = await panelMember({ candidacyId: judged }, `${judged}:1`, personId);
  const { candidacyId: read, paperId: casePaperId } = await candidacyOf(await makePerson("Read by a panel"));
  const readSeatId = await panelMember({ candidacyId: read }, `${read}:1`, personId, { declaredAt: now() });
  const evidenceId = await renewalPaperOf(personId, certification.schemeId);
  const dataRequestId = await dataRequestOf(personId);
  const nameChangeId = await nameChangeOf(personId);
  return {
    enrolmentId,
    attemptId,
    certificateId,
    printingId,
    certificationId: certification.id,
    ...candidacy,
    ratingId: observed.ratings[0]!,
    seatId,
    readSeatId,
    casePaperId,
    pastPaperId: await pastPaperOf(certification.id),
    roomId: exam.sittingId,
    scriptId: exam.scriptId,
    pagesId: onPaper.scriptId,
    evidenceId,
    nameChangeId,
    dataRequestId,
    code,
    moduleId: "risk",
    unitId: "par",
  };
}

/** An application with a paper, in a programme nobody here reaches but by its person. */
async function pastPaperOf(certificationId: string): Promise<string> {
  const id = newId();
  const bytes = new TextEncoder().encode("%PDF-1.7");
  const file = { name: "page 4.pdf", sha256: await putFile(bytes), bytes: bytes.length };
  const added = { mediaType: "application/pdf", addedBy: "test", addedAt: now() };
  await db.certificationPaper.create({ data: { id, certificationId, ...file, ...added } });
  return id;
}

type MakeRow = (id: string, personId: string) => ReturnType<typeof candidacyRow>;

/** Towards an attestation: what an area manager sees too. */
function nominatedRow(id: string, personId: string) {
  const row = candidacyRow(id, personId, { schemeId: "fe-facilitator", state: "nominated" });
  const opened = row.events!.create as { body: string };
  return {
    ...row,
    events: { create: { ...opened, body: JSON.stringify({ at: "nominated" }) } },
  } as typeof row;
}

async function candidacyOf(
  personId: string,
  row: MakeRow = candidacyRow,
): Promise<{ candidacyId: string; paperId: string }> {
  const [candidacyId, paperId] = [newId(), newId()];
  const bytes = new TextEncoder().encode("%PDF-1.7");
  await db.candidacy.create({ data: row(candidacyId, personId) });
  await db.certificate.create({ data: trainerCertificateRow(personId, { candidacyId }) });
  await db.candidacyFile.create({
    data: {
      id: paperId,
      candidacyId,
      document: "cv",
      name: "cv.pdf",
      sha256: await putFile(bytes),
      bytes: bytes.length,
      mediaType: "application/pdf",
      addedBy: personId,
      addedAt: now(),
    },
  });
  return { candidacyId, paperId };
}
async function renewalPaperOf(personId: string, schemeId: string): Promise<string> {
  const id = newId();
  await putEvidence(id, new TextEncoder().encode("%PDF-1.7"));
  const paper = { kind: "observation", day: "2026-10-01", score: 400, note: "", file: "application/pdf" };
  await db.renewalEvidence.create({
    data: { id, personId, schemeId, ...paper, recordedAt: now(), recordedBy: "test" },
  });
  return id;
}

/** A passport, and a fee that is invoiced. */
async function travelOf(enrolmentId: string) {
  await db.passport.create({ data: { enrolmentId, ...PASSPORT, writtenAt: now() } });
  const line = { amount: 45_000, currency: "USD", payer: "", state: "invoiced", invoicedOn: "2026-10-01" };
  const by = { changedBy: newId(), changedAt: now(), version: 1 };
  await db.feeLine.create({ data: { enrolmentId, ...line, invoice: enrolmentId, ...by } });
}

const PASSPORT = {
  name: "SOK DARA",
  number: "N1234567",
  nationality: "KH",
  birthDate: "1990-02-03",
  expiresOn: "2031-02-03",
};

/** The letter about new dates, as it was written to somebody without an e-mail. */
const postponement = (cohortId: string, personId: string) => ({
  id: newId(),
  key: `cohort-postponed:${cohortId}:2026-10-01:${personId}`,
  personId,
  address: "",
  kind: "cohort-postponed",
  locale: "en",
  subject: "New dates",
  body: "It begins later.",
  createdAt: now(),
  sendAfter: now(),
  attempts: 0,
  sentAt: now(),
});

async function complaintAbout(programme: string): Promise<string> {
  const row = complaintRow({ programme, raisedOn: "2026-11-02" });
  await db.complaint.create({ data: row });
  return row.id;
}

async function suspensionProposed(programme: string): Promise<string> {
  const certification = certificationRow(await makePerson(`Proposed ${programme}`), { programme });
  const row = proposalRow(certification.id);
  await db.certification.create({ data: certification });
  await db.suspensionProposal.create({ data: row });
  return row.id;
}

async function bankOf(programme: Side["programme"]): Promise<string> {
  const row = bankRow({
    programme,
    schemeId: "fe-facilitator",
    language: programme === "management" ? "en" : "fr",
  });
  await db.examBank.create({ data: row });
  return row.id;
}

async function dataRequestOf(personId: string): Promise<string> {
  const id = newId();
  const asked = { kind: "access", words: "", askedOn: "2026-11-01", cameBy: "self" };
  await db.dataRequest.create({ data: { id, personId, ...asked, enteredBy: personId, answer: "" } });
  return id;
}

/** Asked for in the year before: who is here has none open, and may ask. */
async function nameChangeOf(personId: string): Promise<string> {
  const id = newId();
  await putEvidence(id, new TextEncoder().encode("%PDF-1.7"));
  await db.nameChange.create({
    data: {
      id,
      personId,
      printedName: "Sok Dara Phal",
      printedNameLocal: "",
      why: "marriage",
      words: "",
      evidence: "application/pdf",
      state: "declined",
      askedAt: now(),
      note: "Show the paper",
    },
  });
  return id;
}

async function passIntro(enrolmentId: string) {
  await db.attempt.create({
    data: {
      id: newId(),
      enrolmentId,
      moduleId: "intro",
      unitId: "test",
      number: 1,
      state: "graded",
      seed: "seed",
      paper: "[]",
      startedAt: now(),
      submittedAt: now(),
      gradedAt: now(),
      points: 500,
      maxPoints: 500,
      passed: true,
      practice: false,
    },
  });
}

/** Each role as far as it reaches in real life: nobody but the platform's administrator reaches everything. */
function scopeOf(role: Role, side: Side, cohortId: string): Scope | null {
  switch (role) {
    case "learner":
      return null;
    case "trainer":
      return { kind: "cohort", id: cohortId };
    case "training-head":
      return { kind: "organisation", id: side.organisationId };
    case "area-manager":
      return { kind: "units", id: side.areaId };
    case "platform-administrator":
      return { kind: "all", id: "" };
    default:
      return { kind: "programme", id: side.programme };
  }
}

async function makePrincipal(role: Role, side: Side, ours: Params): Promise<Principal> {
  const personId = await makePerson(`Principal ${role}`);
  await db.person.update({ where: { id: personId }, data: { noticeVersion: PRIVACY_NOTICE_VERSION } });
  await employ(personId, side);
  const scope = scopeOf(role, side, ours.cohortId);
  if (scope)
    await db.roleAssignment.create({
      data: { id: newId(), personId, role, scopeKind: scope.kind, scopeId: scope.id, grantedAt: now() },
    });
  const own = await learningOf(personId, ours.cohortId, ours.versionId);
  const cookie = (await startSession(personId, "access test")).split(";")[0]!;
  return { role, personId, cookie, mine: { ...ours, ...own, personId } };
}

const certificateFacts = (number: string, code: string): CertificateFacts => ({
  number,
  code,
  verifyUrl: `http://localhost/v/${code}`,
  kind: "participation",
  locale: "en",
  issuer: "Issuer",
  programme: "Programme",
  course: { title: "Course", version: "1.0" },
  cohort: "Cohort",
  format: "blended",
  startDate: "2026-10-01",
  endDate: "2026-10-02",
  holder: { name: "Somebody" },
  minutes: 360,
  halfDays: { attended: 2, total: 2 },
  modules: [],
  signatories: [],
  issuedOn: "2026-10-02",
  edition: 1,
});

/** Ids of the right shape that nothing has. */
const unknownParams = (ours: Params): Params => ({
  ...ours,
  versionId: newId(),
  cohortId: newId(),
  callId: newId(),
  applicationId: newId(),
  enrolmentId: newId(),
  attemptId: newId(),
  halfDayId: newId(),
  fileId: newId(),
  certificateId: newId(),
  certificationId: newId(),
  keptSchemeId: "none",
  schemePart: "none",
  templateId: "none",
  licenceFileId: newId(),
  licenceId: newId(),
  candidacyId: newId(),
  ratingId: newId(),
  seatId: newId(),
  readSeatId: newId(),
  casePaperId: newId(),
  pastPaperId: newId(),
  paperId: newId(),
  evidenceId: newId(),
  complaintId: newId(),
  proposalId: newId(),
  bankId: newId(),
  sittingId: newId(),
  roomId: newId(),
  scriptId: newId(),
  workId: newId(),
  bookletId: newId(),
  sheetId: newId(),
  scanId: newId(),
  keyedScanId: newId(),
  pagesId: newId(),
  nameChangeId: newId(),
  dataRequestId: newId(),
  personId: newId(),
  otherId: newId(),
  mergeId: newId(),
  organisationId: newId(),
  dayId: newId(),
  printingId: newId(),
  code: newCode(26),
});

/** A fingerprint of everything stored: a request that is turned away leaves it as it was. */
export async function changesOf(): Promise<number> {
  return db.auditEntry.count();
}
