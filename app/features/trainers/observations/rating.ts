import {
  CRITERIA,
  SCORES,
  type Criterion,
  type Score,
  type Scores,
} from "#app/features/trainers/schemes/criteria.ts";

/*
 * A rating as it grows on the devices of one assessor. It is a set of entries, each with the id its device gave it and
 * the entries it replaces: in whatever order they arrive, and however often, the rating is the same. Where two devices
 * said different things of the same, both stand until a later entry replaces both.
 */

export const FIGURES = ["minutes", "present", "women", "men", "responses", "mean"] as const;
export type Figure = (typeof FIGURES)[number];
export type Figures = Record<Figure, number | null>;

export const ENTRY_KINDS = ["note", "clock", "score", "figure", "feedback"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export type RatingEntry = {
  id: string;
  kind: EntryKind;
  /** The criterion of a score or a note, the name of a figure; "" where there is none. */
  about: string;
  /** A score, a figure, 1 and 0 for the clock; null takes the figure back. A mean is in hundredths. */
  value: number | null;
  text: string;
  replaces: readonly string[];
  /** Milliseconds by the clock of the device; put right on its way in. */
  at: number;
};

/** So much is the line, and not the clock. */
const ON_ITS_WAY = 2 * 60_000;

/**
 * Entries of one device by the server's clock. A clock that is off moves all of them by the same, so that they stay as far
 * apart as they were; nobody has seen what is still to come.
 *
 * @param device what its clock said when it sent them; null where it did not say
 */
export function putRight<Timed extends { at: number }>(
  entries: readonly Timed[],
  receivedAt: number,
  device: number | null,
): Timed[] {
  const off = device === null ? 0 : receivedAt - device;
  const byClock = Math.abs(off) < ON_ITS_WAY ? 0 : off;
  const latest = Math.max(...entries.map(({ at }) => at)) + byClock;
  const shift = byClock - Math.max(0, latest - receivedAt);
  return entries.map((entry) => ({ ...entry, at: Math.max(0, entry.at + shift) }));
}

/** What was said of one thing; more than one `heads` that differ are for the assessor to choose from. */
export type Cell = { heads: readonly RatingEntry[]; clash: boolean };
export type Span = { from: number; until: number | null };
export type Rating = {
  /** By time; a note that was taken back is gone, its entries stay. */
  notes: readonly RatingEntry[];
  spans: readonly Span[];
  cells: ReadonlyMap<string, Cell>;
};

export const cellName = ({ kind, about }: Pick<RatingEntry, "kind" | "about">): string =>
  kind === "feedback" ? "feedback" : about;

const inTime = (one: RatingEntry, other: RatingEntry): number =>
  one.at - other.at || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);

/** @param entries in any order, any of them more than once */
export function readRating(entries: readonly RatingEntry[]): Rating {
  const each = [...new Map(entries.map((entry) => [entry.id, entry])).values()].sort(inTime);
  const replaced = new Set(each.flatMap(({ id, replaces }) => replaces.filter((other) => other !== id)));
  const standing = each.filter(({ id }) => !replaced.has(id));
  const cells = new Map<string, Cell>();
  for (const entry of standing) {
    if (entry.kind === "note" || entry.kind === "clock") continue;
    const name = cellName(entry);
    const heads = [...(cells.get(name)?.heads ?? []), entry];
    cells.set(name, { heads, clash: heads.some((head) => !sameSaid(head, heads[0]!)) });
  }
  return {
    notes: standing.filter(({ kind, text }) => kind === "note" && text !== ""),
    spans: spansOf(each.filter(({ kind }) => kind === "clock")),
    cells,
  };
}

const sameSaid = (one: RatingEntry, other: RatingEntry): boolean =>
  one.value === other.value && one.text === other.text;

/** Started twice is started once; stopped while it stands is nothing. */
function spansOf(clock: readonly RatingEntry[]): Span[] {
  const spans: Span[] = [];
  for (const { value, at } of clock) {
    const last = spans.at(-1);
    const runs = last?.until === null;
    if (value === 1 && !runs) spans.push({ from: at, until: null });
    if (value === 0 && runs) spans[spans.length - 1] = { ...last, until: at };
  }
  return spans;
}

export const clockRuns = ({ spans }: Rating): boolean => spans.at(-1)?.until === null;

const MINUTE = 60_000;
const clockMinutes = ({ spans }: Rating): number =>
  Math.round(spans.reduce((sum, { from, until }) => sum + ((until ?? from) - from), 0) / MINUTE);

/** What a cell says; null where it says nothing, or two things. */
export function saidOf({ cells }: Rating, name: string): RatingEntry | null {
  const cell = cells.get(name);
  return cell && !cell.clash ? cell.heads[0]! : null;
}

export const figureOf = (rating: Rating, figure: Figure): number | null =>
  saidOf(rating, figure)?.value ?? null;

/**
 * What the assessor has written down, else what the session's own register and evaluations say. Of those the register has,
 * nobody is counted away.
 */
export function figuresWith(rating: Rating, session: Figures): Figures {
  const said = Object.fromEntries(
    FIGURES.map((figure) => [figure, figureOf(rating, figure) ?? session[figure]]),
  ) as Figures;
  return { ...said, present: said.present === null ? null : Math.max(said.present, session.present ?? 0) };
}

/** How many were there: never fewer than were counted by sex, or than have answered. Null: nobody has said. */
export function headCount({ present, women, men, responses }: Figures): number | null {
  const bySex = women !== null && men !== null ? women + men : null;
  return present === null && bySex === null ? null : Math.max(present ?? 0, bySex ?? 0, responses ?? 0);
}

/** As they were written down, else as the clock ran. */
export const minutesOf = (rating: Rating): number => figureOf(rating, "minutes") ?? clockMinutes(rating);

export const isCriterion = (name: string): name is Criterion => CRITERIA.some((one) => one === name);
export const isScore = (value: number | null): value is Score => SCORES.some((one) => one === value);

export const scoresIn = (rating: Rating): Scores =>
  Object.fromEntries(
    CRITERIA.flatMap((criterion) => {
      const value = saidOf(rating, criterion)?.value ?? null;
      return isScore(value) ? [[criterion, value]] : [];
    }),
  );

/** Entries an entry of the same cell would replace. */
export const headsOf = ({ cells }: Rating, name: string): string[] =>
  (cells.get(name)?.heads ?? []).map(({ id }) => id);

// ── As they are typed ───────────────────────────────────────────────────────────────────────────────

/** "4.25" in hundredths for a mean, whole for the rest; null where the field was emptied. */
export function amount(figure: string, typed: string): number | null | undefined {
  if (typed === "") return null;
  if (figure !== "mean") return /^\d{1,4}$/.test(typed) ? Number(typed) : undefined;
  const mean = Math.round(Number(typed.replace(",", ".")) * 100);
  return mean >= 100 && mean <= 500 ? mean : undefined;
}

/** As it is typed, for a field. */
export const showAmount = (figure: string, value: number | null): string =>
  value === null ? "" : String(figure === "mean" ? value / 100 : value);
