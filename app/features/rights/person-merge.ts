import * as z from "zod";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * One person who is here twice becomes one: somebody proposes it, somebody else confirms it, and for thirty days it can
 * be taken back exactly. What one account has goes over to the other; nothing is ever added up (peers 16: 70 and 50
 * points of two accounts became 120). Where both sat in the same cohort the enrolment that has come further counts, and
 * the other one stays apart under the account that is closed, seen and not counted.
 */

export const MERGE_STATES = ["proposed", "merged", "undone", "declined", "withdrawn", "two-people"] as const;
export type MergeState = (typeof MERGE_STATES)[number];

export const UNDO_DAYS = 30;

/** What may stay of either account; the other's value stays with the account that is closed. */
export const MERGE_FIELDS = ["name", "username", "email", "phone"] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];
export type Choices = Record<MergeField, "kept" | "gone">;

const choice = z.enum(["kept", "gone"]).default("kept");
export const ProposeMergeForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("propose"),
    name: choice,
    username: choice,
    email: choice,
    phone: choice,
    words: z.string().max(1000),
  }),
  z.object({ intent: z.literal("two-people"), words: z.string().max(1000) }),
]);

export const DecideMergeForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("confirm") }),
  z.object({ intent: z.literal("decline"), note: z.string().max(1000) }),
  z.object({ intent: z.literal("withdraw") }),
  z.object({ intent: z.literal("undo") }),
]);

// ── which rows go over ──────────────────────────────────────────────────────────────────────────────

type Move = { key: string; once: readonly string[]; table?: string; person?: string };

/**
 * Every table with a person's id in it: its key, and the columns that may stand only once for a person. What stands
 * twice stays with the account that is closed. What an account has for itself (sessions, codes, choices), and
 * what it decided, does not go over. A table with two people in it goes over by each of the two.
 */
export const MOVES = {
  Affiliation: { key: "id", once: ["organisationId", "unitId", "until"] },
  RoleAssignment: { key: "id", once: ["role", "scopeKind", "scopeId", "endedAt"] },
  Deputyship: { key: "id", once: [], person: "principalId" },
  DeputyOf: { key: "id", once: [], table: "Deputyship", person: "deputyId" },
  Enrolment: { key: "id", once: ["cohortId"] },
  HalfDayTrainer: { key: "halfDayId", once: ["halfDayId"] },
  Application: { key: "id", once: [] },
  Certificate: { key: "id", once: ["courseVersionId", "kind", "period"] },
  Certification: { key: "id", once: [] },
  Observation: { key: "id", once: [] },
  Attestation: { key: "certificationId", once: [] },
  Leave: { key: "id", once: [] },
  RefresherMark: { key: "dayId", once: ["dayId"] },
  Candidacy: { key: "id", once: ["schemeId", "language", "openKey"] },
  ComplaintConcern: { key: "complaintId", once: ["complaintId"] },
  RosterConsent: { key: "id", once: ["withdrawnAt"] },
  RenewalEvidence: { key: "id", once: [] },
  NameChange: { key: "id", once: [] },
  DataRequest: { key: "id", once: [] },
  OutboxMessage: { key: "id", once: [] },
  InboxMessage: { key: "messageId", once: [] },
} as const satisfies Record<string, Move>;

/** The table, and whose row it is by which column. */
export function ownedBy(moved: MovedTable): { table: string; key: string; person: string } {
  const { key, table = moved, person = "personId" }: Move = MOVES[moved];
  return { table, key, person };
}

export const STAYS_WITH_ACCOUNT = [
  "NoticeAcceptance",
  "Session",
  "SignInCode",
  "PersonToken",
  "CalendarFeed",
  "InboxOnly",
  "Digest",
  "PanelSeat",
  "DeputyAct",
] as const;

export type MovedTable = keyof typeof MOVES;
export const MOVED_TABLES = Object.keys(MOVES) as MovedTable[];
export type Keys = Record<MovedTable, string[]>;

export type OwnedRow = { key: string; owner: string; once: string };

/** Of the rows of both: which of the closed account go over, and which the other has already. */
export function sortRows(rows: readonly OwnedRow[], goneId: string): { moves: string[]; apart: string[] } {
  const there = new Set(rows.filter(({ owner }) => owner !== goneId).map(({ once }) => once));
  const theirs = rows.filter(({ owner }) => owner === goneId);
  return {
    moves: theirs.filter(({ once }) => !there.has(once)).map(({ key }) => key),
    apart: theirs.filter(({ once }) => there.has(once)).map(({ key }) => key),
  };
}

// ── of two enrolments in one cohort ─────────────────────────────────────────────────────────────────

export type EnrolmentProgress = {
  id: string;
  status: string;
  certificates: number;
  passed: number;
  units: number;
  attended: number;
};

const STANDING = ["completed", "participated", "failed", "active", "confirmed"];
/** Those that ended without a result stand last. */
const standing = (status: string) => {
  const place = STANDING.indexOf(status);
  return place === -1 ? 0 : STANDING.length - place;
};

/** The one that has come further; of two alike, the kept account's. */
export function furtherOf(kept: EnrolmentProgress, gone: EnrolmentProgress): EnrolmentProgress {
  const figures = ({ status, certificates, passed, units, attended }: EnrolmentProgress) => [
    standing(status),
    certificates,
    passed,
    units,
    attended,
  ];
  const theirs = figures(gone);
  const first = figures(kept).findIndex((figure, index) => figure !== theirs[index]);
  return first !== -1 && theirs[first]! > figures(kept)[first]! ? gone : kept;
}

// ── which facts of the person stay ──────────────────────────────────────────────────────────────────

export type AccountFacts = {
  name: string;
  username: string;
  email: string | null;
  phone: string | null;
  passwordHash: string | null;
  printedName: string | null;
  printedNameLocal: string | null;
  nameConfirmedAt: Date | null;
  sex: string | null;
  country: string | null;
};
export type AccountColumn = keyof AccountFacts;

/** Columns that only mean something together; the password goes with the name one signs in by. */
const TOGETHER: AccountColumn[][] = [
  ["name"],
  ["username", "passwordHash"],
  ["email"],
  ["phone"],
  ["printedName", "printedNameLocal", "nameConfirmedAt"],
  ["sex"],
  ["country"],
];

/**
 * The columns in which both accounts change places: doing it again takes it back. What was chosen of the closed account,
 * and what only that account has.
 */
export function columnsToExchange(kept: AccountFacts, gone: AccountFacts, choices: Choices): AccountColumn[] {
  const has = (facts: AccountFacts, columns: AccountColumn[]) =>
    columns.some((column) => facts[column] !== null);
  return TOGETHER.filter((columns) => {
    const chosen = MERGE_FIELDS.some((field) => columns[0] === field && choices[field] === "gone");
    return has(gone, columns) && (chosen || !has(kept, columns));
  }).flat();
}

export const exchange = (from: AccountFacts, columns: readonly AccountColumn[]): Partial<AccountFacts> =>
  Object.fromEntries(columns.map((column) => [column, from[column]]));

// ── who may do what ─────────────────────────────────────────────────────────────────────────────────

export function mayPropose(facts: {
  samePerson: boolean;
  closed: boolean;
  /** Another merge of one of the two waits. */
  waits: boolean;
}): Result<void> {
  if (facts.samePerson) return refuse("rights.merge-same");
  if (facts.closed) return refuse("rights.merge-closed");
  return facts.waits ? refuse("rights.merge-waits") : ok(undefined);
}

export type MergeFacts = {
  state: MergeState;
  proposedBy: string;
  /** One of the two accounts is closed, or not in reach any more. */
  closed: boolean;
  /** One of the two holds a role here beyond learning. */
  staff: boolean;
};

export type Decider = { personId: string; reachesAll: boolean; grantsRoles: boolean };

/** A merge touches all that both have: who confirms it reaches all of it, and did not propose it. */
export function mayConfirm(facts: MergeFacts, decider: Decider): Result<void> {
  if (facts.state !== "proposed") return refuse("changed-meanwhile");
  if (facts.proposedBy === decider.personId) return refuse("rights.merge-by-another");
  if (!decider.reachesAll) return refuse("rights.merge-beyond-reach");
  if (facts.closed) return refuse("rights.merge-closed");
  return facts.staff && !decider.grantsRoles ? refuse("rights.merge-roles") : ok(undefined);
}

/** The last day on which it can be taken back. */
export const undoUntil = (mergedOn: CalendarDay): CalendarDay => addDays(mergedOn, UNDO_DAYS);

export function mayUndo(facts: {
  state: MergeState;
  mergedOn: CalendarDay;
  today: CalendarDay;
  reachesAll: boolean;
  /** One of the two was merged again since. */
  mergedSince: boolean;
  /** Issued since, on what went over. */
  certificatesSince: number;
}): Result<void> {
  if (facts.state !== "merged") return refuse("changed-meanwhile");
  if (!facts.reachesAll) return refuse("rights.merge-beyond-reach");
  if (facts.today > undoUntil(facts.mergedOn)) return refuse("rights.merge-too-late", { days: UNDO_DAYS });
  if (facts.mergedSince) return refuse("rights.merge-again-since");
  return facts.certificatesSince > 0
    ? refuse("rights.merge-certificates-since", { count: facts.certificatesSince })
    : ok(undefined);
}
