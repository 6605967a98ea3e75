/* What a complaint is linked with: what it is about, and the suspension it led to. */

export const LINK_KINDS = ["certification", "suspension", "candidacy", "cohort", "course"] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

export type Target = { kind: LinkKind; id: string };

/** What a handler types: the address of its page, or the number of a certification. */
export type TypedTarget = Target | { kind: "number"; number: string };

const PAGES = {
  certifications: "certification",
  candidates: "candidacy",
  cohorts: "cohort",
  courses: "course",
} as const satisfies Record<string, LinkKind>;

/** With or without the origin, and whatever stands behind the id. */
const ADDRESS = /(?:^|\/)(certifications|candidates|cohorts|courses)\/([\w-]+)/;

export function readTarget(typed: string): TypedTarget {
  const said = typed.trim();
  const address = ADDRESS.exec(said);
  return address
    ? { kind: PAGES[address[1] as keyof typeof PAGES], id: address[2]! }
    : { kind: "number", number: said };
}
