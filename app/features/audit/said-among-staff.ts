/*
 * What one person has said against somebody, or of a letter of theirs, is kept from them until another has decided on it,
 * and for good where it came to nothing.
 */

/** Facts of a certification or a licence. */
export const SAID_AMONG_STAFF = [
  "error-proposed",
  "error-dropped",
  "surrender-entered",
  "surrender-dropped",
] as const;

export const isSaidAmongStaff = (kind: string): boolean => SAID_AMONG_STAFF.some((one) => one === kind);

const factsOf = (subject: "certification" | "licence") =>
  SAID_AMONG_STAFF.map((kind) => `${subject}.${kind}`);

/** Lines of the audit trail, by the table of what they are about and whose that is. */
export const CLOSED_TO_WHOM_IT_CONCERNS = [
  {
    table: "Certification",
    holder: "personId",
    actions: [
      ...factsOf("certification"),
      "certification.suspension-proposed",
      "certification.suspension-declined",
    ],
  },
  { table: "Licence", holder: "organisationId", actions: factsOf("licence") },
  {
    table: "Certificate",
    holder: "personId",
    actions: [
      "certificate.revoked-proposed",
      "certificate.in-error-proposed",
      "certificate.ending-taken-back",
    ],
  },
] as const;
