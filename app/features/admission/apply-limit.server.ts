import { limitPerNetwork } from "#app/features/identity/network-limit.server.ts";

/** Applications a network may send in an hour: a whole office on one line, and no machine. */
export const secondsToWait = limitPerNetwork(60, 3600);
