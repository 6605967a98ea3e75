import { env } from "#app/infra/env.server.ts";
import type { NoticeOwner } from "./privacy-notice.ts";

/** Who holds the data here, as whoever runs this Passbook has set it (OWNER_NAME, OWNER_CONTACT). */
export const noticeOwner = (): NoticeOwner => ({
  owner: env.OWNER_NAME ?? null,
  contact: env.OWNER_CONTACT ?? null,
});
