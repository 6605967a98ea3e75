import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import { hasConflict } from "#app/features/trainers/candidacies/conflict.server.ts";
import { keepDocument, type KeptDocument } from "#app/features/trainers/candidacies/keep-document.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { actingIn, isOwnRecord, programmeScope, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { NamedUpload } from "#app/lib/upload.ts";
import { mayHandBack } from "./certification-acts.ts";
import { addFact } from "./certification-facts.server.ts";
import { tellOfDecision } from "./certification-mail.server.ts";
import {
  certificationsInReach,
  loadCertification,
  readCertification,
  WITH_FACTS,
} from "./certifications.server.ts";
import { withOneAuthority } from "./deputy-acts.server.ts";
import { mayConfirmLetter, mayDropLetter, mayEnterLetter, openLetter } from "./hand-back-letter.ts";

export type LetterAct =
  | { intent: "enter-letter"; writtenOn: CalendarDay; reason: string; letter: NamedUpload }
  | { intent: "confirm-letter"; seen: string }
  | { intent: "drop-letter"; reason: string };

/** The officer enters it; to confirm it a second person of whichever office keeps certificates is enough. */
const NEEDS = {
  "enter-letter": "keep:certifications",
  "confirm-letter": "act:on-certificates",
  "drop-letter": "act:on-certificates",
} as const;

/** Null: not the actor's to do. Of two who act at once one is told. */
export async function actOnLetter(
  asking: Actor,
  certificationId: string,
  form: LetterAct,
): Promise<Result<null> | null> {
  const holder = asHolderOf(asking, NEEDS[form.intent]);
  if (!holder) return null;
  // The bytes first: nothing waits for them, and what no row names is erased by night.
  const kept = form.intent === "enter-letter" ? await keepDocument(form.letter) : null;
  if (kept && !kept.ok) return kept;
  try {
    return await inTransaction((tx) => decideAndAdd(tx, holder, certificationId, form, kept?.value ?? null));
  } catch (error) {
    if (isUniqueViolation(error, "sequence")) return refuse("changed-meanwhile");
    throw error;
  }
}

async function decideAndAdd(
  tx: Tx,
  asking: Actor,
  certificationId: string,
  form: LetterAct,
  letter: KeptDocument | null,
): Promise<Result<null> | null> {
  const row = await loadCertification(tx, asking, certificationId);
  if (!row) return null;
  const { actor, who, day, facts, handsBack } = await standpointOf(tx, asking, row);
  const open = openLetter(row.facts);
  switch (form.intent) {
    case "enter-letter": {
      const { writtenOn, reason } = form;
      const isSentTwice =
        open?.recordedBy === actor.personId && open.word === writtenOn && open.reason === reason;
      if (isSentTwice) return ok(null);
      const may = mayEnterLetter(facts, who, handsBack, { writtenOn, today: day });
      if (!may.ok) return may;
      const paperId = newId();
      await tx.certificationPaper.create({
        data: { id: paperId, certificationId, ...letter!, addedBy: actor.personId, addedAt: now() },
      });
      const fact = { kind: "surrender-entered", day, about: paperId, word: writtenOn, reason } as const;
      await addFact(tx, actor, row, { ...fact, recordedOn: day });
      return ok(null);
    }
    case "confirm-letter": {
      const may = mayConfirmLetter(facts, who, handsBack);
      if (!may.ok) return may;
      if (open!.id !== form.seen) return refuse("changed-meanwhile");
      const fact = { kind: "surrendered", day, reason: open!.reason } as const;
      await tellOfDecision(tx, row, await addFact(tx, actor, row, { ...fact, recordedOn: day }), fact);
      return ok(null);
    }
    case "drop-letter": {
      const may = mayDropLetter(facts, who);
      if (!may.ok) return may;
      const { reason } = form;
      await addFact(tx, actor, row, { kind: "surrender-dropped", day, reason, recordedOn: day });
      return ok(null);
    }
  }
}

type Row = NonNullable<Awaited<ReturnType<typeof loadCertification>>>;

async function standpointOf(tx: Tx, asking: Actor, row: Row) {
  const actor = actingIn(asking, programmeScope(row.programme));
  const book = await loadSchemes(tx);
  const day = today(book.current(row.schemeId).timeZone);
  const scheme = book.judging(row, day);
  const own = isOwnRecord(actor, row.personId);
  return {
    actor,
    who: {
      holderId: row.personId,
      actorId: own ? row.personId : actor.personId,
      conflict: !own && (await hasConflict(tx, actor, row.personId, scheme, day)),
    },
    day,
    facts: await withOneAuthority(tx, actor, row.facts),
    handsBack: mayHandBack(readCertification(row), scheme.validity, day),
  };
}

export type LetterShown = {
  seen: string;
  writtenOn: CalendarDay;
  reason: string;
  by: string;
  paper: { id: string; name: string } | null;
  mayConfirm: boolean;
};

/** The letter that waits, and whether the actor may enter one: for the page of the certification. */
export async function letterFor(
  asking: Actor,
  certificationId: string,
): Promise<{ letter: LetterShown | null; mayEnter: boolean }> {
  const nothing = { letter: null, mayEnter: false };
  const holder = asHolderOf(asking, "act:on-certificates");
  const row = holder && (await loadCertification(db, holder, certificationId));
  if (!row) return nothing;
  const { who, day, facts, handsBack } = await standpointOf(db, holder, row);
  const open = openLetter(row.facts);
  if (!open) {
    const may = mayEnterLetter(facts, who, handsBack, { writtenOn: day, today: day });
    return { letter: null, mayEnter: may.ok && asHolderOf(asking, "keep:certifications") !== null };
  }
  if (!mayDropLetter(facts, who).ok) return nothing;
  const [by, paper] = await Promise.all([
    db.person.findUnique({ where: { id: open.recordedBy }, select: { name: true } }),
    db.certificationPaper.findUnique({ where: { id: open.about ?? "" }, select: { id: true, name: true } }),
  ]);
  return {
    letter: {
      seen: open.id,
      writtenOn: open.word ?? open.day,
      reason: open.reason,
      by: by?.name ?? "",
      paper,
      mayConfirm: mayConfirmLetter(facts, who, handsBack).ok,
    },
    mayEnter: false,
  };
}

/** Letters others have entered, for the actor to answer. */
export async function letterWork(asking: Actor) {
  const actor = asHolderOf(asking, "act:on-certificates");
  if (!actor) return [];
  const rows = await db.certification.findMany({
    where: { AND: [{ facts: { some: { kind: "surrender-entered" } } }, certificationsInReach(actor)] },
    include: WITH_FACTS,
    orderBy: { id: "asc" },
  });
  const open: typeof rows = [];
  for (const row of rows) {
    if (!openLetter(row.facts)) continue;
    const { who, facts } = await standpointOf(db, actor, row);
    // One that can be confirmed no more is there to be taken back.
    if (mayConfirmLetter(facts, who, ok(null)).ok) open.push(row);
  }
  const [first] = open;
  if (!first) return [];
  return [{ kind: "letters-to-confirm" as const, count: open.length, href: paths.certification(first.id) }];
}
