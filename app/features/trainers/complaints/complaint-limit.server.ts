import { limitPerNetwork } from "#app/features/identity/network-limit.server.ts";

/** Complaints and additions a network may send in an hour: a whole office on one line, and no machine. */
export const secondsToWriteAgain = limitPerNetwork(20, 3600);

/** Receipts a network may look up in a minute: nobody counts through them. */
export const secondsToLookAgain = limitPerNetwork(30, 60);
