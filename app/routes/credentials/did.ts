import type { LoaderFunctionArgs } from "@remix-run/node";
import { ourDidDocument } from "#app/features/credentials/issuer-keys.server.ts";
import { publicDocument } from "#app/features/credentials/public-document.server.ts";

/** Public: who issues here, and every key it ever signed with (did:web), by the name of the address it is asked at. */
export const loader = async ({ request }: LoaderFunctionArgs) =>
  publicDocument(await ourDidDocument(new URL(request.url).origin), "application/did+json");
