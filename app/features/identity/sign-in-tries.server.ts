import { now } from "#app/infra/clock.server.ts";
import {
  afterFailure,
  isForgotten,
  LIMITS,
  NO_FAILURES,
  waitFor,
  type LimitName,
  type Tally,
} from "./sign-in-throttle.ts";

/* The tallies live in this process: no network address is ever stored, a wrong try costs no write, and a restart
 * forgives. Two processes allow twice the tries, which the slow hash and the length of passwords bear. */

const MOST = 50_000;
const SWEEP_EVERY = 60_000;

const tallies = new Map<string, Tally>();
let sweptAt = 0;

export type Counted = { limit: LimitName; key: string };

export type Try = {
  /** Milliseconds to wait; 0 when the try may be made, and is then counted already. */
  wait: number;
  /** It was right: the person's own tallies are cleared, the shared ones get this one back. */
  succeeded: () => void;
  /** Nothing was tried after all. */
  withdrawn: () => void;
};

/** Counted before the slow check, so that a thousand tries at once are not one. */
export function beginTry(purpose: string, counted: Counted[]): Try {
  const at = now().getTime();
  const held = counted.map(({ limit, key }) => ({ limit, id: `${purpose} ${limit} ${key}` }));
  const tallyOf = (id: string) => tallies.get(id) ?? NO_FAILURES;
  const wait = Math.max(...held.map(({ limit, id }) => waitFor(tallyOf(id), LIMITS[limit], at)));
  if (wait === 0)
    for (const { limit, id } of held) remember(id, afterFailure(tallyOf(id), LIMITS[limit], at), at);
  const takeBack = (id: string) => {
    const tally = tallies.get(id);
    if (tally) tallies.set(id, { ...tally, failures: Math.max(0, tally.failures - 1) });
  };
  return {
    wait,
    succeeded: () => {
      for (const { limit, id } of held)
        if (limit === "network" || limit === "account") takeBack(id);
        else tallies.delete(id);
    },
    withdrawn: () => held.forEach(({ id }) => takeBack(id)),
  };
}

/** Whoever tried last is dropped last. */
function remember(id: string, tally: Tally, at: number): void {
  tallies.delete(id);
  tallies.set(id, tally);
  if (tallies.size <= MOST) return;
  if (at - sweptAt > SWEEP_EVERY) {
    sweptAt = at;
    for (const [key, old] of tallies) if (isForgotten(old, limitOf(key), at)) tallies.delete(key);
  }
  for (const key of tallies.keys()) {
    if (tallies.size <= MOST) break;
    tallies.delete(key);
  }
}

const limitOf = (id: string) => LIMITS[id.split(" ", 2)[1] as LimitName];
