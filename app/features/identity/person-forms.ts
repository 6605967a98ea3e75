import * as z from "zod";
import { ROLES } from "#app/lib/actor.ts";
import { isCalendarDay } from "#app/lib/calendar-day.ts";
import {
  emailField,
  latinNameField,
  localeField,
  nameField,
  phoneField,
  timeZoneField,
  usernameField,
} from "./account-forms.ts";
import { GRANTABLE_ROLES, readScope } from "./person-roles.ts";

/* What staff write about other people. */

/** "" is absent. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.literal("").transform(() => null), schema]);

const Id = z.string().min(1).max(100);
const Line = z.string().max(120);
const Day = z.string().refine(isCalendarDay, "form:day");

/** An organisation, or one of its units: "ORGANISATION" or "ORGANISATION/UNIT". */
const Place = z
  .string()
  .regex(/^[\w-]{1,60}(\/[\w-]{1,60})?$/, "form:choose")
  .transform((text) => {
    const [organisationId = "", unitId = null] = text.split("/");
    return { organisationId, unitId };
  });
export type Place = z.output<typeof Place>;

const ScopeField = z.string().transform((text, context) => {
  const scope = readScope(text);
  if (scope) return scope;
  context.addIssue({ code: "custom", message: "form:choose" });
  return z.NEVER;
});

const contact = {
  name: nameField,
  email: optional(emailField),
  phone: optional(phoneField),
  locale: localeField,
  timeZone: timeZoneField,
};

const work = { position: Line, staffNumber: z.string().max(40) };

export const InvitePersonForm = z.object({
  ...contact,
  username: optional(usernameField),
  place: optional(Place),
  position: work.position.default(""),
  staffNumber: work.staffNumber.default(""),
  role: z.enum(ROLES).default("learner"),
  scope: optional(ScopeField).default(null),
});
export type InvitePersonForm = z.output<typeof InvitePersonForm>;

export const PersonForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("edit"), ...contact }),
  z.object({ intent: z.literal("add-affiliation"), place: Place, ...work, from: Day }),
  z.object({ intent: z.literal("end-affiliation"), affiliationId: Id, until: Day }),
  z.object({ intent: z.literal("grant-role"), role: z.enum(GRANTABLE_ROLES), scope: ScopeField }),
  z.object({ intent: z.literal("end-role"), assignmentId: Id }),
  z.object({
    intent: z.literal("confirm-name"),
    printedName: latinNameField,
    printedNameLocal: optional(nameField),
    reason: z.string().min(1).max(500),
  }),
  z.object({ intent: z.literal("issue-code") }),
  z.object({ intent: z.literal("send-invitation") }),
  z.object({ intent: z.literal("end-sessions") }),
  z.object({ intent: z.literal("deactivate") }),
  z.object({ intent: z.literal("reactivate") }),
]);
export type PersonForm = z.output<typeof PersonForm>;
export type PersonIntent = PersonForm["intent"];

/** Bulk acts of the list: those who are ticked, or everybody on the page. */
export const PeopleForm = z.object({
  intent: z.enum(["codes", "codes-all", "invite"]),
  people: z.array(Id).max(200).default([]),
  listed: z.array(Id).max(200).default([]),
});
