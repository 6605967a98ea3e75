/* Guessing is slowed, never the owner (decisions 24). Failures are counted per account and network, per network,
 * and per account; a browser that this person has signed in on before carries a signed cookie and is counted by
 * itself alone, so nothing anybody does elsewhere makes it wait. Every wait ends: nobody is locked out for good. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export type Limit = {
  /** Failures without a wait. */
  free: number;
  firstWait: number;
  longestWait: number;
  /** One failure is forgotten in each such time, so that honest mistakes do not add up. */
  forgetOneEvery: number;
};

export const LIMITS = {
  "known-device": { free: 5, firstWait: MINUTE, longestWait: 15 * MINUTE, forgetOneEvery: HOUR },
  "account-network": { free: 5, firstWait: MINUTE, longestWait: 15 * MINUTE, forgetOneEvery: HOUR },
  /** A class of thirty signs in for the first time through one address, with two mistakes each. */
  network: { free: 100, firstWait: MINUTE, longestWait: 15 * MINUTE, forgetOneEvery: 20 * SECOND },
  account: { free: 50, firstWait: MINUTE, longestWait: 15 * MINUTE, forgetOneEvery: 10 * MINUTE },
  /** Reset mails asked for one account. */
  reset: { free: 3, firstWait: 20 * MINUTE, longestWait: HOUR, forgetOneEvery: 20 * MINUTE },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;

/** `failures` leaks away with time, so it is no whole number; `at` is when the last one was counted. */
export type Tally = { failures: number; at: number };
export const NO_FAILURES: Tally = { failures: 0, at: 0 };

export type Visit = {
  /** The person's id, or the typed name when nobody has it: both wait alike. */
  account: string;
  network: string;
  /** The id of the device when it is known for this account, else null. */
  knownDevice: string | null;
};

/** The tallies a try is held against. */
export function talliesOf({ account, network, knownDevice }: Visit): { limit: LimitName; key: string }[] {
  if (knownDevice) return [{ limit: "known-device", key: `${knownDevice} ${account}` }];
  return [
    { limit: "account-network", key: `${account} ${network}` },
    { limit: "network", key: network },
    { limit: "account", key: account },
  ];
}

/** Milliseconds until the next try is let through; 0 when it may be made now. */
export function waitFor(tally: Tally, limit: Limit, now: number): number {
  const over = Math.ceil(tally.failures) - limit.free;
  if (over < 0) return 0;
  const wait = Math.min(limit.longestWait, limit.firstWait * 2 ** Math.min(over, 30));
  return Math.max(0, tally.at + wait - now);
}

/** The tally after one more failure, with what has been forgotten since the last. */
export function afterFailure(tally: Tally, limit: Limit, now: number): Tally {
  const forgotten = Math.max(0, now - tally.at) / limit.forgetOneEvery;
  return { failures: Math.max(0, tally.failures - forgotten) + 1, at: now };
}

/** Nothing of it is left to remember. */
export const isForgotten = (tally: Tally, limit: Limit, now: number): boolean =>
  now - tally.at > Math.max(limit.longestWait, tally.failures * limit.forgetOneEvery);

/** IPv4 as it is; of IPv6 the /64 one household or office has. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail = ""] = plain.toLowerCase().split("::");
  const groups = head === "" ? [] : head.split(":");
  const after = tail === "" ? [] : tail.split(":");
  const zeros = plain.includes("::") ? Math.max(0, 8 - groups.length - after.length) : 0;
  return [...groups, ...Array<string>(zeros).fill("0"), ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}
