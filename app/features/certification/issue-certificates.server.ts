import { findRunCohort, type CohortFacts } from "#app/features/cohorts/cohorts.server.ts";
import { moveEnrolmentTo } from "#app/features/learning/enrolments.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, type Tx } from "#app/infra/db.server.ts";
import { fontsCover } from "#app/infra/font-families.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { refuse, type Refusal } from "#app/lib/result.ts";
import { tellHolder } from "./certificate-mail.server.ts";
import { cohortQualifications, type Qualification } from "./cohort-qualifications.server.ts";
import { draftFacts, secondTexts } from "./draft-facts.server.ts";
import { checkDraft, type FactsDraft } from "./freeze-facts.ts";
import type { CertificateKind } from "./issue-gate.ts";
import { IN_ERROR } from "./certificate-record.server.ts";
import { askedCertificate, endedBefore, type Next } from "./next-certificate.ts";
import { inTemplate, type Template } from "./template.ts";
import { currentTemplate } from "./templates.server.ts";
import { writeCertificate, type CertificateKey } from "./write-certificate.server.ts";

export type Choice = { enrolmentId: string; kind: CertificateKind };

/** `issued` by this act; `held` was there before, from a first click or an earlier act. */
export type Outcome = { enrolmentId: string } & (
  { state: "issued" | "held"; certificateId: string; number: string } | { state: "refused"; reason: Refusal }
);

/**
 * Issues to those chosen, or to all who qualify and hold nothing as good; one transaction a person, so that one
 * refusal holds up nobody else. Twice the same is one certificate. null: the actor does not run such a cohort.
 */
export async function issueCertificates(
  actor: Actor,
  cohortId: string,
  choices: Choice[] | "all-who-qualify",
): Promise<Outcome[] | null> {
  const cohort = await findRunCohort(actor, cohortId);
  if (!cohort) return null;
  const participants = await cohortQualifications(cohort, actor.personId);
  const template = await currentTemplate(cohort.programme, "course");
  const outcomes: Outcome[] = [];
  for (const { participant, next } of choose(participants, choices, today(cohort.timeZone)))
    outcomes.push(await issueTo(actor, cohort, template, participant, next));
  return outcomes;
}

type Chosen = { participant: Qualification; next: Next };

function choose(participants: Qualification[], choices: Choice[] | "all-who-qualify", day: string): Chosen[] {
  if (choices === "all-who-qualify")
    return participants
      .filter(({ next }) => next?.ok)
      .map((participant) => ({ participant, next: participant.next }));
  return choices.flatMap(({ enrolmentId, kind }) => {
    const participant = participants.find((one) => one.enrolmentId === enrolmentId);
    if (!participant) return [];
    return [{ participant, next: askedCertificate(kind, participant.next, participant.facts, day) }];
  });
}

/** `next` as the rule has just said it for this participant. */
export async function issueTo(
  actor: Actor,
  cohort: CohortFacts,
  template: Template | null,
  participant: Qualification,
  next: Next,
): Promise<Outcome> {
  const { enrolmentId, held } = participant;
  if (next === null) {
    const [best] = held.filter(({ revoked }) => !revoked).slice(-1);
    return { enrolmentId, state: "held", certificateId: best!.id, number: best!.number };
  }
  if (!next.ok) return { enrolmentId, state: "refused", reason: next.reason };
  const facts = draftFacts(cohort, participant, next.value, today());
  const made = inTemplate(facts, template, (locale) => secondTexts(cohort.version.outline, locale));
  const draft = made.ok ? checkDraft(made.value, fontsCover) : made;
  if (!draft.ok) return { enrolmentId, state: "refused", reason: draft.reason };
  const key: CertificateKey = {
    personId: participant.person.id,
    courseVersionId: cohort.version.id,
    kind: next.value,
    period: next.value === "attendance-statement" ? cohort.id : "",
  };
  return writeOnce(actor, cohort, participant, key, draft.value);
}

/** The key is unique: of two clicks at once the second finds the first one's certificate, and takes no number. */
async function writeOnce(
  actor: Actor,
  cohort: CohortFacts,
  { enrolmentId, person }: Qualification,
  key: CertificateKey,
  draft: FactsDraft,
): Promise<Outcome> {
  try {
    return await inTransaction(async (tx): Promise<Outcome> => {
      const there = await findNewest(tx, key);
      if (there) return heldNow(enrolmentId, there);
      if (await renamed(tx, person))
        return { enrolmentId, state: "refused", reason: refuse("changed-meanwhile").reason };
      const { id, number } = await writeCertificate(
        tx,
        actor,
        { ...key, draft, enrolmentIds: [enrolmentId] },
        "certificate.issued",
      );
      if (cohort.closed) await lift(tx, actor, enrolmentId, key.kind);
      await tellHolder(tx, person, "ready", { certificateId: id, number, course: draft.course.title });
      return { enrolmentId, state: "issued", certificateId: id, number };
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const there = await findNewest(db, key);
    if (!there) throw error;
    return heldNow(enrolmentId, there);
  }
}

/** The name that is about to be frozen was read before this transaction. */
async function renamed(
  tx: Tx,
  { id, printedName, printedNameLocal, nameConfirmedAt }: Qualification["person"],
) {
  return (await tx.person.count({ where: { id, printedName, printedNameLocal, nameConfirmedAt } })) === 0;
}

/** What was reached only after the cohort was closed is what the enrolment ended as. */
async function lift(tx: Tx, actor: Actor, enrolmentId: string, kind: string) {
  if (kind === "achievement") await moveEnrolmentTo(tx, actor, enrolmentId, "completed");
  if (kind === "participation") await moveEnrolmentTo(tx, actor, enrolmentId, "participated");
}

const findNewest = (tx: Tx, key: CertificateKey) =>
  tx.certificate.findFirst({
    where: key,
    orderBy: { edition: "desc" },
    select: { id: true, number: true, revokedAt: true, endedAs: true },
  });

function heldNow(
  enrolmentId: string,
  { id, number, revokedAt, endedAs }: Awaited<ReturnType<typeof findNewest>> & object,
): Outcome {
  if (revokedAt)
    return { enrolmentId, state: "refused", reason: endedBefore({ inError: endedAs === IN_ERROR }).reason };
  return { enrolmentId, state: "held", certificateId: id, number };
}
