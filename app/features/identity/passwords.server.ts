import { randomInt } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { newSecret } from "#app/infra/ids.server.ts";
import { passphrase } from "./passphrase.ts";
import { normalisePassword } from "./password-policy.ts";

/* Argon2id with the parameters of OWASP ASVS appendix C. A hash takes a core for some milliseconds and 19 MiB: two
 * at once, a bounded queue, and beyond that "try again in a moment" instead of a server nobody can reach. */

const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };
const PREFIX = `$argon2id$v=19$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}$`;
const AT_ONCE = 2;
const LONGEST_QUEUE = 50;

let running = 0;
const queue: (() => void)[] = [];

async function inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  if (running >= AT_ONCE) {
    if (queue.length >= LONGEST_QUEUE)
      throw new Response(null, { status: 503, headers: { "Retry-After": "5" } });
    await new Promise<void>((resolve) => queue.push(resolve)); // takes over the place of whoever is done
  } else running++;
  try {
    return await work();
  } finally {
    const next = queue.shift();
    if (next) next();
    else running--;
  }
}

export const hashPassword = (typed: string): Promise<string> =>
  inTurn(() => hash(normalisePassword(typed), PARAMETERS));

/** For people who do not exist or have no password yet: the answer takes as long as for the others. */
let nobodys: Promise<string> | null = null;

/** `known` null takes the same time and is never right. */
export async function verifyPassword(known: string | null, typed: string): Promise<boolean> {
  const compared = known ?? (await (nobodys ??= hash(newSecret(), PARAMETERS)));
  const right = await inTurn(() => verify(compared, normalisePassword(typed)));
  return right && known !== null;
}

/** Made with other parameters than today's: hash it again at the next right sign-in. */
export const isOutdated = (known: string): boolean => !known.startsWith(PREFIX);

/** Three to choose from. */
export const offerPassphrases = (locale: string): string[] =>
  Array.from({ length: 3 }, () => passphrase(locale, (below) => randomInt(below)));
