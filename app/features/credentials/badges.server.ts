import { readDrawable } from "#app/features/certification/certificate-record.server.ts";
import { db } from "#app/infra/db.server.ts";
import { bakePng, bakeSvg } from "./baked-image.ts";
import { asToken, credentialFor, withProof } from "./credentials.server.ts";

/* A certificate as a file for wallets and machines, and as a picture to show that is one too. */

export const CREDENTIAL_FILES = {
  json: "application/vc",
  jwt: "application/vc+jwt",
  png: "image/png",
  svg: "image/svg+xml",
} as const;
export type CredentialFile = keyof typeof CREDENTIAL_FILES;

export const readCredentialFile = (as: string | null): CredentialFile =>
  as !== null && Object.hasOwn(CREDENTIAL_FILES, as) ? (as as CredentialFile) : "json";

/** Null where the certificate bears no name any more. */
export async function credentialFile(
  certificateId: string,
  as: CredentialFile,
): Promise<string | Uint8Array | null> {
  const credential = await credentialFor(certificateId);
  if (!credential) return null;
  if (as === "json") return JSON.stringify(await withProof(credential));
  const token = await asToken(credential);
  if (as === "jwt") return token;
  const { facts } = readDrawable(await db.certificate.findUniqueOrThrow({ where: { id: certificateId } }));
  const { badgePng, badgeSvg } = await import("./badge-picture.server.ts"); // brings fonts and sharp
  return as === "svg" ? bakeSvg(await badgeSvg(facts), token) : bakePng(await badgePng(facts), token);
}
