import * as z from "zod";

/* A paper somebody sends in to prove something: a picture or a PDF. */

/** As much as the door lets through with the words around it. */
export const MOST_EVIDENCE_BYTES = 10_000_000;

type Upload = { size: number; arrayBuffer: () => Promise<ArrayBuffer> };

/** A form without a chosen file sends an empty one; one sent as plain fields sends "". */
export const EvidenceFile = z
  .custom<Upload | "" | undefined>(
    (value) =>
      value === undefined ||
      value === "" ||
      (typeof value === "object" && value !== null && "arrayBuffer" in value),
    "form:choose-file",
  )
  .refine((value) => !value || value.size <= MOST_EVIDENCE_BYTES, "form:evidence-too-large")
  .optional()
  .transform((value) => (value && value.size > 0 ? value : null));

const SIGNATURES: [string, number[]][] = [
  ["application/pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
];

/** By how it begins, whatever its name says; null is neither a picture nor a PDF. */
export const evidenceType = (bytes: Uint8Array): string | null =>
  SIGNATURES.find(([, first]) => first.every((byte, index) => bytes[index] === byte))?.[0] ?? null;

const EXTENSIONS: Record<string, string> = {
  "application/pdf": "pdf",
  "image/png": "png",
  "image/jpeg": "jpg",
};

export const evidenceExtension = (mediaType: string): string => EXTENSIONS[mediaType] ?? "bin";
