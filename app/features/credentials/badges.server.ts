import { remember } from "#app/features/catalogue/remember.server.ts";
import { certificateTitle } from "#app/features/certification/certificate-words.server.ts";
import { templatesOf } from "#app/features/certification/templates.server.ts";
import type { PrintedFacts } from "#app/features/certification/licence-facts.ts";
import type { PaperOf } from "#app/features/certification/paper-log.server.ts";
import { isStored, putFile, readStoredFile } from "#app/infra/files.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { badgeFace, type BadgeFace } from "./badge-face.ts";
import { bakePng, bakeSvg, type ImageKind } from "./baked-image.ts";
import { asToken, credentialFor, frozenFacts, withProof } from "./credentials.server.ts";

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

/** Null where there is none, or it bears no name any more. */
export async function credentialFile(of: PaperOf, as: CredentialFile): Promise<string | Uint8Array | null> {
  const credential = await credentialFor(of);
  if (!credential) return null;
  if (as === "json") return JSON.stringify(await withProof(credential));
  const token = await asToken(credential);
  if (as === "jwt") return token;
  return baked(await faceOf((await frozenFacts(of))!), as, token);
}

/** In the colours and words of the template it was issued in, as its paper. */
export async function faceOf(facts: PrintedFacts): Promise<BadgeFace> {
  const [template] = await templatesOf([facts]);
  return badgeFace(facts, certificateTitle(facts, template), facts.template ? template! : null);
}

/** The picture of an achievement with somebody's credential inside. */
export async function baked(face: BadgeFace, as: ImageKind, token: string): Promise<string | Uint8Array> {
  const { sha256 } = (await badgePicture(canonicalJson(face), as))!;
  const picture = await readStoredFile(sha256);
  return as === "svg" ? bakeSvg(picture.toString(), token) : bakePng(picture, token);
}

/** Drawn once for all who achieved the same, when the first of them asks: drawing costs a hundred times what baking does. */
const badgePicture = remember(
  200,
  async (face: string, as: ImageKind) => {
    const { badgeSvg, pngOf } = await import("./badge-picture.server.ts"); // brings fonts and sharp
    const svg = await badgeSvg(JSON.parse(face) as BadgeFace);
    return { sha256: await putFile(as === "svg" ? Buffer.from(svg) : await pngOf(svg)) };
  },
  isStored,
);
