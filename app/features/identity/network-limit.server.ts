import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { networkOf } from "./sign-in-throttle.ts";

type Limit = (of: string) => Promise<number>;

/** So many acts for a network in so many seconds: answers a count that tells how long to wait, 0 when it may be done. */
export function limitPerNetwork(points: number, seconds: number): Limit {
  const limit = limitPerKey(points, seconds);
  return (address) => limit(networkOf(address));
}

/** The same for whatever has a name of its own, whoever acts on it. */
export function limitPerKey(points: number, seconds: number): Limit {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return async (key) => {
    try {
      await limiter.consume(key);
      return 0;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    }
  };
}
