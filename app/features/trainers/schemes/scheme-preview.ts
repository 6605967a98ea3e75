import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { leaveBy, missingNow, type File } from "#app/features/trainers/candidacies/candidacy.ts";
import {
  datesOf,
  renewalWaiting,
  standingOn,
  type Certification,
  type CertificationStatus,
} from "#app/features/trainers/certifications/certification-status.ts";
import { renewingRule } from "#app/features/trainers/renewal/renewal.ts";
import {
  bridgedAs,
  fileUnder,
  type FilePart,
  type Holder,
} from "#app/features/trainers/renewal/renewal-file.ts";
import type { Unmet } from "./requirements.ts";
import { lastValidDay, RENEWAL_PARTS, type RenewalPart, type Scheme } from "./scheme.ts";

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

// ── What a renewal would lack ───────────────────────────────────────────────────────────────────────

/** One part of a holder's renewal file by either version; null: it does not ask for it. */
export type PartChange = { part: RenewalPart } & Was<FilePart | null>;

/**
 * What of the file would be missing, or missing no more, or be missing by another measure, if the holder were moved: as
 * of today, or of the day the file that waits was handed in. What is there either way is no change, whatever is asked.
 */
export function renewalChange(
  holder: Holder,
  { told, draft }: { told: Scheme; draft: Scheme },
  today: CalendarDay,
): PartChange[] {
  const day = renewalWaiting(holder.certification, today) ?? today;
  const before = fileUnder(told, holder, day);
  const after = fileUnder(draft, { ...holder, edition: bridgedAs(draft, holder.edition) }, day);
  const of = (file: readonly FilePart[], part: RenewalPart) => file.find((one) => one.part === part) ?? null;
  return RENEWAL_PARTS.map((part) => ({ part, before: of(before, part), after: of(after, part) })).filter(
    (change) =>
      (isMissing(change.before) || isMissing(change.after)) &&
      JSON.stringify(change.before) !== JSON.stringify(change.after),
  );
}

export const isMissing = (part: FilePart | null): boolean => part !== null && !part.met;

// ── Candidates ──────────────────────────────────────────────────────────────────────────────────────

/** Of one candidacy, if it is moved: until when the stage is left, what it would ask besides, and what no more. */
export type CandidacyChange = {
  dueOn: Was<CalendarDay | null>;
  missing: Was<number>;
  askedNow: readonly Unmet[];
  askedNoMore: readonly Unmet[];
};

/** @param files the candidacy as its own version reads it, and as the draft does */
export function candidacyChange(files: Was<File>, today: CalendarDay): CandidacyChange {
  const of = (file: File) => ({
    dueOn: leaveBy(file.scheme, file.candidacy),
    missing: missingNow(file, today),
  });
  const [before, after] = [of(files.before), of(files.after)];
  const newIn = (one: readonly Unmet[], other: readonly Unmet[], same: (unmet: Unmet) => string) => {
    const known = new Set(other.map(same));
    return one.filter((unmet) => !known.has(same(unmet)));
  };
  return {
    dueOn: { before: before.dueOn, after: after.dueOn },
    missing: { before: before.missing.length, after: after.missing.length },
    // What is missing already and asked more of stands with what is asked now, and with nothing else.
    askedNow: newIn(after.missing, before.missing, (unmet) => JSON.stringify(asSaid(unmet))),
    askedNoMore: newIn(before.missing, after.missing, ({ says, what, kind }) =>
      kind === "document" ? `${says} ${what.join()}` : says,
    ),
  };
}

/** An exam that is still to be sat says its days and not what passes it. */
const asSaid = ({ need, ...unmet }: Unmet) => (unmet.says === "exam.first" ? unmet : { ...unmet, need });

/** Whether anything would be otherwise for the candidate. */
export const isTouched = ({ dueOn, askedNow, askedNoMore }: CandidacyChange): boolean =>
  isChange({ dueOn }) || askedNow.length > 0 || askedNoMore.length > 0;

export const isChange = (changes: Readonly<Record<string, Was<unknown>>>): boolean =>
  Object.values(changes).some(({ before, after }) => before !== after);

/** A version's number: a new edition asks holders for bridging, another figure does not. */
export function nextVersion(current: string, step: "bridging" | "figures"): string {
  const [edition = 1, figures = 0] = current.split(".").map(Number);
  return step === "bridging" ? `${edition + 1}.0` : `${edition}.${figures + 1}`;
}
