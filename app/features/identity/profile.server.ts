import { recordAudit, type Doer } from "#app/features/audit/record.server.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Refusal, type Result } from "#app/lib/result.ts";
import { nameChangesByRequest } from "./name-by-request.server.ts";
import { emailChangedMail } from "./identity-mail.server.ts";
import { searchTextOf } from "./search-text.ts";
import { preparePassword, setPassword } from "./set-password.server.ts";
import { isRight, minutesOf, tryAs, type Visit } from "./sign-in.server.ts";

const PROFILE = {
  username: true,
  name: true,
  printedName: true,
  printedNameLocal: true,
  phone: true,
  email: true,
  locale: true,
  timeZone: true,
  theme: true,
} as const;

export const profileOf = (personId: string) =>
  db.person.findUniqueOrThrow({ where: { id: personId }, select: PROFILE });

export type Profile = Omit<Awaited<ReturnType<typeof profileOf>>, "username">;

/** What is wrong at one field; the key stands under common.form. */
export type FieldRefusal = Refusal & { field: string };
const at = (field: string, reason: Refusal): { ok: false; reason: FieldRefusal } => ({
  ok: false,
  reason: { field, ...reason },
});

/**
 * A new e-mail address is a new way into the account, so it needs the password, and the old address is told. A
 * changed printed name has to be confirmed again before the first certificate; once there is one, the name changes
 * by a request that somebody else decides on (domain §0a).
 */
export async function saveProfile(
  actor: Actor,
  profile: Profile,
  currentPassword: string,
  visit: Visit,
): Promise<Result<void, FieldRefusal>> {
  const { personId } = actor;
  const before = await profileOf(personId);
  const newEmail = profile.email !== before.email;
  if (newEmail) {
    const known = await confirmPassword(personId, currentPassword, visit);
    if (!known.ok) return at("currentPassword", known.reason);
  }
  const renamed = (["printedName", "printedNameLocal"] as const).find(
    (part) => profile[part] !== before[part],
  );
  if (renamed && (await nameChangesByRequest(personId))) return at(renamed, { key: "name-by-request" });
  try {
    await inTransaction(async (tx) => {
      await writeProfile(tx, actor, before.username, profile);
      if (newEmail && before.email) await tellOldAddress(tx, personId, before.email, profile);
    });
  } catch (error) {
    if (isUniqueViolation(error, "email")) return at("email", { key: "email-taken" });
    throw error;
  }
  return ok(undefined);
}

async function writeProfile(tx: Tx, doer: Doer & { personId: string }, username: string, profile: Profile) {
  const { personId: id } = doer;
  const before = await tx.person.findUniqueOrThrow({ where: { id }, select: PROFILE });
  const changed = (Object.keys(profile) as (keyof Profile)[]).filter((key) => profile[key] !== before[key]);
  if (changed.length === 0) return;
  const reprinted = changed.includes("printedName") || changed.includes("printedNameLocal");
  await tx.person.update({
    where: { id },
    data: {
      ...profile,
      searchText: searchTextOf({ ...profile, username }),
      ...(reprinted ? { nameConfirmedAt: null } : {}),
    },
  });
  await recordAudit(tx, doer, "person.profile-changed", { kind: "person", id }, { changed });
}

const tellOldAddress = (tx: Tx, personId: string, address: string, { locale, timeZone }: Profile) =>
  notify(tx, {
    key: `email-changed:${newId()}`,
    personId,
    address,
    kind: "email-changed",
    action: "/me",
    locale,
    ...emailChangedMail(locale, timeZone, now()),
  });

export async function changeOwnPassword(
  actor: Actor,
  { currentPassword, password }: { currentPassword: string; password: string },
  visit: Visit,
): Promise<Result<void, FieldRefusal>> {
  const { personId } = actor;
  const known = await confirmPassword(personId, currentPassword, visit);
  if (!known.ok) return at("currentPassword", known.reason);
  const prepared = await preparePassword(personId, password);
  if (!prepared.ok) return at("password", prepared.reason);
  await inTransaction((tx) => setPassword(tx, actor, personId, prepared.value, "own"));
  return ok(undefined);
}

/** Whoever sits here knows the password; guessing at it waits like guessing at the door. */
async function confirmPassword(personId: string, typed: string, visit: Visit): Promise<Result<void>> {
  if (typed === "") return refuse("password-needed");
  const { passwordHash } = await db.person.findUniqueOrThrow({
    where: { id: personId },
    select: { passwordHash: true },
  });
  const tried = await tryAs("password", personId, personId, visit);
  if (tried.wait > 0) return refuse("password-wait", { count: minutesOf(tried) });
  return (await isRight(tried, passwordHash, typed)) ? ok(undefined) : refuse("password-wrong");
}
