import type { LoaderFunctionArgs } from "@remix-run/node";
import { certificateFile } from "#app/features/credentials/certificate-files.server.ts";
import { certificateToOpen } from "#app/features/certification/certificates.server.ts";
import { findCoursePaper } from "#app/features/certification/issued-certificate.server.ts";
import type { FoundPaper } from "#app/features/certification/paper-log.server.ts";
import { sendCertificate } from "#app/features/certification/send-certificate.server.ts";
import { qrText } from "#app/features/credentials/credentials.server.ts";
import { sendCopy } from "#app/features/certification/send-copy.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import {
  certificateStaffMayOpen,
  findTrainerPaper,
} from "#app/features/trainers/certifications/trainer-certificates.server.ts";
import type { Actor } from "#app/lib/actor.ts";

/** The stored file, for its holder and for staff who may see it; or a copy that was printed, to put it on paper. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const id = args.params["certificateId"]!;
  const certificate = found(
    (await certificateToOpen(actor, id)) ?? (await certificateStaffMayOpen(actor, id)),
  );
  const { searchParams } = new URL(args.request.url);
  if (searchParams.has("copy"))
    return sendCopy(args.request, await paperOfKeeper(actor, id), {
      ...certificate,
      mark: await qrText({ certificateId: id }),
    });
  return sendCertificate(args.request, certificate.number, await certificateFile(certificate));
}

async function paperOfKeeper(actor: Actor, certificateId: string): Promise<FoundPaper | null> {
  const ofCourses = asHolderOf(actor, "hand-over:certificates");
  const ofTrainers = asHolderOf(actor, "keep:certifications");
  return (
    (ofCourses && (await findCoursePaper(ofCourses, certificateId))) ??
    (ofTrainers && (await findTrainerPaper(ofTrainers, certificateId)))
  );
}
