import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { networkOf } from "#app/features/identity/sign-in-throttle.ts";

/** Checks a network may make in a minute: enough for an office with a pile, too few to count through numbers. */
const checks = new RateLimiterMemory({ points: 30, duration: 60 });

/** Counts a check; answers the seconds to wait, 0 when it may be made. */
export async function secondsToWait(address: string): Promise<number> {
  try {
    await checks.consume(networkOf(address));
    return 0;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
  }
}
