/* Where a course keeps its pictures and downloads, and which kinds of file it may hold (docs/courseware.md). */

const MEDIA_TYPES: Record<string, string> = {
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  webp: "image/webp",
  csv: "text/csv; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  vtt: "text/vtt; charset=utf-8",
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  mp3: "audio/mpeg",
  m4a: "audio/mp4",
  ogg: "audio/ogg",
  mp4: "video/mp4",
  webm: "video/webm",
};

const PICTURES = ["svg", "png", "jpg", "webp"];

const extensionOf = (path: string) => path.slice(path.lastIndexOf(".") + 1);

/** A path under a module's folder: figures/ageing.svg, files/diary.csv, files/fr/diary.csv. */
export const COURSE_FILE = /^(figures|files)\/([a-z]{2,3}\/)?[a-z0-9][a-z0-9._-]*\.[a-z0-9]+$/;

/** What a name says of a file's kind. */
export const mediaTypeByName = (path: string): string | null => MEDIA_TYPES[extensionOf(path)] ?? null;

/** The media type, or null for a kind of file that courses do not hold there. */
export function mediaTypeOf(path: string): string | null {
  if (!COURSE_FILE.test(path) || path.includes("..")) return null;
  const extension = extensionOf(path);
  if (path.startsWith("figures/") && !PICTURES.includes(extension)) return null;
  return mediaTypeByName(path);
}

/** files/diary.csv in French is files/fr/diary.csv. */
export const localised = (path: string, locale: string): string =>
  path.replace(/^(figures|files)\//, (folder) => `${folder}${locale}/`);

/** What a drawing is called: "ageing" of figures/ageing.svg. */
export const drawingAt = (path: string): string => path.slice(path.lastIndexOf("/") + 1, -".svg".length);
/** A drawing before its words were put in, kept so that they can be corrected: drawings/ageing.svg */
export const undrawnPath = (drawing: string): string => `drawings/${drawing}.svg`;
/** The same drawing with the words of a language: figures/fr/ageing.svg */
export const drawnPath = (drawing: string, locale: string): string =>
  localised(`figures/${drawing}.svg`, locale);

/** The files that are made of a tool's sheet: sheets/watch-list.en.xlsx */
export const sheetPath = (unitId: string, locale: string, extension: "xlsx" | "pdf"): string =>
  `sheets/${unitId}.${locale}.${extension}`;

/** A module as one file: packs/costing.en.html */
export const packPath = (moduleId: string, locale: string): string => `packs/${moduleId}.${locale}.html`;

/** The path all languages share: files/fr/diary.csv is files/diary.csv. */
export const unlocalised = (path: string): string => path.replace(/^(figures|files)\/[a-z]{2,3}\//, "$1/");

/** The language a file is for; null for the one all share. */
export const languageOf = (path: string): string | null =>
  /^(?:figures|files)\/([a-z]{2,3})\//.exec(path)?.[1] ?? null;

/** "CSV", for people: what opens this file. */
export const formatName = (path: string): string => extensionOf(path).toUpperCase();
