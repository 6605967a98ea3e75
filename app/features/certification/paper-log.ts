import * as z from "zod";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * A certificate on paper. Each copy is printed once, and every further one has a reason and says on the paper which it is;
 * a copy is handed over, and may come back. What happened is only ever added to; where a copy is now follows from it.
 */

export const PAPER_KINDS = ["printed", "handed-over", "hand-over-taken-back", "came-back"] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

export const WAYS = ["in-person", "post"] as const;
export type Way = (typeof WAYS)[number];

export type PaperEntry = { kind: PaperKind; copy: number; day: CalendarDay };

/** What is asked about a paper: whether what it says holds, or is to hold, and whether it is the actor's own. */
export type Paper = { number: string; holds: boolean; own: boolean; entries: readonly PaperEntry[] };

export type PaperAct =
  | { kind: "printed"; reason: string }
  | { kind: "handed-over"; copy: number; on: CalendarDay; toWhom: string; how: Way }
  | { kind: "hand-over-taken-back"; copy: number }
  | { kind: "came-back"; copy: number; on: CalendarDay; reason: string };

/** Where a copy is, and since when. */
export type Copy = { copy: number; out: boolean; since: CalendarDay };

export function copiesOf(entries: readonly PaperEntry[]): Copy[] {
  const numbers = [...new Set(entries.map(({ copy }) => copy))].sort((one, other) => one - other);
  return numbers.flatMap((copy) => {
    const last = stepsOf(entries, copy).at(-1);
    return last ? [{ copy, out: last.kind === "handed-over", since: last.day }] : [];
  });
}

/** What happened to a copy, without what was recorded by mistake. */
const stepsOf = (entries: readonly PaperEntry[], copy: number): PaperEntry[] =>
  entries
    .filter((entry) => entry.copy === copy)
    .reduce<PaperEntry[]>(
      (steps, entry) => (entry.kind === "hand-over-taken-back" ? steps.slice(0, -1) : [...steps, entry]),
      [],
    );

/** Of which copy it is to be written down, and for which day. Printed is what holds, and handed over too. */
export function decidePaper(
  paper: Paper,
  act: PaperAct,
  today: CalendarDay,
): Result<{ copy: number; day: CalendarDay }> {
  const { number, holds, own, entries } = paper;
  if (own) return refuse("paper.own");
  const copies = copiesOf(entries);
  if (act.kind === "printed") {
    if (!holds) return refuse("paper.ended", { number });
    const last = copies.at(-1);
    if (last && act.reason === "") return refuse("paper.why-again", { copy: last.copy });
    return ok({ copy: (last?.copy ?? 0) + 1, day: today });
  }
  const handsOver = act.kind === "handed-over";
  const found = copies.find(({ copy, out }) => copy === act.copy && out !== handsOver);
  if (!found) return refuse(handsOver ? "paper.not-here" : "paper.not-out");
  if (handsOver && !holds) return refuse("paper.ended", { number });
  const day = "on" in act ? act.on : today;
  if (day > today) return refuse("hand-over.in-future");
  if (day < found.since && act.kind !== "hand-over-taken-back")
    return refuse(handsOver ? "paper.before-print" : "paper.before-hand-over", { day: found.since });
  return ok({ copy: found.copy, day });
}

// ── Forms ───────────────────────────────────────────────────────────────────────────────────────────

export const CopyNumber = z.coerce
  .number("form:choose")
  .int("form:choose")
  .min(1, "form:choose")
  .max(10_000, "form:choose");
const Day = z.iso.date("form:format");

export const PAPER_FORMS = [
  z.object({ intent: z.literal("print-paper"), reason: z.string().max(500).default("") }),
  z.object({
    intent: z.literal("hand-over-paper"),
    copy: CopyNumber,
    handedOn: Day,
    toWhom: z.string().max(200).default(""),
    how: z.enum(WAYS),
  }),
  z.object({
    intent: z.literal("paper-came-back"),
    copy: CopyNumber,
    cameBackOn: Day,
    reason: z.string().min(1).max(500),
  }),
] as const;
export type PaperLogForm = z.output<(typeof PAPER_FORMS)[number]>;

const PAPER_INTENTS: readonly string[] = PAPER_FORMS.map(({ shape }) => shape.intent.value);
export const isPaperForm = <Form extends { intent: string }>(form: Form): form is Form & PaperLogForm =>
  PAPER_INTENTS.includes(form.intent);

export function paperActOf(form: PaperLogForm): PaperAct {
  switch (form.intent) {
    case "print-paper":
      return { kind: "printed", reason: form.reason };
    case "hand-over-paper":
      return {
        kind: "handed-over",
        copy: form.copy,
        on: form.handedOn,
        toWhom: form.toWhom,
        how: form.how,
      };
    case "paper-came-back":
      return { kind: "came-back", copy: form.copy, on: form.cameBackOn, reason: form.reason };
  }
}

// ── As pages show it ────────────────────────────────────────────────────────────────────────────────

export type PaperLine = PaperEntry & {
  id: string;
  /** To somebody else than the holder. */
  toWhom: string | null;
  how: Way | null;
  reason: string | null;
  by: string;
};

/** What of it the reader may do today. */
export type PaperOffers = { print: boolean; handOver: number[]; comeBack: number[] };

export const paperOffers = ({ holds, own, entries }: Paper): PaperOffers => {
  const copies = own ? [] : copiesOf(entries);
  return {
    print: holds && !own,
    handOver: holds ? copies.filter(({ out }) => !out).map(({ copy }) => copy) : [],
    comeBack: copies.filter(({ out }) => out).map(({ copy }) => copy),
  };
};
