import type { LicenceFacts } from "#app/features/certification/licence-facts.ts";
import type { LicenceSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { PublicStanding } from "#app/features/trainers/certifications/public-standing.ts";
import type { LicenceStanding } from "./licence.ts";

/* What the public reads of licensed organisations. */

export type PublicLicenceStanding = PublicStanding<LicenceStanding["status"]>;

/** What the number alone tells. */
export type LicenceOfNumber = {
  number: string;
  organisation: string;
  schemeId: LicenceSchemeId;
  /** Given on paper before this system. */
  imported: boolean;
  standing: PublicLicenceStanding;
  /** What the organisation has today, where the next period took over. */
  present: { number: string; standing: PublicLicenceStanding } | null;
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
