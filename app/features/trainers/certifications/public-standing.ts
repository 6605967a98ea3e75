import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { CERTIFICATION_STATUSES, type CertificationStatus, type Standing } from "./certification-status.ts";

/*
 * What the public check calls a standing. That a renewal is due concerns holder and staff, each by the window of its scheme;
 * an employer is told that a certificate expires soon, of every certificate from the same day on.
 */

/** So many days before its last one, whatever it certifies and whoever is asked: page, machine, file, mark, phone. */
export const SOON_DAYS = 60;

type Public<Status extends CertificationStatus> = Exclude<Status, "renewal-due"> | "expires-soon";
export type PublicStatus = Public<CertificationStatus>;
export const PUBLIC_STATUSES = CERTIFICATION_STATUSES.map((status): PublicStatus =>
  status === "renewal-due" ? "expires-soon" : status,
);
export type PublicStanding<Status extends CertificationStatus = CertificationStatus> = Omit<
  Standing,
  "status"
> & { status: Public<Status> };

/** Where it holds until a day. */
export function publicStanding<Status extends CertificationStatus>(
  standing: Standing & { status: Status },
  today: CalendarDay,
): PublicStanding<Status> {
  const { status, day, untilDecided } = standing as Standing;
  const until = (status === "active" || status === "renewal-due") && !untilDecided;
  const called = !until ? status : today >= addDays(day, -SOON_DAYS) ? "expires-soon" : "active";
  return { ...standing, status: called as Public<Status> };
}

/** Of both is said until when. */
export const saidAs = <Status extends string>(status: Status): Exclude<Status, "expires-soon"> | "active" =>
  status === "expires-soon" ? "active" : (status as Exclude<Status, "expires-soon">);
