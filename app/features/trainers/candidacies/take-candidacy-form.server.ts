import { peopleInReachOrStaff } from "#app/features/identity/people-scope.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import {
  actOnCandidacy,
  enterPanelDecision,
  recordOnCandidacy,
  type NotTaken,
  type Taken,
} from "./add-to-candidacy.server.ts";
import type { Found } from "./candidacies.server.ts";
import { isByTopic, topicsAmong } from "#app/features/trainers/schemes/topics.ts";
import { stageOf } from "#app/features/trainers/schemes/stage.ts";
import { handIn } from "./candidacy-files.server.ts";
import { recordOf, type CandidacyForm } from "./candidacy-forms.ts";
import { isActKind } from "./candidacy-history.ts";
import type { PanelDecisionForm } from "#app/features/trainers/panels/panel-forms.ts";
import { deliveryRecord, seatRecord } from "./candidacy-offers.server.ts";
import { practiceAsked, type CandidacyRecord } from "./candidacy-records.ts";

/** One form of the page of a candidacy the actor may see, as the act or the record it is. */
export async function takeCandidacyForm(
  actor: Actor,
  found: Found,
  form: CandidacyForm | PanelDecisionForm,
): Promise<Taken | NotTaken> {
  const { id: candidacyId } = found.row;
  const { id, intent } = form;
  const gone: NotTaken = { ...refuse("candidacy.notYours"), unmet: [], bars: [] };
  if (form.intent === "panel-decision") return (await enterPanelDecision(actor, candidacyId, form)) ?? gone;
  if (form.intent === "document")
    return (await handIn(actor, candidacyId, { ...form, upload: form.file })) ?? gone;
  if (isActKind(intent)) {
    const requirement = form.intent === "waive" ? form.requirement : undefined;
    const code = form.intent === "decline" ? form.code : undefined;
    const asked = { id, seen: form.seen, kind: intent, reason: form.reason, requirement, code };
    return (await actOnCandidacy(actor, candidacyId, asked)) ?? gone;
  }
  const record = await recordFrom(actor, found, form);
  if (!record.ok) return { ...record, unmet: [], bars: [] };
  const asked = { id, reason: form.reason, ...record.value };
  return (await recordOnCandidacy(actor, candidacyId, asked)) ?? gone;
}

async function recordFrom(actor: Actor, found: Found, form: CandidacyForm): Promise<Result<CandidacyRecord>> {
  const stage = stageOf(found.read.scheme, found.read.file.candidacy.state);
  if (!stage) return refuse("candidacy.ended");
  if (form.intent === "enrolled") return seatRecord(actor, found, form.cohortId);
  if (form.intent === "delivery") return deliveryRecord(found, form, actor.locale);
  if (form.intent === "tie") return tieRecord(actor, form);
  if (form.intent === "cycle") return cycleRecord(actor, form);
  const { id: schemeId, checklist } = found.read.scheme;
  if ("topics" in form && isByTopic(schemeId) && topicsAmong(schemeId, form.topics).length === 0)
    return refuse("candidacy.whichTopics");
  const record = recordOf(form, practiceAsked(stage), checklist);
  return record ? ok(record) : refuse("candidacy.notHere");
}

async function tieRecord(
  actor: Actor,
  { username, tie }: { username: string; tie: "relative" | "line-manager" },
): Promise<Result<CandidacyRecord>> {
  const person = await personCalled(actor, username);
  return person.ok ? ok({ kind: "tie", body: { personId: person.value, tie } }) : person;
}

async function cycleRecord(
  actor: Actor,
  form: Extract<CandidacyForm, { intent: "cycle" }>,
): Promise<Result<CandidacyRecord>> {
  const { title, on, responses, mean, data, reported } = form;
  const observer = form.observedBy ? await personCalled(actor, form.observedBy) : ok(null);
  if (!observer.ok) return observer;
  const body = { title, on, responses, marks: mean * responses, observedBy: observer.value, data, reported };
  return ok({ kind: "cycle", body });
}

async function personCalled(actor: Actor, username: string): Promise<Result<string>> {
  const person = await db.person.findFirst({
    where: { AND: [peopleInReachOrStaff(actor), { username: username.toLowerCase() }] },
    select: { id: true },
  });
  return person ? ok(person.id) : refuse("certification-nobody", { username });
}
