/** Raise it when the text of identity.notice changes in substance: everyone is asked again at their next visit. */
export const PRIVACY_NOTICE_VERSION = "2026-11";

/** Null: general words stand in. */
export type NoticeOwner = { owner: string | null; contact: string | null };
