import { describe, expect, test } from "vitest";
import { CertificateFacts } from "#app/features/certification/certificate-facts.ts";
import { certificatesOf } from "#app/features/certification/certificates.server.ts";
import { correctCertificate } from "#app/features/certification/correct-certificate.server.ts";
import { proposedCorrection } from "#app/features/certification/correction.server.ts";
import { drawCertificateSet } from "#app/features/certification/draw-certificate.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { FIRST_TEMPLATE, type TemplateText } from "#app/features/certification/template.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import { finishedCohort } from "#tests/support/certification-fixture.ts";
import { actorFor, makePerson } from "#tests/support/learning-fixture.ts";

let version = 0;

/** As it was published before this test. */
async function published(text: Partial<TemplateText>): Promise<number> {
  version += 1;
  await db.certificateTemplate.create({
    data: {
      templateId: "management-course",
      version,
      text: JSON.stringify({ ...FIRST_TEMPLATE, ...text }),
      reason: "The board",
      publishedAt: now(),
      publishedBy: "test",
    },
  });
  return version;
}

async function issuedTo(name: string) {
  const { cohortId, administrator, learners } = await finishedCohort([name]);
  const outcomes = await issueCertificates(administrator, cohortId, "all-who-qualify");
  return { outcome: outcomes![0]!, personId: learners[0]!.personId };
}

const newestOf = async (personId: string) => (await certificatesOf(personId))[0]!;
const drawn = async (facts: CertificateFacts) => sha256(await drawCertificateSet([facts]));

describe("a certificate and its template", () => {
  test("what was issued is drawn for ever in the version of its day, byte for byte", async () => {
    const first = await newestOf((await issuedTo("Sok Dara")).personId);
    expect(first.facts.template).toBeUndefined();
    const before = await drawn(first.facts);
    await published({ colours: { accent: "#5b2a86", frame: "#222222" } });
    const second = await newestOf((await issuedTo("Chan Sophea")).personId);
    expect(second.facts.template).toEqual({ id: "management-course", version });
    const violet = await drawn(second.facts);
    await published({ colours: { accent: "#0b6623", frame: "#0b6623" } });
    expect(await drawn(first.facts)).toBe(before);
    expect(await drawn(second.facts)).toBe(violet);
    const { template: _none, ...bare } = second.facts;
    expect(await drawn(bare)).not.toBe(violet);
  });

  test("who holds the post signs; on a day without anybody nothing is issued and no number is spent", async () => {
    await published({ holders: [{ role: "Director", name: "Ana Torres", from: "2026-11-03" }] });
    const spent = await db.certificateCounter.findMany();
    const { outcome } = await issuedTo("Kim Bopha");
    expect(outcome).toMatchObject({
      state: "refused",
      reason: { key: "certificate.nobody-signs", params: { post: "Director", day: "2026-11-02" } },
    });
    expect(await db.certificateCounter.findMany()).toEqual(spent);
    await published({ holders: [{ role: "Director", name: "Ana Torres", from: "2026-11-02" }] });
    const { facts } = await newestOf((await issuedTo("Kim Bopha")).personId);
    expect(facts.signatories).toEqual([{ role: "Director", name: "Ana Torres" }]);
  });

  test("a correction is in the template of its day and signed by who holds the post then", async () => {
    await published({});
    const { personId } = await issuedTo("Sok Dara");
    const old = await newestOf(personId);
    const newer = await published({
      second: "fr",
      holders: [{ role: "Director", name: "Ana Torres", from: "2026-01-01" }],
    });
    await db.person.update({ where: { id: personId }, data: { printedName: "Sok Dara Chan" } });
    const { changes, seen } = await proposedCorrection(old);
    expect(changes).toEqual(["holder", "signatories"]);
    const officer = actorFor(await makePerson("Officer"), [{ kind: "programme", id: "management" }]);
    expect(await correctCertificate(officer, old.id, { reason: "marriage", seen })).toMatchObject({
      ok: true,
    });
    const { facts } = await newestOf(personId);
    expect(facts).toMatchObject({
      edition: 2,
      template: { version: newer },
      second: { locale: "fr", title: "L’essentiel de la gestion" },
      signatories: [{ name: "Ana Torres" }],
    });
    expect(CertificateFacts.parse(JSON.parse((await db.certificate.findUniqueOrThrow({ where: { id: old.id } })).facts)).template!.version).toBe(newer - 1); // prettier-ignore
  });
});
