import * as z from "zod";

/**
 * What a certificate says, frozen on the day it is issued. The stored canonical JSON of this is the
 * certificate; the PDF and the page at verifyUrl only show it.
 */
export const line = (longest: number) => z.string().trim().min(1).max(longest);

/** A civil date, "2026-11-28": which day it is has been decided before it is frozen. */
export const day = z.iso.date();

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

const LOCALE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** Whatever it certifies. */
export const COMMON_FACTS = {
  number: line(40),
  code: line(40),
  verifyUrl: z.url({ protocol: /^https?$/ }).max(200),
  locale: z.string().regex(LOCALE),
  issuer: line(120),
  programme: line(160),
  place: line(120).optional(),
  holder: z.strictObject({ name: line(120), nameLocal: line(120).optional() }),
  signatories: z.array(z.strictObject({ name: line(120), role: line(120) })).max(MOST_SIGNATORIES),
  issuedOn: day,
  edition: z.int().positive(),
  /** Number of the certificate that this one replaces. */
  supersedes: line(40).optional(),
  /** The version of a template it is drawn in (template.ts); none: as the platform prints by itself. */
  template: z.strictObject({ id: line(60), version: z.int().positive() }).optional(),
  /** The language printed beside, and what cannot be worded later. */
  second: z
    .strictObject({
      locale: z.string().regex(LOCALE),
      programme: line(160),
      title: line(200),
      topics: z.array(line(160)).max(MOST_MODULES).optional(),
    })
    .optional(),
};

/** Of a course. */
export const CertificateFacts = z.strictObject({
  ...COMMON_FACTS,
  kind: CertificateKind,
  course: z.strictObject({ title: line(200), version: line(40) }),
  cohort: line(120),
  format: line(60),
  startDate: day,
  endDate: day,
  minutes: z.int().nonnegative(),
  halfDays: z.strictObject({ attended: z.int().nonnegative(), total: z.int().nonnegative() }),
  modules: z.array(CertificateModule).max(MOST_MODULES),
});
export type CertificateFacts = z.infer<typeof CertificateFacts>;

/**
 * Stands for the name of a holder who had it erased. The fingerprint stays that of the facts with the name: it still
 * confirms the paper the holder has, and a certificate of nobody is no use to anybody else.
 */
export const NAMELESS = "—";
export const isNameless = ({ holder }: { holder: { name: string } }): boolean => holder.name === NAMELESS;

/** Where to check a certificate by hand: the address without scheme and code, "passbook.example/v". */
export function checkAddress({ verifyUrl, code }: Pick<CertificateFacts, "verifyUrl" | "code">): string {
  const address = verifyUrl.replace(/^https?:\/\//, "");
  return address.endsWith(`/${code}`) ? address.slice(0, -code.length - 1) : address;
}
