import {
  standingOn,
  type Certification,
  type CertificationFact,
} from "#app/features/trainers/certifications/certification-status.ts";
import { TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import { lastValidDay } from "#app/features/trainers/schemes/scheme.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";

/* A certification as a trainer with what happened to it, for the tests of its days. */

export const rule = TRAINER_SCHEME.validity;

export const from = (validFrom: CalendarDay, facts: CertificationFact[] = []): Certification => ({
  validFrom,
  validUntil: lastValidDay(rule, validFrom),
  facts,
});

export const fact = <Fact extends object>(id: string, recordedOn: CalendarDay, rest: Fact) => ({
  id,
  recordedOn,
  ...rest,
});

export const on = (certification: Certification, day: CalendarDay) => standingOn(certification, rule, day);
