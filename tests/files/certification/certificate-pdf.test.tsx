import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Font } from "@react-pdf/renderer";
import jsQR from "jsqr";
import { type Browser, type Page, chromium } from "playwright-core";
import { PNG } from "pngjs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  CertificateFacts,
  MOST_MODULES,
  checkAddress,
} from "#app/features/certification/certificate-facts.ts";
import { readCertificateCode } from "#app/features/certification/certificate-number.ts";
import {
  type CertificateLayout,
  type CertificateWords,
  type PlacedLine,
  layOutCertificate,
  renderCertificatePdf,
} from "#app/features/certification/certificate-pdf.server.tsx";
import {
  FAMILY_NAMES,
  fontFile,
  fontStack,
  fontsCover,
  WEIGHTS,
  type FamilyName,
} from "#app/infra/font-families.server.ts";
import {
  type ShapedFonts,
  breakWord,
  loadShapedFonts,
  textDirection,
} from "#app/infra/shaped-fonts.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { guillocheFan, guillocheRing } from "#app/lib/guilloche.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";
import { chromiumPath, poppler } from "#tests/support/judges.ts";
import { NAMES } from "#tests/support/names-in-scripts.ts";

/** The eye reads it from the right, a PDF reader may begin at either end. */
const FROM_RIGHT_TO_LEFT_AND_BACK = "يوسف Haddad";

const facts: CertificateFacts = {
  number: "PB-2026-000417-C",
  code: "7GQ2M4RX9KTB3WVZ0HNCJ5PDA8",
  verifyUrl: "https://passbook.example/v/7GQ2M4RX9KTB3WVZ0HNCJ5PDA8",
  kind: "achievement",
  locale: "en",
  issuer: "Mekong Institute of Inclusive Finance",
  programme: "Making microfinance work",
  course: { title: "Managing for Performance, Volume I", version: "2.1" },
  cohort: "Phnom Penh, autumn 2026",
  format: "split",
  startDate: "2026-09-02",
  endDate: "2026-11-28",
  holder: { name: "Chan Sophea", nameLocal: "ចាន់ សុភា" },
  minutes: 5760,
  halfDays: { attended: 19, total: 20 },
  modules: [],
  signatories: [{ name: "Aminata Diallo", role: "Certification officer" }],
  issuedOn: "2026-11-28",
  edition: 1,
};

const words: CertificateWords = {
  direction: "ltr",
  title: "Certificate of achievement",
  completed: "has completed",
  subject: "Managing for Performance, Volume I",
  details: ["Version 2.1, split format", "2 September to 28 November 2026 · 96 hours"],
  rows: [],
  stamp: { above: "Achieved", date: "28 Nov 2026", below: "96 hours" },
  number: "No. PB-2026-000417-C",
  issued: ["Issued on 28 November 2026"],
  verify: "Scan the mark, or type the code under it, at",
  signatories: [
    { name: "Aminata Diallo", role: "Certification officer" },
    { name: "Prak Vanna", role: "Master trainer" },
  ],
};

const arabicWords: CertificateWords = {
  ...words,
  direction: "rtl",
  title: "شهادة إنجاز",
  completed: "أكمل بنجاح دورة",
  details: ["الإصدار 2.1، صيغة مجزأة", "96 ساعة، حضر 19 من 20 نصف يوم"],
  stamp: { above: "إنجاز", date: "28 نوفمبر 2026", below: "96 ساعة" },
  number: "رقم PB-2026-000417-C",
  issued: ["صدرت في 28 نوفمبر 2026"],
  verify: "امسح الرمز، أو تحقق من الرقم على",
};

const named = (name: string): CertificateFacts => ({ ...facts, holder: { name } });

const drawn = new Map<string, Promise<Uint8Array>>();

/** Each name is drawn once for all tests. */
function pdfNamed(name: string): Promise<Uint8Array> {
  const known = drawn.get(name) ?? renderCertificatePdf(named(name), words);
  drawn.set(name, known);
  return known;
}

const rowsOf = (count: number, what: string) =>
  Array.from({ length: count }, (_, index) => ({
    when: `${index + 1} Sep 2026`,
    what: `${index + 1}. ${what}`,
    amount: "3.5 h",
  }));

const statement: CertificateFacts = { ...facts, kind: "attendance-statement" };

const folder = mkdtempSync(path.join(tmpdir(), "certificate-"));
let fonts: ShapedFonts;

beforeAll(async () => {
  fonts = await loadShapedFonts();
});

afterAll(() => rmSync(folder, { recursive: true }));

function saved(pdf: Uint8Array): string {
  const file = path.join(folder, "certificate.pdf");
  writeFileSync(file, pdf);
  return file;
}

/**
 * The lines of text in a PDF, in logical order. Poppler embraces right-to-left words in marks, which are not
 * text, and may give a letter's two marks in either order, which is the same text (NFC).
 */
function textOf(pdf: Uint8Array): string[] {
  const text = execFileSync(poppler().pdftotext, [saved(pdf), "-"], { encoding: "utf8" });
  return text
    .replace(/[\u200E\u200F\u202A-\u202E\f]/g, "")
    .normalize("NFC")
    .split("\n");
}

function pagesIn(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString("latin1")
      .match(/\/Type \/Page\b(?!s)/g)?.length ?? 0
  );
}

/** Pixels to a point. */
const DENSITY = 2;

type Part = { left: number; top: number; width: number; height: number };

/** A part of the page, drawn by Poppler. */
function pictureOf(pdf: Uint8Array, { left, top, width, height }: Part): PNG {
  const [x, y, w, h] = [left, top, width, height].map((points) => String(Math.round(points * DENSITY)));
  const part = ["-x", `${x}`, "-y", `${y}`, "-W", `${w}`, "-H", `${h}`];
  const resolution = ["-r", String(72 * DENSITY)];
  const to = path.join(folder, "part");
  execFileSync(poppler().pdftoppm, [...resolution, ...part, "-png", "-singlefile", saved(pdf), to]);
  return PNG.sync.read(readFileSync(`${to}.png`));
}

describe("the text of a certificate", () => {
  test.each(Object.entries(NAMES))("%s comes out as it went in", async (_, name) => {
    expect(textOf(await pdfNamed(name))).toContain(name);
  });

  test("a name that begins in Arabic and goes on in Latin keeps both", async () => {
    const line = textOf(await pdfNamed(FROM_RIGHT_TO_LEFT_AND_BACK)).find((text) => text.includes("Haddad"));
    expect(line?.split(" ").sort()).toEqual(FROM_RIGHT_TO_LEFT_AND_BACK.split(" ").sort());
  });

  test("two names, the course, the number and the address are all there", async () => {
    const text = textOf(await renderCertificatePdf(facts, words));
    for (const line of ["Chan Sophea", "ចាន់ សុភា", facts.course.title, words.number, "passbook.example/v"])
      expect(text).toContain(line);
  });

  test.each([
    ["left to right", words],
    ["right to left", arabicWords],
  ])("the code stands there to be typed, in groups (%s)", async (_, own) => {
    const text = textOf(await renderCertificatePdf(facts, own));
    expect(text.map(readCertificateCode)).toContain(facts.code);
    expect(text).toContain("7GQ2 M4RX 9KTB 3WVZ 0HNC J5PD A8");
  });

  test("a page in Arabic keeps its sentences and the Latin name", async () => {
    const text = textOf(await renderCertificatePdf(facts, arabicWords));
    for (const line of ["شهادة إنجاز", "أكمل بنجاح دورة", "Chan Sophea"]) expect(text).toContain(line);
  });

  test("a statement lists thirty sessions on one page", async () => {
    const rows = rowsOf(MOST_MODULES, "Credit risk");
    const pdf = await renderCertificatePdf(statement, { ...words, rows });
    const text = textOf(pdf).join("\n");
    for (const { what } of rows) expect(text).toContain(what);
    expect(pagesIn(pdf)).toBe(1);
  });
});

/*
 * Two drawings of a name are the same when their boxes agree within 2 pixels and at most 1 ink pixel in 1,000 of
 * either lies farther than 2 pixels from ink of the other, at two pixels to the point: 1 pt in a name of 44 pt.
 * One mark or dot too few is 8 in 1,000 and more (the control).
 */
const BOX_DISTANCE = 2;
const INK_DISTANCE = 2;
const STRAY_INK = 1 / 1000;

describe("the drawing of a name", () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    const args = ["--no-sandbox", "--font-render-hinting=none", "--disable-lcd-text"];
    browser = await chromium.launch({ executablePath: chromiumPath(), args });
    page = await browser.newPage({ viewport: { width: 1200, height: 240 } });
    await page.setContent(`<style>${fontFaces()} body { margin: 60px; background: #fffdf7; color: #14343b;
      white-space: nowrap }</style><bdi></bdi>`);
  });
  afterAll(() => browser.close());

  test.each([...Object.values(NAMES), FROM_RIGHT_TO_LEFT_AND_BACK])("%s is as in Chromium", async (name) => {
    const { box, stray } = difference(await nameInPdf(name), await nameInChromium(page, name));
    expect(box).toBeLessThanOrEqual(BOX_DISTANCE);
    expect(stray).toBeLessThanOrEqual(STRAY_INK);
  });

  test.each([
    ["Nguyễn Thị Ánh Tuyết", "Nguyên Thị Ánh Tuyết"],
    ["សុខ ដារ៉ា", "សុខ ដារា"],
    ["محمد عبد الله", "محمد عبذ الله"],
  ])("%s would not pass for %s", async (name, other) => {
    const { box, stray } = difference(await nameInPdf(name), await nameInChromium(page, other));
    expect(box > BOX_DISTANCE || stray > STRAY_INK).toBe(true);
  });
});

type Ink = { width: number; height: number; has: (x: number, y: number) => boolean };

function placeOfName(name: string): PlacedLine {
  const [line, ...more] = layOutCertificate(named(name), words, fonts).lines.filter(
    ({ part }) => part === "name",
  );
  if (!line || more.length > 0) throw new Error(`${name} should stand on one line`);
  return line;
}

async function nameInPdf(name: string): Promise<Ink> {
  const { left, width, baseline, above, below } = placeOfName(name);
  const part = { left: left - 6, top: baseline - above, width: width + 12, height: above + below };
  return inkIn(pictureOf(await pdfNamed(name), part));
}

const RANGES: Partial<Record<FamilyName, string>> = {
  "Passbook Arabic": "unicode-range: U+600-8FF, U+FB50-FEFC, U+20",
};

/** The same font files for a browser. Naskh holds Latin letters and digits too, which are left to the others. */
function fontFaces(): string {
  return FAMILY_NAMES.map((family) => {
    const data = readFileSync(fontFile(family, 600)).toString("base64");
    const only = RANGES[family] ?? "";
    return `@font-face { font-family: "${family}"; src: url(data:font/ttf;base64,${data}); ${only} }`;
  }).join("");
}

/** The same name at the same size, drawn by a browser. */
async function nameInChromium(page: Page, name: string): Promise<Ink> {
  const { face, size } = placeOfName(name);
  const font = `${size * DENSITY}px ${face.stack.map((family) => `"${family}"`).join(", ")}`;
  await page.evaluate(
    async ([font, name]) => {
      const element = document.querySelector("bdi");
      if (!element) return;
      element.style.font = font;
      element.textContent = name;
      await document.fonts.load(font, name);
    },
    [font, name] as const,
  );
  return inkIn(PNG.sync.read(await page.screenshot()));
}

/** The dark pixels of a picture, cut to their own box. */
function inkIn({ data, width, height }: PNG): Ink {
  const dark = (x: number, y: number) => (data[4 * (y * width + x)] ?? 255) < 138;
  const found: [number, number][] = [];
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (dark(x, y)) found.push([x, y]);
  const [xs, ys] = [found.map(([x]) => x), found.map(([, y]) => y)];
  const [left, top] = [least(xs), least(ys)];
  return {
    width: most(xs) - left + 1,
    height: most(ys) - top + 1,
    has: (x, y) => dark(x + left, y + top),
  };
}

const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b));
const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b));

function difference(one: Ink, other: Ink) {
  return {
    box: Math.max(Math.abs(one.width - other.width), Math.abs(one.height - other.height)),
    stray: Math.max(strayInk(one, other), strayInk(other, one)),
  };
}

/** The share of ink that has no ink of the other drawing near it. */
function strayInk(of: Ink, from: Ink): number {
  let [ink, stray] = [0, 0];
  for (let y = 0; y < of.height; y++) {
    for (let x = 0; x < of.width; x++) {
      if (!of.has(x, y)) continue;
      ink++;
      if (!isNear(from, x, y)) stray++;
    }
  }
  return stray / ink;
}

function isNear(ink: Ink, x: number, y: number): boolean {
  for (let dy = -INK_DISTANCE; dy <= INK_DISTANCE; dy++)
    for (let dx = -INK_DISTANCE; dx <= INK_DISTANCE; dx++) if (ink.has(x + dx, y + dy)) return true;
  return false;
}

describe("the file", () => {
  test("the same facts give the same bytes, whatever is drawn before and beside", async () => {
    const first = await renderCertificatePdf(facts, words);
    const [second] = await Promise.all([
      renderCertificatePdf(facts, words),
      ...Object.values(NAMES).map((name) => renderCertificatePdf(named(name), arabicWords)),
    ]);
    expect(Buffer.compare(first, second)).toBe(0);
  });

  test("a document under way survives the emptying of the shaping caches", async () => {
    const [face, before] = [
      { stack: fontStack("", "sans"), weight: 400 as const },
      await pdfNamed(facts.holder.name),
    ];
    const underWay = renderCertificatePdf(named(facts.holder.name), words);
    for (let count = 0; count < 5_100; count++) fonts.widthOf(`run ${count}`, face);
    expect(Buffer.compare(await underWay, before)).toBe(0);
    expect(Buffer.compare(await renderCertificatePdf(named(facts.holder.name), words), before)).toBe(0);
  });

  test("another number gives another pattern", async () => {
    const other = await renderCertificatePdf({ ...facts, number: "PB-2026-000418-A" }, words);
    expect(Buffer.compare(await renderCertificatePdf(facts, words), other)).not.toBe(0);
  });

  test("says what it is, in which language, since when", async () => {
    const pdf = Buffer.from(await renderCertificatePdf(facts, words)).toString("latin1");
    const said = [
      "Certificate of achievement: Chan Sophea",
      "/Lang (en)",
      "<xmp:CreateDate>2026-11-28T00:00:00Z",
    ];
    expect(said.filter((text) => !pdf.includes(text))).toEqual([]);
  });

  test.each([
    ["left to right", words],
    ["right to left", arabicWords],
  ])("the code leads to the certificate (%s)", async (_, own) => {
    const { qr } = layOutCertificate(facts, own, fonts);
    const quiet = 12;
    const side = qr.width + 2 * quiet;
    const part = { left: qr.left - quiet, top: qr.top - quiet, width: side, height: side };
    const { data, width, height } = pictureOf(await renderCertificatePdf(facts, own), part);
    expect(jsQR(new Uint8ClampedArray(data), width, height)?.data).toBe(facts.verifyUrl);
    expect(qr.width / 72).toBeGreaterThan(20 / 25.4);
  });
});

describe("room for everything", () => {
  test("a certificate for twenty topics, in two languages, can still be read", () => {
    const topics = Array.from({ length: 20 }, (_, index) => `ការគ្រប់គ្រងហានិភ័យឥណទាន ${index + 1}`);
    const own = { ...words, details: [topics.join(", "), ...words.details] };
    const both = { ...own, second: { ...own, programme: "Gestion", closing: "" } };
    for (const said of [own, both]) {
      const { lines } = layOutCertificate(named("Sok Dara"), said, fonts);
      const sizes = lines.filter(({ part }) => part === "detail").map(({ size }) => size);
      expect(Math.min(...sizes)).toBeGreaterThan(4.5);
    }
  });

  const long = {
    spaced: "María Guadalupe de los Ángeles Fernández-Villavicencio y Rodríguez de la Torre y",
    unbroken: "Wolfeschlegelsteinhausenbergerdorff".repeat(3).slice(0, 80),
    khmer: "ស្រីមុំភ្នំពេញសុខដារ៉ា".repeat(4).slice(0, 80),
    arabic: "محمد عبد الله الحسيني ".repeat(4).slice(0, 80).trim(),
  };
  const text = (length: number) => "Responsible pricing of small loans ".repeat(6).slice(0, length).trim();
  const longest = (name: string): CertificateFacts => ({
    ...facts,
    issuer: text(120),
    programme: text(160),
    course: { title: text(200), version: "2.1" },
    holder: { name, nameLocal: long.arabic },
  });
  const fullWords = (own: CertificateWords): CertificateWords => ({
    ...own,
    details: [text(150), text(150), text(150)],
    issued: [text(80), text(80)],
    signatories: Array.from({ length: 3 }, () => ({ name: long.spaced, role: text(100) })),
  });

  test.each(Object.entries(long))("a long name (%s) fits one page, in time", async (_, name) => {
    const started = performance.now();
    const pdf = await renderCertificatePdf(longest(name), fullWords(words));
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(pagesIn(pdf)).toBe(1);
    expectRoom(layOutCertificate(longest(name), fullWords(words), fonts));
  });

  test.each([words, arabicWords])("nothing touches anything, $direction", (own) => {
    for (const name of Object.values(NAMES)) expectRoom(layOutCertificate(named(name), own, fonts));
    for (const count of [0, 1, 8, 9, MOST_MODULES]) {
      const short = { ...own, rows: rowsOf(count, "Costing") };
      expectRoom(layOutCertificate(statement, short, fonts));
    }
    const full = { ...fullWords(own), rows: rowsOf(MOST_MODULES, text(150)) };
    expectRoom(layOutCertificate({ ...longest(long.spaced), kind: statement.kind }, full, fonts));
  });

  test("a page from right to left is the other one in a mirror", () => {
    const plain = layOutCertificate(facts, words, fonts);
    const turned = layOutCertificate(facts, { ...words, direction: "rtl" }, fonts);
    expect(turned.qr.left).toBeCloseTo(841.89 - plain.qr.left - plain.qr.width);
    expect(turned.lines[0]).toMatchObject({ align: "right", baseline: plain.lines[0]?.baseline });
  });

  type Box = { left: number; right: number; top: number; bottom: number; what: string };

  function expectRoom({ lines, stampLines, qr, seal }: CertificateLayout) {
    const boxes = lines.map(boxOf);
    const code = {
      left: qr.left - 9,
      right: qr.left + qr.width + 9,
      top: qr.top - 9,
      bottom: qr.top + qr.width + 9,
    };
    const [left, right] = [seal.x - seal.outer, seal.x + seal.outer];
    const ring = { left, right, top: seal.y - seal.outer, bottom: seal.y + seal.outer, what: "the seal" };
    expectApart([...boxes, { ...code, what: "the code" }, ring]);
    for (const box of boxes) {
      expect(box.left, box.what).toBeGreaterThan(66);
      expect(box.right, box.what).toBeLessThan(841.89 - 66);
      expect(box.top, box.what).toBeGreaterThan(60);
      expect(box.bottom, box.what).toBeLessThan(595.28 - 60);
    }
    for (const box of stampLines.map(boxOf)) {
      const corner = Math.hypot((box.right - box.left) / 2, 0);
      expect(corner, box.what).toBeLessThan(seal.stamp * 0.83);
    }
    expectApart(stampLines.map(boxOf));
  }

  function boxOf(line: PlacedLine): Box {
    const width = fonts.widthOf(line.text, line.face) * line.size;
    const free = line.width - width;
    const left = line.left + (line.align === "left" ? 0 : line.align === "right" ? free : free / 2);
    const [top, bottom] = [line.baseline - line.above, line.baseline + line.below];
    return { left, right: left + width, top, bottom, what: `${line.part}: ${line.text}` };
  }

  function expectApart(boxes: Box[]) {
    const touching = boxes.flatMap((a, index) =>
      boxes.slice(index + 1).flatMap((b) => {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        return across > 0.01 && down > 0.01 ? [`${a.what} | ${b.what}`] : [];
      }),
    );
    expect(touching).toEqual([]);
  }
});

describe("the fonts", () => {
  test("every promised name is covered; what no font has is named once", () => {
    expect(fontsCover(Object.values(NAMES).join(" "))).toEqual([]);
    expect(fontsCover("ნ Wulfila 𐍅𐌿𐍅𐌿 ნ")).toEqual(["ნ", "𐍅", "𐌿"]);
    expect(fontsCover("two\nlines")).toEqual(["\n"]);
  });

  test("a name that no font covers is never drawn", async () => {
    await expect(renderCertificatePdf(named("ნინო"), words)).rejects.toThrow("ნ");
  });

  test("covered is what the fonts in use have, in both weights", () => {
    const inUse = FAMILY_NAMES.map((fontFamily) =>
      WEIGHTS.map((fontWeight) => {
        fonts.widthOf("", { stack: [fontFamily], weight: fontWeight }); // opens it
        return Font.getFont({ fontFamily, fontWeight }).data;
      }),
    );
    const wrong: string[] = [];
    for (let code = 0x20; code < 0xd800; code++) {
      const character = String.fromCodePoint(code);
      if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(character)) continue;
      const [regular, bold] = [0, 1].map((weight) =>
        inUse.some((family) => family[weight]?.hasGlyphForCodePoint(code)),
      );
      if (regular !== bold || regular === fontsCover(character).length > 0) wrong.push(character);
    }
    expect(wrong).toEqual([]);
  });

  test("the first letter decides which font and which direction come first", () => {
    expect(fontStack("1. សុខ", "sans")[0]).toBe("Passbook Khmer");
    expect(fontStack("يوسف Haddad", "serif")[0]).toBe("Passbook Arabic");
    expect(fontStack("John សុខ", "serif")).toEqual(["Passbook Serif", "Passbook Sans", "Passbook Khmer"]);
    expect(fontStack("چوہدری", "sans").slice(0, 2)).toEqual(["Passbook Urdu", "Passbook Arabic"]);
    expect(fontStack("፳፻", "sans")).toContain("Passbook Ethiopic");
    expect([textDirection("2026 يوسف"), textDirection("John محمد")]).toEqual(["rtl", "ltr"]);
  });

  test("what is written without spaces breaks between words, other words never", () => {
    expect(breakWord("ការគ្រប់គ្រងដើម្បីលទ្ធផល").length).toBeGreaterThan(1);
    for (const piece of breakWord("“ពាក្យសុំរបស់អ្នក”៖បានមកដល់ហើយ។ម្តងៗ "))
      expect(piece).toMatch(/^[“\p{L}].*[^“]$/u);
    expect(breakWord("ភ្នំ\u200Bពេញ")).toEqual(["ភ្នំ", "ពេញ"]);
    for (const text of ["การจัดการการเงิน", "ການຄຸ້ມຄອງການເງິນ", "ဘဏ္ဍာရေးစီမံခန့်ခွဲမှု", "小额信贷管理课程。"]) {
      expect(breakWord(text).length, text).toBeGreaterThan(1);
      expect(breakWord(text).join("")).toBe(text);
    }
    expect(breakWord("小额信贷。").at(-1)).toMatch(/.。$/);
    expect(breakWord("Rechtsschutzversicherung")).toEqual(["Rechtsschutzversicherung"]);
  });

  /** If this fails after an upgrade of @react-pdf, fontkit or pdfkit, names may be drawn unshaped: do not ship it. */
  test("the renderer still shapes and embeds through the font it was given", async () => {
    const source = Font.getFont({ fontFamily: "Passbook Khmer", fontWeight: 600 });
    const font = source.data;
    if (!font) throw new Error("Font.getFont().data is not the font any more");
    const layout = vi.spyOn(font, "layout");
    const createSubset = vi.spyOn(font, "createSubset");
    await renderCertificatePdf(named("ភ្នំពេញ"), words);
    expect(layout.mock.calls.map(([text]: unknown[]) => text)).toContain("ភ្នំពេញ");
    const used = createSubset.mock.results.map(({ value }: { value?: unknown }) => value).find(holdsClusters);
    expect(used).toMatchObject({
      _addGlyph: expect.any(Function),
      includeGlyph: expect.any(Function),
      glyf: expect.any(Array),
      loca: { offsets: expect.any(Array) },
      hmtx: { metrics: expect.any(Array) },
      offset: expect.any(Number),
    });
    vi.restoreAllMocks();
  });
});

function holdsClusters(subset: unknown): boolean {
  const { glyphs } = subset as { glyphs: number[] };
  return glyphs.some((id) => id >= 0x10000);
}

describe("what a certificate is made of", () => {
  test("facts are strict, and tell where to check", () => {
    expect(CertificateFacts.parse(facts)).toEqual(facts);
    expect(CertificateFacts.safeParse({ ...facts, endDate: "2026-11-31" }).success).toBe(false);
    expect(CertificateFacts.safeParse({ ...facts, grade: "A" }).success).toBe(false);
    expect(checkAddress(facts)).toBe("passbook.example/v");
  });

  test("canonical JSON does not depend on the order of building", () => {
    expect(canonicalJson({ b: [1, { d: null, c: "é" }], a: undefined, A: true })).toBe(
      '{"A":true,"b":[1,{"c":"é","d":null}]}',
    );
    expect(() => canonicalJson({ at: new Date(0) })).toThrow(TypeError);
    expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
    expect(() => canonicalJson("\ud800")).toThrow(TypeError);
  });

  test("a seed always gives the same numbers, evenly", () => {
    const many = Array.from({ length: 10_000 }, seededRandom("PB-2026-000417-C"));
    expect(many.slice(0, 3)).toEqual(Array.from({ length: 3 }, seededRandom("PB-2026-000417-C")));
    expect(many[0]).not.toBe(seededRandom("PB-2026-000418-A")());
    expect(many.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(many.reduce((sum, value) => sum + value) / many.length).toBeCloseTo(0.5, 1);
  });

  test("a pattern belongs to its seed and keeps to its circle", () => {
    const fan = (seed: string) => guillocheFan(seed, { radius: 100, bands: 3, lines: 8 });
    const ring = (seed: string) => guillocheRing(seed, { inner: 60, outer: 100, lines: 8 });
    const patterns = [fan("417"), [ring("417").lobe]];
    expect([fan("417"), [ring("417").lobe]]).toEqual(patterns);
    expect(fan("418")).not.toEqual(patterns[0]);
    expect(ring("418")).not.toEqual(ring("417"));
    for (const paths of patterns) {
      const ends = paths.flatMap((path) => [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)(?=[SM]|$)/g)]);
      const reach = ends.map(([, x, y]) => Math.hypot(Number(x), Number(y)));
      expect(most(reach)).toBeLessThanOrEqual(100.1);
      expect(most(reach)).toBeGreaterThan(95);
    }
  });

  test("a lobe of a ring, turned, goes on where it ended; a quarter is full of them", () => {
    const { lobe, turns } = guillocheRing("417", { inner: 60, outer: 100, lines: 5 });
    const step = (360 / turns.length) * (Math.PI / 180);
    const points = lobe
      .split("M")
      .filter(Boolean)
      .map((path) => path.match(/-?[\d.]+ -?[\d.]+/g)!);
    expect(points).toHaveLength(5);
    for (const line of points) {
      const [x, y] = line[0].split(" ").map(Number);
      const [endX, endY] = line.at(-1)!.split(" ").map(Number);
      expect(x! * Math.cos(step) - y! * Math.sin(step)).toBeCloseTo(endX!, 0);
      expect(x! * Math.sin(step) + y! * Math.cos(step)).toBeCloseTo(endY!, 0);
    }
    const corner = guillocheRing("417", { inner: 60, outer: 100, lines: 5, quarter: 2 }).turns;
    expect([corner[0], corner.at(-1)! + corner[1]! - corner[0]!]).toEqual([180, 270]);
  });
});
