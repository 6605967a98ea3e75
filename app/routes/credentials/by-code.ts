import type { LoaderFunctionArgs } from "@remix-run/node";
import { readCertificateCode } from "#app/features/certification/certificate-number.ts";
import { secondsToWait } from "#app/features/certification/check-limit.server.ts";
import { answerByCode } from "#app/features/checks/answer-by-code.server.ts";
import { noDocument, ownDocument, ownText } from "#app/features/credentials/public-document.server.ts";

/** The credential alone, to whoever asks for that; the longer name first. */
const AS_CREDENTIAL = ["application/vc+jwt", "application/vc"] as const;
const VARIES = { headers: { Vary: "Accept" } };

/** Public: what a certificate is worth now and the credential of it, to whoever has its code. Any other code is one answer. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const seconds = await secondsToWait(context.address);
  if (seconds > 0)
    return ownDocument(
      { error: "too-many", seconds },
      { status: 429, headers: { "Retry-After": String(seconds) } },
    );
  const answer = await answerByCode(readCertificateCode(params["code"]!) ?? "");
  if (!answer) return noDocument();
  const asked = AS_CREDENTIAL.find((type) => request.headers.get("Accept")?.includes(type));
  const { credential, token } = answer;
  if (!asked || !credential || !token) return ownDocument(answer, VARIES);
  return ownText(asked === "application/vc" ? JSON.stringify(credential) : token, asked, VARIES);
}
