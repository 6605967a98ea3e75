import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { personNow } from "#app/features/identity/who-now.server.ts";
import { officersOf } from "#app/features/identity/role-holders.server.ts";
import type { InboxKind } from "#app/features/notifications/message-kinds.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import type { Prisma, Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Words } from "#app/locales/words.ts";
import type { OpenSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import type { Topic } from "#app/features/trainers/schemes/topics.ts";
import { paths } from "#app/lib/paths.ts";
import type { VoidReason } from "./exam-sitting.ts";

/*
 * What people are told of a sitting. Who was taken off may be admitted again, and who was replaced named again: each telling
 * has a key of its own.
 */

type Sitting = Pick<
  Prisma.ExamSittingModel,
  "id" | "day" | "startsAt" | "timeZone" | "place" | "invigilatorId" | "closedAt" | "edition"
>;
type Script = { id: string; candidacy: { personId: string } };

/** Once it was written, what is left to do is to bring the pages. */
type Part = "invigilator" | "bringer";
const partOf = ({ closedAt }: Sitting): Part => (closedAt ? "bringer" : "invigilator");

type Letter = {
  says:
    | "moved"
    | "corrected"
    | "newBooklets"
    | Part
    | `${Part}Replaced`
    | "admitted"
    | "removed"
    | "cancelled"
    | "voided"
    | "counts"
    | "pagesMissing"
    | "pagesMissingOfficer";
  kind: InboxKind;
  action: string;
  reason?: string;
  numbers?: readonly number[];
  /** Of what is told once only. */
  key?: string;
  voidedFor?: VoidReason;
  /** As it was before it was moved. */
  before?: Sitting;
  /** What it is about. */
  exam?: (words: Words) => string;
};

async function tell(tx: Tx, toldId: string, sitting: Sitting, letter: Letter) {
  const { says, kind, action, numbers = [], before = sitting, exam, voidedFor } = letter;
  const personId = await personNow(tx, toldId);
  const person = await tx.person.findFirst({ where: { id: personId, deactivatedAt: null } });
  if (!person) return;
  const words = wordsFor(person.locale, person.timeZone);
  const { t, date } = words;
  const { day, startsAt, place, timeZone } = sitting;
  const params = {
    day: date(day),
    hour: startsAt,
    zone: timeZone.replaceAll("_", " "),
    place,
    oldDay: date(before.day),
    oldHour: before.startsAt,
    name: person.name,
    link: linkTo(action),
    reason: voidedFor ? t(`exams.mine.voidedFor.${voidedFor}`) : (letter.reason ?? ""),
    numbers: numbers.join(", "),
    exam: exam?.(words) ?? "",
    edition: String(sitting.edition),
  };
  await notify(tx, {
    key: letter.key ?? `${kind}:${newId()}`,
    personId,
    address: person.email,
    kind,
    action,
    locale: person.locale,
    subject: t(`exams.mail.${says}Subject`, params),
    body: t(`exams.mail.${says}`, params),
  });
}

const room = ({ id }: Sitting) => ({ kind: "exam-invigilator", action: paths.invigilate(id) }) as const;

export const tellInvigilator = (tx: Tx, sitting: Sitting) =>
  tell(tx, sitting.invigilatorId, sitting, { says: partOf(sitting), ...room(sitting) });

/** `sitting` as it was while it was theirs. */
export const tellReplaced = (tx: Tx, sitting: Sitting) =>
  tell(tx, sitting.invigilatorId, sitting, {
    says: `${partOf(sitting)}Replaced`,
    kind: "exam-given-on",
    action: "/",
  });

export const tellAdmitted = (tx: Tx, { id, candidacy }: Script, sitting: Sitting) =>
  tell(tx, candidacy.personId, sitting, {
    says: "admitted",
    kind: "exam-admitted",
    action: paths.myExam(id),
  });

export const tellRemoved = (tx: Tx, candidacy: { id: string; personId: string }, sitting: Sitting) =>
  tell(tx, candidacy.personId, sitting, {
    says: "removed",
    kind: "exam-taken-off",
    action: paths.myCandidacy(candidacy.id),
  });

/** One letter to each who was to come, with the old day and the new one. */
export async function tellMoved(tx: Tx, scripts: readonly Script[], before: Sitting, sitting: Sitting) {
  const letter = { says: "moved", before } as const;
  for (const { id, candidacy } of scripts)
    await tell(tx, candidacy.personId, sitting, {
      ...letter,
      kind: "exam-admitted",
      action: paths.myExam(id),
    });
  if (before.invigilatorId === sitting.invigilatorId)
    await tell(tx, sitting.invigilatorId, sitting, { ...letter, ...room(sitting) });
}

type AskedNow = Sitting & { schemeId: string; language: string; topics: string | null; onPaper: boolean };

/** To each whose exam is about something else now, what it is about; to whoever hands booklets out, that there are new ones. */
export async function tellCorrected(tx: Tx, scripts: readonly Script[], sitting: AskedNow) {
  const exam = ({ t, language, list }: Words) => {
    const of = t("exams.bank.of", {
      scheme: t(`trainers.scheme.${sitting.schemeId as OpenSchemeId}`),
      language: language(sitting.language),
    });
    if (sitting.topics === null) return of;
    const topics = JSON.parse(sitting.topics) as Topic[];
    return t("exams.mail.withTopics", {
      of,
      topics: list(topics.map((each) => t(`trainers.topic.${each}`))),
    });
  };
  const letter = { says: "corrected", kind: "exam-admitted", exam } as const;
  for (const { id, candidacy } of scripts)
    await tell(tx, candidacy.personId, sitting, { ...letter, action: paths.myExam(id) });
  if (sitting.onPaper)
    await tell(tx, sitting.invigilatorId, sitting, { says: "newBooklets", ...room(sitting) });
}

/** Everybody who would have been there. */
export async function tellCancelled(tx: Tx, scripts: readonly Script[], sitting: Sitting, reason: string) {
  const letter = { says: "cancelled", reason } as const;
  for (const { id, candidacy } of scripts)
    await tell(tx, candidacy.personId, sitting, {
      ...letter,
      kind: "exam-admitted",
      action: paths.myExam(id),
    });
  await tell(tx, sitting.invigilatorId, sitting, { ...letter, ...room(sitting) });
}

/** Why, without blame: what happened in the room is said to the officer. */
export const tellVoided = (tx: Tx, { id, candidacy }: Script, sitting: Sitting, why: VoidReason) =>
  tell(tx, candidacy.personId, sitting, {
    says: "voided",
    kind: "exam-voided",
    action: paths.myExam(id),
    voidedFor: why,
  });

export const tellCounts = (tx: Tx, { id, candidacy }: Script, sitting: Sitting) =>
  tell(tx, candidacy.personId, sitting, { says: "counts", kind: "exam-voided", action: paths.myExam(id) });

/** Whoever brings the pages, and the officers, who may name somebody else; each of them once. */
export async function tellPagesMissing(
  tx: Tx,
  sitting: Sitting & { programme: string },
  numbers: readonly number[],
): Promise<void> {
  const { id, programme } = sitting;
  const invigilatorId = await personNow(tx, sitting.invigilatorId);
  const kind = "exam-pages-missing";
  const letter = (personId: string) => ({ kind, numbers, key: `${kind}:${id}:${personId}` }) as const;
  const says = { says: "pagesMissing", action: paths.invigilate(id) } as const;
  await tell(tx, invigilatorId, sitting, { ...letter(invigilatorId), ...says });
  for (const officer of await officersOf(tx, programme))
    if (officer.id !== invigilatorId)
      await tell(tx, officer.id, sitting, {
        ...letter(officer.id),
        says: "pagesMissingOfficer",
        action: paths.sitting(id),
      });
}

/** That there is a result, and where it stands: not the figure itself, which mail would carry in the open. */
export async function tellResult(
  tx: Tx,
  { id, candidacyId }: Pick<Prisma.ExamScriptModel, "id" | "candidacyId">,
  key: string,
): Promise<void> {
  const { person } = await tx.candidacy.findUniqueOrThrow({
    where: { id: candidacyId },
    select: { person: { select: { id: true, name: true, email: true, locale: true, timeZone: true } } },
  });
  const { t } = wordsFor(person.locale, person.timeZone);
  const action = paths.myExam(id);
  const params = { name: person.name, link: linkTo(action) };
  await notify(tx, {
    key,
    personId: person.id,
    address: person.email,
    kind: "exam-result",
    action,
    locale: person.locale,
    subject: t("exams.mail.resultSubject"),
    body: t("exams.mail.result", params),
  });
}
