import { generateKeyPairSync, sign } from "node:crypto";
import type { CertificateFacts } from "#app/features/certification/certificate-facts.ts";
import { badgeFace } from "#app/features/credentials/badge-face.ts";

export type CertificateFigures = {
  /** Of one core, for one: credential and mark signed, badge baked, page drawn, the file signed and stored. */
  cpuMs: number;
  /** Of that, the badge; its picture is the same for all and was drawn for the first. */
  badgeCpuMs: number;
  /** With a name in Latin and in Khmer letters. */
  kilobytes: number;
};

/** Of any key: a mark says how it begins. */
const THUMBPRINT = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

/** What issuing costs beside the rows of the database, Latin and Khmer names in turn. */
export async function measureCertificates(count = 100): Promise<CertificateFigures> {
  const issue = await issuer();
  for (let index = 0; index < 20; index += 1) await issue(index);
  const sizes: number[] = [];
  const cpuMs = await cpuOfEach(count, async (index) => void sizes.push(await issue(20 + index)));
  const { baked } = await import("#app/features/credentials/badges.server.ts");
  const face = badgeFace(factsOf(0), "Certificate", null);
  const badgeCpuMs = await cpuOfEach(count, async () => void (await baked(face, "png", "a.token.of-it")));
  return { cpuMs, badgeCpuMs, kilobytes: Math.max(...sizes) / 1000 };
}

async function cpuOfEach(count: number, once: (index: number) => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  for (let index = 0; index < count; index += 1) await once(index);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / count;
}

/** Issues one and answers the size of its file. */
async function issuer(): Promise<(index: number) => Promise<number>> {
  const { certificateWords } = await import("#app/features/certification/certificate-words.server.ts");
  const { drawAndSeal } = await import("#app/features/certification/draw-and-seal.server.ts");
  const { baked } = await import("#app/features/credentials/badges.server.ts");
  const { credentialOf } = await import("#app/features/credentials/credential.ts");
  const { signToken } = await import("#app/features/credentials/token.server.ts");
  const { makeCertificate } = await import("#app/infra/certificate-authority.server.ts");
  const { putFile } = await import("#app/infra/files.server.ts");
  const { claimsOf, markOf, writeCompact } = await import("#app/features/credentials/compact.ts");
  const tokenKey = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const markKey = generateKeyPairSync("ed25519").privateKey;
  const from = new Date(Date.now() - 60_000);
  const authority = await makeCertificate({ name: "Authority", from, years: 30 }, null);
  const { key, certificate } = await makeCertificate({ name: "Certificates", from, years: 20 }, authority);

  return async (index) => {
    const facts = factsOf(index);
    const credential = credentialOf(facts, {
      origin: "https://passbook.example",
      did: "did:web:passbook.example",
      subjectId: "00000000-0000-4000-8000-000000000000",
      status: { list: 1, place: index },
      courseId: "management-essentials",
      words: { name: "Certificate", description: "Of a course", criteria: "Half-days and a test" },
    });
    const token = await signToken(credential, tokenKey, "did:web:passbook.example#key");
    await baked(badgeFace(facts, "Certificate", null), "png", token);
    const claims = claimsOf(facts, { scope: "management-essentials", list: 1, place: index });
    const signed = writeCompact(claims, THUMBPRINT, facts.verifyUrl, (bytes) => sign(null, bytes, markKey));
    const pdf = await drawAndSeal({
      set: [{ facts, words: certificateWords(facts), mark: markOf(facts.verifyUrl, signed) }],
      seal: {
        with: { key, chain: [certificate] },
        at: new Date(),
        name: "passbook.example",
        contact: "https://passbook.example",
        attachment: {
          name: "credential.jwt",
          type: "application/vc+jwt",
          description: credential.name,
          bytes: Buffer.from(token),
        },
      },
    });
    await putFile(pdf);
    return pdf.length;
  };
}

function factsOf(index: number): CertificateFacts {
  const code = String(index).padStart(26, "0");
  const khmer = index % 2 === 1;
  return {
    number: `PB-2026-${String(index).padStart(6, "0")}-X`,
    code,
    verifyUrl: `https://passbook.example/v/${code}`,
    kind: "achievement",
    locale: "en",
    issuer: "Mekong Institute of Inclusive Finance",
    programme: "Management in microfinance",
    course: { title: "Management essentials", version: "1.0" },
    cohort: "Phnom Penh, autumn",
    format: "blended",
    startDate: "2026-10-01",
    endDate: "2026-11-20",
    holder: { name: `Sok Dara ${index}`, ...(khmer ? { nameLocal: "សុខ ដារ៉ា" } : {}) },
    minutes: 5400,
    halfDays: { attended: 19, total: 20 },
    modules: [],
    signatories: [
      { name: "Aminata Diallo", role: "Programme officer" },
      { name: "Prak Vanna", role: "Lead trainer" },
    ],
    issuedOn: "2026-11-22",
    edition: 1,
  };
}
