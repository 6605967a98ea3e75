import { DELIVERS, type TrainerRole } from "#app/features/cohorts/session.ts";
import type { Standing } from "./certification-status.ts";

/*
 * Who may lead a session on its day (domain §6.3): whoever holds a valid certification for the course, in a language it is
 * held in, and is not inactive (renewal/inactive.ts). Who is provisionally admitted trains at the side of such a one only (T11).
 */

export const LEADING = [
  "certified",
  "inactive",
  "provisional",
  "suspended",
  "ended",
  "other-language",
  "other-scope",
  "lapsed",
  "none",
] as const;
export type Leading = (typeof LEADING)[number];

export type HeldForCourse = {
  standing: Pick<Standing, "status" | "valid">;
  inactive: boolean;
  /** In a language the course is held in; of all that the session is about. */
  speaks: boolean;
  covers: boolean;
};

export type LeadFacts = {
  held: readonly HeldForCourse[];
  provisional: boolean;
};

/** What somebody is towards a course, by what they hold on its day: the best of it. */
export function leadingBy({ held, provisional }: LeadFacts): Leading {
  const valid = held.filter(({ standing }) => standing.valid);
  const full = valid.filter(({ speaks, covers }) => speaks && covers);
  if (full.length > 0) return full.every(({ inactive }) => inactive) ? "inactive" : "certified";
  const is = (...statuses: Standing["status"][]) =>
    held.some(({ standing }) => statuses.includes(standing.status));
  // What was decided against somebody is not got round by being a candidate elsewhere.
  if (is("suspended")) return "suspended";
  if (is("revoked", "in-error")) return "ended";
  if (provisional) return "provisional";
  if (valid.length > 0) return valid.some(({ speaks }) => speaks) ? "other-scope" : "other-language";
  return held.length > 0 ? "lapsed" : "none";
}

export type OnSession = { id: string; name: string; role: TrainerRole; leading: Leading };

export const LEAD_FINDINGS = [
  "suspended",
  "ended",
  "provisional-alone",
  "inactive",
  "other-language",
  "other-scope",
  "lapsed",
  "none",
  "nobody",
] as const;
/** What is wrong with who delivers a session; "nobody" is about all of them. */
export type LeadFinding = { kind: (typeof LEAD_FINDINGS)[number]; id: string; name: string };

/** Nobody is put on a session so; of what else is found, who plans it is told. */
const REFUSED: readonly LeadFinding["kind"][] = ["suspended", "ended", "provisional-alone"];
export const isRefused = ({ kind }: LeadFinding): boolean => REFUSED.includes(kind);

export function leadFindings(trainers: readonly OnSession[]): LeadFinding[] {
  const delivering = trainers.filter(({ role }) => DELIVERS.includes(role));
  const certified = delivering.some(({ leading }) => leading === "certified");
  const found = delivering.flatMap(({ id, name, role, leading }): LeadFinding[] => {
    const say = (kind: LeadFinding["kind"]) => [{ kind, id, name }];
    if (leading === "suspended" || leading === "ended") return say(leading);
    if (leading === "provisional") return certified ? [] : say("provisional-alone");
    if (leading === "certified" || role !== "lead") return [];
    return say(leading);
  });
  const nobody = delivering.length > 0 && found.length === 0 && !certified;
  return nobody ? [{ kind: "nobody", id: "", name: "" }] : found;
}
