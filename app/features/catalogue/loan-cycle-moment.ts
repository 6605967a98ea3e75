/* When in the cycle of a loan a topic is taught to clients (domain 6.1, no. 56, and 7.3). */

export const MOMENTS = [
  "ORIENTATION",
  "APPLICATION",
  "APPRAISAL_VISIT",
  "DISBURSEMENT",
  "SAVINGS_CONTACT",
  "REPAYMENT_MEETING_2",
  "REPAYMENT_MEETING_4",
  "REPAYMENT_MEETING_6",
  "ARREARS_CONTACT",
  "RENEWAL",
  "CLAIM_EVENT",
] as const;
export type Moment = (typeof MOMENTS)[number];

export const isMoment = (text: string): text is Moment => (MOMENTS as readonly string[]).includes(text);
