import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { fold, foldHeading } from "#app/lib/fold.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * Anybody may complain about a trainer, a course or a decision, without a name and in any language. It is acknowledged
 * within five working days, decided in words, and handled by nobody whom it concerns.
 */

export const COMPLAINT_ABOUT = ["trainer", "course", "decision", "other"] as const;
export type ComplaintAbout = (typeof COMPLAINT_ABOUT)[number];

export const COMPLAINT_OUTCOMES = ["upheld", "partly", "not-upheld", "not-examined"] as const;
export type ComplaintOutcome = (typeof COMPLAINT_OUTCOMES)[number];

export const DAYS_TO_ACKNOWLEDGE = 5; // working days

export const COMPLAINT_STATES = ["received", "overdue", "acknowledged", "decided"] as const;
export type ComplaintState = (typeof COMPLAINT_STATES)[number];

export type ComplaintClock = {
  acknowledgeBy: CalendarDay;
  acknowledgedOn: CalendarDay | null;
  decidedOn: CalendarDay | null;
};

export function complaintState(
  { acknowledgeBy, acknowledgedOn, decidedOn }: ComplaintClock,
  today: CalendarDay,
): ComplaintState {
  if (decidedOn) return "decided";
  if (acknowledgedOn) return "acknowledged";
  return today > acknowledgeBy ? "overdue" : "received";
}

export const mayAcknowledge = ({ acknowledgedOn, decidedOn }: ComplaintClock): Result<null> =>
  acknowledgedOn || decidedOn ? refuse("changed-meanwhile") : ok(null);

/** First it is acknowledged, then looked into, then decided, once. */
export function mayDecide({ acknowledgedOn, decidedOn }: ComplaintClock): Result<null> {
  if (decidedOn) return refuse("changed-meanwhile");
  return acknowledgedOn ? ok(null) : refuse("complaint-acknowledge-first");
}

type Named = {
  id: string;
  name: string;
  username: string;
  printedName: string | null;
  printedNameLocal: string | null;
};

/** Of these scripts a word stands by itself; others run on without spaces, or write particles onto a name. */
const STANDS_APART = /[\p{Script=Latin}\p{N}]+/gu;
const SHORTEST_NAME = 3;

/**
 * Who of those that could handle it is named in it: until somebody has read it, nobody knows whom it concerns, and
 * they would be the first to read it. Any part of a name that is long enough counts, or all of one whose parts are short:
 * rather one reader fewer.
 */
export function namedIn(text: string, people: readonly Named[]): string[] {
  const said = ` ${foldHeading(fold(text).replace(STANDS_APART, " $& "))} `;
  const runOn = said.replaceAll(" ", "");
  const isSaid = (words: readonly string[]) =>
    words.join("").search(STANDS_APART) >= 0
      ? said.includes(` ${words.join(" ")} `)
      : runOn.includes(words.join(""));
  const isNamed = (name: string | null) => {
    const parts = foldHeading(name ?? "").split(" ");
    const ways = [...parts.map((part) => [part]), parts, [...parts].reverse()];
    return ways.some((words) => weight(words.join("")) >= SHORTEST_NAME && isSaid(words));
  };
  return people
    .filter(({ name, username, printedName, printedNameLocal }) =>
      [name, username, printedName, printedNameLocal].some(isNamed),
    )
    .map(({ id }) => id);
}

/** In letters; one of Chinese says as much as two. */
const weight = (word: string): number => word.replace(/\p{Script=Han}/gu, "$&$&").length;

const GROUP = 4;
export const RECEIPT_LENGTH = 16;

/** In groups of four, as it is written down. */
export const showReceipt = (code: string): string =>
  code.match(new RegExp(`.{1,${GROUP}}`, "g"))?.join("-") ?? "";

/** As typed: with or without its dashes, with O for 0 and I or L for 1; null is no receipt. */
export function readReceipt(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  return code.length === RECEIPT_LENGTH && /^[0-9A-HJKMNP-TV-Z]+$/.test(code) ? code : null;
}
