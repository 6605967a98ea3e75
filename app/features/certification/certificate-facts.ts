import * as z from "zod";

/**
 * What a certificate says, frozen on the day it is issued. The stored canonical JSON of this is the
 * certificate; the PDF and the page at verifyUrl only show it.
 */
const line = (longest: number) => z.string().trim().min(1).max(longest);

/** A civil date, "2026-11-28": which day it is has been decided before it is frozen. */
const day = z.iso.date();

export const CertificateKind = z.enum(["participation", "achievement", "attendance-statement"]);
export type CertificateKind = z.infer<typeof CertificateKind>;

/** As many as a statement shows on one page. */
export const MOST_MODULES = 30;
export const MOST_SIGNATORIES = 3;

/** A module or session that was attended. Minutes, because hours come in halves and quarters. */
export const CertificateModule = z.strictObject({
  title: line(160),
  day: day.optional(),
  minutes: z.int().nonnegative().optional(),
});

export const CertificateFacts = z.strictObject({
  number: line(40),
  code: line(40),
  verifyUrl: z.url({ protocol: /^https?$/ }).max(200),
  kind: CertificateKind,
  locale: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
  issuer: line(120),
  programme: line(160),
  course: z.strictObject({ title: line(200), version: line(40) }),
  cohort: line(120),
  format: line(60),
  place: line(120).optional(),
  startDate: day,
  endDate: day,
  holder: z.strictObject({ name: line(120), nameLocal: line(120).optional() }),
  minutes: z.int().nonnegative(),
  halfDays: z.strictObject({ attended: z.int().nonnegative(), total: z.int().nonnegative() }),
  modules: z.array(CertificateModule).max(MOST_MODULES),
  signatories: z.array(z.strictObject({ name: line(120), role: line(120) })).max(MOST_SIGNATORIES),
  issuedOn: day,
  edition: z.int().positive(),
  /** Number of the certificate that this one replaces. */
  supersedes: line(40).optional(),
});
export type CertificateFacts = z.infer<typeof CertificateFacts>;

/**
 * Stands for the name of a holder who had it erased. The fingerprint stays that of the facts with the name: it still
 * confirms the paper the holder has, and a certificate of nobody is no use to anybody else.
 */
export const NAMELESS = "—";
export const isNameless = ({ holder }: Pick<CertificateFacts, "holder">): boolean => holder.name === NAMELESS;

/** Where to check a certificate by hand: the address without scheme and code, "passbook.example/v". */
export function checkAddress({ verifyUrl, code }: Pick<CertificateFacts, "verifyUrl" | "code">): string {
  const address = verifyUrl.replace(/^https?:\/\//, "");
  return address.endsWith(`/${code}`) ? address.slice(0, -code.length - 1) : address;
}
