import type { Requirement } from "#app/features/trainers/schemes/scheme.ts";

/* What a licence asks of an organisation (domain §2.3), held against what is recorded of it. */

export type LicenceEvidence = {
  /** Who works there and is certified today, once for each scheme. */
  trainers: readonly { personId: string; schemeId: string }[];
  documents: readonly string[];
  contacts: number;
  /** Courses it hosted whose report is owed by now, and those of them whose report is in. */
  reports: { owed: number; filed: number };
};

export type LicencePart = { asked: Requirement; have: number; need: number; met: boolean };

/** Each thing asked with what there is; what is a candidate's is no organisation's. */
export const qualification = (asks: readonly Requirement[], evidence: LicenceEvidence): LicencePart[] =>
  asks.flatMap((asked) => {
    const part = (have: number, need: number) => [{ asked, have, need, met: have >= need }];
    switch (asked.kind) {
      case "trainers-in-force":
        return part(trainersUnder(asked.schemes, evidence), asked.count);
      case "reports-filed":
        return part(evidence.reports.filed, evidence.reports.owed);
      case "contact":
        return part(evidence.contacts, 1);
      case "document":
        return part(evidence.documents.filter((one) => one === asked.document).length, asked.count ?? 1);
      default:
        return [];
    }
  });

/** People, however many certifications each of them has. */
const trainersUnder = (schemes: readonly string[], { trainers }: LicenceEvidence): number =>
  new Set(trainers.filter(({ schemeId }) => schemes.includes(schemeId)).map(({ personId }) => personId)).size;

export const missingIn = (parts: readonly LicencePart[]): number => parts.filter(({ met }) => !met).length;

/** Fewer trainers than the licence rests on: it says nothing about validity, an officer decides what follows. */
export const shortOfTrainers = (parts: readonly LicencePart[]): boolean =>
  parts.some(({ asked, met }) => asked.kind === "trainers-in-force" && !met);
