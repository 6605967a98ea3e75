import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { CheckedCertificate, CheckedNumber } from "./trainer-certificate-view.ts";
import { standingOn } from "./certification-status.ts";
import { publicStanding } from "./public-standing.ts";
import { readCertification, WITH_FACTS } from "./certifications.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { findTrainerCertificate } from "./trainer-certificates.server.ts";

/* What the public check says of trainers: by code the facts as issued, by a number its worth and never whose it is. */

export async function checkTrainerCode(code: string): Promise<CheckedCertificate | null> {
  const found = await findTrainerCertificate({ code });
  if (!found) return null;
  const { number, facts, factsSha256, replacedOn, present } = found;
  const standing = publicStanding(found.standing, today(facts.timeZone));
  return { number, facts, factsSha256, standing, replacedOn, present };
}

/** The number of a certificate, or the number in the register: of an imported record that is all there is. */
export async function checkTrainerNumber(number: string): Promise<CheckedNumber | null> {
  const found = await findTrainerCertificate({ number });
  if (found) {
    const { facts, replacedOn, present } = found;
    return {
      number,
      provisional: facts.kind === "provisional",
      imported: false,
      standing: publicStanding(found.standing, today(facts.timeZone)),
      replacedOn,
      present,
    };
  }
  const row = await db.certification.findUnique({ where: { number }, include: WITH_FACTS });
  if (!row) return null;
  const { validity, timeZone } = (await loadSchemes()).judging(row);
  const day = today(timeZone);
  return {
    number,
    provisional: false,
    imported: row.origin === "recorded",
    standing: publicStanding(standingOn(readCertification(row), validity, day), day),
    replacedOn: null,
    present: null,
  };
}
