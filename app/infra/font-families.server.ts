import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

/* Which font draws which character. A font is opened when a text needs it: most never are. */

export type Style = "serif" | "sans";
export type Weight = 400 | 600;
export const WEIGHTS = [400, 600] as const satisfies readonly Weight[];

/** A script, and what every script has: spaces, signs, joiners. */
const script = (code: string): RegExp => new RegExp(`[\\p{scx=${code}}\\p{sc=Zyyy}\\p{sc=Zinh}]`, "u");
/** From right to left, where the digits and signs of a number have to stay in one font. */
const rightToLeftScript = (code: string): RegExp =>
  new RegExp(`(?![-+.:/%0-9])[\\p{scx=${code}}\\p{sc=Zyyy}\\p{sc=Zinh}]`, "u");
/** Joiners belong to the letters they join. */
const ANYTHING = /[^\u200B-\u200D]/u;

/**
 * In the order of preference where nothing in the text decides. `claims` keeps a font to its own script: Noto's other
 * fonts also hold some Latin, and half a Vietnamese word, or the digits of a certificate's number, would come out in
 * them. Noto Sans draws Greek, Cyrillic and Devanagari too.
 */
const families = [
  { name: "Passbook Serif", files: "noto-serif/*/NotoSerif_*.ttf", claims: ANYTHING },
  { name: "Passbook Sans", files: "noto-sans/*/NotoSans_*.ttf", claims: ANYTHING },
  { name: "Passbook Khmer", files: "noto-sans-khmer/*/NotoSansKhmer_*.ttf", claims: script("Khmr") },
  {
    name: "Passbook Arabic",
    files: "noto-naskh-arabic/*/NotoNaskhArabic_*.ttf",
    claims: rightToLeftScript("Arab"),
  },
  // The hand that Urdu is read in; of the same script as Arabic, so it is chosen by its letters (see fontStack).
  {
    name: "Passbook Urdu",
    files: "noto-nastaliq-urdu/*/NotoNastaliqUrdu_*.ttf",
    claims: rightToLeftScript("Arab"),
  },
  {
    name: "Passbook Hebrew",
    files: "noto-sans-hebrew/*/NotoSansHebrew_*.ttf",
    claims: rightToLeftScript("Hebr"),
  },
  { name: "Passbook Lao", files: "noto-sans-lao/*/NotoSansLao_*.ttf", claims: script("Laoo") },
  { name: "Passbook Thai", files: "noto-sans-thai/*/NotoSansThai_*.ttf", claims: script("Thai") },
  { name: "Passbook Burmese", files: "noto-sans-myanmar/*/NotoSansMyanmar_*.ttf", claims: script("Mymr") },
  { name: "Passbook Bengali", files: "noto-sans-bengali/*/NotoSansBengali_*.ttf", claims: script("Beng") },
  { name: "Passbook Tamil", files: "noto-sans-tamil/*/NotoSansTamil_*.ttf", claims: script("Taml") },
  {
    name: "Passbook Ethiopic",
    files: "noto-sans-ethiopic/*/NotoSansEthiopic_*.ttf",
    claims: script("Ethi"),
  },
  // Large, so an optional package: where it could not be installed, Chinese names are refused.
  { name: "Passbook Chinese", files: "noto-sans-sc/*/NotoSansSC_*.ttf", claims: script("Hani") },
] as const;

type Family = (typeof families)[number];
export type FamilyName = Family["name"];

export const FAMILY_NAMES: readonly FamilyName[] = families.map(({ name }) => name);

const byName = new Map<FamilyName, Family>(families.map((family) => [family.name, family]));

export const claimsOf = (family: FamilyName): RegExp => byName.get(family)!.claims;

const require = createRequire(import.meta.url);

export function fontFile(family: FamilyName, weight: Weight): string {
  const cut = weight === 400 ? "400Regular" : "600SemiBold";
  return require.resolve(`@expo-google-fonts/${byName.get(family)!.files.replaceAll("*", cut)}`);
}

const LATIN: Record<Style, FamilyName[]> = {
  serif: ["Passbook Serif", "Passbook Sans"],
  sans: ["Passbook Sans", "Passbook Serif"],
};

/** Letters that Urdu has and Arabic, Persian and Malay do not. */
const URDU = /[ٹڈڑںےہ]/u;

/** The families for a text, first choice first: by the script of its first letter, then what else it needs. */
export function fontStack(text: string, style: Style): FamilyName[] {
  const latin = LATIN[style];
  const first = familyOf(/\p{L}/u.exec(text)?.[0] ?? "");
  const needed = [first, ...Array.from(text, familyOf)].filter((family) => family !== undefined);
  const [leading, ...others] = new Set(needed.filter((family) => !latin.includes(family)));
  if (!leading) return latin;
  if (leading !== first) return [...latin, leading, ...others];
  const lead: FamilyName[] =
    leading === "Passbook Arabic" && URDU.test(text) ? ["Passbook Urdu", leading] : [leading];
  return [...lead, ...latin, ...others];
}

/** The one that draws a character where nothing else in the text decides. */
function familyOf(character: string): FamilyName | undefined {
  // Some fonts map line breaks and other controls, but a printed line cannot hold them.
  if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(character)) return undefined;
  const codePoint = character.codePointAt(0) ?? 0;
  return families.find(({ name, claims }) => claims.test(character) && characterTable(name).has(codePoint))
    ?.name;
}

/**
 * The characters of a text that no font can draw, each once; empty when all is well. Reads only the fonts'
 * character tables, so a form may ask without loading HarfBuzz or the renderer.
 */
export function fontsCover(text: string): string[] {
  return [...new Set(Array.from(text).filter((character) => familyOf(character) === undefined))];
}

/** With a question mark for a sign no font has: it must not keep anybody from their letter or report. */
export function withoutUncovered(text: string): string {
  const missing = new Set(fontsCover(text));
  return missing.size === 0 ? text : [...text].map((sign) => (missing.has(sign) ? "?" : sign)).join("");
}

const characterTables = new Map<FamilyName, Set<number>>();

function characterTable(family: FamilyName): Set<number> {
  let table = characterTables.get(family);
  if (!table) {
    // Both weights of a family cover the same characters (a test says so).
    table = isInstalled(family) ? readCharacterTable(readFileSync(fontFile(family, 400))) : new Set();
    characterTables.set(family, table);
  }
  return table;
}

function isInstalled(family: FamilyName): boolean {
  try {
    return existsSync(fontFile(family, 400));
  } catch {
    return false;
  }
}

/**
 * The code points in a TrueType file's `cmap`, from its format 4 table: the basic plane, which is all that the
 * renderer's text engine counts rightly.
 */
function readCharacterTable(font: Buffer): Set<number> {
  const cmap = tableOffset(font, "cmap");
  for (let record = cmap + 4; record < cmap + 4 + 8 * font.readUInt16BE(cmap + 2); record += 8) {
    const subtable = cmap + font.readUInt32BE(record + 4);
    if (font.readUInt16BE(subtable) === 4) return readFormat4(font, subtable);
  }
  throw new Error("This font has no Unicode character table");
}

function tableOffset(font: Buffer, tag: string): number {
  for (let record = 12; record < 12 + 16 * font.readUInt16BE(4); record += 16) {
    if (font.toString("latin1", record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new Error(`This font has no ${tag} table`);
}

function readFormat4(font: Buffer, at: number): Set<number> {
  const covered = new Set<number>();
  const doubled = font.readUInt16BE(at + 6);
  for (let segment = 0; segment < doubled; segment += 2) {
    const last = font.readUInt16BE(at + 14 + segment);
    const first = font.readUInt16BE(at + 16 + doubled + segment);
    const delta = font.readUInt16BE(at + 16 + 2 * doubled + segment);
    const rangeAt = at + 16 + 3 * doubled + segment;
    const range = font.readUInt16BE(rangeAt);
    for (let code = first; code <= last && code !== 0xffff; code++) {
      const glyph = range === 0 ? code : font.readUInt16BE(rangeAt + range + 2 * (code - first));
      if ((range === 0 || glyph !== 0) && ((glyph + delta) & 0xffff) !== 0) covered.add(code);
    }
  }
  return covered;
}
