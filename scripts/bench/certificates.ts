import type { CertificateFacts } from "#app/features/certification/certificate-facts.ts";

/** Certificates drawn per second in one process, Latin and Khmer names in turn, QR included. */
export async function certificatesPerSecond(count = 80): Promise<number> {
  const { renderCertificatePdf } = await import("#app/features/certification/certificate-pdf.server.tsx");
  const { certificateWords } = await import("#app/features/certification/certificate-words.server.ts");
  const draw = async (index: number) => {
    const facts = factsOf(index);
    const pdf = await renderCertificatePdf(facts, certificateWords(facts));
    if (!Buffer.from(pdf.slice(0, 5)).equals(Buffer.from("%PDF-"))) throw new Error("that is no PDF");
  };
  for (let index = 0; index < 20; index++) await draw(index);
  const start = performance.now();
  for (let index = 20; index < 20 + count; index++) await draw(index);
  return count / ((performance.now() - start) / 1000);
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
