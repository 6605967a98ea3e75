import { thresholdsOf } from "#app/features/trainers/observations/observation.ts";
import type { Scheme } from "./scheme.ts";

/*
 * How many separate people a scheme needs (domain §0a): whoever assesses does not decide, a suspension is lifted by another
 * officer, an appeal is heard by three who had no part. Each seat is held by one person, and each person holds one.
 */

/** What people are there as, on a day. */
export type Part =
  "officer" | "master-trainer" | "cohort-administrator" | "attester" | "training-department" | "guest";
export type There = { personId: string; parts: readonly Part[] };

/** An act that needs a person of its own, under `schemes.seat.`. */
export type Seat = { act: SeatAct; by: readonly Part[] };
export const SEAT_ACTS = [
  "seat",
  "teach",
  "assess",
  "assess2",
  "decide",
  "second",
  "panel1",
  "panel2",
  "panel3",
  "licence-assess",
] as const;
export type SeatAct = (typeof SEAT_ACTS)[number];

const ANYBODY: readonly Part[] = ["officer", "master-trainer", "cohort-administrator", "guest"];

export function seatsOf(scheme: Scheme): Seat[] {
  const asks = (...kinds: readonly string[]) =>
    scheme.stages.some((stage) => stage.asks.some(({ kind }) => kinds.includes(kind)));
  const when = (needed: boolean, act: SeatAct, ...by: Part[]): Seat[] => (needed ? [{ act, by }] : []);
  if (scheme.kind === "licence")
    return [
      { act: "licence-assess", by: ["officer", "master-trainer"] },
      { act: "decide", by: ["officer"] },
      { act: "second", by: ["officer"] },
    ];
  return [
    ...when(asks("enrolled", "attendance"), "seat", "cohort-administrator"),
    ...when(asks("led-by-master-trainer", "mentored"), "teach", "master-trainer"),
    ...when(asks("criteria-scored", "checklist"), "assess", ...seers(scheme)),
    ...when((thresholdsOf(scheme)?.assessors ?? 1) > 1, "assess2", "master-trainer"),
    ...when(true, "decide", ...deciders(scheme)),
    ...when(true, "second", "officer"),
    { act: "panel1", by: ANYBODY },
    { act: "panel2", by: ANYBODY },
    { act: "panel3", by: ANYBODY },
  ];
}

/** Where attesters say that somebody is ready, they see the session too. */
const seers = ({ stages }: Scheme): Part[] =>
  stages.some(({ recommendedBy }) => recommendedBy === "attester")
    ? ["attester", "master-trainer"]
    : ["master-trainer"];

const deciders = ({ stages }: Scheme): Part[] =>
  stages.at(-1)?.decidedBy === "training-department" ? ["training-department"] : ["officer"];

export type Manned = { need: number; have: number; blocked: SeatAct[] };

/** As many seats as can be held at once; those before are held first. */
export function manned(seats: readonly Seat[], people: readonly There[]): Manned {
  const holder = new Map<string, number>();
  const mayHold = ({ by }: Seat, { parts }: There) => parts.some((part) => by.includes(part));
  /** Finds somebody for the seat, moving those who could hold another. */
  const find = (index: number, asked: Set<string>): boolean =>
    people.some((person) => {
      const { personId } = person;
      if (asked.has(personId) || !mayHold(seats[index]!, person)) return false;
      asked.add(personId);
      const held = holder.get(personId);
      if (held !== undefined && !find(held, asked)) return false;
      holder.set(personId, index);
      return true;
    });
  const blocked = seats.flatMap(({ act }, index) => (find(index, new Set()) ? [] : [act]));
  return { need: seats.length, have: seats.length - blocked.length, blocked };
}

/** What would block under a version that does not block under another: what it asks more than there are people for. */
export function blockedBesides(before: Scheme, after: Scheme, people: readonly There[]): SeatAct[] {
  const already = manned(seatsOf(before), people).blocked;
  return manned(seatsOf(after), people).blocked.filter((act) => !already.includes(act));
}
