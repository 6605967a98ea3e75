import * as z from "zod";
import { isTimeZone } from "#app/lib/calendar-day.ts";
import { LOCALES, PSEUDO_LOCALE } from "#app/lib/locales.ts";
import { isUsername } from "./username.ts";

/* What forms about people accept. One word is a name; nobody is asked for a first and a last one. */

/** "" is absent. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.literal("").transform(() => null), schema]);

export const nameField = z.string().min(1).max(120).regex(/\p{L}/u, "form:name-letters");

/** Latin letters with any accent, as certificates print them first. */
export const latinNameField = z
  .string()
  .max(120)
  .regex(
    /^[\p{Script=Latin}\p{M}\s'’ʼ.,()-]*\p{Script=Latin}[\p{Script=Latin}\p{M}\s'’ʼ.,()-]*$/u,
    "form:latin-letters",
  );

export const emailField = z.string().toLowerCase().pipe(z.email().max(254));
export const usernameField = z.string().toLowerCase().refine(isUsername, "form:username");
export const phoneField = z.string().regex(/^\+?[\d\s().-]{6,25}$/, "form:phone");
export const timeZoneField = z.string().refine(isTimeZone, "form:choose");
export const localeField = z.enum([...LOCALES, PSEUDO_LOCALE]);
export const themeField = z.enum(["system", "light", "dark"]);

const typedPassword = z.string().min(1).max(1000);

export const SignInForm = z.object({
  identifier: z.string().min(1).max(254),
  password: typedPassword,
  next: z.string().max(2000).default(""),
});

/** One of the offered passphrases, or one's own typed twice. */
const newPassword = {
  offeredPassword: z.string().max(200).default(""),
  password: z.string().max(1000).default(""),
  passwordAgain: z.string().max(1000).default(""),
};

type NewPassword = { offeredPassword: string; password: string; passwordAgain: string };

export const chosenPassword = ({ offeredPassword, password }: NewPassword): string =>
  offeredPassword || password;

function checkChosen(
  { offeredPassword, password, passwordAgain }: NewPassword,
  context: z.RefinementCtx,
): void {
  if (offeredPassword !== "") return;
  const refuse = (field: string, message: string) =>
    context.addIssue({ code: "custom", path: [field], message: `form:${message}` });
  if (password === "") refuse("password", "required");
  else if (password !== passwordAgain) refuse("passwordAgain", "passwords-differ");
}

export const NewPasswordForm = z.object(newPassword).superRefine(checkChosen);

/** The card alone, then the card and the password its holder chooses. */
export const FirstSignInForm = z.object({
  identifier: z.string().min(1).max(254),
  code: z.string().min(1).max(60),
  intent: z.enum(["check", "choose"]),
});

export const OwnPasswordForm = z
  .object({ currentPassword: typedPassword, ...newPassword })
  .superRefine(checkChosen);

export const SetUpForm = z
  .object({
    name: nameField,
    username: usernameField,
    email: optional(emailField),
    timeZone: timeZoneField,
    ...newPassword,
  })
  .superRefine(checkChosen);

export const ForgotPasswordForm = z.object({ identifier: z.string().min(1).max(254) });

export const ProfileForm = z.object({
  name: nameField,
  printedName: optional(latinNameField),
  printedNameLocal: optional(nameField),
  phone: optional(phoneField),
  email: optional(emailField),
  locale: localeField,
  timeZone: timeZoneField,
  theme: themeField,
  currentPassword: z.string().max(1000).default(""),
});

export const PreferencesForm = z.object({
  lang: z.string().max(20).optional(),
  theme: themeField.optional(),
  next: z.string().max(2000).default("/"),
});

export const DevicesForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("one"), session: z.string().min(1).max(100) }),
  z.object({ intent: z.literal("others") }),
]);
