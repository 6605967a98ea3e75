import { paths } from "#app/lib/paths.ts";
import type { SearchKind } from "./search.ts";

/** Where one hit is looked at. */
export const HIT: Record<SearchKind, (id: string) => string> = {
  people: paths.person,
  cohorts: paths.cohort,
  organisations: paths.organisation,
  certificates: paths.issuedCertificate,
};

const LIST: Record<SearchKind, string> = {
  people: "/people",
  cohorts: "/cohorts",
  organisations: "/organisations",
  certificates: "/certificates/issued",
};

/** The whole list, asked the same. */
export const listOf = (kind: SearchKind, q: string): string =>
  `${LIST[kind]}?${new URLSearchParams({ q }).toString()}`;
