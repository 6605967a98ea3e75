import type { PaperOf } from "#app/features/certification/paper-log.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { env } from "#app/infra/env.server.ts";
import type { Seal } from "#app/infra/sealed-pdf.server.ts";
import { asToken, credentialFor } from "./credentials.server.ts";
import type { Inside } from "./token.server.ts";
import { sealingKey } from "./sealing-keys.server.ts";

/** What a file is signed with. */
const bareSeal = async (): Promise<Seal> => ({
  with: await sealingKey(),
  at: now(),
  name: new URL(env.PUBLIC_ORIGIN).host,
  contact: env.PUBLIC_ORIGIN,
  attachment: null,
  timeService: env.TSA_URL,
});

/** The same for the file of a certificate or a licence: inside it lies the credential, where there still is a name to bear. */
export async function sealFor(of: PaperOf, inside: Inside = {}): Promise<Seal> {
  const credential = await credentialFor(of);
  return {
    ...(await bareSeal()),
    attachment: credential && {
      name: "credential.jwt",
      type: "application/vc+jwt",
      description: credential.name,
      bytes: Buffer.from(await asToken(credential, inside)),
    },
  };
}
