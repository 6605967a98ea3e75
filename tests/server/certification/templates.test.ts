import { rm } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { CertificateFacts } from "#app/features/certification/certificate-facts.ts";
import { certificatesOf } from "#app/features/certification/certificates.server.ts";
import { correctCertificate } from "#app/features/certification/correct-certificate.server.ts";
import { proposedCorrection } from "#app/features/certification/correction.server.ts";
import { drawCertificateSet, drawUnsealed } from "#app/features/certification/draw-certificate.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { specimen } from "#app/features/certification/specimen.server.ts";
import {
  discardTemplate,
  listTemplates,
  lookAtTemplate,
  lookAtTyped,
  publishTemplate,
  saveTemplate,
  templateSheet,
} from "#app/features/certification/template-drafts.server.ts";
import type { TemplateWritten } from "#app/features/certification/template-forms.ts";
import {
  FIRST_TEMPLATE,
  paletteOf,
  TEMPLATE_IDS,
  TEMPLATES,
  wordingParts,
  type TemplateText,
} from "#app/features/certification/template.ts";
import { credentialFile } from "#app/features/credentials/badges.server.ts";
import { readBaked } from "#app/features/credentials/baked-image.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { putFile } from "#app/infra/files.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { finishedCohort } from "#tests/support/certification-fixture.ts";
import { actorFor, auditOf, makePerson } from "#tests/support/learning-fixture.ts";

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
const drawn = async (facts: CertificateFacts) => sha256(await drawCertificateSet([{ facts }]));

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

  test("a badge's picture is one for all who were issued in a version, and no name is in it", async () => {
    const colours = { accent: "#102030", frame: "#405060" };
    await published({ colours, wording: { en: { "title-achievement": "Diploma of the board" } } });
    const [one, other] = [
      await newestOf((await issuedTo("Ros Serey")).personId),
      await newestOf((await issuedTo("Pich Chenda")).personId),
    ];
    const badge = async ({ id }: { id: string }, as: "png" | "svg") =>
      Buffer.from((await credentialFile({ certificateId: id }, as))!);
    const [svg, png] = [await badge(one, "svg"), await badge(one, "png")];
    const bare = (file: Buffer) => file.toString().replace(readBaked(file)!, "");
    expect(bare(await badge(other, "svg"))).toBe(bare(svg));
    const pixels = async (file: Buffer) => sha256(await sharp(file).raw().toBuffer());
    expect(await pixels(await badge(other, "png"))).toBe(await pixels(png));
    expect(readBaked(png)!.split(".")[1]).not.toBe(readBaked(await badge(other, "png"))!.split(".")[1]);
    for (const said of [...Object.values(colours), "Diploma of the board", one.facts.course.title])
      expect(svg.toString()).toContain(said);
    for (const own of [one.facts.holder.name, one.number, one.code]) expect(bare(svg)).not.toContain(own);

    await rm(path.join(env.DATA_DIR, "files"), { recursive: true }); // as a night does with what no row names
    expect(await pixels(await badge(one, "png"))).toBe(await pixels(png));

    await published({ colours: { ...colours, frame: "#607080" } });
    const later = await newestOf((await issuedTo("Meas Bora")).personId);
    expect(bare(await badge(later, "svg"))).not.toBe(bare(svg));
    expect(bare(await badge(one, "svg"))).toBe(bare(svg));
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

const OFFICER: Actor["grants"] = [
  { role: "certification-officer", scope: { kind: "programme", id: "financial-education" } },
];
const ID = "financial-education-course";
const { logo: _logo, ...FIRST } = FIRST_TEMPLATE;

const keeper = async (): Promise<Actor> => ({
  ...actorFor(await makePerson("Officer"), []),
  grants: OFFICER,
});
const written = (own: Partial<TemplateWritten["text"]>, logo: Buffer | null = null): TemplateWritten => ({
  text: { ...FIRST, ...own },
  logo: logo && { size: logo.length, arrayBuffer: async () => new Uint8Array(logo).buffer },
  withoutLogo: false,
  seen: "",
});
const seenNow = async (officer: Actor) => (await templateSheet(officer, ID))!.seen;
/** As whoever has just opened the page. */
const save = async (officer: Actor, as: TemplateWritten) =>
  saveTemplate(officer, ID, { ...as, seen: await seenNow(officer) });
const discard = async (officer: Actor) => discardTemplate(officer, ID, await seenNow(officer));
const violet = { accent: "#5b2a86", frame: "#222222" };

describe("the next version of a template", () => {
  test("is saved, published as it was looked at, and never changes; another programme's is not there", async () => {
    const officer = await keeper();
    expect(await save(officer, written({}))).toMatchObject({
      reason: { key: "template.nothing-changed" },
    });
    expect(await save(officer, written({ colours: violet }))).toEqual({ ok: true });
    const sheet = (await templateSheet(officer, ID))!;
    expect(sheet).toMatchObject({ version: 0, history: [], fields: violet });
    const asked = { seen: sheet.seen, over: 0, reason: "The board" };
    await save(officer, written({ colours: { ...violet, frame: "#333333" } }));
    expect(await publishTemplate(officer, ID, asked)).toMatchObject({
      reason: { key: "template.draft-changed" },
    });
    await save(officer, written({ colours: violet }));
    expect(await Promise.all([1, 2].map(() => publishTemplate(officer, ID, asked)))).toContainEqual({
      ok: true,
      value: 1,
    });
    expect(await publishTemplate(officer, ID, asked)).toMatchObject({ reason: { key: "template.no-draft" } });
    expect(await templateSheet(officer, ID)).toMatchObject({
      version: 1,
      draft: null,
      history: [{ version: 1, reason: "The board", by: "Officer" }],
    });
    expect((await auditOf(ID)).filter((action) => action === "template.published")).toHaveLength(1);
    expect((await listTemplates(officer)).map(({ id }) => id)).toEqual([
      ID,
      "financial-education-trainer",
      "financial-education-licence",
    ]);
    expect(await templateSheet(officer, "management-course")).toBeNull();
    expect(await saveTemplate(officer, "management-course", written({}))).toBeNull();
    expect(await publishTemplate(officer, "management-course", asked)).toBeNull();
    expect(await lookAtTemplate(officer, "management-course")).toBeNull();
  });

  test("is written over by nobody who has not seen it: of two officers the second is told", async () => {
    const [officer, other] = [await keeper(), await keeper()];
    const seen = await seenNow(officer);
    const framed = (frame: string) => ({ ...written({ colours: { ...violet, frame } }), seen });
    const told = { ok: false, reason: { key: "template.draft-saved-meanwhile" } };
    const both = await Promise.all([
      saveTemplate(officer, ID, framed("#222233")),
      saveTemplate(other, ID, framed("#333344")),
    ]);
    expect(both).toContainEqual({ ok: true });
    expect(both).toContainEqual(told);
    const { fields } = (await templateSheet(officer, ID))!;
    const again = framed(fields["frame"]!);
    expect(await saveTemplate(officer, ID, again), "sent twice").toEqual({ ok: true });
    expect(await saveTemplate(other, ID, framed("#444455"))).toEqual(told);
    expect(await discardTemplate(other, ID, seen)).toEqual(told);
    expect((await templateSheet(officer, ID))!.fields).toEqual(fields);
    expect(await save(other, framed("#444455"))).toEqual({ ok: true });
    await discard(other);
    expect(await discardTemplate(other, ID, seen), "there is none").toMatchObject({ ok: true });
  });

  test("is refused where nobody signs today, and where a text cannot be printed", async () => {
    const officer = await keeper();
    const late = { role: "Director", name: "Ana Torres", from: "2026-11-03" };
    await save(officer, written({ holders: [late] }));
    const { seen, version: over, nobodySigns } = (await templateSheet(officer, ID))!;
    expect(nobodySigns).toMatchObject({ params: { post: "Director" } });
    expect(await publishTemplate(officer, ID, { seen, over, reason: "too early" })).toMatchObject({
      reason: { key: "certificate.nobody-signs" },
    });
    const georgian = { fr: { closing: "თბილისი" } };
    expect(await save(officer, written({ wording: georgian }))).toMatchObject({
      error: { field: "fr-closing", key: "not-printable" },
    });
    await discard(officer);
    expect((await templateSheet(officer, ID))!.draft).toBeNull();
  });

  test("has a logo drawn anew; a file that is none, or an SVG that acts, is refused", async () => {
    const officer = await keeper();
    const svg = (inside: string) =>
      Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><rect width="300" height="100" fill="#14545f"/>${inside}</svg>`); // prettier-ignore
    const refused = async (bad: Buffer) => {
      const saved = await save(officer, written({}, bad));
      return saved && "error" in saved ? [saved.error.field, saved.error.key] : saved;
    };
    for (const acts of ["<script>1</script>", '<image href="/x.png"/>', "<style>@import '/x.css'</style>"])
      expect(await refused(svg(acts)), acts).toEqual(["logo", "logo-acts"]);
    for (const none of [Buffer.from("%PDF-1.7"), Buffer.from([0xff, 0xd8, 0xff, 0])])
      expect(await refused(none)).toEqual(["logo", "logo-unreadable"]);
    // As drawing programs write one: with styles, a document type, a picture inside.
    const dot = (await sharp({ create: { width: 4, height: 4, channels: 3, background: "#a8401f" } }).png().toBuffer()).toString("base64"); // prettier-ignore
    const drawn = `<style>.a{fill:#fff}</style><path class="a" style="stroke:none" d="M9 9h9v9z"/><image href="data:image/png;base64,${dot}"/>`;
    const head = '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'; // prettier-ignore
    expect(await save(officer, written({}, Buffer.concat([Buffer.from(head), svg(drawn)])))).toEqual({ ok: true }); // prettier-ignore
    // However much there is in a photograph, it is in every certificate.
    const noise = await sharp({ create: { width: 1200, height: 400, channels: 3, background: "#888", noise: { type: "gaussian", mean: 128, sigma: 60 } } }).png().toBuffer(); // prettier-ignore
    expect(await save(officer, written({}, noise))).toEqual({ ok: true });
    expect((await lookAtTemplate(officer, ID))!.look.logo!.bytes.length).toBeLessThanOrEqual(11_000);
    expect(await save(officer, written({}, svg("")))).toEqual({ ok: true });
    const looked = (await lookAtTemplate(officer, ID))!;
    const { width, height, bytes } = looked.look.logo!;
    expect(width / height).toBeCloseTo(3, 1);
    expect(Buffer.from(bytes).subarray(1, 4).toString()).toBe("PNG");
    const shown = { kind: "achievement", locale: "en" } as const;
    const size = async (look: typeof looked) => (await drawUnsealed([specimen(ID, look, shown)])).length;
    expect(await size(looked)).toBeGreaterThan(
      await size({ ...looked, look: { ...looked.look, logo: null } }),
    );
    await discard(officer);
  }, 60_000); // as well as can be packed, six times: most of a core

  test("draws the logo of an older version anew where it is heavier than one may be now", async () => {
    const officer = await keeper();
    const noise = await sharp({ create: { width: 300, height: 100, channels: 3, background: "#888", noise: { type: "gaussian", mean: 128, sigma: 60 } } }).png().toBuffer(); // prettier-ignore
    expect(noise.length).toBeGreaterThan(11_000);
    const logo = { sha256: await putFile(noise), type: "png", width: 300, height: 100 } as const;
    const version = 1 + (await db.certificateTemplate.count({ where: { templateId: ID } }));
    const row = { templateId: ID, version, reason: "", publishedAt: now(), publishedBy: "test" };
    const text = JSON.stringify({ ...FIRST_TEMPLATE, logo });
    await db.certificateTemplate.create({ data: { ...row, text } });
    const typed = await lookAtTyped(officer, ID, written({}));
    expect(typed?.ok && typed.value.look.logo!.bytes.length).toBeLessThanOrEqual(11_000);
    expect(await save(officer, written({}))).toEqual({ ok: true });
    const { look } = (await lookAtTemplate(officer, ID))!;
    expect(look.logo!.bytes.length).toBeLessThanOrEqual(11_000);
    // What was published stays as it was, and a light one is not drawn twice.
    expect((await db.certificateTemplate.findFirstOrThrow({ where: row })).text).toBe(text);
    await save(officer, written({}));
    const again = (await lookAtTemplate(officer, ID))!;
    expect(Buffer.from(again.look.logo!.bytes).equals(Buffer.from(look.logo!.bytes))).toBe(true);
    await discard(officer);
    await db.certificateTemplate.delete({ where: { templateId_version: { templateId: ID, version } } });
  });

  test.each(TEMPLATE_IDS)(
    "of %s shows every kind in every language, with the longest words there may be",
    async (id) => {
      const long = (most: number) => "Würdigungsveranstaltungsbescheinigung ".repeat(9).slice(0, most).trim();
      const words = Object.fromEntries(wordingParts(id).map(({ name, most }) => [name, long(most)]));
      const holders = ["A", "B", "C"].map((post) => ({ role: `${post} ${long(100)}`, name: long(118), from: "2020-01-01" })); // prettier-ignore
      const text = {
        ...FIRST_TEMPLATE,
        holders,
        second: "fr" as const,
        wording: { en: words, km: words, fr: words },
      };
      const look = { palette: paletteOf(violet), logo: null };
      for (const kind of TEMPLATES[id].kinds)
        for (const locale of ["km"]) {
          const pdf = await drawUnsealed([specimen(id, { text, look }, { kind, locale })]);
          expect(Buffer.from(pdf).toString("latin1")).toContain("%PDF-1.7");
        }
    },
    60_000,
  );
});
