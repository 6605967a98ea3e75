import { limitPerKey, limitPerNetwork } from "#app/features/identity/network-limit.server.ts";

/** Checks a network may make in a minute: enough for an office with a pile, too few to count through numbers. */
export const secondsToWait = limitPerNetwork(30, 60);

/** The same of names, which are asked for one by one. */
export const secondsToAskAgain = limitPerNetwork(10, 60);

/** Names that may be tried on one certificate in an hour, by all who ask together: whoever has the name needs one. */
export const secondsToTryAgain = limitPerKey(5, 3600);
