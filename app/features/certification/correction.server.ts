import { personNow } from "#app/features/identity/who-now.server.ts";
import { CourseOutline } from "#app/features/catalogue/course-outline.ts";
import { readSignatories } from "#app/features/cohorts/cohort-forms.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import type { CertificateFacts } from "./certificate-facts.ts";
import { ADDRESSEE, type Addressee } from "./certificate-mail.server.ts";
import { readCertificate } from "./certificate-record.server.ts";
import { certificatesInReach, heldBy } from "./certificates.server.ts";
import { signatoriesOn, type Template } from "./template.ts";
import { currentTemplate } from "./templates.server.ts";
import { changedParts, CORRECTABLE, type CorrectableFacts, type ProposedCorrection } from "./correction.ts";

export type Correction = ProposedCorrection & {
  holder: Addressee;
  enrolmentIds: string[];
  /** A new edition is issued in the template of its day. */
  template: Template | null;
  outline: CourseOutline;
};

/**
 * What a new edition would say differently, in the name its holder has today under whichever account; the caller has found
 * the certificate within its reach.
 */
export async function correctionOf(
  { id, personId, facts }: { id: string; personId: string; facts: CertificateFacts },
  tx: Tx = db,
): Promise<Correction> {
  const holderId = await personNow(tx, personId);
  const [{ enrolments, revokedAt }, person] = await Promise.all([
    tx.certificate.findUniqueOrThrow({
      where: { id },
      select: {
        revokedAt: true,
        enrolments: {
          orderBy: { enrolmentId: "asc" },
          select: { enrolment: { include: { cohort: { include: OUTLINE } } } },
        },
      },
    }),
    tx.person.findUniqueOrThrow({
      where: { id: holderId },
      select: { ...ADDRESSEE, printedName: true, printedNameLocal: true, nameConfirmedAt: true },
    }),
  ]);
  const { cohort } = enrolments.at(-1)!.enrolment;
  const { printedName, printedNameLocal, nameConfirmedAt, ...holder } = person;
  const template = await currentTemplate(cohort.programme, "course", tx);
  const now: CorrectableFacts = {
    holder: printedName ? { name: printedName, nameLocal: printedNameLocal ?? undefined } : facts.holder,
    cohort: cohort.name,
    place: cohort.place || undefined,
    startDate: cohort.startDate,
    endDate: cohort.endDate,
    issuer: cohort.issuer,
    signatories: signingToday(template, facts) ?? readSignatories(cohort.signatories),
  };
  return {
    now,
    changes: changedParts(facts, now),
    nameConfirmed: nameConfirmedAt !== null,
    seen: sha256(
      canonicalJson([...CORRECTABLE.map((part) => now[part] ?? null), revokedAt?.toISOString() ?? null]),
    ),
    holder,
    enrolmentIds: enrolments.map(({ enrolment }) => enrolment.id),
    template,
    outline: CourseOutline.parse(JSON.parse(cohort.courseVersion.outline)),
  };
}

const OUTLINE = { courseVersion: { select: { outline: true } } } satisfies Prisma.CohortInclude;

/** Where the template says who signs; on a day without anybody the act says so (inTemplate), and nothing changes here. */
function signingToday(template: Template | null, { signatories }: CertificateFacts) {
  if (!template || template.text.holders.length === 0) return null;
  const signing = signatoriesOn(template.text.holders, today());
  return signing.ok ? signing.value : signatories;
}

/** For the page: what the next edition would say. */
export async function proposedCorrection(
  certificate: Parameters<typeof correctionOf>[0],
): Promise<ProposedCorrection> {
  const { now, changes, nameConfirmed, seen } = await correctionOf(certificate);
  return { now, changes, nameConfirmed, seen };
}

/** A changed name stands on every certificate that counts: the person's others that still bear another one. */
export async function othersToCorrect(
  actor: Pick<Actor, "reach">,
  { id, personId }: { id: string; personId: string },
  { holder }: CorrectableFacts,
): Promise<{ id: string; number: string }[]> {
  const holderId = await personNow(db, personId);
  const rows = await db.certificate.findMany({
    where: {
      AND: [
        await heldBy(holderId),
        { id: { not: id }, supersededAt: null, revokedAt: null },
        certificatesInReach(actor),
      ],
    },
    orderBy: { number: "asc" },
  });
  return rows
    .map(readCertificate)
    .filter(({ facts }) => canonicalJson(facts.holder) !== canonicalJson(holder))
    .map((other) => ({ id: other.id, number: other.number }));
}
