import { checkCode } from "#app/features/certification/check-certificate.server.ts";
import { checkTrainerCode } from "#app/features/trainers/certifications/check-certification.server.ts";
import { db } from "#app/infra/db.server.ts";
import { asToken, credentialFor, withProof } from "./credentials.server.ts";

/** What a machine is told by the code of a certificate: what the public page says, and the credential itself. */
export async function answerByCode(code: string) {
  // Both, so that no answer takes longer than another.
  const [ofCourse, ofTrainer] = await Promise.all([checkCode(code), checkTrainerCode(code)]);
  if (!ofCourse && !ofTrainer) return null;
  const { id } = await db.certificate.findUniqueOrThrow({ where: { code }, select: { id: true } });
  const credential = await credentialFor(id);
  const signed = credential && { credential: await withProof(credential), token: await asToken(credential) };
  return { ...(ofCourse ? ofCourseNow(ofCourse) : ofTrainerNow(ofTrainer!)), ...(signed ?? NONE) };
}

/** The name was erased: number, days and state are all there is. */
const NONE = { credential: null, token: null };

type OfCourse = NonNullable<Awaited<ReturnType<typeof checkCode>>>;
type OfTrainer = NonNullable<Awaited<ReturnType<typeof checkTrainerCode>>>;

const ofCourseNow = ({ number, facts, status, supersededOn, revokedOn, present }: OfCourse) => ({
  number,
  kind: facts.kind,
  issuedOn: facts.issuedOn,
  status,
  valid: status === "valid",
  since: status === "valid" ? facts.issuedOn : status === "superseded" ? supersededOn : revokedOn,
  present: present?.number ?? null,
});

const ofTrainerNow = ({ number, facts, standing, replacedOn, present }: OfTrainer) => ({
  number,
  kind: facts.kind,
  issuedOn: facts.issuedOn,
  status: replacedOn ? ("superseded" as const) : standing.status,
  valid: standing.valid && !replacedOn,
  since: replacedOn ?? standing.day,
  present,
});
