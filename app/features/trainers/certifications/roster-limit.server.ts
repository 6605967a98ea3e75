import { limitPerNetwork } from "#app/features/identity/network-limit.server.ts";

/** Looks at the public register a network may take in a minute: an office may, a machine that copies it may not. */
export const secondsToSearchAgain = limitPerNetwork(60, 60);
