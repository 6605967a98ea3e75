import type { LicenceFacts } from "#app/features/certification/licence-facts.ts";
import type { LicenceSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { LicenceStanding } from "./licence.ts";

/* What the public reads of licensed organisations. */

/** What the number alone tells. */
export type LicenceOfNumber = {
  number: string;
  organisation: string;
  schemeId: LicenceSchemeId;
  /** Given on paper before this system. */
  imported: boolean;
  standing: LicenceStanding;
  /** What the organisation has today, where the next period took over. */
  present: { number: string; standing: LicenceStanding } | null;
};

/** What the code leads to. */
export type CheckedLicence = LicenceOfNumber & {
  /** As issued; null: on paper. */
  facts: LicenceFacts | null;
  factsSha256: string | null;
};

export type LicensedRow = {
  key: string;
  name: string;
  country: string;
  schemeId: LicenceSchemeId;
  number: string;
  validFrom: CalendarDay;
  validUntil: CalendarDay;
};
