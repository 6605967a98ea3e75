import { publicDocument } from "#app/features/credentials/public-document.server.ts";
import { statusSnapshot } from "#app/features/credentials/status-lists.server.ts";

/** Public: our keys and all lists of states in one file, to check credentials where there is no network. */
export const loader = async () => publicDocument(await statusSnapshot());
