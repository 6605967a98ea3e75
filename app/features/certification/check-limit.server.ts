import { limitPerNetwork } from "#app/features/identity/network-limit.server.ts";

/** Checks a network may make in a minute: enough for an office with a pile, too few to count through numbers. */
export const secondsToWait = limitPerNetwork(30, 60);
