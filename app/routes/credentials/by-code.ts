import type { LoaderFunctionArgs } from "@remix-run/node";
import { readCertificateCode } from "#app/features/certification/certificate-number.ts";
import { secondsToWait } from "#app/features/certification/check-limit.server.ts";
import { answerByCode } from "#app/features/checks/answer-by-code.server.ts";
import { ownDocument } from "#app/features/credentials/public-document.server.ts";

/** Public: what a certificate is worth now and the credential of it, to whoever has its code. Any other code is one answer. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const seconds = await secondsToWait(context.address);
  if (seconds > 0)
    return ownDocument(
      { error: "too-many", seconds },
      { status: 429, headers: { "Retry-After": String(seconds) } },
    );
  const answer = await answerByCode(readCertificateCode(params["code"]!) ?? "");
  return answer ? ownDocument(answer) : ownDocument({ error: "unknown" }, { status: 404 });
}
