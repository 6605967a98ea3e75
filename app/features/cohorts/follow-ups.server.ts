import { recordAudit } from "#app/features/audit/record.server.ts";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { planOf, type Prompt } from "#app/features/learning/action-plans.server.ts";
import type { EnrolmentFacts } from "#app/features/learning/enrolment-facts.ts";
import { courseTitle, unitTitle, type Title } from "#app/features/learning/titles.ts";
import { courseVersion } from "#app/features/catalogue/courses.server.ts";
import { enqueue, notify } from "#app/features/notifications/outbox.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Tx } from "#app/infra/db.server.ts";
import { newSecret, sha256 } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { CohortFacts } from "./cohorts.server.ts";
import {
  CONFIRMATIONS,
  countFollowUps,
  dueOn,
  FOLLOW_UPS,
  followUpPhase,
  goalKey,
  isFollowed,
  readGoalAnswers,
  type Confirmation,
  type FollowUpCounts,
  type FollowUpMonths,
  type FollowUpPhase,
  type GoalAnswers,
} from "./follow-up.ts";
import type { ConfirmForm, FollowUpForm } from "./follow-up-forms.ts";

const FOLLOWED = { status: { notIn: ["withdrawn", "no-show", "deferred"] } };
const confirmationOf = (text: string | null): Confirmation | null =>
  CONFIRMATIONS.find((each) => each === text) ?? null;

// ── the learner's own ───────────────────────────────────────────────────────────────────────────────

export type OwnFollowUp = {
  months: FollowUpMonths;
  dueOn: string;
  phase: FollowUpPhase;
  answer: {
    goals: GoalAnswers;
    supervisorName: string;
    supervisorEmail: string;
    confirmation: Confirmation | null;
    comment: string;
  } | null;
};

export async function myFollowUps({ id, cohort }: EnrolmentFacts): Promise<OwnFollowUp[]> {
  const rows = await db.followUp.findMany({ where: { enrolmentId: id } });
  const day = today(cohort.timeZone);
  return FOLLOW_UPS.map((months) => {
    const row = rows.find((each) => each.months === months);
    return {
      months,
      dueOn: dueOn(cohort.endDate, months),
      phase: followUpPhase(cohort.endDate, months, day),
      answer: row
        ? {
            goals: readGoalAnswers(row.goals),
            supervisorName: row.supervisorName,
            supervisorEmail: row.supervisorEmail,
            confirmation: confirmationOf(row.confirmation),
            comment: row.comment,
          }
        : null,
    };
  });
}

/** The goals that were written, in the order of the course. */
export async function goalsOf(enrolment: EnrolmentFacts): Promise<Prompt[]> {
  const { prompts } = await planOf(enrolment);
  return prompts.filter(({ goal }) => goal !== null);
}

/**
 * Keeps the answer, again as long as it is open and nobody has confirmed it. A supervisor is written to when one is named,
 * or when another one is: the link of the one before is then worth nothing.
 */
export async function answerFollowUp(
  actor: Actor,
  enrolment: EnrolmentFacts,
  months: FollowUpMonths,
  answers: GoalAnswers,
  form: FollowUpForm,
): Promise<Result<void>> {
  const { id: enrolmentId, cohort, status } = enrolment;
  const phase = followUpPhase(cohort.endDate, months, today(cohort.timeZone));
  if (!isFollowed(status) || phase !== "open")
    return refuse(`follow-up.${phase === "open" ? "over" : phase}`);
  const { supervisorName, supervisorEmail } = form;
  return inTransaction(async (tx) => {
    const key = { enrolmentId_months: { enrolmentId, months } };
    const before = await tx.followUp.findUnique({ where: key });
    if (before?.confirmedAt) return refuse("follow-up.confirmed");
    const secret = supervisorEmail ? newSecret() : null;
    const row = {
      goals: JSON.stringify(answers),
      answeredAt: now(),
      supervisorName,
      supervisorEmail,
      tokenHash: secret && sha256(secret),
      askedAt: secret ? now() : null,
    };
    await tx.followUp.upsert({
      where: key,
      update: row,
      create: { enrolmentId, months, ...row, comment: "" },
    });
    await recordAudit(tx, actor, "enrolment.followed-up", { kind: "enrolment", id: enrolmentId }, { months });
    if (secret) await askSupervisor(tx, actor, enrolment, form, secret);
    return ok(undefined);
  });
}

async function askSupervisor(
  tx: Tx,
  actor: Actor,
  enrolment: EnrolmentFacts,
  { supervisorName, supervisorEmail }: FollowUpForm,
  secret: string,
): Promise<void> {
  const { t } = wordsFor(actor.locale, actor.timeZone);
  const params = {
    name: supervisorName,
    person: actor.name,
    course: courseTitle(enrolment.version.outline, actor.locale).words,
    link: linkTo(paths.confirmFollowUp(secret)),
  };
  await enqueue(tx, {
    key: `follow-up-confirm:${sha256(secret)}`,
    personId: null,
    address: supervisorEmail,
    kind: "follow-up-confirm",
    locale: actor.locale,
    subject: t("cohorts.mail.confirm.subject", params),
    body: t("cohorts.mail.confirm.body", params),
  });
}

// ── the supervisor's link ───────────────────────────────────────────────────────────────────────────

export type ToConfirm = {
  enrolmentId: string;
  months: number;
  person: string;
  supervisorName: string;
  course: Title;
  goals: { title: Title; goal: string; indicator: string; state: string; note: string }[];
};

/** What a supervisor is asked about; null once the link is used, or was never one. */
export async function toConfirm(secret: string, locale: string): Promise<ToConfirm | null> {
  const row = await db.followUp.findUnique({
    where: { tokenHash: sha256(secret) },
    include: { enrolment: { include: { goals: true, person: { select: { name: true } } } } },
  });
  if (!row) return null;
  const { outline } = (await courseVersion(row.enrolment.courseVersionId))!;
  const answers = readGoalAnswers(row.goals);
  return {
    enrolmentId: row.enrolmentId,
    months: row.months,
    person: row.enrolment.person.name,
    supervisorName: row.supervisorName,
    course: courseTitle(outline, locale),
    goals: row.enrolment.goals.flatMap(({ moduleId, unitId, goal, indicator }) => {
      const answer = answers[goalKey({ moduleId, unitId })];
      return answer
        ? [{ title: unitTitle(outline, moduleId, unitId, locale), goal, indicator, ...answer }]
        : [];
    }),
  };
}

/** Once: the link is used up with it. */
export async function confirmFollowUp(
  secret: string,
  form: ConfirmForm,
  requestId: string,
): Promise<boolean> {
  return inTransaction(async (tx) => {
    const tokenHash = sha256(secret);
    const row = await tx.followUp.findUnique({
      where: { tokenHash },
      select: { enrolmentId: true, months: true },
    });
    const { count } = await tx.followUp.updateMany({
      where: { tokenHash },
      data: { ...form, confirmedAt: now(), tokenHash: null },
    });
    if (!row || count !== 1) return false;
    const subject = { kind: "enrolment", id: row.enrolmentId };
    const detail = { months: row.months, confirmation: form.confirmation };
    await recordAudit(tx, { personId: null, requestId }, "enrolment.follow-up-confirmed", subject, detail);
    return true;
  });
}

// ── the cohort's ────────────────────────────────────────────────────────────────────────────────────

export type CohortFollowUp = FollowUpCounts & {
  months: FollowUpMonths;
  dueOn: string;
  phase: FollowUpPhase;
  people: { enrolmentId: string; name: string; answered: boolean; confirmation: Confirmation | null }[];
};

export async function cohortFollowUps(cohort: CohortFacts): Promise<CohortFollowUp[]> {
  const enrolments = await db.enrolment.findMany({
    where: { cohortId: cohort.id, ...FOLLOWED },
    orderBy: [{ sortName: "asc" }, { id: "asc" }],
    select: {
      id: true,
      person: { select: { name: true } },
      followUps: { select: { months: true, goals: true, confirmation: true } },
    },
  });
  const day = today(cohort.timeZone);
  return FOLLOW_UPS.map((months) => {
    const people = enrolments.map(({ id, person, followUps }) => {
      const row = followUps.find((each) => each.months === months);
      return {
        enrolmentId: id,
        name: person.name,
        row,
        confirmation: confirmationOf(row?.confirmation ?? null),
      };
    });
    const answers = people.flatMap(({ row, confirmation }) =>
      row ? [{ goals: readGoalAnswers(row.goals), confirmation }] : [],
    );
    return {
      months,
      dueOn: dueOn(cohort.endDate, months),
      phase: followUpPhase(cohort.endDate, months, day),
      ...countFollowUps(people.length, answers),
      people: people.map(({ row, ...person }) => ({ ...person, answered: row !== undefined })),
    };
  });
}

/** Writes to everybody who has not answered yet, once a day at most; answers how many. */
export async function askForFollowUp(
  actor: Actor,
  cohort: CohortFacts,
  months: FollowUpMonths,
): Promise<Result<number>> {
  const day = today(cohort.timeZone);
  const phase = followUpPhase(cohort.endDate, months, day);
  if (phase !== "open") return refuse(`follow-up.${phase}`);
  const enrolments = await db.enrolment.findMany({
    where: {
      cohortId: cohort.id,
      ...FOLLOWED,
      followUps: { none: { months } },
    },
    select: {
      id: true,
      person: { select: { id: true, name: true, email: true, locale: true, timeZone: true } },
    },
  });
  await inTransaction(
    async (tx) => {
      for (const { id, person } of enrolments) {
        const { t } = wordsFor(person.locale, person.timeZone);
        const params = {
          name: person.name,
          course: courseTitle(cohort.version.outline, person.locale).words,
          count: months,
          link: linkTo(paths.followUp(id, months)),
        };
        await notify(tx, {
          key: `follow-up:${id}:${months}:${day}`,
          personId: person.id,
          address: person.email,
          kind: "follow-up",
          action: paths.followUp(id, months),
          locale: person.locale,
          subject: t("cohorts.mail.followUp.subject", params),
          body: t("cohorts.mail.followUp.body", params),
        });
      }
      const detail = { months, people: enrolments.length };
      await recordAudit(tx, actor, "cohort.follow-up-asked", { kind: "cohort", id: cohort.id }, detail);
    },
    { timeoutMs: 30_000 },
  );
  return ok(enrolments.length);
}
