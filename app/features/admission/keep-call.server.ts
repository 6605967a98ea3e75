import { recordAudit } from "#app/features/audit/record.server.ts";
import { cohortsRunBy } from "#app/features/cohorts/cohort-scope.server.ts";
import { readLocales } from "#app/features/cohorts/cohort-forms.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import {
  gridOf,
  questionsOf,
  readGrid,
  readQuestions,
  unwritten,
  wordsOf,
  type CallForm,
  type CallQuestion,
} from "./call-forms.ts";
import type { Grid } from "./selection-grid.ts";

/**
 * Writes the call of a cohort. What is asked stays once somebody answered it, and what is scored once somebody scored:
 * everyone is asked the same and weighed alike.
 */
export async function keepCall(actor: Actor, cohortId: string, form: CallForm): Promise<Result<void>> {
  return inTransaction(async (tx) => {
    const cohort = await tx.cohort.findFirst({
      where: { AND: [{ id: cohortId }, cohortsRunBy(actor)] },
      select: { locales: true, endDate: true, closedAt: true, call: true },
    });
    if (!cohort || cohort.closedAt) return refuse("cohort.closed");
    if (form.closesOn > cohort.endDate) return refuse("admission.closes-after-course");
    const { call } = cohort;
    const locales = readLocales(cohort.locales);
    const columns = columnsOf(form, locales);
    const missing = unwritten(wordsOf(form, locales), locales);
    if (form.intent === "publish" && missing.length > 0)
      return refuse("admission.unwritten", { languages: missing.join(", ") });
    if (form.intent === "publish" && gridOf(form).criteria.length === 0)
      return refuse("admission.no-criteria");
    const used = call ? await inUse(tx, call.id) : { answered: false, scored: false };
    if (call && used.answered && !sameQuestions(readQuestions(call.questions), questionsOf(form, locales)))
      return refuse("admission.questions-answered");
    if (call && used.scored && !sameCriteria(readGrid(call.grid), gridOf(form)))
      return refuse("admission.grid-in-use");
    if (form.intent === "withdraw" && used.answered) return refuse("admission.has-applications");
    const publishedAt =
      form.intent === "publish"
        ? (call?.publishedAt ?? now())
        : form.intent === "withdraw"
          ? null
          : call?.publishedAt;
    return call
      ? update(tx, actor, call.id, { ...columns, publishedAt: publishedAt ?? null }, form)
      : create(tx, actor, cohortId, { ...columns, publishedAt: publishedAt ?? null });
  });
}

const columnsOf = (form: CallForm, locales: string[]) => ({
  opensOn: form.opensOn,
  closesOn: form.closesOn,
  seats: form.seats,
  contact: form.contact,
  words: JSON.stringify(wordsOf(form, locales)),
  questions: JSON.stringify(questionsOf(form, locales)),
  grid: JSON.stringify(gridOf(form)),
});
type Columns = ReturnType<typeof columnsOf> & { publishedAt: Date | null };

async function inUse(tx: Tx, callId: string) {
  const [applications, scores] = await Promise.all([
    tx.application.count({ where: { callId } }),
    tx.applicationScore.count({ where: { application: { callId } } }),
  ]);
  return { answered: applications > 0, scored: scores > 0 };
}

/** A translation may be added; what somebody has read stays. */
const sameQuestions = (before: CallQuestion[], after: CallQuestion[]): boolean =>
  before.length === after.length &&
  before.every(({ id, kind, required, words }, index) => {
    const other = after[index]!;
    const read = Object.entries(words).filter(([locale, text]) => text && locale in other.words);
    return (
      other.id === id &&
      other.kind === kind &&
      other.required === required &&
      read.every(([locale, text]) => other.words[locale] === text)
    );
  });

/** The names may be put better; what is weighed stays. */
const sameCriteria = (before: Grid, after: Grid): boolean =>
  before.criteria.length === after.criteria.length &&
  before.criteria.every(({ id, weight, least }, index) => {
    const other = after.criteria[index]!;
    return other.id === id && other.weight === weight && other.least === least;
  });

async function create(tx: Tx, actor: Actor, cohortId: string, columns: Columns): Promise<Result<void>> {
  const id = newId();
  await tx.call.create({ data: { id, cohortId, ...columns, version: 1 } });
  await recordAudit(tx, actor, "call.written", { kind: "call", id }, { cohortId });
  if (columns.publishedAt) await recordAudit(tx, actor, "call.published", { kind: "call", id }, { cohortId });
  return ok(undefined);
}

async function update(
  tx: Tx,
  actor: Actor,
  id: string,
  columns: Columns,
  form: CallForm,
): Promise<Result<void>> {
  const { count } = await tx.call.updateMany({
    where: { id, version: form.version },
    data: { ...columns, version: { increment: 1 } },
  });
  if (count !== 1) return refuse("changed-meanwhile");
  const act = { save: "call.written", publish: "call.published", withdraw: "call.withdrawn" }[form.intent];
  await recordAudit(tx, actor, act, { kind: "call", id });
  return ok(undefined);
}
