import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  afterFailure,
  isForgotten,
  LIMITS,
  networkOf,
  NO_FAILURES,
  talliesOf,
  waitFor,
  type Limit,
  type Tally,
  type Visit,
} from "#app/features/identity/sign-in-throttle.ts";

const MINUTE = 60_000;
const START = Date.parse("2026-11-02T08:00:00Z");
const limits = fc.constantFrom<Limit>(...Object.values(LIMITS));

/** The tallies of a small world: who failed when from where. */
function world() {
  const tallies = new Map<string, Tally>();
  const rows = (visit: Visit) =>
    talliesOf(visit).map(({ limit, key }) => ({ id: `${limit} ${key}`, limit: LIMITS[limit] }));
  const waitOf = (visit: Visit, now: number) =>
    Math.max(...rows(visit).map(({ id, limit }) => waitFor(tallies.get(id) ?? NO_FAILURES, limit, now)));
  return {
    waitOf,
    /** Answers whether the guess was let through. */
    guess(visit: Visit, now: number): boolean {
      if (waitOf(visit, now) > 0) return false;
      for (const { id, limit } of rows(visit))
        tallies.set(id, afterFailure(tallies.get(id) ?? NO_FAILURES, limit, now));
      return true;
    },
  };
}

describe("one tally", () => {
  test("five wrong tries are free, then 1, 2, 4, 8, 15 minutes", () => {
    let tally = NO_FAILURES;
    let now = START;
    const waits: number[] = [];
    for (let count = 0; count < 10; count++) {
      tally = afterFailure(tally, LIMITS["account-network"], now);
      const wait = waitFor(tally, LIMITS["account-network"], now);
      waits.push(Math.round(wait / MINUTE));
      now += wait;
    }
    expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 15, 15]);
  });

  test("no wait is longer than the longest, and every wait ends", () => {
    fc.assert(
      fc.property(limits, fc.nat(1e6), fc.nat(1e9), (limit, failures, later) => {
        const wait = waitFor({ failures, at: START }, limit, START);
        expect(wait).toBeLessThanOrEqual(limit.longestWait);
        expect(waitFor({ failures, at: START }, limit, START + wait)).toBe(0);
        expect(waitFor({ failures, at: START }, limit, START + later)).toBe(Math.max(0, wait - later));
      }),
    );
  });

  test("more failures never mean a shorter wait", () => {
    fc.assert(
      fc.property(limits, fc.nat(1000), (limit, failures) => {
        const wait = (count: number) => waitFor({ failures: count, at: START }, limit, START);
        expect(wait(failures + 1)).toBeGreaterThanOrEqual(wait(failures));
      }),
    );
  });

  test("honest mistakes are forgotten one by one", () => {
    const { forgetOneEvery } = LIMITS["account-network"];
    const later = afterFailure(
      { failures: 4, at: START },
      LIMITS["account-network"],
      START + 3 * forgetOneEvery,
    );
    expect(later.failures).toBe(2);
    expect(isForgotten(later, LIMITS["account-network"], later.at)).toBe(false);
    expect(isForgotten(later, LIMITS["account-network"], later.at + 3 * forgetOneEvery)).toBe(true);
  });
});

describe("who waits for whom", () => {
  const owner: Visit = { account: "dara", network: "203.0.113.7", knownDevice: "phone" };
  const visits = fc.record({
    account: fc.constantFrom("dara", "bopha", "nobody"),
    network: fc.constantFrom("203.0.113.7", "198.51.100.1", "198.51.100.2"),
    knownDevice: fc.constantFrom(null, "other-phone"),
  });

  test("the owner's known device never waits for anybody else's tries", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ visit: visits, after: fc.nat(MINUTE) }), { maxLength: 300 }),
        (tries) => {
          const { guess, waitOf } = world();
          let now = START;
          for (const { visit, after } of tries) guess(visit, (now += after));
          expect(waitOf(owner, now)).toBe(0);
        },
      ),
    );
  });

  test("a thousand wrong tries in a minute: few get through, the owner at once", () => {
    const { guess, waitOf } = world();
    let through = 0;
    for (let count = 0; count < 1000; count++) {
      const network = `198.51.100.${count % 250}`;
      if (guess({ account: "dara", network, knownDevice: null }, START + count * 50)) through++;
    }
    expect(through).toBe(LIMITS.account.free);
    expect(waitOf(owner, START + MINUTE)).toBe(0);
    expect(waitOf({ ...owner, knownDevice: null }, START + MINUTE)).toBeGreaterThan(0);
  });

  test("guessing from many networks all day gains little", () => {
    const { guess } = world();
    let through = 0;
    for (let second = 0; second < 86_400; second += 5)
      if (guess({ account: "dara", network: `net ${second}`, knownDevice: null }, START + second * 1000))
        through++;
    expect(through).toBeLessThan(250);
  });

  test("a class of thirty behind one address, two mistakes each, does not wait", () => {
    const { guess } = world();
    for (let person = 0; person < 30; person++)
      for (let mistake = 0; mistake < 2; mistake++)
        expect(guess({ account: `person ${person}`, network: "203.0.113.7", knownDevice: null }, START)).toBe(
          true,
        );
  });

  test("one address cannot try many accounts", () => {
    const { guess } = world();
    let through = 0;
    for (let person = 0; person < 5000; person++)
      if (guess({ account: `person ${person}`, network: "203.0.113.7", knownDevice: null }, START)) through++;
    expect(through).toBe(LIMITS.network.free);
  });
});

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:DB8:0001:0002::9", "2001:db8:1:2"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["fe80::1%eth0", "fe80:0:0:0"],
  ["::1", "0:0:0:0"],
  ["", ""],
])("the network of %s is %s", (address, network) => expect(networkOf(address)).toBe(network));
