import { env } from "#app/infra/env.server.ts";
import { isStored, putFile, readStoredFile } from "#app/infra/files.server.ts";
import { paths } from "#app/lib/paths.ts";
import { inLanguage, moduleOf, type ModuleOutline } from "./course-outline.ts";
import { courseVersion, fileFacts, type CourseVersionFacts, type FileFacts } from "./courses.server.ts";
import { packPath } from "./file-paths.ts";
import { bytesSoon } from "./made-soon.server.ts";
import { packedModule, type PackedUnit } from "./packed-module.server.tsx";
import { remember } from "./remember.server.ts";
import { sheetFile } from "./sheet-files.server.ts";
import { needsCaution } from "./translation-state.ts";
import { unitReading } from "./unit-reading.server.ts";

/** Where the pack of a module is, and how large; `bytes` is null while it is being made. */
export type PackDownload = { href: string; bytes: number | null };

export async function packDownload(
  versionId: string,
  moduleId: string,
  locale: string,
): Promise<PackDownload> {
  const path = packPath(moduleId, locale);
  const bytes = await bytesSoon(packFile(versionId, moduleId, locale), path);
  return { href: paths.courseFile(versionId, moduleId, path), bytes };
}

/** A recording is not put into the pack: it would be most of it. */
const LARGEST_INSIDE = 1024 * 1024;

/**
 * A module as one file, made when it is first asked for and kept, as the files of a tool are. Null when the version has
 * no such module, or the module no such language.
 */
export const packFile = remember(
  200,
  async (versionId: string, moduleId: string, locale: string): Promise<FileFacts | null> => {
    const version = await courseVersion(versionId);
    const module = version && moduleOf(version.outline, moduleId);
    if (!version || !module?.texts[locale]) return null;
    const bytes = Buffer.from(packedModule(await packOf(version, module, locale)));
    const path = packPath(moduleId, locale);
    return { path, sha256: await putFile(bytes), bytes: bytes.length, mediaType: "text/html; charset=utf-8" };
  },
  isStored,
);

async function packOf(version: CourseVersionFacts, module: ModuleOutline, locale: string) {
  const { outline, version: edition, publishedAt } = version;
  const words = module.texts[locale]!;
  const course = inLanguage(outline.texts, locale, outline.source).text.title;
  const address = `${env.PUBLIC_ORIGIN}${paths.course(version.courseId)}`;
  const units: PackedUnit[] = [];
  for (const { id } of module.units) units.push(await packedUnit(version.id, module.id, id, locale, address));
  return {
    locale,
    course,
    title: words.title,
    summary: words.summary,
    objectives: module.objectives.map((objective) => words.objectives[objective] ?? ""),
    units,
    address,
    edition: `${course} ${edition}, ${publishedAt.toISOString().slice(0, 10)}`,
  };
}

async function packedUnit(
  versionId: string,
  moduleId: string,
  unitId: string,
  locale: string,
  address: string,
): Promise<PackedUnit> {
  const reading = (await unitReading(versionId, moduleId, unitId, locale))!;
  const { text, kind, title, minutes } = reading;
  return {
    id: unitId,
    kind,
    title: title.words,
    minutes,
    text: text && {
      html: insideOneFile(await withPictures(text.html, versionId, moduleId), moduleId, unitId, address),
      locale: text.locale,
      unchecked: needsCaution(text.state),
    },
    downloads: await downloadsOf(versionId, moduleId, reading),
  };
}

type Reading = NonNullable<Awaited<ReturnType<typeof unitReading>>>;

async function downloadsOf(versionId: string, moduleId: string, { tool, file, locales }: Reading) {
  const downloads: PackedUnit["downloads"] = [];
  for (const { kind, name } of tool?.downloads ?? []) {
    const made = await sheetFile(versionId, moduleId, `sheets/${name}`);
    const label = kind === "print" ? "paper" : kind;
    if (made) downloads.push({ kind: label, name, href: await dataOf(made) });
  }
  const own = file && (await fileFacts(versionId, moduleId, `files/${file.name}`, locales[0] ?? ""));
  if (own && own.bytes <= LARGEST_INSIDE)
    downloads.push({ kind: "file", name: file.name, href: await dataOf(own) });
  return downloads;
}

const dataOf = async ({ sha256, mediaType }: FileFacts): Promise<string> =>
  `data:${mediaType.replaceAll(" ", "")};base64,${(await readStoredFile(sha256)).toString("base64")}`;

async function withPictures(html: string, versionId: string, moduleId: string): Promise<string> {
  const at = `/files/${versionId}/${moduleId}/`;
  const pictures = new Set([...html.matchAll(/ src="([^"]+)"/g)].map(([, address]) => address!));
  let inside = html;
  for (const address of pictures) {
    const picture = await fileFacts(versionId, moduleId, address.slice(at.length), "");
    if (picture) inside = inside.replaceAll(` src="${address}"`, ` src="${await dataOf(picture)}"`);
  }
  return inside;
}

/**
 * A unit is a part of the file: its headings stand one level lower and have names of their own; links to units of this
 * module stay within the file, others lead to the course.
 */
const insideOneFile = (html: string, moduleId: string, unitId: string, address: string): string =>
  html
    .replace(/<(\/?)h([2-5])\b/g, (_, end: string, level: string) => `<${end}h${Number(level) + 1}`)
    .replace(/ (id|href)="(#?)s-/g, ` $1="$2${unitId}-s-`)
    .replace(new RegExp(`href="#unit:${moduleId}/`, "g"), 'href="#')
    .replace(/href="#unit:[^"]*"/g, `href="${address}"`);
