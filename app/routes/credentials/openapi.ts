import { apiDescription } from "#app/features/checks/api-description.ts";
import { publicDocument } from "#app/features/credentials/public-document.server.ts";
import { env } from "#app/infra/env.server.ts";

/** Public: what machines may ask here. */
export const loader = () => publicDocument(apiDescription(env.PUBLIC_ORIGIN));
