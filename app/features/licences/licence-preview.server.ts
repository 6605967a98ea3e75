import { datesOf, OVER } from "#app/features/trainers/certifications/certification-status.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { LICENCE_SCHEME_IDS } from "#app/features/trainers/schemes/schemes.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { isTouched, licenceChange } from "./licence-preview.ts";
import type { LicencePreview, LicenceTouched } from "./licence-view.ts";
import { licenceStandingOn } from "./licence.ts";
import { readLicence, WITH_LICENCE_FACTS } from "./licences.server.ts";
import { gatherQualification } from "./qualification.server.ts";

type Period = { organisationId: string; validFrom: CalendarDay };
const follows = (one: Period, other: Period): boolean =>
  one.organisationId === other.organisationId && one.validFrom > other.validFrom;

/** To which organisations a draft of a licence's scheme means another date, or another request; null: of no licence. */
export async function licencePreview(draft: Scheme, page: number): Promise<LicencePreview | null> {
  const schemeId = LICENCE_SCHEME_IDS.find((id) => id === draft.id);
  if (!schemeId) return null;
  const book = await loadSchemes();
  const current = book.current(schemeId);
  const day = today(current.timeZone);
  const rows = await db.licence.findMany({
    where: { schemeId },
    orderBy: [{ validUntil: "asc" }, { id: "asc" }],
    include: { ...WITH_LICENCE_FACTS, organisation: { select: { name: true } } },
  });
  const running = rows.flatMap((row) => {
    const [licence, told] = [readLicence(row), book.judging(row, day)];
    return OVER.includes(licenceStandingOn(licence, told.validity, day).status)
      ? []
      : [{ row, licence, told }];
  });
  // A period that is followed by a prepared one has no other next one.
  const last = running.filter(({ row }) => !running.some((other) => follows(other.row, row)));
  // Most versions ask for the same: then nobody's file is looked up.
  const asksOtherwise = canonicalJson(current.stages) !== canonicalJson(draft.stages);
  const touched: LicenceTouched[] = [];
  for (const { row, licence, told } of last) {
    const { organisationId, validFrom } = row;
    const partsBy = async (scheme: Scheme) =>
      asksOtherwise
        ? (await gatherQualification(db, book, { organisationId, schemeId, scheme }, validFrom, day)).parts
        : [];
    const parts = { before: await partsBy(current), after: await partsBy(draft) };
    const change = licenceChange(licence, { told, current, draft }, parts, day);
    if (!isTouched(change)) continue;
    const { validUntil } = datesOf(licence, told.validity);
    touched.push({
      organisationId,
      name: row.organisation.name,
      number: row.number,
      validUntil,
      ...change,
    });
  }
  return {
    running: last.length,
    touched: touched.length,
    licences: touched.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
  };
}
