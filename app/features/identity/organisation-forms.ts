import * as z from "zod";
import { COUNTRIES } from "#app/lib/countries.ts";
import { emailField } from "./account-forms.ts";

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

/** Whom an organisation stands for, in the counts of the programme (domain §4.1). */
export type ConstituentGroup = "government" | "employers" | "workers" | "mfi" | "ngo" | "other";

const GROUP_OF: Record<OrganisationKind, ConstituentGroup> = {
  mfi: "mfi",
  ngo: "ngo",
  employers: "employers",
  workers: "workers",
  "public-body": "government",
  "training-provider": "other",
  association: "other",
  "programme-owner": "other",
  funder: "other",
};
export const constituentGroup = (kind: OrganisationKind): ConstituentGroup => GROUP_OF[kind];

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

const Contact = z.object({
  contactName: Name,
  contactRole: z.string().max(120).default(""),
  contactPhone: z.string().max(40).default(""),
  contactEmail: z.union([z.literal(""), emailField]).default(""),
});
export type ContactForm = z.output<typeof Contact>;

const ContactId = z.string().min(1).max(100);

/** More than any course has seats for. */
const MOST_SEATS = 10_000;

/** The page of one organisation has several buttons. */
export const OrganisationActForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("edit"), ...OrganisationForm.shape }),
  z.object({ intent: z.literal("add-unit"), ...Unit.shape }),
  z.object({ intent: z.literal("edit-unit"), unitId: z.string().min(1).max(100), ...Unit.shape }),
  z.object({ intent: z.literal("add-contact"), ...Contact.shape }),
  z.object({ intent: z.literal("edit-contact"), contactId: ContactId, ...Contact.shape }),
  z.object({ intent: z.literal("remove-contact"), contactId: ContactId }),
  z.object({
    intent: z.literal("set-seats"),
    courseId: z.string().min(1).max(100),
    seats: z.union([z.literal("").transform(() => null), z.coerce.number().int().min(1).max(MOST_SEATS)]),
  }),
]);
export type UnitForm = z.output<typeof Unit>;
