import * as z from "zod";
import { COUNTRIES } from "#app/lib/countries.ts";

/* What an organisation is, and its units (decisions 16). */

export const ORGANISATION_KINDS = [
  "mfi",
  "ngo",
  "training-provider",
  "association",
  "employers",
  "workers",
  "programme-owner",
  "funder",
  "public-body",
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const UNIT_KINDS = ["head-office", "area", "branch", "sub-branch"] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

const Name = z.string().min(1).max(120);

export const OrganisationForm = z.object({
  name: Name,
  kind: z.enum(ORGANISATION_KINDS),
  country: z.string().refine((code) => COUNTRIES.includes(code), "form:choose"),
});
export type OrganisationForm = z.output<typeof OrganisationForm>;

const Unit = z.object({
  unitName: Name,
  unitKind: z.enum(UNIT_KINDS),
  parentId: z.string().max(100).default(""),
});

/** The page of one organisation has several buttons. */
export const OrganisationActForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("edit"), ...OrganisationForm.shape }),
  z.object({ intent: z.literal("add-unit"), ...Unit.shape }),
  z.object({ intent: z.literal("edit-unit"), unitId: z.string().min(1).max(100), ...Unit.shape }),
]);
export type UnitForm = z.output<typeof Unit>;
