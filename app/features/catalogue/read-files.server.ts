import { sha256 } from "#app/infra/ids.server.ts";
import type { CourseFolder } from "./course-folder.server.ts";
import type { FigureWordsFile } from "./course-files.ts";
import { error, errorAt, type FileSource, type Written } from "./course-source.ts";
import { drawn, keyProblems, keysIn, wordsDrawn } from "./drawing-words.ts";
import { drawingAt, languageOf, localised, mediaTypeOf } from "./file-paths.ts";
import { pictureSize } from "./picture-size.server.ts";
import { svgProblems } from "./svg-safety.ts";
import { typesetAll } from "./typography.ts";

/* The pictures and downloads of a module. A drawing that names its words becomes one file for each language that has
 * them. */

const SVG = "image/svg+xml";
const AS_IT_IS = { drawn: null, undrawn: null };

/** The words of drawings, by language. */
type Words = { words: Record<string, Written<FigureWordsFile>>; source: string };

export async function readFiles(folder: CourseFolder, root: string, words: Words): Promise<FileSource[]> {
  const paths = await pathsIn(folder, root);
  const files: FileSource[] = [];
  const named = new Set<string>();
  for (const path of paths) {
    const file = folder.name(`${root}/${path}`);
    const mediaType = mediaTypeOf(path);
    if (!mediaType) {
      folder.problems.push(error(file, 1, "a course holds no such kind of file, or its name is not a slug"));
      continue;
    }
    const bytes = await folder.bytes(`${root}/${path}`);
    if (mediaType !== SVG) {
      files.push({ path, file, mediaType, ...measured(bytes, mediaType), words: null, ...AS_IT_IS });
      continue;
    }
    const svg = await folder.text(`${root}/${path}`);
    const unsafe = svgProblems(svg);
    for (const { line, message } of unsafe) folder.problems.push(error(file, line, message));
    if (keysIn(svg).length === 0)
      files.push({ path, file, mediaType, ...measured(bytes, SVG), words: wordsDrawn(svg), ...AS_IT_IS });
    else {
      named.add(drawingAt(path));
      if (unsafe.length === 0) files.push(...drawnFiles(folder, { path, file, svg }, paths, words));
    }
  }
  for (const own of Object.values(words.words))
    for (const name of Object.keys(own.value))
      if (!named.has(name))
        folder.problems.push(errorAt(own, [name], `no drawing figures/${name}.svg names its words`));
  return files;
}

async function pathsIn(folder: CourseFolder, root: string): Promise<string[]> {
  const paths: string[] = [];
  for (const kind of ["figures", "files"]) {
    const here = await folder.list(`${root}/${kind}`);
    paths.push(...here.files.map((name) => `${kind}/${name}`));
    for (const language of here.folders)
      for (const name of (await folder.list(`${root}/${kind}/${language}`)).files)
        paths.push(`${kind}/${language}/${name}`);
  }
  return paths;
}

const measured = (bytes: Buffer, mediaType: string) => ({
  bytes: bytes.length,
  sha256: sha256(bytes),
  size: pictureSize(bytes, mediaType),
});

/** One file for each language with words; the source's under the path all languages share. */
function drawnFiles(
  { problems }: CourseFolder,
  { path, file, svg }: { path: string; file: string; svg: string },
  paths: string[],
  { words, source }: Words,
): FileSource[] {
  const name = drawingAt(path);
  if (languageOf(path)) {
    problems.push(error(file, 1, "a drawing for one language holds its words itself"));
    return [];
  }
  for (const { line, message } of keyProblems(svg)) problems.push(error(file, line, message));
  const missing = keysIn(svg).filter(({ key }) => words[source]?.value[name]?.[key] === undefined);
  for (const { key, line } of missing)
    problems.push(error(file, line, `{{${key}}} has no words in ${source}/figures.yaml`));
  return Object.entries(words).flatMap(([language, own]) => {
    const texts = own.value[name];
    if (!texts) return [];
    const say = (message: string, ...at: string[]) => problems.push(errorAt(own, [name, ...at], message));
    const keys = keysIn(svg).map(({ key }) => key);
    for (const key of Object.keys(texts)) if (!keys.includes(key)) say(`${name}.svg has no {{${key}}}`, key);
    if (language !== source)
      for (const key of keys) if (!(key in texts)) say(`the words of ${name}.svg leave out ${key}`);
    const result = drawn(svg, typesetAll(texts, language));
    for (const { message } of svgProblems(result)) say(`with these words ${message}`);
    const place = language === source ? path : localised(path, language);
    if (place !== path && paths.includes(place)) say(`${place} is there already`);
    const facts = measured(Buffer.from(result), SVG);
    const undrawn = language === source ? svg : null;
    return [{ path: place, file, mediaType: SVG, ...facts, words: wordsDrawn(svg), drawn: result, undrawn }];
  });
}
