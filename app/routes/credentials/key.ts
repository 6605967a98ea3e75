import type { LoaderFunctionArgs } from "@remix-run/node";
import { publishedKey } from "#app/features/credentials/issuer-keys.server.ts";
import { noDocument, publicDocument } from "#app/features/credentials/public-document.server.ts";

/** Public: one key by its thumbprint, as validators look it up. */
export async function loader({ params }: LoaderFunctionArgs) {
  const key = await publishedKey(params["thumbprint"]!);
  return key ? publicDocument(key, "application/jwk+json") : noDocument();
}
