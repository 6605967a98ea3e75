import { publicText } from "#app/features/credentials/public-document.server.ts";
import { sealingCertificates } from "#app/features/credentials/sealing-keys.server.ts";

/** Public: what vouches for our PDF files, for readers that are to be told whom to trust. */
export const loader = async () =>
  publicText((await sealingCertificates()).join(""), "application/pem-certificate-chain");
