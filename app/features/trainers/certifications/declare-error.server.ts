import type { Ending, ShownEnding } from "#app/features/certification/ending.ts";
import { db, inTransaction, isUniqueViolation, type Tx } from "#app/infra/db.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import {
  mayConfirmError,
  mayDropError,
  maySayError,
  openError,
  type ErrorRule,
} from "./certification-error.ts";
import type { FactToAdd } from "./certification-facts.server.ts";
import type { ErrorForm } from "./certification-forms.ts";
import type { Certification } from "./certification-status.ts";
import { takeBack } from "./line.ts";

/*
 * That a certification or a licence should never have been given, in three acts: one says why, another confirms what they
 * have read, and until then whoever could confirm takes it back (docs/decisions/0056). What is theirs to find, by which
 * rules they act and what follows is said by each of the two.
 */

export type ErrorAct = ErrorForm["intent"];

/** Who says it first, and who may answer. */
export const ERROR_NEEDS = {
  "propose-ending": "declare:issued-in-error",
  "confirm-ending": "act:on-certificates",
  "take-back-ending": "act:on-certificates",
} as const satisfies Record<ErrorAct, string>;

type Said = { id: string; kind: string; reason: string; recordedBy: string; recordedAt: Date };
export type Addition = Omit<FactToAdd, "recordedOn" | "day"> & { day?: CalendarDay };

/** What an error is said of, as it is to whoever acts. */
export type Declarable = {
  actorId: string;
  facts: readonly Said[];
  may: (rule: ErrorRule) => Result<void>;
  add: (fact: Addition) => Promise<string>;
  /** What follows in the same transaction once it is so. */
  declared: (factId: string, reason: string) => Promise<void>;
};

const RULES: Readonly<Record<ErrorAct, ErrorRule>> = {
  "propose-ending": maySayError,
  "confirm-ending": mayConfirmError,
  "take-back-ending": mayDropError,
};

/** Null: not the actor's to do. The same said twice is once; of two who act at once one is told. */
export async function declareError(
  find: (tx: Tx) => Promise<Result<Declarable> | null>,
  act: ErrorAct,
  /** Why, of the first who says so; of who confirms, the fact they have read. */
  { reason = "", seen = "" }: { reason?: string | undefined; seen?: string | undefined } = {},
): Promise<Result<void> | null> {
  try {
    return await inTransaction(async (tx) => {
      const found = await find(tx);
      if (!found?.ok) return found;
      const { actorId, facts, may, add, declared } = found.value;
      const open = openError(facts);
      if (act === "propose-ending" && open?.recordedBy === actorId && open.reason === reason)
        return ok(undefined);
      const allowed = may(RULES[act]);
      if (!allowed.ok) return allowed;
      if (act === "propose-ending") await add({ kind: "error-proposed", reason });
      if (act === "take-back-ending") await add({ kind: "error-dropped", reason: open!.reason });
      if (act === "confirm-ending") {
        if (open!.id !== seen) return refuse("changed-meanwhile");
        await declared(await add({ kind: "in-error", reason: open!.reason }), open!.reason);
      }
      return ok(undefined);
    });
  } catch (error) {
    if (isUniqueViolation(error, "sequence")) return refuse("changed-meanwhile");
    throw error;
  }
}

/** The facts of one row, each a line further: `write` adds one and answers its id. */
export function addingTo<Row extends { facts: readonly unknown[] }>(
  row: Row,
  day: CalendarDay,
  write: (row: Row, fact: FactToAdd) => Promise<string>,
): Declarable["add"] {
  let { facts } = row;
  return async (fact) => {
    const id = await write({ ...row, facts }, { day, recordedOn: day, ...fact });
    facts = [...facts, null];
    return id;
  };
}

type Period = { validFrom: CalendarDay; origin: string };
type Overtaken = {
  before: Pick<Certification, "facts">;
  /** Of the one in error. */
  validFrom: CalendarDay;
  /** To the one before. */
  add: Declarable["add"];
  /** A period that took over from the one in error, and holds. */
  newer: Period | null;
};

/**
 * What it took over from was never taken over from it, and stands again as far as its own dates go; where a newer period
 * than the one in error is there, that one takes over.
 */
export async function voidSuccession(
  { before, validFrom, add, newer }: Overtaken,
  reason: string,
): Promise<void> {
  for (const fact of takeBack(before.facts, validFrom, newer)) await add({ ...fact, reason });
}

type Judged = Pick<Declarable, "may"> & {
  /** As they were recorded. */
  said: readonly Said[];
};
export type ErrorShown = { ending: ShownEnding | null; mayPropose: Ending[] };

/**
 * What was said of an error and what of that the reader may do; what one person says is for those alone who may answer.
 * @param found as it is to whoever may answer; null: not to this reader
 * @param proposer as it is to the reader, where they may say so first
 */
export async function errorShown(
  found: Judged | null,
  proposer: Pick<Declarable, "may"> | null,
): Promise<ErrorShown> {
  const nothing: ErrorShown = { ending: null, mayPropose: [] };
  if (!found) return nothing;
  const open = openError(found.said);
  if (!open) return { ...nothing, mayPropose: proposer?.may(maySayError).ok ? ["in-error"] : [] };
  if (!found.may(mayDropError).ok) return nothing;
  const by = await db.person.findUnique({ where: { id: open.recordedBy }, select: { name: true } });
  const ending: ShownEnding = {
    as: "in-error",
    reason: open.reason,
    proposedBy: by?.name ?? "",
    proposedAt: open.recordedAt.getTime(),
    confirmed: false,
    mayConfirm: found.may(mayConfirmError).ok,
    mayTakeBack: true,
    seen: open.id,
  };
  return { ...nothing, ending };
}
