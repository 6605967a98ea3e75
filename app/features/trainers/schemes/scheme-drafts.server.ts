import { recordAudit } from "#app/features/audit/record.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, type Prisma, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { readAs, readEvents, registerOf } from "#app/features/trainers/candidacies/candidacy-file.server.ts";
import type { Bar } from "#app/features/trainers/candidacies/impartiality.ts";
import { RUNNING } from "#app/features/trainers/candidacies/candidacy-queue.ts";
import { datesOf, OVER, standingOn } from "#app/features/trainers/certifications/certification-status.ts";
import {
  readCertification,
  withHolder,
} from "#app/features/trainers/certifications/certifications.server.ts";
import { editionFor, widenedFrom } from "#app/features/trainers/renewal/renewal-file.ts";
import { workOf } from "#app/features/trainers/renewal/renewal-file.server.ts";
import { spelledOut } from "./asked.ts";
import { coursesOf } from "./courses.ts";
import { blockedBesides, manned, seatsOf } from "./people-needed.ts";
import { wayOf, type SchemeBook } from "./scheme-book.ts";
import { changesBetween } from "./scheme-fields.ts";
import { keepsScheme, peopleThere } from "./scheme-pages.server.ts";
import {
  candidacyChange,
  certificationChange,
  isChange,
  isTouched,
  renewalChange,
} from "./scheme-preview.ts";
import { readScheme, writeScheme } from "./scheme-text.ts";
import { loadSchemes } from "./scheme-versions.server.ts";
import type { CandidacyTouched, CertificationTouched, SchemePreview } from "./scheme-view.ts";
import type { Scheme } from "./scheme.ts";
import type { KeptSchemeId } from "./schemes.ts";
import { flawsOf } from "./sound-scheme.ts";
import { namesOf } from "./stage.ts";

/* The next version of a scheme: written, and looked at for what it does to whom (published: publish-draft.server.ts). */

export type Draft = { current: Scheme; draft: Scheme | null };

/** Null: the actor does not keep it. */
export async function schemeDraft(actor: Actor, schemeId: KeptSchemeId): Promise<Draft | null> {
  if (!keepsScheme(actor, schemeId)) return null;
  const [book, row] = await Promise.all([loadSchemes(), db.schemeDraft.findUnique({ where: { schemeId } })]);
  return { current: book.current(schemeId), draft: row && readScheme(row.text) };
}

/**
 * Written over until it is published: `change` is made to the draft as it is now, or to what holds; not where somebody has
 * changed meanwhile what was `seen`. One that says the same as what holds is none.
 */
export async function saveDraft(
  actor: Actor,
  schemeId: KeptSchemeId,
  change: (scheme: Scheme) => Scheme,
  seen: (scheme: Scheme) => boolean = () => true,
): Promise<Result<null> | null> {
  if (!keepsScheme(actor, schemeId)) return null;
  try {
    return await inTransaction((tx) => writeDraft(tx, actor, schemeId, change, seen));
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("scheme.part-changed");
    throw error;
  }
}

/** Over the text that was read, and no other: whoever was faster keeps what they wrote. */
async function writeDraft(
  tx: Tx,
  actor: Actor,
  schemeId: KeptSchemeId,
  change: (scheme: Scheme) => Scheme,
  seen: (scheme: Scheme) => boolean,
): Promise<Result<null>> {
  const [book, row] = await Promise.all([
    loadSchemes(tx),
    tx.schemeDraft.findUnique({ where: { schemeId } }),
  ]);
  const current = book.current(schemeId);
  const base = row ? readScheme(row.text) : current;
  if (!seen(base)) return refuse("scheme.part-changed");
  const scheme = change(base);
  if (changesBetween(current, scheme).length === 0) {
    if (!row) return refuse("scheme.nothing-changed");
    const { count } = await tx.schemeDraft.deleteMany({ where: { schemeId, text: row.text } });
    if (count === 0) return refuse("scheme.part-changed");
    await recordAudit(tx, actor, "scheme.discarded", { kind: "scheme", id: schemeId });
    return ok(null);
  }
  const draft = {
    position: book.versions(schemeId).length + 1,
    text: writeScheme(scheme),
    savedAt: now(),
    savedBy: actor.personId,
  };
  const { count } = row
    ? await tx.schemeDraft.updateMany({ where: { schemeId, text: row.text }, data: draft })
    : await tx.schemeDraft.createMany({ data: [{ schemeId, ...draft }] });
  if (count === 0) return refuse("scheme.part-changed");
  await recordAudit(tx, actor, "scheme.drafted", { kind: "scheme", id: schemeId });
  return ok(null);
}

/** Put away, twice too. */
export async function discardDraft(actor: Actor, schemeId: KeptSchemeId): Promise<Result<null> | null> {
  if (!keepsScheme(actor, schemeId)) return null;
  return inTransaction(async (tx) => {
    const { count } = await tx.schemeDraft.deleteMany({ where: { schemeId } });
    if (count > 0) await recordAudit(tx, actor, "scheme.discarded", { kind: "scheme", id: schemeId });
    return ok(null);
  });
}

// ── What it does to whom ────────────────────────────────────────────────────────────────────────────

/** Certifications that run on the day, with the version that judges each. */
export async function runningOf(
  tx: Tx,
  book: SchemeBook,
  schemeId: string,
  day: CalendarDay,
  which: Prisma.CertificationWhereInput = {},
) {
  const rows = await tx.certification.findMany({
    where: { AND: [{ schemeId }, which] },
    orderBy: [{ validUntil: "asc" }, { id: "asc" }],
    include: withHolder({ name: true }),
  });
  return rows.flatMap((row) => {
    const told = book.judging(row, day);
    const certification = readCertification(row);
    const { status } = standingOn(certification, told.validity, day);
    return OVER.includes(status) ? [] : [{ row, certification, told }];
  });
}

export const candidaciesOf = (tx: Tx, schemeId: string, which: Prisma.CandidacyWhereInput = {}) =>
  tx.candidacy.findMany({
    where: { AND: [{ schemeId, ...RUNNING }, which] },
    orderBy: [{ enteredOn: "asc" }, { id: "asc" }],
    include: { events: { orderBy: { number: "asc" } }, person: { select: { name: true } } },
  });

export async function schemePreview(draft: Scheme, page: number): Promise<SchemePreview> {
  const book = await loadSchemes();
  const current = book.current(draft.id);
  const day = today(current.timeZone);
  const [running, candidacies, there] = await Promise.all([
    runningOf(db, book, draft.id, day),
    candidaciesOf(db, draft.id),
    peopleThere(book, draft, day),
  ]);
  const touched = (await certificationsTouched(book, draft, running, day)).filter(
    ({ windowOpens, graceEnds, status, nextUntil, renewal }) =>
      isChange({ windowOpens, graceEnds, status, nextUntil }) || renewal.length > 0,
  );
  return {
    running: running.length,
    touched: touched.length,
    certifications: touched.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
    candidacies: await candidaciesTouched(book, draft, candidacies, day),
    flaws: flawsOf(draft),
    people: manned(seatsOf(draft), there),
    blockedNow: blockedBesides(current, draft, there),
  };
}

/** Each by the version it was told of and by the draft, if it were moved on the day. */
export async function certificationsTouched(
  book: SchemeBook,
  draft: Scheme,
  running: Awaited<ReturnType<typeof runningOf>>,
  day: CalendarDay,
): Promise<CertificationTouched[]> {
  const current = book.current(draft.id);
  const asked = (scheme: Scheme) =>
    canonicalJson({ renewal: spelledOut(scheme).renewal, courses: coursesOf(scheme) });
  const asksOtherwise = ({ told }: { told: Scheme }) => asked(told) !== asked(draft);
  const holders = { certifications: { some: { schemeId: draft.id } } };
  // Most versions change no renewal, nor which courses count for it: then nobody's work is looked up.
  const work = running.some(asksOtherwise)
    ? await workOf(db, holders, draft.id, [draft, ...book.versions(draft.id)])
    : null;
  return running.map(({ row, certification, told }) => ({
    id: row.id,
    name: row.person.name,
    number: row.number,
    validUntil: datesOf(certification, told.validity).validUntil,
    ...certificationChange(certification, { told, current, draft }, true, day),
    renewal: work
      ? renewalChange(
          {
            certification,
            work: work(row.personId),
            edition: editionFor(book, row),
            widens: widenedFrom(book, certification),
          },
          { told, draft },
          day,
        )
      : [],
  }));
}

/** Those it would touch first: each by the version it has and by the draft, with what the register says of the candidate. */
export async function candidaciesTouched(
  book: SchemeBook,
  draft: Scheme,
  candidacies: Awaited<ReturnType<typeof candidaciesOf>>,
  day: CalendarDay,
): Promise<CandidacyTouched[]> {
  const ways = candidacies.map((row) => ({ before: book.of(row), after: wayOf(draft, row.wayBack) }));
  const people = candidacies.map(({ personId }) => personId);
  const asking = [...new Set(ways.flatMap(({ before, after }) => [before, after]))];
  const register = await registerOf(db, asking, people, day);
  const entries = await readEvents(candidacies);
  const rows: CandidacyTouched[] = [];
  for (const [index, { id, personId, person, state, schemeVersion: version }] of candidacies.entries()) {
    const told = { personId, entries: entries[index]! };
    const { before, after } = ways[index]!;
    const bars = new Map<string, Bar[]>();
    const files = {
      before: (await readAs(before, told, register, db, bars)).file,
      after: (await readAs(after, told, register, db, bars)).file,
    };
    const stageNames = namesOf(before);
    rows.push({ id, name: person.name, state, version, stageNames, ...candidacyChange(files, day) });
  }
  return [...rows.filter(isTouched), ...rows.filter((row) => !isTouched(row))];
}
