import { certificationChange, type Was } from "#app/features/trainers/schemes/scheme-preview.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Licence } from "./licence.ts";
import type { LicencePart } from "./qualification.ts";

/*
 * What another version does to organisations before it is published. A licence that runs is not moved: what is asked of
 * the next request, and how long its period lasts, follow the newest version.
 */

export type LicenceChange = {
  /** The end of the next period, renewed in time. */
  nextUntil: Was<CalendarDay>;
  lacksNow: readonly LicencePart[];
  lacksNoMore: readonly LicencePart[];
};

/** @param parts what there is today, held against what either version asks */
export function licenceChange(
  licence: Licence,
  versions: { told: Scheme; current: Scheme; draft: Scheme },
  parts: Was<readonly LicencePart[]>,
  today: CalendarDay,
): LicenceChange {
  const { nextUntil } = certificationChange(licence, versions, false, today);
  const missing = (one: readonly LicencePart[]) => one.filter(({ met }) => !met);
  const [before, after] = [missing(parts.before), missing(parts.after)];
  const same = (one: LicencePart) => (other: LicencePart) => askedIn(one) === askedIn(other);
  return {
    nextUntil,
    // Of what is lacking either way, more may be asked.
    lacksNow: after.filter((part) => !before.some((other) => same(part)(other) && other.need === part.need)),
    lacksNoMore: before.filter((part) => !after.some(same(part))),
  };
}

const askedIn = ({ asked }: LicencePart): string => ("document" in asked ? asked.document : asked.kind);

export const isTouched = ({ nextUntil, lacksNow, lacksNoMore }: LicenceChange): boolean =>
  nextUntil.before !== nextUntil.after || lacksNow.length > 0 || lacksNoMore.length > 0;
