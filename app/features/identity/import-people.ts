import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { fold } from "#app/lib/fold.ts";
import type { Entry, Reason } from "./import-entry.ts";
import { usernameFrom } from "./username.ts";

/*
 * What importing a list of people does, row by row, before anything is written (peers 17). A row means the person
 * with its e-mail, username or staff number; without any of them, the only one of that name in its organisation.
 * What a row leaves empty stays as it is. The same list again changes nothing.
 */

export type KnownPlace = {
  id: string;
  organisationId: string;
  unitId: string | null;
  position: string | null;
  staffNumber: string | null;
  from: CalendarDay;
  until: CalendarDay | null;
};

export type KnownPerson = {
  id: string;
  name: string;
  username: string;
  email: string | null;
  phone: string | null;
  printedName: string | null;
  printedNameLocal: string | null;
  sex: string | null;
  country: string | null;
  searchText: string;
  nameConfirmed: boolean;
  deactivated: boolean;
  hasPassword: boolean;
  /** The actor may hear of them; may change where they work; may change how they are called and reached. */
  visible: boolean;
  inReach: boolean;
  mayLetIn: boolean;
  /** Affiliations that hold today. */
  places: KnownPlace[];
};

export const FACTS = ["name", "email", "phone", "printedName", "printedNameLocal", "sex", "country"] as const;
export type FactName = (typeof FACTS)[number];
export type Facts = Record<FactName, string | null>;

export type Change = {
  column: FactName | "place" | "position" | "staffNumber";
  from: string | null;
  to: string;
};

/** What becomes of the affiliation: a new one, another from today on, or a corrected staff number. */
export type PlaceChange =
  { kind: "add" } | { kind: "move"; ended: KnownPlace } | { kind: "correct"; affiliationId: string };

export type Decision =
  | { kind: "new"; username: string }
  | { kind: "same"; person: KnownPerson }
  | { kind: "update"; person: KnownPerson; changes: Change[]; place: PlaceChange | null }
  /** The place of work ends with the day in the list. */
  | { kind: "leave"; person: KnownPerson; place: KnownPlace; until: CalendarDay }
  /** Has left, and does not work there any more. */
  | { kind: "left" }
  | { kind: "cannot"; reasons: Reason[] };

export type Planned = { entry: Entry; decision: Decision };

/** For rows that do not say it themselves. */
export type ImportDefaults = {
  organisationId: string | null;
  locale: string;
  timeZone: string;
  /** The list names all who work in the organisation: who is not in it has left. */
  complete?: boolean;
};

export type Known = { people: readonly KnownPerson[]; usernames: ReadonlySet<string> };

export function planImport(entries: readonly Entry[], known: Known): Planned[] {
  const index = indexOf(known.people);
  const firstRowOf = new Map<string, number>();
  const namesakes = new Set(entries.filter((entry) => !isKnownByName(entry)).flatMap(ownNameKey));
  const usernames = new Set([...known.usernames, ...entries.flatMap(({ username }) => username ?? [])]);
  return entries.map((entry): Planned => {
    const { person, reasons: doubts } = findMatch(entry, index);
    const keys = [...keysOf(entry), ...(person ? [`person ${person.id}`] : [])];
    const unsure = [...doubts, ...unclear(entry, namesakes), ...repeated(keys, firstRowOf)];
    const reasons = entry.reasons.length > 0 ? entry.reasons : unsure;
    if (reasons.length > 0) return { entry, decision: { kind: "cannot", reasons } };
    for (const key of keys) firstRowOf.set(key, entry.row);
    if (entry.left !== null) return { entry, decision: decideLeaving(entry, entry.left, person) };
    if (person) return { entry, decision: decideKnown(entry, person) };
    const username = entry.username ?? freeUsername(usernameFrom(entry.name, entry.email), usernames);
    usernames.add(username);
    return { entry, decision: { kind: "new", username } };
  });
}

// ── who is meant ────────────────────────────────────────────────────────────────────────────────────

type Index = Map<string, KnownPerson[]>;

const emailKey = (email: string) => `email ${email}`;
const usernameKey = (username: string) => `username ${username}`;
export const staffKey = (organisationId: string, staffNumber: string) =>
  `staff ${organisationId} ${fold(staffNumber)}`;
export const nameKey = (organisationId: string, name: string) => `name ${organisationId} ${fold(name)}`;

function indexOf(people: readonly KnownPerson[]): Index {
  const index: Index = new Map();
  const add = (key: string, person: KnownPerson) => {
    const found = index.get(key) ?? [];
    if (!found.includes(person)) index.set(key, [...found, person]);
  };
  for (const person of people) {
    add(usernameKey(person.username), person);
    if (person.email) add(emailKey(person.email), person);
    for (const { organisationId, staffNumber } of person.places) {
      add(nameKey(organisationId, person.name), person);
      if (staffNumber) add(staffKey(organisationId, staffNumber), person);
    }
  }
  return index;
}

/** What tells this row's person from all others, the name only where there is nothing better. */
export function keysOf(entry: Entry): string[] {
  const { email, username, place, staffNumber } = entry;
  const sure = [
    ...(email ? [emailKey(email)] : []),
    ...(username ? [usernameKey(username)] : []),
    ...(place && staffNumber ? [staffKey(place.organisationId, staffNumber)] : []),
  ];
  return sure.length > 0 ? sure : ownNameKey(entry);
}

const ownNameKey = ({ place, name }: Entry) => (place ? [nameKey(place.organisationId, name)] : []);

const isKnownByName = ({ email, username, staffNumber }: Entry) => !email && !username && !staffNumber;

/** Beside somebody of the same name who has an e-mail or a number, a bare name could next time mean either. */
const unclear = (entry: Entry, namesakes: ReadonlySet<string>): Reason[] =>
  isKnownByName(entry) && ownNameKey(entry).some((key) => namesakes.has(key))
    ? [{ key: "name-not-unique" }]
    : [];

type Match = { person: KnownPerson | null; reasons: Reason[] };

function findMatch(entry: Entry, index: Index): Match {
  const keys = keysOf(entry);
  if (keys.length === 0) return { person: null, reasons: [{ key: "nothing-to-know-by" }] };
  const people = [...new Set(keys.flatMap((key) => index.get(key) ?? []))];
  if (people.length > 1)
    return { person: null, reasons: [{ key: isKnownByName(entry) ? "name-not-unique" : "keys-disagree" }] };
  const [person] = people;
  if (!person) return { person: null, reasons: [] };
  if (!person.visible) return { person: null, reasons: [takenBy(entry, person)] };
  if (!sharesName(entry, person))
    return { person, reasons: [{ key: "other-name", params: { name: person.name } }] };
  return { person, reasons: person.deactivated ? [{ key: "deactivated" }] : [] };
}

/** Of somebody outside one's reach one hears only that the key is not free. */
const takenBy = ({ email, username, staffNumber }: Entry, person: KnownPerson): Reason => {
  if (email && email === person.email) return { key: "email-taken", params: { email } };
  if (username && username === person.username) return { key: "username-taken", params: { username } };
  return staffNumber ? { key: "staff-number-taken", params: { staffNumber } } : { key: "name-not-unique" };
};

/** A number typed wrong must not rename a stranger: one word of the name is the same, in either script. */
function sharesName({ name, printedName, printedNameLocal }: Entry, person: KnownPerson): boolean {
  const words = (...names: (string | null)[]) => names.flatMap((text) => fold(text ?? "").split(/[\s-]+/));
  const theirs = new Set(words(person.name, person.printedName, person.printedNameLocal));
  return words(name, printedName, printedNameLocal).some((word) => word !== "" && theirs.has(word));
}

/** The first row of a person counts, a second one is told where the first stands. */
function repeated(keys: string[], firstRowOf: ReadonlyMap<string, number>): Reason[] {
  const first = keys.flatMap((key) => firstRowOf.get(key) ?? [])[0];
  return first === undefined ? [] : [{ key: "repeated", params: { row: first } }];
}

// ── what changes ────────────────────────────────────────────────────────────────────────────────────

function decideKnown(entry: Entry, person: KnownPerson): Decision {
  const reasons = notToChange(entry, person);
  if (reasons.length > 0) return { kind: "cannot", reasons };
  const after = factsAfter(entry, person);
  const facts = FACTS.flatMap((column): Change[] => {
    const to = after[column];
    return to === null || to === person[column] ? [] : [{ column, from: person[column], to }];
  });
  const { changes: moved, place } = decidePlace(entry, person);
  const changes = [...facts, ...moved];
  if (changes.length === 0) return { kind: "same", person };
  if (!person.inReach) return { kind: "cannot", reasons: [{ key: "outside-reach" }] };
  if (!person.mayLetIn && facts.length > 0) return { kind: "cannot", reasons: [{ key: "staff" }] };
  return { kind: "update", person, changes, place };
}

/** What the list says of the others stays as it is: who has left is not moved as well. */
function decideLeaving({ place }: Entry, until: CalendarDay, person: KnownPerson | null): Decision {
  const there = person?.places.find(({ organisationId }) => organisationId === place?.organisationId);
  if (!person || !there) return { kind: "left" };
  if (there.until === until) return { kind: "same", person };
  if (!person.inReach) return { kind: "cannot", reasons: [{ key: "outside-reach" }] };
  if (!person.mayLetIn) return { kind: "cannot", reasons: [{ key: "staff" }] };
  if (until < there.from) return { kind: "cannot", reasons: [{ key: "left-before-joined" }] };
  return { kind: "leave", person, place: there, until };
}

/** An address is a way into the account and a confirmed name stands on certificates: a list changes neither. */
function notToChange(
  { email, username, printedName, printedNameLocal }: Entry,
  person: KnownPerson,
): Reason[] {
  const differs = (typed: string | null, stored: string | null) =>
    typed !== null && stored !== null && typed !== stored;
  const newName =
    differs(printedName, person.printedName) || differs(printedNameLocal, person.printedNameLocal);
  return [
    ...(differs(email, person.email) ? [{ key: "email-differs" }] : []),
    ...(differs(username, person.username)
      ? [{ key: "username-differs", params: { username: person.username } }]
      : []),
    ...(person.nameConfirmed && newName ? [{ key: "name-confirmed" }] : []),
  ];
}

function decidePlace(entry: Entry, person: KnownPerson): { changes: Change[]; place: PlaceChange | null } {
  const { place, position, staffNumber } = entry;
  if (!place) return { changes: [], place: null };
  const there = person.places.filter(({ organisationId }) => organisationId === place.organisationId);
  const current = there.find(({ unitId }) => unitId === place.unitId) ?? there[0];
  if (!current)
    return { changes: [{ column: "place", from: null, to: place.organisationId }], place: { kind: "add" } };
  const moved: Change[] = [
    ...(place.unitId && place.unitId !== current.unitId
      ? [{ column: "place" as const, from: current.unitId, to: place.unitId }]
      : []),
    ...(position && position !== current.position
      ? [{ column: "position" as const, from: current.position, to: position }]
      : []),
  ];
  const renumbered: Change[] =
    staffNumber && staffNumber !== current.staffNumber
      ? [{ column: "staffNumber", from: current.staffNumber, to: staffNumber }]
      : [];
  if (moved.length > 0)
    return { changes: [...moved, ...renumbered], place: { kind: "move", ended: current } };
  if (renumbered.length > 0)
    return { changes: renumbered, place: { kind: "correct", affiliationId: current.id } };
  return { changes: [], place: null };
}

/** The facts of a person after the list: what the row says, else what was there. A name only shouted stays. */
export function factsAfter(entry: Entry, person: KnownPerson): Facts {
  const after = Object.fromEntries(FACTS.map((column) => [column, entry[column] ?? person[column]])) as Facts;
  const shouted = entry.name === entry.name.toUpperCase() && fold(entry.name) === fold(person.name);
  return shouted ? { ...after, name: person.name } : after;
}

function freeUsername(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}${number}`)) number += 1;
  return `${base}${number}`;
}

export type Counts = Record<Decision["kind"], number>;

export function countPlanned(planned: readonly Planned[]): Counts {
  const counts: Counts = { new: 0, same: 0, update: 0, leave: 0, left: 0, cannot: 0 };
  for (const { decision } of planned) counts[decision.kind] += 1;
  return counts;
}
