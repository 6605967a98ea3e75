import type { HostGate } from "#app/features/cohorts/keep-cohort.server.ts";
import { ok } from "#app/lib/result.ts";

/** For tests of cohorts that are about something else than who may host one. */
export const anyHost: HostGate = () => Promise.resolve(ok(undefined));
