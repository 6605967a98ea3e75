import { db, type Certificate } from "#app/infra/db.server.ts";
import { readCertificate } from "./certificate-record.server.ts";
import { OF_COURSES } from "./certificates.server.ts";
import type { CertificateRecord, Checked, Standing } from "./certificate-view.ts";

/** What the bearer of the 130-bit code may know: the facts as issued. Unknown codes cost the same two reads. */
export async function checkCode(code: string): Promise<Checked | null> {
  const { row, newest } = await readEditions(
    await db.certificate.findUnique({ where: { code, ...OF_COURSES } }),
  );
  if (!row || !newest) return null;
  const certificate = readCertificate(row);
  const { facts, factsSha256 } = certificate;
  return { ...standingOf(certificate, readCertificate(newest)), facts, factsSha256 };
}

/** What a number tells, which anybody can count up: whether it holds, and never whose it is. */
export async function checkNumber(number: string): Promise<Standing | null> {
  const { row, newest } = await readEditions(
    await db.certificate.findUnique({ where: { number, ...OF_COURSES } }),
  );
  return row && newest ? standingOf(readCertificate(row), readCertificate(newest)) : null;
}

const NOBODY = { personId: "", courseVersionId: "", kind: "", period: "" };

async function readEditions(row: Certificate | null) {
  const { personId, courseVersionId, kind, period } = row ?? NOBODY;
  const newest = await db.certificate.findFirst({
    where: { personId, courseVersionId, kind, period },
    orderBy: { edition: "desc" },
  });
  return { row, newest };
}

function standingOf(certificate: CertificateRecord, newest: CertificateRecord): Standing {
  const { number, status, revokedOn, supersededOn } = certificate;
  const present =
    newest.id === certificate.id
      ? null
      : {
          number: newest.number,
          issuedOn: newest.facts.issuedOn,
          status: newest.status,
          revokedOn: newest.revokedOn,
        };
  return { number, issuedOn: certificate.facts.issuedOn, status, revokedOn, supersededOn, present };
}
