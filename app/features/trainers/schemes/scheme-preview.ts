import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { leaveBy, missingNow } from "#app/features/trainers/candidacies/candidacy.ts";
import { readHistory, type Entry } from "#app/features/trainers/candidacies/candidacy-history.ts";
import {
  datesOf,
  standingOn,
  type Certification,
  type CertificationStatus,
} from "#app/features/trainers/certifications/certification-status.ts";
import { renewingRule } from "#app/features/trainers/renewal/renewal.ts";
import { lastValidDay, type Scheme } from "./scheme.ts";

/* What another version does to whom, before it is published: the old date and the new one, by the rules that will say it. */

export type Was<Value> = { before: Value; after: Value };

/** Dates of one certification, once the version is published; `moved` when it is judged by it from today on. */
export type CertificationChange = {
  windowOpens: Was<CalendarDay>;
  graceEnds: Was<CalendarDay>;
  status: Was<CertificationStatus>;
  /** The end of the next period, renewed in time. */
  nextUntil: Was<CalendarDay>;
};

export function certificationChange(
  certification: Certification,
  { told, current, draft }: { told: Scheme; current: Scheme; draft: Scheme },
  moved: boolean,
  today: CalendarDay,
): CertificationChange {
  const judged = moved ? draft : told;
  const [before, after] = [datesOf(certification, told.validity), datesOf(certification, judged.validity)];
  const next = (rule: Scheme) => lastValidDay(renewingRule(told, rule), addDays(before.validUntil, 1));
  return {
    windowOpens: { before: before.windowOpens, after: after.windowOpens },
    graceEnds: { before: before.graceEnds, after: after.graceEnds },
    status: {
      before: standingOn(certification, told.validity, today).status,
      after: standingOn(certification, judged.validity, today).status,
    },
    nextUntil: { before: next(current), after: next(draft) },
  };
}

/** Of one candidacy, if it is moved: until when the stage is left, and how much it still asks. */
export type CandidacyChange = { dueOn: Was<CalendarDay | null>; missing: Was<number> };

export function candidacyChange(
  { personId, entries }: { personId: string; entries: readonly Entry[] },
  { own, draft }: { own: Scheme; draft: Scheme },
  today: CalendarDay,
): CandidacyChange {
  const under = (scheme: Scheme) => {
    const { candidacy, facts } = readHistory(scheme, personId, entries);
    return {
      dueOn: leaveBy(scheme, candidacy),
      missing: missingNow({ scheme, candidacy, facts }, today).length,
    };
  };
  const [before, after] = [under(own), under(draft)];
  return {
    dueOn: { before: before.dueOn, after: after.dueOn },
    missing: { before: before.missing, after: after.missing },
  };
}

export const isChange = (changes: Readonly<Record<string, Was<unknown>>>): boolean =>
  Object.values(changes).some(({ before, after }) => before !== after);

/** A version's number: a new edition asks holders for bridging, another figure does not. */
export function nextVersion(current: string, step: "edition" | "figures"): string {
  const [edition = 1, figures = 0] = current.split(".").map(Number);
  return step === "edition" ? `${edition + 1}.0` : `${edition}.${figures + 1}`;
}
