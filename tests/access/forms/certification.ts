import { WAIVABLE_PARTS } from "#app/features/trainers/certifications/certification-acts.ts";
import { seenOf } from "#app/features/certification/end-certificate.server.ts";
import { PDFDocument } from "pdf-lib";
import { readCertificate } from "#app/features/certification/certificate-record.server.ts";
import { proposedCorrection } from "#app/features/certification/correction.server.ts";
import { FIRST_TEMPLATE, type TemplateId } from "#app/features/certification/template.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { RECEIPT_LENGTH } from "#app/features/trainers/complaints/complaint.ts";
import {
  LANGUAGE_SCHEME,
  MANAGEMENT_LICENCE,
  MASTER_SCHEME,
  TO_VOLUME_1_SCHEME,
  TRAINER_SCHEME,
  VOLUME_2_SCHEME,
} from "#app/features/trainers/schemes/first-schemes.ts";
import { askKey } from "#app/features/trainers/schemes/asked.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { stageOf } from "#app/features/trainers/schemes/stage.ts";
import {
  fieldsOfPart,
  typedValue,
  valueOf,
  withValues,
} from "#app/features/trainers/schemes/scheme-fields.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { writeScheme } from "#app/features/trainers/schemes/scheme-text.ts";
import { newCode, newId, sha256 } from "#app/infra/ids.server.ts";
import { addDays, addYears } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { CRITERIA, type Score } from "#app/features/trainers/schemes/criteria.ts";
import type { ObservedFor } from "#app/features/trainers/observations/observation.ts";
import { planPath } from "#app/features/trainers/observations/observed.server.ts";
import { makeObservation, practisingRow } from "#tests/support/observation-row.ts";
import { candidacyRow } from "#tests/support/candidacy-row.ts";
import type { About } from "#app/features/trainers/panels/panels.server.ts";
import { panelGuest, panelMember, panelRow } from "#tests/support/panel-row.ts";
import { correctionOf } from "#app/features/trainers/certifications/correct-trainer-certificate.server.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { proposalRow } from "#tests/support/proposal-row.ts";
import { complaintRow } from "#tests/support/complaint-row.ts";
import { bankRow, CODE, examsOnPaper, makeExam, writing } from "#tests/support/exam-fixture.ts";
import { bankFile } from "#tests/support/exam-bank-file.ts";
import { attest, employ } from "#tests/support/attestation-fixture.ts";
import * as fresh from "#tests/support/fresh.ts";
import { makePerson } from "#tests/support/learning-fixture.ts";
import { trainerCertificateRow } from "#tests/support/trainer-certificate-row.ts";
import { handedOver, paperForms, printed } from "./paper.ts";
import { as, type Fields, type Scene, type ValidForms } from "./scene.ts";

const issued = async (fields: Fields): Promise<Scene> =>
  as("certification-officer", paths.issuedCertificate((await fresh.certificate()).certificateId), fields);

/** An administrator has said that it was decided in error. */
async function saidInError(intent: string): Promise<Scene> {
  const { id } = await certified();
  const [seen = ""] = await withFacts(id, [{ kind: "error-proposed" }]);
  return as("certification-officer", paths.certification(id), {
    intent,
    ...(intent === "confirm-ending" ? { seen } : {}),
  });
}

/** A master trainer has proposed to suspend somebody. */
async function proposed(fields: Fields): Promise<Scene> {
  const { id } = await certified();
  const row = proposalRow(id);
  await db.suspensionProposal.create({ data: row });
  return as("certification-officer", paths.proposal(row.id), { reason: "Seen twice", ...fields });
}

/** Another has entered a letter by which the holder hands it back. */
async function letterEntered(intent: string, fields: Fields = {}): Promise<Scene> {
  const { id } = await certified();
  const [seen = ""] = await withFacts(id, [{ kind: "surrender-entered" }]);
  return as("cohort-administrator", paths.certification(id), {
    intent,
    ...(intent === "confirm-letter" ? { seen } : {}),
    ...fields,
  });
}

/** Another has proposed to revoke it. */
async function toEnd(fields: Fields): Promise<Scene> {
  const { certificateId } = await fresh.certificate();
  const ending = { as: "revoked", reason: "Bought", proposedBy: "another", proposedAt: new Date() };
  await db.certificateEnding.create({ data: { certificateId, ...ending } });
  return as("certification-officer", paths.issuedCertificate(certificateId), {
    ...fields,
    ...(fields["intent"] === "confirm-ending" ? { seen: seenOf(ending) } : {}),
  });
}

async function handOver(fields: Fields): Promise<Scene> {
  const { certificateId } = await fresh.certificate();
  if (fields["intent"] !== "print") await printed({ certificateId });
  if (fields["intent"] === "take-back") await handedOver({ certificateId });
  const { enrolment } = await db.certificateEnrolment.findFirstOrThrow({
    where: { certificateId },
    select: { enrolment: { select: { cohortId: true } } },
  });
  return as("certification-officer", paths.handOver(enrolment.cohortId), {
    ...fields,
    ...(fields["intent"] === "record" ? { "certificates[]": [certificateId] } : {}),
    ...(fields["intent"] === "take-back" ? { certificateId } : {}),
  });
}

const coursePaper = async () => {
  const { certificateId } = await fresh.certificate();
  return { path: paths.issuedCertificate(certificateId), of: { certificateId } };
};

/** A certification with its certificate. */
const trainerPaper = async () => {
  const { id, personId } = await certified();
  const row = trainerCertificateRow(personId, { certificationId: id });
  await db.certificate.create({ data: row });
  return { path: paths.certification(id), of: { certificateId: row.id } };
};

/** The provisional certificate of a candidate, with what an administrator has said of it. */
async function provisional(said = false) {
  const [candidacyId, personId] = [newId(), await makePerson("Candidate")];
  const event = (number: number, kind: string, body: object) => ({
    id: newId(),
    number,
    kind,
    day: today(),
    actingAs: "officer",
    body: JSON.stringify(body),
    reason: "",
    recordedAt: now(),
    recordedBy: personId,
  });
  const decided = [event(1, "opened", { at: "phase-2" }), event(2, "advance", {})];
  const at = { programme: "management", state: "provisional", events: { create: decided } };
  await db.candidacy.create({ data: candidacyRow(candidacyId, personId, at) });
  const row = trainerCertificateRow(personId, { candidacyId });
  const { id: certificateId } = await db.certificate.create({ data: row });
  const proposed = { as: "in-error", reason: "Another person’s", proposedBy: "test", proposedAt: now() };
  if (said) await db.certificateEnding.create({ data: { certificateId, ...proposed } });
  return { path: paths.provisional(candidacyId), of: { certificateId }, seen: seenOf(proposed) };
}

async function someCode(): Promise<string> {
  const { certificateId } = await fresh.certificate();
  return (await db.certificate.findUniqueOrThrow({ where: { id: certificateId } })).code;
}

async function correction(): Promise<Scene> {
  const { certificateId, personId } = await fresh.certificate();
  await db.person.update({ where: { id: personId }, data: { printedName: "Sok Dara Phal" } });
  const row = await db.certificate.findUniqueOrThrow({ where: { id: certificateId } });
  const { seen } = await proposedCorrection(readCertificate(row));
  return as("certification-officer", paths.issuedCertificate(certificateId), {
    intent: "correct",
    reason: "A name was left out",
    seen,
  });
}

/** Decided here, so that there is something to print, and called otherwise since. */
async function correctionOfTrainer(): Promise<Scene> {
  const { path } = await renewed();
  const certificationId = path.split("/").at(-1)!;
  const { personId } = await db.certification.findUniqueOrThrow({ where: { id: certificationId } });
  await db.certificate.create({ data: trainerCertificateRow(personId, { certificationId }) });
  const { seen } = (await correctionOf(certificationId))!;
  const fields = { intent: "correct-certificate", language: "fr", reason: "Entered wrong", seen };
  return as("certification-officer", path, fields);
}

async function certification(fields: Fields): Promise<Scene> {
  const { id } = await certified();
  return as("certification-officer", paths.certification(id), { reason: "A complaint", ...fields });
}

async function certified(own: Parameters<typeof certificationRow>[1] = {}) {
  const { personId, cookie } = await fresh.someone();
  const row = certificationRow(personId, { validFrom: today(), validUntil: addYears(today(), 3), ...own });
  await db.certification.create({ data: row });
  return { id: row.id, personId, cookie };
}

type OwnFact = {
  kind: string;
  day?: string;
  until?: string;
  about?: string;
  word?: string;
  recordedBy?: string;
};

/** Facts of before, by somebody who is not there any more. */
async function withFacts(certificationId: string, facts: OwnFact[], before = 0): Promise<string[]> {
  const rows = facts.map(({ day = today(), ...fact }, index) => ({
    id: newId(),
    certificationId,
    sequence: before + index + 1,
    reason: "Bought reports",
    recordedOn: day,
    recordedAt: new Date(),
    recordedBy: "test",
    day,
    ...fact,
  }));
  await db.certificationFact.createMany({ data: rows });
  return rows.map(({ id }) => id);
}

async function afterHearing(intent: string): Promise<Scene> {
  const scene = await certification({ intent });
  const day = addDays(today(), -20);
  await withFacts(scene.path.split("/").at(-1)!, [{ kind: "revocation-proposed", day, until: today() }]);
  return scene;
}

/** Renewed before there were certificates. */
async function renewed(): Promise<Scene> {
  const { id: predecessorId, personId } = await certified();
  const recordedBy = (await fresh.someone()).personId;
  const origin = "renewed";
  const row = certificationRow(personId, { origin, predecessorId, recordedBy });
  await withFacts(predecessorId, [{ kind: "succeeded", day: row.validFrom, word: origin, recordedBy }]);
  await db.certification.create({ data: row });
  return as("certification-officer", paths.certification(row.id), { intent: "issue-certificate" });
}

/** An appeal against a suspension, for a form of its panel. */
async function appealed(fields: Fields): Promise<Scene & { certificationId: string; of: string }> {
  const scene = await certification(fields);
  const certificationId = scene.path.split("/").at(-1)!;
  const [of] = await withFacts(certificationId, [{ kind: "suspended", until: addDays(today(), 60) }]);
  await withFacts(certificationId, [{ kind: "appealed", about: of! }], 1);
  return { ...scene, certificationId, of: of!, fields: { ...fields, of: of! } };
}

/** Somebody who could sit on any panel. */
async function bystander() {
  const { learners } = await fresh.finished();
  return db.person.findUniqueOrThrow({ where: { id: learners[0]!.personId } });
}

const VOTED = { declaredAt: new Date(), votedAt: new Date(), words: "It was fair" };

/** Three have voted alike. */
async function votedAlike(about: About, of: string, vote: string): Promise<void> {
  for (const person of [await bystander(), await bystander(), await bystander()])
    await panelMember(about, of, person.id, { ...VOTED, vote });
}

async function appealDecided(): Promise<Scene> {
  const scene = await appealed({ intent: "panel-decision", minutes: "By telephone", reason: "It was fair" });
  await votedAlike({ certificationId: scene.certificationId }, scene.of, "upheld");
  return scene;
}

/** A panel that sits on a candidate, for a form of its sheet. */
async function candidacyPanel(fields: Fields, vote?: string): Promise<Scene> {
  const scene = await candidacy(fields);
  const candidacyId = scene.path.split("/").at(-1)!;
  const of = `${candidacyId}:1`;
  if (vote) await votedAlike({ candidacyId }, of, vote);
  else if (fields["intent"] !== "call-panel") await panelRow({ candidacyId }, of);
  return { ...scene, fields: { ...scene.fields, of } };
}

/** A guest of a panel, by their link; `declared` or not yet. */
async function guest(fields: Fields, declaredAt: Date | null = null): Promise<Scene> {
  const { certificationId, of } = await appealed({});
  const { secret } = await panelGuest({ certificationId }, of, { declaredAt });
  return { path: paths.panelGuest(secret), cookie: "", fields };
}

/** Somebody with an account on a panel, on their own page. */
async function seated(fields: Fields, declaredAt: Date | null = null): Promise<Scene> {
  const { certificationId, of } = await appealed({});
  const { personId, cookie } = await fresh.someone();
  const seatId = await panelMember({ certificationId }, of, personId, { declaredAt });
  return { path: paths.mySeat(seatId), cookie, fields };
}

async function own(fields: Fields, fact?: OwnFact): Promise<Scene> {
  const { id, cookie } = await certified();
  const [of] = fact ? await withFacts(id, [fact]) : [];
  return {
    path: paths.myCertification(id),
    cookie,
    fields: { reason: "I retire", ...fields, ...(of ? { of } : {}) },
  };
}

/** Somebody has applied: who sends what to the page of it. */
async function candidacy(fields: Fields, own = false): Promise<Scene> {
  const { personId, cookie } = await fresh.someone();
  const id = newId();
  await db.candidacy.create({ data: candidacyRow(id, personId, { programme: "management" }) });
  const sent = { id: newId(), seen: "1", reason: "As agreed", ...fields };
  if (own) return { path: paths.myCandidacy(id), cookie, fields: sent };
  return as("certification-officer", paths.candidate(id), sent);
}

/** A facilitator of a branch who is trained, and observed or not: before the area manager, or the head of training. */
async function facilitator(as: "area-manager" | "training-head", done: readonly string[], fields: Fields) {
  const { organisationId, unitId } = await fresh.organisation();
  const [candidate, actor, manager] = [await fresh.someone(), await fresh.someone(), await fresh.someone()];
  for (const { personId } of [candidate, actor]) await employ(personId, { organisationId, unitId });
  const scope =
    as === "area-manager"
      ? { scopeKind: "units", scopeId: unitId }
      : { scopeKind: "organisation", scopeId: organisationId };
  await db.roleAssignment.create({
    data: { id: newId(), personId: actor.personId, role: as, ...scope, grantedAt: now() },
  });
  for (const { personId } of [actor, manager])
    await attest(personId, organisationId, { validFrom: addDays(today(), -30) });
  const seen = { on: addDays(today(), -5), done: 9, steps: 10, criticalMissed: 0 };
  const body = { opened: { at: "trained" }, checklist: seen, recommend: {} } as Record<string, object>;
  const events = ["opened", ...done].map((kind, index) => ({
    id: newId(),
    number: index + 1,
    kind,
    day: addDays(today(), -20 + index),
    actingAs: kind === "opened" ? "officer" : "attester",
    body: JSON.stringify(body[kind]),
    reason: "",
    recordedAt: new Date(),
    recordedBy: as === "area-manager" ? actor.personId : manager.personId,
  }));
  const id = newId();
  await db.candidacy.create({
    data: candidacyRow(id, candidate.personId, {
      programme: "financial-education",
      schemeId: "fe-facilitator",
      schemeVersion: "1.2",
      state: "trained",
      enteredOn: addDays(today(), -20),
      events: { create: events },
    }),
  });
  const sent = { id: newId(), seen: String(events.length), reason: "As agreed", ...fields };
  return { path: paths.candidate(id), cookie: actor.cookie, fields: sent };
}

/** What an area manager saw of one, ticked step by step. */
async function observedSession(to: (candidacyId: string) => string): Promise<Scene> {
  const scene = await facilitator("area-manager", [], {
    intent: "checklist",
    on: addDays(today(), -2),
    "ticked[]": ["message", "no-selling", "respect"],
    "topics[]": ["saving"],
  });
  return { ...scene, path: to(scene.path.split("/").at(-1)!) };
}

/** A candidate for master trainer, in one of the stages of that scheme. */
async function masterCandidate(state: string, fields: Fields) {
  const { personId } = await fresh.someone();
  const id = newId();
  const opened = { kind: "opened", day: today(), actingAs: "candidate", body: JSON.stringify({ at: state }) };
  const event = {
    id: newId(),
    number: 1,
    reason: "",
    recordedAt: new Date(),
    recordedBy: personId,
    ...opened,
  };
  const at = { schemeId: "mmw-master-trainer", programme: "management", state, events: { create: event } };
  await db.candidacy.create({ data: candidacyRow(id, personId, at) });
  return { path: paths.candidate(id), fields: { id: newId(), seen: "1", on: today(), ...fields } };
}

/** Only who is a master trainer that day says that somebody was mentored. */
async function mentored(): Promise<Scene> {
  const { actor, cookie } = await fresh.staff("assessor");
  const days = { validFrom: "2024-01-01", validUntil: addYears(today(), 1) };
  await db.certification.create({ data: certificationRow(actor.personId, { ...ofMaster, ...days }) });
  const fields = { intent: "mentored", of: "mmw-volume-1-trainer", title: "Six days in Takeo" };
  return { ...(await masterCandidate("master-supervised", fields)), cookie };
}

/** Assessors who may rate; the first one signs in. */
async function twoAssessors() {
  const { actor, cookie } = await fresh.staff("assessor");
  const other = await fresh.someone();
  await db.roleAssignment.create({
    data: {
      id: newId(),
      personId: other.personId,
      role: "assessor",
      scopeKind: "programme",
      scopeId: "management",
      grantedAt: now(),
    },
  });
  const assessors = [{ personId: actor.personId, cookie }, other] as const;
  for (const each of assessors)
    await db.certification.create({
      data: certificationRow(each.personId, {
        schemeId: "mmw-master-trainer",
        validFrom: addYears(today(), -1),
        validUntil: addYears(today(), 2),
      }),
    });
  return assessors;
}

/** Somebody who trains in public, and those who may rate them. */
async function practising() {
  const { personId } = await fresh.someone();
  const candidacyId = newId();
  await db.candidacy.create({ data: practisingRow(candidacyId, personId) });
  return { of: { kind: "candidacy", id: candidacyId } as const, assessors: await twoAssessors() };
}

type Observing = { of: ObservedFor; assessors: Awaited<ReturnType<typeof twoAssessors>> };

/** What an officer does with observations, of a candidate as of a holder. */
const observations = (whom: () => Promise<Observing>): Record<string, () => Promise<Scene>> => {
  const sending = async (
    fields: (given: Observing & Awaited<ReturnType<typeof makeObservation>>) => Fields,
  ) => {
    const { of, assessors } = await whom();
    const made = await makeObservation(of, [assessors[0]]);
    return as("certification-officer", planPath(of), fields({ of, assessors, ...made }));
  };
  return {
    plan: async () => {
      const { of, assessors } = await whom();
      return as("certification-officer", planPath(of), {
        intent: "plan",
        day: today(),
        place: "Kampong Cham",
        assessorId: assessors[0].personId,
      });
    },
    "second rating": () =>
      sending(({ observationId, assessors }) => ({
        intent: "second",
        observationId,
        assessorId: assessors[1].personId,
        source: "video",
        video: "https://video.example/kampong-cham",
      })),
    "somebody else instead": () =>
      sending(({ ratings, assessors }) => ({
        intent: "replace",
        ratingId: ratings[0]!,
        assessorId: assessors[1].personId,
        source: "video",
        reason: "The first one has left",
      })),
    "call off": () =>
      sending(({ observationId }) => ({ intent: "cancel", observationId, reason: "The assessor is ill" })),
  };
};

async function rating(fields: Fields, scores?: Score, path = paths.rating): Promise<Scene> {
  const { of, assessors } = await practising();
  const { ratings } = await makeObservation(of, [{ ...assessors[0], ...(scores ? { scores } : {}) }]);
  return { path: path(ratings[0]!), cookie: assessors[0].cookie, fields };
}

/** Two ratings three marks apart, and where it is asked a proposal of the other assessor. */
async function moderating(fields: Fields, proposed = false): Promise<Scene> {
  const { of, assessors } = await practising();
  const [mine, theirs] = assessors;
  const { observationId, ratings } = await makeObservation(of, [
    { ...mine, scores: 5, signed: true },
    { ...theirs, scores: 2, signed: true },
  ]);
  if (proposed)
    await db.agreedRating.create({
      data: {
        id: newId(),
        observationId,
        number: 1,
        scores: JSON.stringify(Object.fromEntries(CRITERIA.map((criterion) => [criterion, 4]))),
        reason: "We looked again",
        proposedBy: theirs.personId,
        proposedAt: now(),
      },
    });
  return { path: paths.rating(ratings[0]!), cookie: mine.cookie, fields };
}

const AN_ENTRY = JSON.stringify({
  id: "an-entry-of-a-phone",
  kind: "note",
  about: "C3",
  value: null,
  text: "Asks before she tells",
  replaces: [],
  at: 1_790_000_000_000,
});

/** Failed the exam yesterday; for staff another marking is asked for. */
async function failedExam(fields: Fields, own = false): Promise<Scene> {
  const { personId, cookie } = await fresh.someone();
  const id = newId();
  const day = addDays(today(), -1);
  const event = (kind: string, body: object) => ({
    id: newId(),
    kind,
    day,
    actingAs: "officer",
    body: JSON.stringify(body),
    reason: "",
    recordedAt: new Date(),
    recordedBy: personId,
  });
  const events = [
    event("opened", { at: "phase-1-exam" }),
    event("sitting", { on: day, score: 6500, releasedOn: day }),
    ...(own ? [] : [event("remarking", {})]),
  ].map((each, index) => ({ ...each, number: index + 1 }));
  const at = { programme: "management", state: "phase-1-exam", events: { create: events } };
  await db.candidacy.create({ data: candidacyRow(id, personId, at) });
  const sent = { id: newId(), seen: String(events.length), reason: "Question 4 was right", ...fields };
  if (own) return { path: paths.myCandidacy(id), cookie, fields: sent };
  return as("certification-officer", paths.candidate(id), sent);
}

const GUEST = { guestName: "Ada Obi", guestEmployer: "School of Management", guestLocale: "en" };

/** Declined by an officer; `appealed`: an appeal of theirs waits. */
async function declined(fields: Fields, appealed = false): Promise<Scene> {
  const { personId, cookie } = await fresh.someone();
  const id = newId();
  const common = { day: today(), recordedAt: now(), inputs: null, body: "{}" };
  const events = [
    { ...common, id: newId(), kind: "opened", body: JSON.stringify({ at: "applied" }), reason: "", actingAs: "candidate", recordedBy: personId },
    { ...common, id: newId(), kind: "decline", reason: "Too early", actingAs: "officer", recordedBy: "another" },
    { ...common, id: newId(), kind: "appeal", reason: "Not so", actingAs: "candidate", recordedBy: personId },
  ].slice(0, appealed ? 3 : 2); // prettier-ignore
  const state = {
    programme: "management",
    state: "declined",
    endedOn: today(),
    openKey: appealed ? "open" : id,
  };
  const stored = {
    ...state,
    events: { create: events.map((event, index) => ({ ...event, number: index + 1 })) },
  };
  await db.candidacy.create({ data: candidacyRow(id, personId, stored) });
  const sent = {
    id: newId(),
    seen: String(events.length),
    reason: "Three years, as the letter says",
    ...fields,
  };
  if (!appealed) return { path: paths.myCandidacy(id), cookie, fields: sent };
  return as("certification-officer", paths.candidate(id), { ...sent, of: events[1]!.id });
}

let banks = 1000;
const nextBank = () => ++banks;

/** A sitting of an officer's programme; a candidate in it, or one who may still be admitted. */
async function sitting(
  fields: (candidacyId: string, scriptId: string) => Fields,
  admitted = true,
  own: { openedAt?: Date | null; day?: string } = {},
): Promise<Scene> {
  const { personId } = await fresh.someone();
  const other = await fresh.someone();
  const candidacyId = newId();
  const course = { missed: 0, madeUp: 0, endedOn: addDays(today(), -30) };
  const events = [
    { kind: "opened", body: { at: "phase-1" } },
    { kind: "attendance", body: course },
    { kind: "advance", body: {} },
  ].map(({ kind, body }, index) => ({
    id: newId(),
    number: index + 1,
    kind,
    day: addDays(today(), -30),
    actingAs: "officer",
    body: JSON.stringify(body),
    reason: "",
    recordedAt: new Date(),
    recordedBy: personId,
  }));
  const at = { programme: "management", state: "phase-1-exam", events: { create: events } };
  await db.candidacy.create({ data: candidacyRow(candidacyId, personId, at) });
  const elsewhere = newId();
  await db.candidacy.create({ data: candidacyRow(elsewhere, other.personId) });
  const { sittingId, scriptId } = await makeExam(admitted ? candidacyId : elsewhere, {
    sitting: { programme: "management", ...own },
  });
  return as("certification-officer", paths.sitting(sittingId), fields(candidacyId, scriptId));
}

/** A closed sitting with a script to mark, without one, or with one that was marked again. */
async function marking({ answered = true, again = false } = {}) {
  const { personId } = await fresh.someone();
  const candidacyId = newId();
  const itemId = `essay-${candidacyId}`; // an item is voided once for all
  const scored = { on: addDays(today(), -1), score: 5000, releasedOn: addDays(today(), -1) };
  const scriptId = newId();
  const events = [
    { id: newId(), kind: "opened", body: { at: "phase-1-exam" } },
    ...(again
      ? [
          { id: scriptId, kind: "sitting", body: scored },
          { id: newId(), kind: "remarking", body: {} },
        ]
      : []),
  ].map(({ id, kind, body }, index) => ({
    id,
    number: index + 1,
    kind,
    day: addDays(today(), -1),
    actingAs: "officer",
    body: JSON.stringify(body),
    reason: "",
    recordedAt: new Date(),
    recordedBy: personId,
  }));
  const at = { programme: "management", state: "phase-1-exam", events: { create: events } };
  await db.candidacy.create({ data: candidacyRow(candidacyId, personId, at) });
  const made = await makeExam(candidacyId, {
    sitting: { programme: "management", closedAt: new Date(), ...(again ? { releasedAt: new Date() } : {}) },
    script: {
      id: scriptId,
      paper: JSON.stringify([{ item: itemId, options: [] }]),
      startedAt: new Date(),
      submittedAt: new Date(),
      ...(again ? { releasedAt: new Date(), score: 5000, remarkAskedAt: new Date() } : {}),
      ...(answered
        ? { answers: { create: { itemId, value: '{"text":"I would go."}', savedAt: new Date() } } }
        : {}),
      ...(again
        ? {
            marks: {
              create: {
                round: 4,
                markerId: newId(),
                marks: JSON.stringify([{ item: itemId, points: 60, comment: "" }]),
                at: new Date(),
              },
            },
          }
        : {}),
    },
  });
  await db.examItem.updateMany({
    where: { itemId: "essay", bank: { sittings: { some: { id: made.sittingId } } } },
    data: { itemId },
  });
  return { sittingId: made.sittingId, scriptId, itemId };
}

async function sheetToKey(): Promise<string> {
  const candidacyId = newId();
  await db.candidacy.create({ data: candidacyRow(candidacyId, (await fresh.someone()).personId) });
  return (await examsOnPaper(candidacyId, "management")).sheetId;
}

/** Of a script on paper in one's own room, with a page. */
async function pages(fields: (scanId: string) => Fields): Promise<Scene> {
  const { personId, cookie } = await fresh.someone();
  const candidacyId = newId();
  await db.candidacy.create({ data: candidacyRow(candidacyId, (await fresh.someone()).personId) });
  const { scanId } = await examsOnPaper(candidacyId, "elsewhere");
  const { scriptId, script } = await db.examScan.findUniqueOrThrow({
    where: { id: scanId },
    include: { script: true },
  });
  await db.examSitting.update({ where: { id: script.sittingId }, data: { invigilatorId: personId } });
  return { path: paths.scriptPages(scriptId), cookie, fields: fields(scanId) };
}

async function room(
  fields: (scriptId: string) => Fields,
  own: object = {},
  script: object = {},
): Promise<Scene> {
  const { personId, cookie } = await fresh.someone();
  const candidate = await fresh.someone();
  const candidacyId = newId();
  await db.candidacy.create({ data: candidacyRow(candidacyId, candidate.personId) });
  const { sittingId, scriptId } = await makeExam(candidacyId, {
    sitting: { invigilatorId: personId, ...own },
    script,
  });
  return { path: paths.invigilate(sittingId), cookie, fields: fields(scriptId) };
}

async function exam(fields: Fields, script: object = writing()): Promise<Scene> {
  const { personId, cookie } = await fresh.someone();
  const candidacyId = newId();
  await db.candidacy.create({ data: candidacyRow(candidacyId, personId) });
  const { scriptId } = await makeExam(candidacyId, { script });
  return { path: paths.myExam(scriptId), cookie, fields };
}

/** Half a year ago, with its days of grace. */
const expired = () => ({ validFrom: addYears(today(), -4), validUntil: addDays(today(), -270) });

async function renewal(fields: Fields, own: Parameters<typeof certified>[0] = {}) {
  const { id, personId } = await certified(own);
  return { id, personId, scene: await as("certification-officer", paths.renewal(id), fields) };
}

const entering = async (fields: Fields, own = {}): Promise<Scene> =>
  (await renewal({ day: today(), note: "Folder 4", ...fields }, own)).scene;

/** What is asked of a master trainer since the second version. */
const ofMaster = { schemeId: "mmw-master-trainer", schemeVersion: "1.1" };

async function deciding(intent: string): Promise<Scene> {
  const { id, scene } = await renewal({ intent, reason: "Complete" });
  // Complete by what an officer does not ask for.
  const waived = WAIVABLE_PARTS.map((word) => ({ kind: "waived", word, until: addDays(today(), 30) }));
  await withFacts(id, [...waived, { kind: "renewal-submitted" }]);
  return scene;
}

type Paper = { kind: string; score?: number; modules?: number; responses?: number; reported?: boolean };

async function paper(personId: string, own: Paper): Promise<string> {
  const id = newId();
  const common = { id, personId, schemeId: "mmw-volume-1-trainer", day: today(), note: "Folder 4" };
  await db.renewalEvidence.create({
    data: { ...common, ...own, recordedAt: new Date(), recordedBy: "test" },
  });
  return id;
}

/** With everything a file asks for. */
async function handsIn(): Promise<Scene> {
  const { id, personId, cookie } = await certified();
  const delivery = { kind: "delivery", modules: 6, responses: 12, score: 450, reported: true };
  const papers = [
    delivery,
    delivery,
    { kind: "refresher", score: 8000 },
    { kind: "observation", score: 400 },
  ];
  for (const own of papers) await paper(personId, own);
  return { path: paths.myRenewal(id), cookie, fields: {} };
}

/** One certificate from before, of somebody within reach. */
async function pastList(): Promise<string> {
  const { learners } = await fresh.finished();
  const { username } = await db.person.findUniqueOrThrow({ where: { id: learners[0]!.personId } });
  const row = `${username},trainer,km,OLD-${newId()},2019-01-01,Folder 4`;
  return `Person,Scheme,Language,Number,Valid from,Evidence\n${row}\n`;
}

/** A draft of a scheme, never the same twice, so that another one's form never finds its own work. */
let grace = 0;
async function freshDraft(scheme: Scheme): Promise<Scheme & { position: number }> {
  const schemeId = scheme.id;
  const position = (await loadSchemes()).versions(schemeId).length + 1;
  const draft = withValues(scheme, { "validity.graceDays": 100 + ((grace += 1) % 900) });
  const row = { position, text: writeScheme(draft), savedAt: new Date(), savedBy: "test" };
  await db.schemeDraft.upsert({ where: { schemeId }, create: { schemeId, ...row }, update: row });
  return { ...draft, position };
}

/** What the form of the draft carries of it: of a scheme whose draft nobody else writes over meanwhile. */
async function draftScheme(): Promise<Fields> {
  const { position: _position, ...draft } = await freshDraft(LANGUAGE_SCHEME);
  return { seen: writeScheme(draft), over: (await loadSchemes()).current(draft.id).version };
}

/** The form of one part of a draft as it is drawn, but for these; each form of a scheme of its own (freshDraft). */
async function partOfDraft(of: Scheme, part: string, other: Fields) {
  const scheme = await freshDraft(of);
  const drawn = fieldsOfPart(scheme, part).map((field): [string, string] => {
    const said = typedValue(valueOf(scheme, field), field.unit);
    // One of a list is enough.
    return typeof said === "string" ? [field.name, said] : [`${field.name}[]`, said[0] ?? ""];
  });
  const asked = (stageOf(scheme, part)?.asks ?? []).map(askKey).join(" ");
  const fields = { ...Object.fromEntries(drawn), asked, ...other };
  return as("certification-officer", paths.schemePart(scheme.id, part), fields);
}

/** Another look each time: a draft that says what holds already is refused. */
let shade = 0;

const look = (fields: Fields): Fields => ({
  accent: `#5b2a${(shade += 1).toString(16).padStart(2, "0")}`,
  frame: "#14545f",
  second: "fr",
  role1: "Director",
  name1: "Aminata Diallo",
  from1: "2020-01-01",
  ...fields,
});

async function seenOfTemplate(): Promise<string> {
  const where = { templateId: "management-course" };
  const row =
    (await db.certificateTemplateDraft.findUnique({ where })) ??
    (await db.certificateTemplate.findFirst({ where, orderBy: { version: "desc" } }));
  return row ? sha256(row.text) : "";
}

async function draftTemplate(templateId: TemplateId): Promise<Fields> {
  const version = (await db.certificateTemplate.count({ where: { templateId } })) + 1;
  const row = { version, text: JSON.stringify(FIRST_TEMPLATE), savedAt: new Date(), savedBy: "test" };
  await db.certificateTemplateDraft.upsert({
    where: { templateId },
    create: { templateId, ...row },
    update: row,
  });
  return { seen: sha256(row.text), over: String(version - 1) };
}

const complaining = { about: "trainer", whom: "", words: "Asked us for money", programme: "", country: "KH" };

async function complaint(fields: Fields, own = {}): Promise<Scene> {
  const row = complaintRow(own);
  await db.complaint.create({ data: row });
  return as("certification-officer", paths.complaint(row.id), fields);
}

const linkedWith = (kind: string, targetId: string) => ({ create: { kind, targetId } });

/** With somebody's receipt in hand, and no account. */
async function withReceipt(
  path: (receipt: string) => string,
  fields: (receipt: string) => Fields,
): Promise<Scene> {
  const receipt = newCode(RECEIPT_LENGTH);
  await db.complaint.create({ data: complaintRow({ receiptHash: sha256(receipt) }) });
  return { path: path(receipt), cookie: "", fields: fields(receipt) };
}

const read = { acknowledgedOn: "2026-11-02" };

export const CERTIFICATION: Record<string, ValidForms> = {
  "/v/file": {
    dropped: async () => ({
      path: "/v/file",
      cookie: "",
      fields: {},
      file: { name: "file", bytes: Buffer.from("no certificate") },
    }),
  },
  "/v/list": {
    pasted: async () => ({ path: "/v/list", cookie: "", fields: { list: await someCode() } }),
  },
  "/v/name": {
    asked: async () => ({
      path: "/v/name",
      cookie: "",
      fields: { number: await someCode(), name: "Sok Dara" },
    }),
  },
  "/api/credentials": {
    saved: async () => ({ path: "/api/credentials", cookie: "", fields: { list: await someCode() } }),
  },
  "/cohorts/:cohortId/certificates": {
    all: async () =>
      as("certification-officer", paths.issueCertificates((await fresh.finished()).cohortId), {
        intent: "all",
      }),
    one: async () => {
      const { cohortId, learners } = await fresh.finished();
      const { enrolmentId } = learners[0]!;
      return as("certification-officer", paths.issueCertificates(cohortId), {
        intent: "one",
        enrolmentId,
        kind: "achievement",
      });
    },
  },
  "/candidacies/new": {
    apply: async () => ({
      path: "/candidacies/new",
      cookie: (await fresh.someone()).cookie,
      fields: {
        schemeId: "mmw-volume-1-trainer",
        language: "km",
        commitment: "Two courses a year",
        conflicts: "None",
      },
    }),
  },
  "/candidacies/:candidacyId": {
    "hand in": () => candidacy({ intent: "document", document: "cv", words: "Nine years" }, true),
    withdraw: () => candidacy({ intent: "withdraw" }, true),
    "ask for another marking": () => failedExam({ intent: "remarking" }, true),
    appeal: () => declined({ intent: "appeal" }),
  },
  "/candidates/new": {
    nominate: async () => {
      const { learners } = await fresh.finished();
      const { username } = await db.person.findUniqueOrThrow({ where: { id: learners[0]!.personId } });
      return as("certification-officer", "/candidates/new", {
        username,
        schemeId: "mmw-volume-1-trainer",
        language: "ar",
        reason: "She leads our best branch",
      });
    },
  },
  "/candidates/:candidacyId": {
    "second marking": () => failedExam({ intent: "remarked", score: "71,5", another: "yes" }),
    decline: () => candidacy({ intent: "decline", code: "experience" }),
    "ask a guest to hear an appeal": () =>
      declined({ intent: "invite-guest", ...GUEST, guestEmail: `${newId()}@school.example` }, true),
    "enter what was decided on an appeal": async () => {
      const scene = await declined({ intent: "panel-decision", minutes: "By telephone" }, true);
      const candidacyId = scene.path.split("/").at(-1)!;
      await votedAlike({ candidacyId }, String(scene.fields["of"]), "overturned");
      return scene;
    },
    "call a panel": () => candidacyPanel({ intent: "call-panel", why: "A hard case" }),
    "dissolve it": () => candidacyPanel({ intent: "dissolve-panel", minutes: "Nobody had time" }),
    "enter what it decided": () =>
      candidacyPanel({ intent: "panel-decision", minutes: "By telephone", code: "points" }, "decline"),
    "a session observed": () => observedSession(paths.candidate),
    attest: () => facilitator("area-manager", ["checklist"], { intent: "recommend" }),
    "advise against": () => facilitator("area-manager", ["checklist"], { intent: "advise-against" }),
    "record the attestation": () =>
      facilitator("training-head", ["checklist", "recommend"], { intent: "advance" }),
    withdraw: () => candidacy({ intent: "withdraw" }),
    "stop the clock": () => candidacy({ intent: "stop-clock" }),
    "score the selection": () =>
      candidacy({
        intent: "selection",
        total: "71.5",
        microfinanceYears: "5",
        managementYears: "2",
        trainingYears: "1",
      }),
    "hand in": () => candidacy({ intent: "document", document: "commitment", words: "By letter" }),
    "a whole course": async () => {
      const led = {
        title: "Five days in Kampot",
        responses: "14",
        mean: "4.3",
        data: "yes",
      };
      const { path, fields } = await masterCandidate("master-nominated", { intent: "cycle", ...led });
      return as("certification-officer", path, fields);
    },
    mentored,
    "a refresher": async () => {
      const { path, fields } = await masterCandidate("master-refreshment", {
        intent: "refresher",
        score: "82,5",
      });
      return as("certification-officer", path, fields);
    },
  },
  "/certificate-templates/:templateId": {
    save: async () =>
      as(
        "certification-officer",
        paths.template("management-course"),
        look({ intent: "save", seen: await seenOfTemplate() }),
      ),
    discard: async () =>
      as("certification-officer", paths.template("management-licence"), {
        intent: "discard",
        ...(await draftTemplate("management-licence")),
      }),
    publish: async () =>
      as("certification-officer", paths.template("management-trainer"), {
        intent: "publish",
        ...(await draftTemplate("management-trainer")),
        reason: "The board, 12 December",
      }),
  },
  "/certificate-templates/:templateId/preview": {
    look: async () =>
      as(
        "certification-officer",
        paths.templatePreview("management-course"),
        look({ language: "km", seen: "" }),
      ),
  },
  "/schemes/:keptSchemeId/next": {
    discard: async () =>
      as("certification-officer", paths.schemeDraft(MASTER_SCHEME.id), { intent: "discard" }),
    publish: async () => {
      const said = { ...(await draftScheme()), reason: "The board, 12 December", confirm: "yes" };
      return as("certification-officer", paths.schemeDraft(LANGUAGE_SCHEME.id), {
        intent: "publish",
        step: "figures",
        certifications: "keep",
        ...said,
      });
    },
  },
  "/schemes/:keptSchemeId/calls": {
    make: () =>
      as("certification-officer", paths.schemeCalls(VOLUME_2_SCHEME.id), {
        intent: "make",
        opensOn: addDays(today(), 400),
        closesOn: addDays(today(), 430),
      }),
    end: async () => {
      const call = { id: newId(), schemeId: VOLUME_2_SCHEME.id, madeAt: now(), madeBy: "officer" };
      await db.schemeCall.create({
        data: { ...call, opensOn: addDays(today(), -1), closesOn: addDays(today(), 3) },
      });
      return as("certification-officer", paths.schemeCalls(VOLUME_2_SCHEME.id), {
        intent: "end",
        callId: call.id,
      });
    },
  },
  "/schemes/:keptSchemeId/move": {
    "one of an earlier version": async () => {
      const { id: schemeId } = MASTER_SCHEME;
      const { id } = await certified({ schemeId });
      return as("certification-officer", paths.schemeMoves(schemeId), {
        version: (await loadSchemes()).current(schemeId).version,
        "certifications[]": id,
        reason: "The board, 12 December",
      });
    },
  },
  "/schemes/:keptSchemeId/next/:schemePart": {
    "other figures": () => partOfDraft(TO_VOLUME_1_SCHEME, "volume-exam", { intent: "save" }),
    "one thing more": () =>
      partOfDraft(VOLUME_2_SCHEME, "admitted", { intent: "add", add: "document.reference" }),
    "in another order": () => partOfDraft(MANAGEMENT_LICENCE, "licence", { intent: "down contact" }),
    "asked no more": () => partOfDraft(TRAINER_SCHEME, "phase-1", { intent: "remove debriefs" }),
  },
  "/candidates/:candidacyId/observations": observations(practising),
  "/certifications/:certificationId/observations": observations(async () => ({
    of: { kind: "certification", id: (await certified()).id },
    assessors: await twoAssessors(),
  })),
  "/observations/:ratingId": {
    keep: () =>
      rating({
        id: newId(),
        note: "Calm",
        about: "C11",
        C3: "4",
        present: "17",
        women: "8",
        mean: "4.25",
        feedback: "Good",
      }),
    "start the clock": () => rating({ id: newId(), intent: "start" }),
    sign: () => rating({ id: newId(), intent: "sign" }, 5),
    propose: () =>
      moderating({
        intent: "propose",
        reason: "We looked at the exercise again",
        ...Object.fromEntries(CRITERIA.map((criterion) => [`agreed.${criterion}`, "3"])),
      }),
    countersign: () => moderating({ intent: "countersign", number: "1" }, true),
  },
  "/candidates/:candidacyId/session": { record: () => observedSession(paths.observedSession) },
  "/candidates/:candidacyId/session/record": { send: () => observedSession(paths.recordSession) },
  "/observations/:ratingId/entries": {
    keep: () => rating({ now: String(Date.now()), "e[]": [AN_ENTRY] }, undefined, paths.ratingEntries),
  },
  "/certifications/import": {
    look: async () => ({
      ...(await as("certification-officer", "/certifications/import", { intent: "look" })),
      file: { name: "file", bytes: Buffer.from(await pastList()) },
    }),
    import: async () => {
      const carried = Buffer.from(await pastList()).toString("base64url");
      return as("certification-officer", "/certifications/import", {
        intent: "import",
        "carried[]": [carried],
      });
    },
  },
  "/certifications/new": {
    record: async () => {
      const { learners } = await fresh.finished();
      const { username } = await db.person.findUniqueOrThrow({ where: { id: learners[0]!.personId } });
      return as("certification-officer", "/certifications/new", {
        username,
        schemeId: "mmw-volume-1-trainer",
        number: `T-${newId()}`,
        language: "km",
        validFrom: "2026-01-01",
        basis: "Minutes of the board, 12 December",
      });
    },
  },
  "/certifications/:certificationId": {
    ...paperForms(trainerPaper),
    suspend: () => certification({ intent: "suspend", word: "complaint", until: addDays(today(), 60) }),
    waive: () => certification({ intent: "waive", word: "R3", until: addDays(today(), 60) }),
    reduce: () => certification({ intent: "reduce", "topics[]": ["markets", "people"] }),
    "correct the certificate": correctionOfTrainer,
    "announce a hearing": () => certification({ intent: "propose-revocation", until: addDays(today(), 20) }),
    "enter a letter": async () => ({
      ...(await certification({ intent: "enter-letter", writtenOn: today() })),
      file: { name: "letter", bytes: Buffer.from(await (await PDFDocument.create()).save()) },
    }),
    "confirm a letter": () => letterEntered("confirm-letter"),
    "take a letter back": () => letterEntered("drop-letter", { reason: "Another holder’s" }),
    "call it off": () => afterHearing("drop-revocation"),
    revoke: () => afterHearing("revoke"),
    "seat a member": async () => appealed({ intent: "seat-member", username: (await bystander()).username }),
    "ask a guest": () =>
      appealed({
        intent: "invite-guest",
        guestName: "Ada Obi",
        guestEmail: `${newId()}@school.example`,
        guestEmployer: "School",
        guestLocale: "fr",
      }),
    "free a seat": async () => {
      const { certificationId, of, ...scene } = await appealed({ intent: "free-seat" });
      const { id } = await panelGuest({ certificationId }, of);
      return { ...scene, fields: { ...scene.fields, seat: id } };
    },
    "say that it was decided in error": async () =>
      as("cohort-administrator", paths.certification((await certified()).id), {
        intent: "propose-ending",
        as: "in-error",
        reason: "The exam was another person’s",
      }),
    "confirm the error": () => saidInError("confirm-ending"),
    "take the error back": () => saidInError("take-back-ending"),
    "enter what the panel decided": appealDecided,
    extend: () => certification({ intent: "extend", until: addDays(addYears(today(), 3), 90) }),
    "issue the certificate": renewed,
  },
  "/candidates/:candidacyId/certificate": {
    ...paperForms(provisional),
    "say that it was issued in error": async () =>
      as("cohort-administrator", (await provisional()).path, {
        intent: "propose-ending",
        as: "in-error",
        reason: "Another person’s",
      }),
    "confirm the error": async () => {
      const { path, seen } = await provisional(true);
      return as("certification-officer", path, { intent: "confirm-ending", as: "in-error", seen });
    },
    "issue it anew": async () => {
      const { path } = await provisional();
      const of = { candidacyId: path.split("/").at(-2)! };
      await db.certificate.updateMany({ where: of, data: { revokedAt: now(), endedAs: "in-error" } });
      return as("certification-officer", path, { intent: "issue-anew", reason: "In her own name" });
    },
    "take the error back": async () =>
      as("certification-officer", (await provisional(true)).path, {
        intent: "take-back-ending",
        as: "in-error",
      }),
  },
  "/panels/:token": {
    declare: () => guest({ intent: "declare", employer: "School", part: "yes", tie: "yes", interest: "yes" }),
    "is tied": () => guest({ intent: "conflict", conflict: "We studied together" }),
    vote: () => guest({ intent: "vote", vote: "upheld", words: "It was fair" }, new Date()),
  },
  "/me/panels/:seatId": {
    declare: () => seated({ intent: "declare", part: "yes", tie: "yes", interest: "yes" }),
    "is tied": () => seated({ intent: "conflict", conflict: "We studied together" }),
    vote: () => seated({ intent: "vote", vote: "upheld", words: "It was fair" }, new Date()),
  },
  "/me/certifications/:certificationId": {
    appeal: () => own({ intent: "appeal" }, { kind: "suspended", until: addDays(today(), 60) }),
    "hand back": () => own({ intent: "hand-back" }),
  },
  "/me/certifications/:certificationId/renewal": {
    "hand in": handsIn,
    "begin the way back": async () => {
      const { id, cookie } = await certified(expired());
      return { path: paths.myRenewal(id), cookie, fields: { intent: "begin" } };
    },
  },
  "/certifications/:certificationId/renewal": {
    delivery: () =>
      entering({ intent: "delivery", modules: "6", responses: "12", mean: "4.2", reported: "yes" }),
    refresher: () => entering({ intent: "refresher", share: "82.5" }),
    observation: () => entering({ intent: "observation", result: "4" }),
    finding: () => entering({ intent: "finding" }),
    bridging: () => entering({ intent: "bridging" }),
    training: () =>
      entering({ intent: "training", modules: "6", responses: "12", mean: "", reported: "yes" }, ofMaster),
    workshop: () => entering({ intent: "workshop", share: "82.5" }, ofMaster),
    calibration: () => entering({ intent: "calibration", difference: "0.5" }, ofMaster),
    "settle a finding": async () => {
      const { scene, personId } = await renewal({ intent: "close-finding" });
      const evidenceId = await paper(personId, { kind: "finding" });
      return { ...scene, fields: { ...scene.fields, evidenceId } };
    },
    renew: () => deciding("renew"),
    refuse: () => deciding("refuse"),
    "open the way back": async () =>
      (await renewal({ intent: "begin", reason: "Comes back" }, expired())).scene,
  },
  "/me/certifications": {
    agree: async () => ({
      path: "/me/certifications",
      cookie: (await certified()).cookie,
      fields: { roster: "give" },
    }),
    "take it back": async () => ({
      path: "/me/certifications",
      cookie: (await certified()).cookie,
      fields: { roster: "withdraw" },
    }),
  },
  "/complaints": {
    complain: async () => ({
      path: "/complaints",
      cookie: "",
      fields: { intent: "complain", ...complaining, contact: "" },
    }),
    "look up": () =>
      withReceipt(
        () => "/complaints",
        (receipt) => ({ intent: "look-up", receipt }),
      ),
  },
  "/complaints/:token": { add: () => withReceipt(paths.receipt, () => ({ words: "It was in May" })) },
  "/exam-banks": {
    upload: async () => ({
      ...(await as("exam-custodian", "/exam-banks", { schemeId: "mmw-volume-1-trainer", language: "km" })),
      file: { name: "file", bytes: Buffer.from(bankFile({ "time-use": 2 })) },
    }),
  },
  "/exam-sittings": {
    plan: async () => {
      const bank = bankRow({ version: nextBank() });
      await db.examBank.create({ data: bank });
      return as("certification-officer", "/exam-sittings", {
        bankId: bank.id,
        day: today("Asia/Phnom_Penh"),
        startsAt: "09:00",
        timeZone: "Asia/Phnom_Penh",
        place: "Siem Reap",
        minutes: "90",
        invigilator: (await fresh.someone()).username,
        "draw.time-use": "1",
      });
    },
  },
  "/exam-sittings/:sittingId": {
    admit: () =>
      sitting(
        (candidacyId) => ({
          intent: "admit",
          candidacyId,
          extraMinutes: "30",
          "arrangements[]": ["reader"],
          note: "",
          otherLanguage: "yes",
        }),
        false,
      ),
    remove: () => sitting((_candidacy, scriptId) => ({ intent: "remove", scriptId })),
    invigilator: async () => {
      const { username } = await fresh.someone();
      return sitting(() => ({ intent: "invigilator", invigilator: username }));
    },
    move: async () => {
      const { username } = await fresh.someone();
      return sitting(
        () => ({
          intent: "move",
          day: today("Asia/Phnom_Penh"),
          startsAt: "14:00",
          timeZone: "Asia/Phnom_Penh",
          place: "Siem Reap, room 9",
          invigilator: username,
        }),
        true,
        { openedAt: null },
      );
    },
    correct: async () => {
      const bank = bankRow({ programme: "management", language: "km", version: nextBank() });
      await db.examBank.create({ data: bank });
      const ask = () => ({ intent: "correct", bankId: bank.id, "draw.time-use": "1" });
      return sitting(ask, false);
    },
    close: () =>
      sitting(() => ({ intent: "close" }), true, {
        day: addDays(today(), -1),
        openedAt: new Date(Date.now() - 24 * 3_600_000),
      }),
    cancel: () => sitting(() => ({ intent: "cancel", reason: "The room is not free" })),
    release: async () => {
      const { sittingId } = await marking({ answered: false });
      return as("certification-officer", paths.sitting(sittingId), { intent: "release" });
    },
    remark: async () => {
      const { sittingId, scriptId } = await marking({ again: true });
      return as("certification-officer", paths.sitting(sittingId), { intent: "remark", scriptId });
    },
    void: async () => {
      const { sittingId, itemId } = await marking({ answered: false });
      return as("certification-officer", paths.sitting(sittingId), {
        intent: "void",
        itemId,
        reason: "Both answers can be argued",
      });
    },
    "count a script after all": async () => {
      const { sittingId, scriptId } = await marking();
      const data = { voidedAt: new Date(), voidReason: "power", voidWords: "Of another number" };
      await db.examScript.update({ where: { id: scriptId }, data });
      return as("certification-officer", paths.sitting(sittingId), { intent: "count-script", scriptId });
    },
    "void a script": async () => {
      const { sittingId, scriptId } = await marking();
      return as("certification-officer", paths.sitting(sittingId), {
        intent: "void-script",
        scriptId,
        why: "illness",
        happened: "Taken to the clinic",
      });
    },
  },
  "/exam-keying/:sheetId": {
    "type in": async () =>
      as("cohort-administrator", paths.keySheet(await sheetToKey()), { "shown[]": ["1"], a1: "true" }),
  },
  "/script-pages/:pagesId": {
    add: async () => ({
      ...(await pages(() => ({ intent: "add" }))),
      file: { name: "files[]", bytes: Buffer.from(await (await PDFDocument.create()).save()) },
    }),
    remove: () => pages((fileId) => ({ intent: "remove", fileId, reason: "Of another script" })),
  },
  "/exam-marking/:workId": {
    mark: async () => {
      const { scriptId } = await marking();
      return as("assessor", paths.markScript(scriptId), { "points.1": "0,5" });
    },
  },
  "/invigilate/:roomId": {
    check: () => room((scriptId) => ({ intent: "check", scriptId, identity: "passport" })),
    open: () => room(() => ({ intent: "open" }), { openedAt: null }),
    close: () => room(() => ({ intent: "close" })),
    "hand out": () =>
      room((scriptId) => ({ intent: "hand-out", scriptId }), { onPaper: true }, { onPaper: true }),
    collect: () =>
      room(
        (scriptId) => ({ intent: "collect", scriptId }),
        { onPaper: true },
        { onPaper: true, ...writing() },
      ),
    record: () =>
      room(
        (scriptId) => ({
          intent: "record",
          reason: "There was no line that day",
          [`came.${scriptId}`]: "yes",
          [`identity.${scriptId}`]: "passport",
          [`from.${scriptId}`]: "09:00",
          [`until.${scriptId}`]: "10:00",
        }),
        { onPaper: true, openedAt: null, day: addDays(today(), -3) },
        { onPaper: true, checkedAt: null },
      ),
    "void a script": () =>
      room(
        (scriptId) => ({ intent: "void-script", scriptId, why: "power", happened: "No light from ten on" }),
        {},
        writing(),
      ),
    incident: () => room(() => ({ intent: "incident", number: "", words: "The lights went out" })),
  },
  "/my-exams/:scriptId": {
    begin: () => exam({ intent: "begin", opening: CODE }, {}),
    save: () => exam({ intent: "save", "shown[]": ["1"], a1: "true" }),
    submit: () => exam({ intent: "submit", "shown[]": ["1"], a1: "true" }),
    "submit-anyway": () => exam({ intent: "submit-anyway", "shown[]": ["1"], a1: "" }),
  },
  "/my-exams/:scriptId/answers": {
    save: async () => {
      const scene = await exam({ "shown[]": ["1"], a1: "true" });
      return { ...scene, path: `${scene.path}/answers` };
    },
  },
  "/suspension-proposals": {
    propose: async () => {
      const { id } = await certified();
      const { number } = await db.certification.findUniqueOrThrow({ where: { id } });
      const { actor, cookie } = await fresh.staff("assessor");
      await db.certification.create({
        data: certificationRow(actor.personId, {
          schemeId: MASTER_SCHEME.id,
          validUntil: addYears(today(), 2),
        }),
      });
      const fields = {
        number,
        ground: "quality",
        reason: "Twice he read the slides aloud",
        evidence: "The sheets of both days, folder 4",
      };
      return { path: "/suspension-proposals", cookie, fields };
    },
  },
  "/suspension-proposals/:proposalId": {
    suspend: () => proposed({ intent: "suspend", until: addDays(today(), 60) }),
    decline: () => proposed({ intent: "decline" }),
  },
  "/complaint-register/:complaintId": {
    acknowledge: () => complaint({ intent: "acknowledge", words: "We look into it" }),
    answer: () => complaint({ intent: "answer", words: "Which day was it?" }),
    note: () => complaint({ intent: "inside", words: "Ask the branch" }),
    concerns: async () => complaint({ intent: "concerns", username: (await fresh.learner()).username }),
    link: async () => {
      const { id } = await certified();
      const { number } = await db.certification.findUniqueOrThrow({ where: { id } });
      return complaint({ intent: "link", target: number });
    },
    "link the suspension": async () => {
      const { id } = await certified();
      const [factId = ""] = await withFacts(id, [{ kind: "suspended", day: today() }]);
      return complaint({ intent: "suspension", factId }, { links: linkedWith("certification", id) });
    },
    "take a link away": () =>
      complaint({ intent: "unlink", link: "course:managers" }, { links: linkedWith("course", "managers") }),
    decide: () => complaint({ intent: "decide", outcome: "partly", words: "The fee is paid back" }, read),
  },
  "/cohorts/:cohortId/hand-over": {
    record: () => handOver({ intent: "record", handedOn: today() }),
    print: () => handOver({ intent: "print", which: "new" }),
    "take back": () => handOver({ intent: "take-back" }),
  },
  "/certificates/issued/:certificateId": {
    correct: correction,
    "propose to revoke": () => issued({ intent: "propose-ending", as: "revoked", reason: "Bought" }),
    "say that it was issued in error": async () =>
      as("cohort-administrator", paths.issuedCertificate((await fresh.certificate()).certificateId), {
        intent: "propose-ending",
        as: "in-error",
        reason: "Another person",
      }),
    "confirm the ending": () => toEnd({ intent: "confirm-ending", as: "revoked" }),
    "take the ending back": () => toEnd({ intent: "take-back-ending" }),
    ...paperForms(coursePaper),
  },
};
