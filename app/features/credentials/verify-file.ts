import { fromBase64 } from "#app/lib/base64url.ts";
import { imageKindOf, readBaked } from "./baked-image.ts";
import { checkPdf } from "./check-pdf.ts";
import type { Step } from "./check-steps.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { Machine } from "./machine.ts";
import { isPdf } from "./pdf-envelope.ts";
import { verdictOf } from "./verdict.ts";
import { verifyCredential, type Checked, type Trust } from "./verify-credential.ts";

/** A certificate in PEM that somebody else may have had the key of, since a day. */
export type UnsafeSeal = { certificate: string; since: CalendarDay };

/** And the certificates of who signs files, and of who says when, in PEM. */
export type FileTrust = Trust & { certificates: string[]; unsafeSeals: UnsafeSeal[]; timeServices: string[] };

/** With when a PDF says it was signed. */
export type CheckedFile = Checked & { signedAt: string | null };

/**
 * Whatever file a credential comes in: what it is, whether there is one inside, and what that is worth. A file that was
 * tampered with is not looked into.
 */
export async function verifyFile(
  bytes: Uint8Array,
  trust: FileTrust,
  at: number,
  machine: Machine,
): Promise<CheckedFile> {
  const around = await lookAround(bytes, trust, machine);
  if (!around) return { ...(await verifyCredential(bytes, trust, at, machine)), signedAt: null };
  const { steps, credential, signedAt } = around;
  const inside = credential ? await verifyCredential(credential, trust, at, machine) : NOTHING_INSIDE;
  const all = [...steps, ...inside.steps];
  return { ...inside, steps: all, verdict: verdictOf(all), signedAt };
}

const NOTHING_INSIDE: Omit<Checked, "verdict"> = {
  steps: [],
  format: null,
  credential: null,
  claims: null,
  statusAsOf: null,
};

/** For whoever must answer, whatever happens. */
export const UNREADABLE: CheckedFile = {
  ...NOTHING_INSIDE,
  verdict: "unreadable",
  steps: [{ step: "read", found: "unreadable" }],
  signedAt: null,
};

type Around = { steps: Step[]; credential: Uint8Array | null; signedAt: string | null };

/** Null where there is nothing around a credential. */
async function lookAround(
  bytes: Uint8Array,
  { certificates, unsafeSeals, timeServices }: FileTrust,
  machine: Machine,
): Promise<Around | null> {
  if (isPdf(bytes))
    return checkPdf(
      bytes,
      {
        signers: certificates.map((certificate) => ({
          certificate: derOf(certificate),
          unsafeSince: unsafeSeals.find((one) => one.certificate === certificate)?.since ?? null,
        })),
        timeServices: timeServices.map(derOf),
      },
      machine,
    );
  if (!imageKindOf(bytes)) return null;
  const baked = readBaked(bytes);
  return {
    steps: [
      { step: "file", found: "ok" },
      { step: "attachment", found: baked === null ? "no-credential" : "ok" },
    ],
    credential: baked === null ? null : new TextEncoder().encode(baked),
    signedAt: null,
  };
}

const derOf = (pem: string): Uint8Array => fromBase64(pem.replace(/-----[^-]+-----|\s/g, ""));
