import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { networkOf } from "./sign-in-throttle.ts";

/** So many acts for a network in so many seconds: answers a count that tells how long to wait, 0 when it may be done. */
export function limitPerNetwork(points: number, seconds: number): (address: string) => Promise<number> {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return async (address) => {
    try {
      await limiter.consume(networkOf(address));
      return 0;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    }
  };
}
