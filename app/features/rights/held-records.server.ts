import { erasedName } from "#app/features/identity/erased-account.ts";
import { SAID_AMONG_STAFF } from "#app/features/audit/said-among-staff.ts";
import { forgetHolder } from "#app/features/certification/forget-holder.server.ts";
import type { NameKey } from "#app/features/certification/name-hash.server.ts";
import { readGiven } from "#app/features/trainers/exams/exam-scripts.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, type Prisma, type Tx } from "#app/infra/db.server.ts";
import type { HeldKind } from "./held-records.ts";

type Reading = (tx: Tx, personId: string) => Promise<unknown[]>;
type Erasure = (tx: Tx, personId: string, files: ErasedFiles, key: NameKey) => Promise<unknown>;

/** Files that go once the erasure is committed: certificates by hash, evidence by id. */
export type ErasedFiles = { certificates: string[]; evidence: string[] };

type AtAddress = {
  applications: Prisma.ApplicationWhereInput;
  mails: Prisma.OutboxMessageWhereInput;
};

/**
 * What came in under the person's address before anybody knew whose it was. It is erased with them, and not handed
 * out: nobody has proved that the address they typed is theirs.
 */
async function atAddressOf(tx: Tx, id: string): Promise<AtAddress> {
  const { email } = await tx.person.findUniqueOrThrow({ where: { id }, select: { email: true } });
  const own = { personId: id };
  if (!email) return { applications: own, mails: own };
  return {
    applications: { OR: [own, { personId: null, email }] },
    mails: { OR: [own, { personId: null, address: email }] },
  };
}

/**
 * Where an organisation gave them to be rung. No account is behind a contact, so they are found by the address, or by
 * the number together with the name, for a number is often an office's. Handed out where they work or worked: nobody
 * has proved that the address is theirs.
 */
async function contactsOf(tx: Tx, id: string): Promise<Prisma.OrganisationContactWhereInput> {
  const { name, email, phone } = await tx.person.findUniqueOrThrow({
    where: { id },
    select: { name: true, email: true, phone: true },
  });
  return { OR: [...(email ? [{ email }] : []), ...(phone ? [{ phone, name }] : [])] };
}

const partOf = (id: string) => ({ OR: [{ keptId: id }, { goneId: id }] });

const deputyshipsOf = (personId: string) => ({ OR: [{ principalId: personId }, { deputyId: personId }] });

const panelsAbout = (personId: string): Prisma.PanelWhereInput => ({
  OR: [{ certification: { personId } }, { candidacy: { personId } }],
});

/** What happened at an exam names its candidate by the number drawn for them there. */
async function incidentsOf(tx: Tx, personId: string): Promise<Prisma.ExamIncidentWhereInput> {
  const theirs = await tx.examScript.findMany({
    where: { candidacy: { personId } },
    select: { sittingId: true, number: true },
  });
  return { OR: theirs };
}

/** Points and comments, without the item each is of. */
const withMarksOnceReleased = <Script extends Marked>({ marks, ...script }: Script) => ({
  ...script,
  marks: script.releasedAt
    ? marks.map(({ marks, ...round }) => ({
        ...round,
        given: readGiven(marks).map(({ points, comment }) => ({ points, comment })),
      }))
    : [],
});
type Marked = { releasedAt: Date | null; marks: { round: number; marks: string; at: Date }[] };

/** Several rows of one kind are told apart by the table they are of. */
const named = (table: string, rows: unknown[]) => rows.map((row) => ({ table, ...(row as object) }));

/** What is held, as it is handed out: all of it but secrets (they are kept as hashes, and are nobody's to read). */
const READ_HELD: Record<HeldKind, Reading> = {
  account: (tx, id) => tx.person.findMany({ where: { id }, omit: { passwordHash: true, searchText: true } }),
  notices: (tx, personId) => tx.noticeAcceptance.findMany({ where: { personId } }),
  "places-of-work": (tx, personId) =>
    tx.affiliation.findMany({
      where: { personId },
      include: { organisation: { select: { name: true } }, unit: { select: { name: true } } },
    }),
  roles: async (tx, personId) => [
    ...named("RoleAssignment", await tx.roleAssignment.findMany({ where: { personId } })),
    ...named("Deputyship", await tx.deputyship.findMany({ where: deputyshipsOf(personId) })),
    ...named("DeputyAct", await tx.deputyAct.findMany({ where: { principalId: personId } })),
  ],
  "contact-for": async (tx, id) =>
    tx.organisationContact.findMany({
      where: {
        AND: [await contactsOf(tx, id), { organisation: { affiliations: { some: { personId: id } } } }],
      },
      include: { organisation: { select: { name: true } } },
    }),
  devices: (tx, personId) => tx.session.findMany({ where: { personId }, omit: { id: true } }),
  "ways-in": async (tx, personId) => [
    ...named("SignInCode", await tx.signInCode.findMany({ where: { personId }, omit: { codeHash: true } })),
    ...named(
      "PersonToken",
      await tx.personToken.findMany({ where: { personId }, omit: { tokenHash: true } }),
    ),
    ...named(
      "CalendarFeed",
      await tx.calendarFeed.findMany({ where: { personId }, omit: { tokenHash: true } }),
    ),
  ],
  mails: (tx, personId) =>
    tx.outboxMessage.findMany({
      where: { personId },
      omit: { key: true },
      include: { inbox: true, told: { omit: { toldBy: true } } },
    }),
  "message-choices": async (tx, personId) => [
    ...named("InboxOnly", await tx.inboxOnly.findMany({ where: { personId } })),
    ...named("Digest", await tx.digest.findMany({ where: { personId } })),
  ],
  enrolments: (tx, personId) =>
    tx.enrolment.findMany({
      where: { personId },
      include: { cohort: { select: { name: true, startDate: true, endDate: true, place: true } } },
    }),
  "units-done": (tx, personId) => tx.unitMark.findMany({ where: { enrolment: { personId } } }),
  tests: async (tx, personId) => [
    ...named(
      "Attempt",
      await tx.attempt.findMany({
        where: { enrolment: { personId } },
        omit: { seed: true },
        include: { answers: true },
      }),
    ),
    ...named(
      "AttemptPermission",
      await tx.attemptPermission.findMany({ where: { enrolment: { personId } } }),
    ),
    ...named(
      "CohortTestResult",
      await tx.cohortTestResult.findMany({ where: { enrolment: { personId } }, omit: { recordedBy: true } }),
    ),
  ],
  "action-plans": async (tx, personId) => {
    const where = { enrolment: { personId } };
    return [
      ...named("ActionPlan", await tx.actionPlan.findMany({ where })),
      ...named("ActionPlanGoal", await tx.actionPlanGoal.findMany({ where })),
      ...named("FollowUp", await tx.followUp.findMany({ where, omit: { tokenHash: true } })),
    ];
  },
  attendance: (tx, personId) => tx.attendanceMark.findMany({ where: { enrolment: { personId } } }),
  "attendance-changes": (tx, personId) =>
    tx.attendanceChange.findMany({ where: { enrolment: { personId } } }),
  "days-evaluated": (tx, personId) => tx.evaluationVoter.findMany({ where: { enrolment: { personId } } }),
  fees: (tx, personId) =>
    tx.feeLine.findMany({ where: { enrolment: { personId } }, omit: { changedBy: true } }),
  travel: async (tx, personId) => [
    ...named("TravelNeeds", await tx.travelNeeds.findMany({ where: { enrolment: { personId } } })),
    ...named("Passport", await tx.passport.findMany({ where: { enrolment: { personId } } })),
  ],
  "sessions-held": (tx, personId) => tx.halfDayTrainer.findMany({ where: { personId } }),
  applications: (tx, personId) =>
    tx.application.findMany({
      where: { personId },
      omit: { searchText: true },
      include: { scores: { omit: { scorerId: true } } },
    }),
  certificates: (tx, personId) =>
    tx.certificate.findMany({
      where: { personId },
      include: { papers: { omit: { recordedBy: true } }, credential: true },
    }),
  candidacies: (tx, personId) =>
    tx.candidacy.findMany({
      where: { personId },
      include: { events: { omit: { recordedBy: true } }, files: { omit: { addedBy: true } } },
    }),
  // What an assessor says before the result stands is not yet said to the candidate.
  observations: (tx, personId) =>
    tx.observation.findMany({
      where: { personId, settledAt: { not: null } },
      omit: { plannedBy: true, draw: true },
      include: {
        ratings: {
          omit: { assessorId: true, assignedBy: true, saves: true, replacedBy: true, replaceReason: true },
          include: { entries: { where: { late: false } } },
        },
        agreed: { omit: { proposedBy: true, signedBy: true } },
      },
    }),
  // Which questions somebody got stays secret; what markers gave is theirs once the result is released.
  exams: async (tx, personId) => {
    const scripts = await tx.examScript.findMany({
      where: { candidacy: { personId } },
      omit: { seed: true, paper: true, checkedBy: true, voidedBy: true },
      include: {
        answers: { select: { value: true, savedAt: true } },
        marks: { select: { round: true, marks: true, at: true }, orderBy: { round: "asc" } },
        keyings: { select: { turn: true, keyedAt: true } },
        scans: { omit: { addedBy: true, removedBy: true } },
        sitting: { select: { day: true, place: true } },
      },
    });
    const incidents = await tx.examIncident.findMany({
      where: await incidentsOf(tx, personId),
      omit: { by: true },
    });
    return [...named("ExamScript", scripts.map(withMarksOnceReleased)), ...named("ExamIncident", incidents)];
  },
  certifications: async (tx, personId) => [
    ...named(
      "Certification",
      await tx.certification.findMany({
        where: { personId },
        include: {
          facts: { where: { kind: { notIn: [...SAID_AMONG_STAFF] } }, omit: { recordedBy: true } },
          papers: { omit: { addedBy: true } },
        },
      }),
    ),
    // What a panel says is its own until it has decided, and what ties somebody to a case is that person's.
    ...named(
      "Panel",
      await tx.panel.findMany({
        where: { ...panelsAbout(personId), outcome: { not: null } },
        omit: { calledBy: true, closedBy: true },
        include: {
          seats: {
            where: { withdrawnAt: null, conflict: "" },
            select: { name: true, employer: true, vote: true, words: true },
          },
        },
      }),
    ),
    ...named(
      "PanelSeat",
      await tx.panelSeat.findMany({ where: { personId }, omit: { tokenHash: true, seatedBy: true } }),
    ),
    ...named(
      "RenewalEvidence",
      await tx.renewalEvidence.findMany({ where: { personId }, omit: { recordedBy: true } }),
    ),
    // That one was decided on; who proposed it, and what still waits, is not theirs to read.
    ...named(
      "SuspensionProposal",
      await tx.suspensionProposal.findMany({
        where: { certification: { personId }, decidedAt: { not: null } },
        select: { id: true, ground: true, proposedOn: true, outcome: true, answer: true },
      }),
    ),
  ],
  attestations: async (tx, personId) => [
    ...named("Attestation", await tx.attestation.findMany({ where: { personId } })),
    ...named(
      "Leave",
      await tx.leave.findMany({
        where: { personId },
        omit: { recordedBy: true },
        include: { ends: { omit: { recordedBy: true } } },
      }),
    ),
    ...named(
      "RefresherMark",
      await tx.refresherMark.findMany({ where: { personId }, omit: { recordedBy: true } }),
    ),
  ],
  // That one was decided about them; who complained, and what is still looked into, is not theirs to read.
  complaints: (tx, personId) =>
    tx.complaint.findMany({
      where: { decidedOn: { not: null }, concerns: { some: { personId } } },
      select: { about: true, receivedOn: true, decidedOn: true, outcome: true },
    }),
  roster: (tx, personId) => tx.rosterConsent.findMany({ where: { personId } }),
  "name-changes": (tx, personId) => tx.nameChange.findMany({ where: { personId } }),
  merges: (tx, id) =>
    tx.personMerge.findMany({
      where: partOf(id),
      omit: { proposedBy: true, decidedBy: true, undoneBy: true },
    }),
  "data-requests": (tx, personId) => tx.dataRequest.findMany({ where: { personId } }),
  trail: (tx, personId) =>
    tx.auditEntry.findMany({
      where: { OR: [{ actorId: personId }, { subjectKind: "person", subjectId: personId }] },
      orderBy: { id: "asc" },
    }),
};

/** How much there is of each; the account is one. */
const COUNT_HELD: Record<HeldKind, (tx: Tx, personId: string) => Promise<number>> = {
  account: () => Promise.resolve(1),
  notices: (tx, personId) => tx.noticeAcceptance.count({ where: { personId } }),
  "places-of-work": (tx, personId) => tx.affiliation.count({ where: { personId } }),
  roles: async (tx, personId) =>
    (await tx.roleAssignment.count({ where: { personId } })) +
    (await tx.deputyship.count({ where: deputyshipsOf(personId) })) +
    (await tx.deputyAct.count({ where: { principalId: personId } })),
  "contact-for": async (tx, id) => tx.organisationContact.count({ where: await contactsOf(tx, id) }),
  devices: (tx, personId) => tx.session.count({ where: { personId } }),
  "ways-in": async (tx, personId) =>
    (await tx.signInCode.count({ where: { personId } })) +
    (await tx.personToken.count({ where: { personId } })) +
    (await tx.calendarFeed.count({ where: { personId } })),
  mails: async (tx, personId) => tx.outboxMessage.count({ where: (await atAddressOf(tx, personId)).mails }),
  "message-choices": async (tx, personId) =>
    (await tx.inboxOnly.count({ where: { personId } })) + (await tx.digest.count({ where: { personId } })),
  enrolments: (tx, personId) => tx.enrolment.count({ where: { personId } }),
  "units-done": (tx, personId) => tx.unitMark.count({ where: { enrolment: { personId } } }),
  tests: async (tx, personId) =>
    (await tx.attempt.count({ where: { enrolment: { personId } } })) +
    (await tx.attemptPermission.count({ where: { enrolment: { personId } } })) +
    (await tx.cohortTestResult.count({ where: { enrolment: { personId } } })),
  "action-plans": async (tx, personId) => {
    const where = { enrolment: { personId } };
    const goals = await tx.actionPlanGoal.count({ where });
    return goals + (await tx.actionPlan.count({ where })) + (await tx.followUp.count({ where }));
  },
  attendance: (tx, personId) => tx.attendanceMark.count({ where: { enrolment: { personId } } }),
  "attendance-changes": (tx, personId) => tx.attendanceChange.count({ where: { enrolment: { personId } } }),
  "days-evaluated": (tx, personId) => tx.evaluationVoter.count({ where: { enrolment: { personId } } }),
  fees: (tx, personId) => tx.feeLine.count({ where: { enrolment: { personId } } }),
  travel: async (tx, personId) =>
    (await tx.travelNeeds.count({ where: { enrolment: { personId } } })) +
    (await tx.passport.count({ where: { enrolment: { personId } } })),
  "sessions-held": (tx, personId) => tx.halfDayTrainer.count({ where: { personId } }),
  applications: async (tx, personId) =>
    tx.application.count({ where: (await atAddressOf(tx, personId)).applications }),
  certificates: (tx, personId) => tx.certificate.count({ where: { personId } }),
  candidacies: (tx, personId) => tx.candidacy.count({ where: { personId } }),
  observations: (tx, personId) => tx.observation.count({ where: { personId } }),
  exams: async (tx, personId) =>
    (await tx.examScript.count({ where: { candidacy: { personId } } })) +
    (await tx.examIncident.count({ where: await incidentsOf(tx, personId) })),
  certifications: async (tx, personId) =>
    (await tx.certification.count({ where: { personId } })) +
    (await tx.panel.count({ where: panelsAbout(personId) })) +
    (await tx.panelSeat.count({ where: { personId } })) +
    (await tx.renewalEvidence.count({ where: { personId } })),
  attestations: async (tx, personId) =>
    (await tx.attestation.count({ where: { personId } })) +
    (await tx.leave.count({ where: { personId } })) +
    (await tx.refresherMark.count({ where: { personId } })),
  complaints: (tx, personId) =>
    tx.complaint.count({ where: { decidedOn: { not: null }, concerns: { some: { personId } } } }),
  roster: (tx, personId) => tx.rosterConsent.count({ where: { personId } }),
  "name-changes": (tx, personId) => tx.nameChange.count({ where: { personId } }),
  merges: (tx, id) => tx.personMerge.count({ where: partOf(id) }),
  "data-requests": (tx, personId) => tx.dataRequest.count({ where: { personId } }),
  trail: (tx, personId) =>
    tx.auditEntry.count({
      where: { OR: [{ actorId: personId }, { subjectKind: "person", subjectId: personId }] },
    }),
};

const nothing: Erasure = () => Promise.resolve();

/** What an erasure does; the account goes last, for its address finds the rest. `kept` does nothing. */
export const ERASE_HELD: Record<HeldKind, Erasure> = {
  // The row is what enrolments and certificates hang on; nothing in it says who it was.
  account: (tx, id) =>
    tx.person.update({
      where: { id },
      data: {
        ...namelessAccount(id),
        email: null,
        phone: null,
        printedName: null,
        printedNameLocal: null,
        nameConfirmedAt: null,
        sex: null,
        country: null,
        passwordHash: null,
        noticeVersion: null,
        theme: "system",
        timeZone: "UTC",
        deactivatedAt: now(),
      },
    }),
  notices: (tx, personId) => tx.noticeAcceptance.deleteMany({ where: { personId } }),
  "places-of-work": (tx, personId) => tx.affiliation.deleteMany({ where: { personId } }),
  /** What was decided on their behalf stays said of the account, which names nobody any more. */
  roles: async (tx, personId) => {
    await tx.deputyship.deleteMany({ where: deputyshipsOf(personId) });
    await tx.roleAssignment.deleteMany({ where: { personId } });
  },
  "contact-for": async (tx, id) => tx.organisationContact.deleteMany({ where: await contactsOf(tx, id) }),
  devices: (tx, personId) => tx.session.deleteMany({ where: { personId } }),
  "ways-in": async (tx, personId) => {
    await tx.signInCode.deleteMany({ where: { personId } });
    await tx.personToken.deleteMany({ where: { personId } });
    await tx.calendarFeed.deleteMany({ where: { personId } });
  },
  mails: async (tx, personId) =>
    tx.outboxMessage.deleteMany({ where: (await atAddressOf(tx, personId)).mails }),
  "message-choices": async (tx, personId) => {
    await tx.inboxOnly.deleteMany({ where: { personId } });
    await tx.digest.deleteMany({ where: { personId } });
  },
  enrolments: (tx, personId) => tx.enrolment.updateMany({ where: { personId }, data: { sortName: "" } }),
  "units-done": (tx, personId) => tx.unitMark.deleteMany({ where: { enrolment: { personId } } }),
  tests: async (tx, personId) => {
    await tx.answer.deleteMany({ where: { attempt: { enrolment: { personId } } } });
    await tx.attempt.deleteMany({ where: { enrolment: { personId } } });
    await tx.attemptPermission.deleteMany({ where: { enrolment: { personId } } });
    await tx.cohortTestResult.deleteMany({ where: { enrolment: { personId } } });
  },
  "action-plans": async (tx, personId) => {
    const where = { enrolment: { personId } };
    await tx.actionPlan.deleteMany({ where });
    await tx.actionPlanGoal.deleteMany({ where });
    await tx.followUp.deleteMany({ where });
  },
  attendance: nothing,
  "attendance-changes": (tx, personId) =>
    tx.attendanceChange.deleteMany({ where: { enrolment: { personId } } }),
  "days-evaluated": (tx, personId) => tx.evaluationVoter.deleteMany({ where: { enrolment: { personId } } }),
  // What was owed and paid stays for the books; who pays may be the person themselves.
  fees: (tx, personId) => tx.feeLine.updateMany({ where: { enrolment: { personId } }, data: { payer: "" } }),
  travel: async (tx, personId) => {
    await tx.travelNeeds.deleteMany({ where: { enrolment: { personId } } });
    await tx.passport.deleteMany({ where: { enrolment: { personId } } });
  },
  "sessions-held": nothing,
  applications: async (tx, personId) => {
    const { applications } = await atAddressOf(tx, personId);
    await tx.applicationLink.deleteMany({ where: { application: applications } });
    await tx.applicationScore.deleteMany({ where: { application: applications } });
    await tx.application.deleteMany({ where: applications });
  },
  certificates: async (tx, personId, files, key) => {
    files.certificates.push(...(await forgetHolder(tx, personId, key)));
  },
  // Number, days and status stay, for whoever holds the paper; words about the person go.
  certifications: async (tx, personId, files) => {
    const papers = await tx.renewalEvidence.findMany({ where: { personId }, select: { id: true } });
    files.evidence.push(...papers.map(({ id }) => id));
    await tx.renewalEvidence.updateMany({ where: { personId }, data: { note: "", file: null } });
    await tx.certificationFact.updateMany({ where: { certification: { personId } }, data: { reason: "" } });
    const ofTheirs = { certification: { personId } };
    await tx.suspensionProposal.updateMany({
      where: ofTheirs,
      data: { reason: "", evidence: "", answer: "" },
    });
    const past = await tx.certificationPaper.findMany({ where: ofTheirs, select: { sha256: true } });
    await tx.certificationPaper.deleteMany({ where: ofTheirs });
    for (const { sha256 } of past)
      if ((await tx.certificationPaper.count({ where: { sha256 } })) === 0) files.certificates.push(sha256);
    const about = panelsAbout(personId);
    await tx.panelSeat.updateMany({
      where: { OR: [{ panel: about }, { personId }] },
      data: { words: "", conflict: "", email: "", tokenHash: null },
    });
    await tx.panelSeat.updateMany({ where: { personId }, data: { name: "" } });
    await tx.panel.updateMany({ where: about, data: { reason: "", minutes: "" } });
    await tx.certification.updateMany({ where: { personId }, data: { basis: "" } });
  },
  // Acts, days and scores stay: a decision rests on them, and they name nobody. Words and papers go.
  candidacies: async (tx, personId, files) => {
    const of = { candidacy: { personId } };
    await tx.candidacyEvent.updateMany({ where: of, data: { reason: "" } });
    const said = await tx.candidacyEvent.findMany({
      where: { ...of, kind: { in: ["document", "observation"] } },
      select: { id: true, body: true },
    });
    for (const { id, body } of said) {
      const { words, notes, ...rest } = JSON.parse(body) as { words?: string; notes?: string };
      const emptied = {
        ...rest,
        ...(words === undefined ? {} : { words: "" }),
        ...(notes === undefined ? {} : { notes: "" }),
      };
      await tx.candidacyEvent.update({ where: { id }, data: { body: JSON.stringify(emptied) } });
    }
    const papers = await tx.candidacyFile.findMany({ where: of, select: { sha256: true } });
    await tx.candidacyFile.deleteMany({ where: of });
    for (const { sha256 } of papers)
      if ((await tx.candidacyFile.count({ where: { sha256 } })) === 0) files.certificates.push(sha256);
  },
  // Scores and minutes stay with the decision; words go.
  observations: async (tx, personId) => {
    const observation = { personId };
    await tx.ratingEntry.updateMany({ where: { rating: { observation } }, data: { text: "" } });
    await tx.observationRating.updateMany({
      where: { observation },
      data: { exception: "", replaceReason: "", video: "" },
    });
    await tx.agreedRating.updateMany({ where: { observation }, data: { reason: "" } });
    await tx.observation.updateMany({ where: observation, data: { place: "", cancelReason: "" } });
  },
  exams: async (tx, personId, files) => {
    const script = { candidacy: { personId } };
    const scans = await tx.examScan.findMany({ where: { script }, select: { sha256: true } });
    await tx.examScan.deleteMany({ where: { script } });
    for (const { sha256 } of scans)
      if ((await tx.examScan.count({ where: { sha256 } })) === 0) files.certificates.push(sha256);
    await tx.examKeying.deleteMany({ where: { script } });
    await tx.examAnswer.deleteMany({ where: { script } });
    await tx.examMark.deleteMany({ where: { script } });
    await tx.examIncident.updateMany({ where: await incidentsOf(tx, personId), data: { words: "" } });
    await tx.examScript.updateMany({
      where: script,
      data: { note: "", arrangements: "[]", identity: null, voidWords: "" },
    });
  },
  // Which employer stood behind a number names nobody; when somebody was away is theirs.
  attestations: async (tx, personId) => {
    await tx.leave.deleteMany({ where: { personId } });
    await tx.refresherMark.deleteMany({ where: { personId } });
  },
  // The complaint is somebody else's; that it concerned them goes.
  complaints: (tx, personId) => tx.complaintConcern.deleteMany({ where: { personId } }),
  roster: (tx, personId) => tx.rosterConsent.deleteMany({ where: { personId } }),
  "name-changes": async (tx, personId, files) => {
    const rows = await tx.nameChange.findMany({ where: { personId }, select: { id: true } });
    files.evidence.push(...rows.map(({ id }) => id));
    await tx.nameChange.deleteMany({ where: { personId } });
  },
  merges: (tx, id) => tx.personMerge.deleteMany({ where: partOf(id) }),
  "data-requests": (tx, personId) => tx.dataRequest.updateMany({ where: { personId }, data: { words: "" } }),
  trail: nothing,
};

/** What stands where a name must stand. */
function namelessAccount(id: string) {
  const name = erasedName(id);
  return { name, username: name, searchText: name };
}

export async function countHeld(kind: HeldKind, accounts: string[], tx: Tx = db): Promise<number> {
  let count = 0;
  for (const id of accounts) count += await COUNT_HELD[kind](tx, id);
  return count;
}

export async function readHeld(kind: HeldKind, accounts: string[], tx: Tx = db): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (const id of accounts) rows.push(...(await READ_HELD[kind](tx, id)));
  return rows;
}
