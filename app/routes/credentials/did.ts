import { ourDidDocument } from "#app/features/credentials/issuer-keys.server.ts";
import { publicDocument } from "#app/features/credentials/public-document.server.ts";

/** Public: who issues here, and every key it ever signed with (did:web). */
export const loader = async () => publicDocument(await ourDidDocument(), "application/did+json");
