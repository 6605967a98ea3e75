import { fold } from "#app/lib/fold.ts";

/*
 * Who may be here twice. Two people are likely the same when they share a staff number in one organisation, a telephone
 * however it is written, or a name in either script, whatever its accents and the order of its words. A telephone or a
 * name that many share is an office's or a common one and tells nobody apart; on a name alone nobody is flagged whom
 * another sign tells apart. A sign, never a verdict: a person looks, and a second one confirms (rights/person-merge.ts).
 */

export const LIKENESSES = ["staff-number", "phone", "name"] as const;
export type Likeness = (typeof LIKENESSES)[number];

export type LikenessFacts = {
  id: string;
  name: string;
  printedName: string | null;
  printedNameLocal: string | null;
  phone: string | null;
  sex: string | null;
  /** Of affiliations that hold today. */
  staffNumbers: readonly { organisationId: string; staffNumber: string }[];
};

/** Somebody who is here and looks like another. */
export type Alike = { id: string; name: string; likeness: Likeness[] };

export type LikelyPair = { one: string; other: string; likeness: Likeness[] };

/** A sign that more people share than these says nothing about any two of them. */
export const MOST_SHARING = 4;

/** The end of a number, which is the same with and without the country before it. */
export const PHONE_END = 8;

export type Phone = { end: string; international: string | null };

/** null where there are too few digits to mean one line. */
export function phoneOf(text: string | null): Phone | null {
  const digits = text?.replace(/\D/g, "") ?? "";
  const international = text?.trim().startsWith("+")
    ? digits
    : digits.startsWith("00")
      ? digits.slice(2)
      : null;
  const line = (international ?? digits).replace(/^0+/, "");
  return line.length < PHONE_END ? null : { end: line.slice(-PHONE_END), international };
}

/** Two numbers written with their country are the same only with the same country. */
function samePhone(one: string | null, other: string | null): boolean {
  const [first, second] = [phoneOf(one), phoneOf(other)];
  if (!first || !second || first.end !== second.end) return false;
  return !first.international || !second.international || first.international === second.international;
}

/** The words of a name, folded, in one order: "SOK, Dara" and "Dara Sok" are one. */
const nameOf = (name: string): string =>
  fold(name)
    .split(/[^\p{L}\p{M}\p{N}']+/u)
    .filter((word) => word !== "")
    .sort()
    .join(" ");

export const namesOf = ({ name, printedName, printedNameLocal }: LikenessFacts): string[] => [
  ...new Set([name, printedName, printedNameLocal].map((each) => nameOf(each ?? "")).filter(Boolean)),
];

const staffKeys = ({ staffNumbers }: LikenessFacts) =>
  staffNumbers.map(({ organisationId, staffNumber }) => `${organisationId} ${fold(staffNumber)}`);

const sharesOne = (some: string[], others: string[]) => some.some((each) => others.includes(each));

/** Another sex, or two staff numbers in one organisation: on a name alone these are two. */
function toldApart(one: LikenessFacts, other: LikenessFacts): boolean {
  if (one.sex && other.sex && one.sex !== other.sex) return true;
  const theirs = new Set(other.staffNumbers.map(({ organisationId }) => organisationId));
  return one.staffNumbers.some(({ organisationId }) => theirs.has(organisationId));
}

/** What two people have in common that makes them likely one; empty: nothing. */
export function likenessOf(one: LikenessFacts, other: LikenessFacts): Likeness[] {
  const staff = sharesOne(staffKeys(one), staffKeys(other));
  const phone = samePhone(one.phone, other.phone);
  const name = sharesOne(namesOf(one), namesOf(other));
  const shared = LIKENESSES.filter((likeness) => ({ "staff-number": staff, phone, name })[likeness]);
  return shared.length === 1 && name && toldApart(one, other) ? [] : shared;
}

/** What people are looked up by: two who share none of these are not alike. */
const keysOf = (person: LikenessFacts): string[] => {
  const phone = phoneOf(person.phone);
  return [
    ...staffKeys(person).map((key) => `staff ${key}`),
    ...(phone ? [`phone ${phone.end}`] : []),
    ...namesOf(person).map((name) => `name ${name}`),
  ];
};

/** Those who share a key with nobody beyond `MOST_SHARING`. */
function groupsOf(people: readonly LikenessFacts[]): Map<string, LikenessFacts[]> {
  const groups = new Map<string, LikenessFacts[]>();
  for (const person of people)
    for (const key of new Set(keysOf(person))) {
      const group = groups.get(key);
      if (group) group.push(person);
      else groups.set(key, [person]);
    }
  for (const [key, { length }] of groups) if (length > MOST_SHARING) groups.delete(key);
  return groups;
}

/** Every likely pair once, those with most in common first; of two, the older account stands first. */
export function likelyPairs(people: readonly LikenessFacts[]): LikelyPair[] {
  const pairs = new Map<string, LikelyPair>();
  for (const group of groupsOf(people).values())
    for (const [index, first] of group.entries())
      for (const second of group.slice(index + 1)) {
        const [one, other] = first.id < second.id ? [first, second] : [second, first];
        const key = pairKey(one.id, other.id);
        if (pairs.has(key)) continue;
        const likeness = likenessOf(one, other);
        if (likeness.length > 0) pairs.set(key, { one: one.id, other: other.id, likeness });
      }
  return [...pairs.values()].sort(
    (a, b) =>
      b.likeness.length - a.likeness.length || (pairKey(a.one, a.other) < pairKey(b.one, b.other) ? -1 : 1),
  );
}

/** The same for both orders. */
export const pairKey = (one: string, other: string): string =>
  one < other ? `${one} ${other}` : `${other} ${one}`;

/** Who here each of these is like, for people who are not here yet: a list to import. */
export function likeThese(
  these: readonly LikenessFacts[],
  people: readonly LikenessFacts[],
): Map<string, { person: LikenessFacts; likeness: Likeness[] }[]> {
  const groups = groupsOf(people);
  return new Map(
    these.map((one) => {
      const found = new Map<string, { person: LikenessFacts; likeness: Likeness[] }>();
      for (const person of keysOf(one).flatMap((key) => groups.get(key) ?? [])) {
        const likeness = likenessOf(one, person);
        if (likeness.length > 0) found.set(person.id, { person, likeness });
      }
      return [one.id, [...found.values()]];
    }),
  );
}
