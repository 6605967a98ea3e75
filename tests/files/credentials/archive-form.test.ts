import { expect, test } from "vitest";
import { CLAUSES, faultsOf, readPaper, type Paper } from "#tests/support/archive-clauses.ts";
import { judge } from "#tests/support/judges.ts";
import { sealedPapers } from "#tests/support/sealed-papers.ts";

/* Every kind of paper against the clauses of PDF/A-3b; and each clause against a paper that was spoilt for it. */

const qpdf = judge("qpdf");

type Dict = Record<string, unknown>;
type Spoil = (paper: Paper) => void;

/** What a reference leads to. */
const at = (paper: Paper, name: unknown): Dict =>
  (paper.streams.get(String(name))?.dict ?? paper.objects.get(String(name))) as Dict;
const catalog = (paper: Paper) => at(paper, paper.trailer["/Root"]);
const info = (paper: Paper) => at(paper, paper.trailer["/Info"]);
const first = (paper: Paper, type: string): Dict =>
  [...paper.objects.values()].find((one) => (one as Dict | null)?.["/Type"] === type) as Dict;
const streamOf = (paper: Paper, name: unknown) => paper.streams.get(String(name))!;
const draws =
  (more: string): Spoil =>
  (paper) => {
    const stream = streamOf(paper, first(paper, "/Page")["/Contents"]);
    stream.dict = {};
    stream.data = Buffer.from(more).toString("base64");
  };
const inCatalog =
  (key: string, value: unknown): Spoil =>
  (paper) =>
    void (catalog(paper)[key] = value);
const withoutInCatalog =
  (key: string): Spoil =>
  (paper) =>
    void delete catalog(paper)[key];
const inFirst =
  (type: string, key: string, value: unknown): Spoil =>
  (paper) =>
    void (first(paper, type)[key] = value);
const withoutInFirst =
  (type: string, key: string): Spoil =>
  (paper) =>
    void delete first(paper, type)[key];
const inMetadata =
  (old: string, own: string): Spoil =>
  (paper) => {
    const stream = streamOf(paper, catalog(paper)["/Metadata"]);
    const text = Buffer.from(stream.data, "base64").toString();
    expect(text).toContain(old);
    stream.data = Buffer.from(text.replaceAll(old, own)).toString("base64");
  };
const inProfile =
  (spoil: (profile: Buffer) => void): Spoil =>
  (paper) => {
    const stream = streamOf(paper, first(paper, "/OutputIntent")["/DestOutputProfile"]);
    const profile = Buffer.alloc(128);
    profile.writeUInt32BE(128, 0);
    profile.write("mntrRGB ", 12);
    profile.write("acsp", 36);
    spoil(profile);
    stream.data = profile.toString("base64");
    delete stream.dict["/Filter"];
  };
const letters = (paper: Paper) =>
  [...paper.objects.values()].find((one) => (one as Dict | null)?.["/Subtype"] === "/CIDFontType2") as Dict;
const annotation = (paper: Paper, kind: string) =>
  [...paper.objects.values()].find((one) => (one as Dict | null)?.["/Subtype"] === kind) as Dict;
const bytes =
  (change: (old: Buffer) => Buffer): Spoil =>
  (paper) =>
    void (paper.bytes = change(paper.bytes));

const SPOILT: Record<keyof typeof CLAUSES, Spoil[]> = {
  "6.1.2 file header": [
    bytes((old) => Buffer.concat([Buffer.from("%PDF-2.0"), old.subarray(8)])),
    bytes((old) => Buffer.concat([old.subarray(0, 9), Buffer.from("%text\n"), old.subarray(9)])),
  ],
  "6.1.3 file trailer": [
    (paper) => void delete paper.trailer["/ID"],
    (paper) => void (paper.trailer["/Encrypt"] = "1 0 R"),
    bytes((old) => Buffer.concat([old, Buffer.from("\nmore")])),
  ],
  "6.1.7 streams": [
    (paper) => void ([...paper.streams.values()][0]!.dict["/Filter"] = ["/LZWDecode"]),
    (paper) => void ([...paper.streams.values()][0]!.dict["/F"] = "u:elsewhere"),
  ],
  "6.1.12 permissions": [inCatalog("/Perms", { "/Own": "1 0 R" })],
  "6.1.13 limits": [
    draws(`/P BMC ${"q ".repeat(29)}${"Q ".repeat(29)} EMC`),
    draws("/P BMC q EMC"),
    inFirst("/Page", "/MediaBox", [0, 0, 20_000, 595]),
  ],
  "6.2.2 operators": [draws("/P BMC own EMC")],
  "6.2.3 output intent": [
    withoutInCatalog("/OutputIntents"),
    inFirst("/OutputIntent", "/S", "/GTS_PDFX"),
    inProfile((profile) => profile.write("none", 36)),
    inProfile((profile) => profile.write("scnr", 12)),
    inProfile((profile) => profile.write("CMYK", 16)),
    withoutInFirst("/OutputIntent", "/OutputConditionIdentifier"),
  ],
  "6.2.4 colours": [
    draws("/P BMC 0 0 0 1 k EMC"),
    (paper) => void ([...paper.streams.values()][0]!.dict["/ColorSpace"] = "/DeviceCMYK"),
  ],
  "6.2.5 graphics states": [
    inFirst("/ExtGState", "/TR", "/Identity"),
    inFirst("/ExtGState", "/TR2", "/Identity"),
  ],
  "6.2.8 images": [
    (paper) =>
      void paper.streams.set("999 0 R", { dict: { "/Subtype": "/Image", "/Interpolate": true }, data: "" }),
  ],
  "6.2.9 forms": [(paper) => void paper.streams.set("999 0 R", { dict: { "/Subtype": "/PS" }, data: "" })],
  "6.2.10 transparency": [
    inFirst("/ExtGState", "/BM", "/Own"),
    inFirst("/Page", "/Group", { "/Type": "/Group", "/S": "/Transparency", "/CS": "/DeviceCMYK" }),
  ],
  "6.2.11 fonts": [
    withoutInFirst("/Font", "/ToUnicode"),
    inFirst("/Font", "/Encoding", "/WinAnsiEncoding"),
    (paper) => void delete at(paper, letters(paper)["/FontDescriptor"])["/FontFile2"],
    (paper) => void delete letters(paper)["/CIDToGIDMap"],
    (paper) => void ((letters(paper)["/W"] as [number, number[]])[1][1]! += 2),
    (paper) => void (letters(paper)["/W"] as [number, number[]])[1].push(...Array<number>(500).fill(500)),
    (paper) =>
      void paper.objects.set("999 0 R", {
        "/Type": "/Font",
        "/Subtype": "/Type1",
        "/BaseFont": "/Helvetica",
      }),
  ],
  "6.3 annotations": [
    (paper) => void (annotation(paper, "/Link")["/F"] = 0),
    (paper) => void (annotation(paper, "/Link")["/F"] = 6),
    (paper) => void (annotation(paper, "/Link")["/Subtype"] = "/Movie"),
    (paper) => void (annotation(paper, "/Link")["/AA"] = {}),
    (paper) => {
      annotation(paper, "/Widget")["/Rect"] = [0, 0, 9, 9];
      delete annotation(paper, "/Widget")["/AP"];
    },
  ],
  "6.4 forms to fill in": [
    (paper) => void (at(paper, catalog(paper)["/AcroForm"])["/XFA"] = []),
    (paper) => void (at(paper, catalog(paper)["/AcroForm"])["/NeedAppearances"] = true),
  ],
  "6.5 actions": [
    inCatalog("/OpenAction", { "/S": "/JavaScript", "/JS": "u:1" }),
    inCatalog("/OpenAction", { "/S": "/Named", "/N": "/Print" }),
    inFirst("/Page", "/AA", {}),
  ],
  "6.6 metadata": [
    withoutInCatalog("/Metadata"),
    (paper) => void (at(paper, catalog(paper)["/Metadata"])["/Filter"] = []),
    inMetadata("<pdfaid:part>3<", "<pdfaid:part>2<"),
    inMetadata("<pdfaid:conformance>B<", "<pdfaid:conformance>A<"),
    inMetadata("<?xpacket begin=", '<?xpacket begin="" bytes='),
    ...["/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer"].map(
      (key): Spoil =>
        (paper) =>
          void (info(paper)[key] = "u:something else"),
    ),
    (paper) => void (info(paper)["/CreationDate"] = "u:D:20201102000000Z"),
  ],
  "6.8 embedded files": [
    withoutInCatalog("/AF"),
    withoutInFirst("/Filespec", "/AFRelationship"),
    withoutInFirst("/Filespec", "/UF"),
    withoutInFirst("/Filespec", "/EF"),
  ],
  "6.9 optional content": [inCatalog("/OCProperties", {})],
  "6.10 other presentations": [
    inCatalog("/Names", { "/AlternatePresentations": {} }),
    inFirst("/Page", "/PresSteps", {}),
  ],
  "6.11 requirements": [inCatalog("/Requirements", [])],
  "6.7 tags (level A)": [
    withoutInCatalog("/MarkInfo"),
    withoutInCatalog("/StructTreeRoot"),
    withoutInCatalog("/Lang"),
    withoutInFirst("/Page", "/StructParents"),
    inFirst("/StructElem", "/S", "/Figure"),
    draws("BT (text) Tj ET"),
    draws("/P BMC BT (text) Tj ET"),
  ],
  "ISO 14289-1, 7.1: a title to show": [
    inCatalog("/ViewerPreferences", {}),
    inMetadata("dc:title", "dc:caption"),
  ],
};

const papers = qpdf ? await sealedPapers() : [];

test.skipIf(!qpdf)("every kind of paper that is sealed keeps to the clauses of PDF/A-3b", () => {
  expect(papers.length).toBe(12);
  for (const [name, pdf] of papers) expect(faultsOf(readPaper(pdf, qpdf!)), name).toEqual([]);
});

test.skipIf(!qpdf)("what was spoilt for a clause is found by that clause", () => {
  const good = readPaper(papers.find(([name]) => name.includes("beside"))![1], qpdf!);
  expect(Object.keys(SPOILT)).toEqual(Object.keys(CLAUSES));
  for (const [clause, ways] of Object.entries(SPOILT))
    for (const [number, spoil] of ways.entries()) {
      const paper = structuredClone({ ...good, bytes: null });
      const spoilt = { ...paper, bytes: good.bytes };
      spoil(spoilt);
      expect(CLAUSES[clause]!(spoilt), `${clause}, way ${number + 1}`).not.toEqual([]);
    }
});
