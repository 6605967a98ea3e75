import type { TextState, UnitOutline } from "./course-outline.ts";
import type { SheetInLanguage } from "./sheet.ts";
import type { TrainerText } from "./trainer-texts.ts";

/** A reading of this name is held in the hand while one talks: it prints on one page, its picture on a sheet. */
export const OFFICER_CARD = "officer-card";

type Titled = { words: string; locale: string };

/** The sheet of a tool, in the language asked for or in the source. */
export type ToolReading = SheetInLanguage & {
  locale: string;
  state: TextState;
  fallback: boolean;
  downloads: ToolDownload[];
};

/** `bytes` is null while the file is still being made. */
export type ToolDownload = {
  kind: "spreadsheet" | "print";
  href: string;
  name: string;
  bytes: number | null;
};

/** A unit as a page shows it: words in the language asked for or in the source, and what hangs on them. */
export type UnitReading = {
  kind: UnitOutline["kind"];
  isCard: boolean;
  minutes: number;
  /** Its place in the module. */
  number: number;
  of: number;
  moduleTitle: Titled;
  title: Titled;
  /** Null for a quiz without an introduction. */
  text: { html: string; locale: string; state: TextState; fallback: boolean } | null;
  source: string;
  /** The languages this unit's text exists in. */
  locales: string[];
  file: { href: string; name: string; format: string; bytes: number; mediaType: string } | null;
  tool: ToolReading | null;
};

/** What only trainers read of a module. */
export type TrainerReading = {
  id: TrainerText;
  minutes: number;
  moduleTitle: Titled;
  text: NonNullable<UnitReading["text"]> & { title: string };
  source: string;
  locales: string[];
};

/** The language to read in: the one asked for in the address, else the visitor's own. */
export const readingLanguage = (asked: string | null, own: string): string =>
  asked && /^[a-z]{2,3}$/.test(asked) ? asked : own;
