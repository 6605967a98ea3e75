import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inflateSync } from "node:zlib";
import { create } from "fontkit";

/*
 * What ISO 19005-3 (PDF/A-3) asks at level B, clause by clause, as far as our papers could fail it; and what its level A
 * asks of tags, which we promise too. It stands in for a validator, which neither Debian nor npm has. The file is read by
 * qpdf, which did not write it.
 */

type Value = null | boolean | number | string | Value[] | { [key: string]: Value };
type Dict = { [key: string]: Value };
type Stream = { dict: Dict; data: string };

/** As qpdf reads it, numbers of objects to what they hold; and its bytes. */
export type Paper = {
  bytes: Buffer;
  objects: Map<string, Value>;
  streams: Map<string, Stream>;
  trailer: Dict;
};

export function readPaper(bytes: Buffer, qpdf: string): Paper {
  const folder = mkdtempSync(path.join(tmpdir(), "archive-"));
  try {
    const file = path.join(folder, "paper.pdf");
    writeFileSync(file, bytes);
    const how = ["--json=2", "--json-stream-data=inline", "--decode-level=none", file];
    const said = JSON.parse(execFileSync(qpdf, how, { encoding: "utf8", maxBuffer: 2 ** 27 })) as {
      qpdf: [unknown, Record<string, { value?: Value; stream?: Stream }>];
    };
    const paper: Paper = { bytes, objects: new Map(), streams: new Map(), trailer: {} };
    for (const [name, { value, stream }] of Object.entries(said.qpdf[1])) {
      if (name === "trailer") paper.trailer = value as Dict;
      else if (stream) paper.streams.set(name.slice("obj:".length), stream);
      else paper.objects.set(name.slice("obj:".length), value ?? null);
    }
    return paper;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// ── Reading ─────────────────────────────────────────────────────────────────────────────────────────

const isDict = (value: Value | undefined): value is Dict =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isReference = (value: Value | undefined): value is string =>
  typeof value === "string" && /^\d+ \d+ R$/.test(value);

/** Of what is named, what it holds; of a stream its dictionary. */
function held(paper: Paper, value: Value | undefined): Value {
  if (!isReference(value)) return value ?? null;
  return paper.streams.get(value)?.dict ?? paper.objects.get(value) ?? null;
}

const dictOf = (paper: Paper, value: Value | undefined): Dict => {
  const found = held(paper, value);
  return isDict(found) ? found : {};
};
const listOf = (paper: Paper, value: Value | undefined): Value[] => {
  const found = held(paper, value);
  return Array.isArray(found) ? found : [];
};
/** Of a text, without the mark of its kind. */
const textOf = (paper: Paper, value: Value | undefined): string | null => {
  const found = held(paper, value);
  return typeof found === "string" ? found.replace(/^u:/, "") : null;
};

function bytesOf(paper: Paper, reference: Value | undefined): Buffer {
  const stream = isReference(reference) ? paper.streams.get(reference) : undefined;
  if (!stream) return Buffer.alloc(0);
  const bytes = Buffer.from(stream.data, "base64");
  return filtersOf(stream.dict).includes("/FlateDecode") ? inflateSync(bytes) : bytes;
}

const filtersOf = ({ "/Filter": filter }: Dict): Value[] =>
  filter === undefined ? [] : Array.isArray(filter) ? filter : [filter];

const catalogOf = (paper: Paper): Dict => dictOf(paper, paper.trailer["/Root"]);

/** Every dictionary there is, those inside others too, with the name of its object. */
function everyDict(paper: Paper): [where: string, dict: Dict][] {
  const found: [string, Dict][] = [];
  const look = (where: string, value: Value): void => {
    if (Array.isArray(value)) for (const one of value) look(where, one);
    if (!isDict(value)) return;
    found.push([where, value]);
    for (const one of Object.values(value)) look(where, one);
  };
  for (const [name, value] of paper.objects) look(name, value);
  for (const [name, { dict }] of paper.streams) look(name, dict);
  return found;
}

const typed = (paper: Paper, type: string) => everyDict(paper).filter(([, dict]) => dict["/Type"] === type);

const pagesOf = (paper: Paper) => typed(paper, "/Page").map(([, page]) => page);

/** The operators of all pages and forms, with what stands before each; texts and hexadecimal left out. */
function operatorsOf(paper: Paper): string[] {
  const pages = pagesOf(paper).flatMap(({ "/Contents": contents }) =>
    isReference(contents) ? [contents] : (contents as string[]),
  );
  const forms = [...paper.streams]
    .filter(([, { dict }]) => dict["/Subtype"] === "/Form")
    .map(([name]) => name);
  return [...pages, ...forms].flatMap((name) =>
    bytesOf(paper, name)
      .toString("latin1")
      .replace(/\((?:\\[^]|[^\\()])*\)|<[0-9a-fA-F\s]*>/g, " ")
      .split(/[\s[\]]+/)
      .filter(Boolean),
  );
}

const metadataOf = (paper: Paper): string => bytesOf(paper, catalogOf(paper)["/Metadata"]).toString("utf8");

/** What stands in an element of the metadata, in whatever list or language it is wrapped. */
function metadataSays(paper: Paper, element: string): string | null {
  const inside = new RegExp(`<${element}[^>]*>([^]*?)</${element}>`).exec(metadataOf(paper))?.[1];
  if (inside === undefined) return null;
  const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return inside
    .replace(/<[^>]*>/g, "")
    .trim()
    .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

/** "D:20261102120000Z" and "2026-11-02T12:00:00Z" → an instant */
function instantOf(text: string | null): number {
  const inPdf = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(text ?? "");
  return Date.parse(
    inPdf ? `${inPdf[1]}-${inPdf[2]}-${inPdf[3]}T${inPdf[4]}:${inPdf[5]}:${inPdf[6]}Z` : (text ?? ""),
  );
}

// ── The clauses ─────────────────────────────────────────────────────────────────────────────────────

/** By number and title as the standard has them: what is wrong, if anything. */
export const CLAUSES: Record<string, (paper: Paper) => string[]> = {
  "6.1.2 file header": ({ bytes }) => {
    const [first = "", second = ""] = bytes
      .subarray(0, 40)
      .toString("latin1")
      .split(/\r\n|\r|\n/);
    const binary = second.startsWith("%") && [1, 2, 3, 4].every((at) => second.charCodeAt(at) > 127);
    return [
      ...said(!/^%PDF-1\.[0-7]$/.test(first), first),
      ...said(!binary, "no line that says it is binary"),
    ];
  },

  "6.1.3 file trailer": ({ bytes, trailer }) => [
    ...said(!Array.isArray(trailer["/ID"]) || trailer["/ID"].length !== 2, "no ID"),
    ...said("/Encrypt" in trailer, "encrypted"),
    ...said(!/%%EOF(\r\n|\r|\n)?$/.test(bytes.subarray(-8).toString("latin1")), "something behind its end"),
  ],

  "6.1.7 streams": (paper) =>
    [...paper.streams].flatMap(([name, { dict }]) => [
      ...said(
        filtersOf(dict).some((filter) => filter === "/LZWDecode" || filter === "/Crypt"),
        name,
      ),
      ...said(
        ["/F", "/FFilter", "/FDecodeParms"].some((key) => key in dict),
        `${name} lies elsewhere`,
      ),
    ]),

  "6.1.12 permissions": (paper) => {
    const { "/Perms": permissions } = catalogOf(paper);
    const known = new Set(["/UR3", "/DocMDP"]);
    return Object.keys(dictOf(paper, permissions)).filter((key) => !known.has(key));
  },

  "6.1.13 limits": (paper) => {
    let deepest = 0;
    let depth = 0;
    for (const operator of operatorsOf(paper)) {
      if (operator === "q") deepest = Math.max(deepest, (depth += 1));
      if (operator === "Q") depth -= 1;
    }
    const wrong = pagesOf(paper).flatMap((page) => {
      const [left, bottom, right, top] = listOf(paper, page["/MediaBox"]) as number[];
      const sides = [right! - left!, top! - bottom!];
      return said(
        sides.some((side) => !(side >= 3 && side <= 14_400)),
        `a page of ${sides.join(" by ")}`,
      );
    });
    return [...wrong, ...said(deepest > 28 || depth !== 0, `states kept ${deepest} deep, ${depth} left`)];
  },

  "6.2.2 operators": (paper) =>
    operatorsOf(paper).filter((one) => /^[A-Za-z'"]/.test(one) && !OPERATORS.has(one)),

  "6.2.3 output intent": (paper) => {
    const intents = listOf(paper, catalogOf(paper)["/OutputIntents"]).map((one) => dictOf(paper, one));
    const [own, ...more] = intents.filter((intent) => intent["/S"] === "/GTS_PDFA1");
    if (!own || more.length > 0) return ["not exactly one"];
    const profile = bytesOf(paper, own["/DestOutputProfile"]);
    const says = (from: number) => profile.subarray(from, from + 4).toString("latin1");
    const colours = dictOf(paper, own["/DestOutputProfile"])["/N"];
    return [
      ...said(
        profile.length < 128 || profile.readUInt32BE(0) !== profile.length || says(36) !== "acsp",
        "no profile",
      ),
      ...said(
        !["mntr", "prtr"].includes(says(12)) || profile[8]! > 4,
        "a profile of another class or edition",
      ),
      ...said(says(16) !== "RGB " || colours !== 3, "another space than its three colours"),
      ...said(textOf(paper, own["/OutputConditionIdentifier"]) === null, "without a name"),
    ];
  },

  "6.2.4 colours": (paper) => [
    ...operatorsOf(paper).filter((one) => one === "k" || one === "K"),
    ...everyDict(paper).flatMap(([where, dict]) =>
      said(JSON.stringify(dict["/ColorSpace"] ?? dict["/CS"] ?? null).includes("/DeviceCMYK"), where),
    ),
  ],

  "6.2.5 graphics states": (paper) =>
    typed(paper, "/ExtGState").flatMap(([where, dict]) => [
      ...said(
        ["/TR", "/HTP"].some((key) => key in dict),
        where,
      ),
      ...said("/TR2" in dict && dict["/TR2"] !== "/Default", where),
    ]),

  "6.2.8 images": (paper) =>
    [...paper.streams].flatMap(([name, { dict }]) =>
      said(
        dict["/Subtype"] === "/Image" &&
          (dict["/Interpolate"] === true || "/Alternates" in dict || "/OPI" in dict),
        name,
      ),
    ),

  "6.2.9 forms": (paper) =>
    [...paper.streams].flatMap(([name, { dict }]) =>
      said(
        dict["/Subtype"] === "/PS" ||
          (dict["/Subtype"] === "/Form" && ["/OPI", "/PS", "/Ref"].some((key) => key in dict)),
        name,
      ),
    ),

  "6.2.10 transparency": (paper) => [
    ...typed(paper, "/ExtGState").flatMap(([where, { "/BM": blend }]) =>
      said(blend !== undefined && !BLENDS.has(String(blend)), where),
    ),
    ...everyDict(paper).flatMap(([where, { "/S": kind, "/CS": space, "/Type": type }]) =>
      said(type === "/Group" && kind === "/Transparency" && space === "/DeviceCMYK", where),
    ),
  ],

  "6.2.11 fonts": (paper) => typed(paper, "/Font").flatMap(([where, font]) => fontFaults(paper, where, font)),

  "6.3 annotations": (paper) =>
    pagesOf(paper)
      .flatMap((page) => listOf(paper, page["/Annots"]))
      .flatMap((name) => {
        const annotation = dictOf(paper, name);
        const flags = Number(annotation["/F"] ?? 0);
        const [left, bottom, right, top] = listOf(paper, annotation["/Rect"]) as number[];
        const looks =
          annotation["/Subtype"] === "/Link" || (left === right && bottom === top) || "/AP" in annotation;
        return [
          ...said(
            !ANNOTATIONS.has(String(annotation["/Subtype"])),
            `${String(name)} is of a kind that is not allowed`,
          ),
          // Printed, and neither hidden nor kept from the screen.
          ...said((flags & 0b100) === 0 || (flags & 0b1_0010_0011) !== 0, `${String(name)} does not print`),
          ...said(!looks, `${String(name)} has no look of its own`),
          ...said("/AA" in annotation, `${String(name)} acts`),
        ];
      }),

  "6.4 forms to fill in": (paper) => {
    const form = dictOf(paper, catalogOf(paper)["/AcroForm"]);
    return [
      ...said("/XFA" in form, "XFA"),
      ...said(form["/NeedAppearances"] === true, "looks are left to the reader"),
    ];
  },

  "6.5 actions": (paper) => [
    ...everyDict(paper).flatMap(([where, dict]) => {
      const action = String(dict["/S"]);
      const named = action === "/Named" && !NAMED.has(String(dict["/N"]));
      return said(FORBIDDEN_ACTIONS.has(action) || named, `${where} ${action}`);
    }),
    ...[catalogOf(paper), ...pagesOf(paper)].flatMap((dict) =>
      said("/AA" in dict, "something acts by itself"),
    ),
  ],

  "6.6 metadata": (paper) => {
    const { "/Metadata": name } = catalogOf(paper);
    const dict = dictOf(paper, name);
    const info = dictOf(paper, paper.trailer["/Info"]);
    const differ = Object.entries(IN_METADATA).flatMap(([key, element]) => {
      const own = textOf(paper, info[key]);
      return said(own !== null && own !== metadataSays(paper, element), `${key} is not ${element}`);
    });
    const times = Object.entries(TIMES_IN_METADATA).flatMap(([key, element]) => {
      const own = textOf(paper, info[key]);
      return said(
        own !== null && instantOf(own) !== instantOf(metadataSays(paper, element)),
        `${key} is not ${element}`,
      );
    });
    return [
      ...said(dict["/Type"] !== "/Metadata" || dict["/Subtype"] !== "/XML", "none"),
      ...said("/Filter" in dict, "packed"),
      ...said(/<\?xpacket begin=[^>]*(bytes|encoding)=/.test(metadataOf(paper)), "a packet of the old kind"),
      ...said(metadataSays(paper, "pdfaid:part") !== "3", "does not say part 3"),
      ...said(metadataSays(paper, "pdfaid:conformance") !== "B", "does not say level B"),
      ...differ,
      ...times,
    ];
  },

  "6.8 embedded files": (paper) => {
    const associated = new Set(listOf(paper, catalogOf(paper)["/AF"]));
    const names = dictOf(paper, dictOf(paper, catalogOf(paper)["/Names"])["/EmbeddedFiles"]);
    const embedded = listOf(paper, names["/Names"]).filter((_, index) => index % 2 === 1);
    return embedded.flatMap((name) => {
      const specification = dictOf(paper, name);
      const { "/F": file } = dictOf(paper, specification["/EF"]);
      const stream = dictOf(paper, file);
      return [
        ...said(!associated.has(name), "is not associated with the paper"),
        ...said(
          !RELATIONSHIPS.has(String(specification["/AFRelationship"])),
          "does not say what it is to the paper",
        ),
        ...said(
          ["/F", "/UF", "/Desc"].some((key) => !textOf(paper, specification[key])),
          "has no name or description",
        ),
        ...said(!/^\/[\w.+-]+\/[\w.+-]+$/.test(String(stream["/Subtype"])), "does not say its type"),
        ...said(textOf(paper, dictOf(paper, stream["/Params"])["/ModDate"]) === null, "has no day"),
      ];
    });
  },

  "6.9 optional content": (paper) => said("/OCProperties" in catalogOf(paper), "there is some"),

  "6.10 other presentations": (paper) => [
    ...said("/AlternatePresentations" in dictOf(paper, catalogOf(paper)["/Names"]), "alternates"),
    ...pagesOf(paper).flatMap((page) => said("/PresSteps" in page, "steps")),
  ],

  "6.11 requirements": (paper) => said("/Requirements" in catalogOf(paper), "asks something of its reader"),

  "6.7 tags (level A)": (paper) => {
    const catalog = catalogOf(paper);
    const root = dictOf(paper, catalog["/StructTreeRoot"]);
    const elements = typed(paper, "/StructElem").map(([, element]) => element);
    const silent = elements.filter(
      (element) =>
        ["/Figure", "/Formula", "/Link"].includes(String(element["/S"])) && !textOf(paper, element["/Alt"]),
    );
    return [
      ...said(dictOf(paper, catalog["/MarkInfo"])["/Marked"] !== true, "does not say that it is tagged"),
      ...said(
        root["/Type"] !== "/StructTreeRoot" || !("/ParentTree" in root) || elements.length === 0,
        "no tree",
      ),
      ...said(!/^[a-z]{2,3}(-\w+)*$/i.test(textOf(paper, catalog["/Lang"]) ?? ""), "no language"),
      ...silent.map((element) => `${String(element["/S"])} without a text in its place`),
      ...pagesOf(paper).flatMap((page) => said(!("/StructParents" in page), "a page outside the tree")),
      ...untagged(paper),
    ];
  },

  "ISO 14289-1, 7.1: a title to show": (paper) =>
    said(
      dictOf(paper, catalogOf(paper)["/ViewerPreferences"])["/DisplayDocTitle"] !== true ||
        !metadataSays(paper, "dc:title"),
      "none",
    ),
};

/** The numbers and titles of the clauses that a file fails, with what is wrong. */
export const faultsOf = (paper: Paper): string[] =>
  Object.entries(CLAUSES).flatMap(([clause, look]) => look(paper).map((fault) => `${clause}: ${fault}`));

const said = (wrong: boolean, fault: string): string[] => (wrong ? [fault] : []);

/** Every text and line is in a tag or said to be ornament. */
function untagged(paper: Paper): string[] {
  let depth = 0;
  let outside = 0;
  for (const operator of operatorsOf(paper)) {
    if (operator === "BDC" || operator === "BMC") depth += 1;
    else if (operator === "EMC") depth -= 1;
    else if (depth === 0 && PAINTS.has(operator)) outside += 1;
  }
  return said(
    outside > 0 || depth !== 0,
    `${outside} things drawn outside of any tag, ${depth} tags left open`,
  );
}

/** Embedded, all of its letters with their text, and as wide in the paper as in itself. */
function fontFaults(paper: Paper, where: string, font: Dict): string[] {
  const subtype = String(font["/Subtype"]);
  if (subtype === "/Type0")
    return [
      ...said(bytesOf(paper, font["/ToUnicode"]).length === 0, `${where} says no text`),
      ...said(font["/Encoding"] !== "/Identity-H", `${where} is encoded otherwise`),
      ...listOf(paper, font["/DescendantFonts"]).flatMap((one) =>
        said(dictOf(paper, one)["/Type"] !== "/Font", `${where} has no letters`),
      ),
    ];
  const descriptor = dictOf(paper, font["/FontDescriptor"]);
  const program = bytesOf(paper, descriptor["/FontFile2"]);
  if (subtype !== "/CIDFontType2" || program.length === 0) return [`${where} is not embedded`];
  return [
    ...said(font["/CIDToGIDMap"] !== "/Identity", `${where} does not say which letter is which`),
    ...widthFaults(paper, where, font, program),
  ];
}

/** As fontkit reads it. */
type FontProgram = {
  unitsPerEm: number;
  numGlyphs: number;
  getGlyph: (id: number) => { advanceWidth: number };
};

function widthFaults(paper: Paper, where: string, font: Dict, program: Buffer): string[] {
  const inside = create(program) as FontProgram;
  const [first, widths] = listOf(paper, font["/W"]) as [number, number[]];
  const wrong = widths.flatMap((width, index) => {
    const glyph = first + index;
    if (glyph >= inside.numGlyphs) return [glyph];
    const own = (inside.getGlyph(glyph).advanceWidth * 1000) / inside.unitsPerEm;
    return Math.abs(own - width) > 1 ? [glyph] : [];
  });
  return said(wrong.length > 0, `${where} has other widths at ${wrong.join(" ")}`);
}

const OPERATORS = new Set(
  (
    "b B b* B* BDC BI BMC BT BX c cm cs CS d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG " +
    "rg ri s S sc SC scn SCN sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \""
  ).split(" "),
);
const PAINTS = new Set(["b", "B", "b*", "B*", "f", "F", "f*", "s", "S", "sh", "Do", "Tj", "TJ", "'", '"']);
const names = (words: string): Set<string> => new Set(words.split(" ").map((word) => `/${word}`));
const BLENDS = names(
  "Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference " +
    "Exclusion Hue Saturation Color Luminosity",
);
const ANNOTATIONS = names("Link Widget Text FreeText Popup FileAttachment");
const RELATIONSHIPS = names("Source Data Alternative Supplement Unspecified");
const NAMED = names("NextPage PrevPage FirstPage LastPage");
const FORBIDDEN_ACTIONS = names(
  "Launch Sound Movie ResetForm ImportData Hide SetOCGState Rendition Trans GoTo3DView JavaScript",
);
const IN_METADATA = {
  "/Title": "dc:title",
  "/Author": "dc:creator",
  "/Subject": "dc:description",
  "/Keywords": "pdf:Keywords",
  "/Creator": "xmp:CreatorTool",
  "/Producer": "pdf:Producer",
};
const TIMES_IN_METADATA = { "/CreationDate": "xmp:CreateDate", "/ModDate": "xmp:ModifyDate" };
