import { existsSync } from "node:fs";
import path from "node:path";

/* Programs that did not make our PDF files and pages, and so may judge them. Without one, the test says so. */

/** Where Poppler's tools are, which read a PDF's text and draw its pages. */
export function poppler(): { pdftotext: string; pdftoppm: string } {
  return { pdftotext: onPath("pdftotext"), pdftoppm: onPath("pdftoppm") };
}

function onPath(tool: string): string {
  const found = findOnPath(tool);
  if (!found) throw new Error(`These tests need ${tool}: install poppler-utils.`);
  return found;
}

type Judge = "pdfsig" | "pdfdetach" | "pdffonts" | "pdfinfo" | "pdftoppm" | "qpdf" | "zbarimg";

/** Where a program is that can be done without at a desk: a test that wants it is left out. JUDGES=required: not here. */
export const judge = (tool: Judge): string | null => optional(tool);

function optional(tool: string): string | null {
  const found = findOnPath(tool) ?? null;
  if (!found && process.env.JUDGES === "required")
    throw new Error(`Here every judge is asked: install ${tool}.`);
  return found;
}

const findOnPath = (tool: string): string | undefined =>
  (process.env.PATH ?? "")
    .split(path.delimiter)
    .map((folder) => path.join(folder, tool))
    .find((place) => existsSync(place));

/** LibreOffice, which computes spreadsheets anew; null where it is not installed. */
export const soffice = (): string | null => optional("soffice");

const USUAL_PLACES = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Chromium, or Chrome, at CHROMIUM_PATH or a usual place. */
export function chromiumPath(): string {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH is ${named}, where there is nothing.`);
  const found = named || USUAL_PLACES.find((place) => existsSync(place));
  if (!found) throw new Error("These tests need Chromium: install it, or set CHROMIUM_PATH to it.");
  return found;
}
