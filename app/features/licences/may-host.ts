import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { LicenceStanding } from "./licence.ts";

/*
 * A public course under the name of an organisation is run under its licence, which holds on the first day (domain §2.3). A
 * course for one's own people needs none, nor does one that nobody hosts: the programme runs it itself.
 */

/** The licence that answers for the first day, and what it is worth then as far as is known today. */
export type HostLicence = { number: string; validUntil: CalendarDay; standing: LicenceStanding };

export function mayHostPublicly(
  licence: HostLicence | null,
  { organisation, startDate }: { organisation: string; startDate: CalendarDay },
): Result<void> {
  const none = refuse("host-unlicensed", { organisation, day: startDate });
  if (!licence) return none;
  const { number, validUntil, standing } = licence;
  const said = { organisation, number, day: standing.day };
  switch (standing.status) {
    case "active":
    case "renewal-due":
    case "renewal-under-review":
      return ok(undefined);
    case "pending":
      return refuse("host-licence-begins", said);
    case "suspended":
      return refuse("host-licence-suspended", said);
    case "lapsed":
    case "expired":
      return refuse("host-licence-ends", { ...said, day: validUntil });
    case "superseded":
    case "surrendered":
    case "revoked":
    case "in-error":
      return none;
  }
}
