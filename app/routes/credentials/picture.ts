import type { LoaderFunctionArgs } from "@remix-run/node";
import { certificateToOpen } from "#app/features/certification/certificates.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { certificateStaffMayOpen } from "#app/features/trainers/certifications/trainer-certificates.server.ts";
import { wholeAnswer } from "#app/infra/http.server.ts";

/** A certificate as a picture for a chat, for its holder and for staff who may open the certificate. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const id = args.params["certificateId"]!;
  const { number } = found(
    (await certificateToOpen(actor, id)) ?? (await certificateStaffMayOpen(actor, id)),
  );
  const { sharePicture } = await import("#app/features/credentials/share-picture.server.ts"); // brings fonts and sharp
  return wholeAnswer(found(await sharePicture({ certificateId: id })), {
    headers: {
      "Content-Type": "image/png",
      "Content-Disposition": `attachment; filename="${number}-picture.png"`,
    },
  });
}
