import { paths } from "#app/lib/paths.ts";
import { hasSheet, inLanguage, moduleOf, unitOf } from "./course-outline.ts";
import { courseVersion, fileFacts, unitSheet, unitStates, unitText } from "./courses.server.ts";
import { formatName } from "./file-paths.ts";
import { toolDownloads } from "./sheet-files.server.ts";
import { OFFICER_CARD, type UnitReading } from "./unit-reading.ts";

/**
 * Everything a page shows of a unit, in a language; all of it from memory once it was read. Null when the
 * version has no such unit. Who may read it is for the caller to have asked.
 */
export async function unitReading(
  versionId: string,
  moduleId: string,
  unitId: string,
  locale: string,
): Promise<UnitReading | null> {
  const version = await courseVersion(versionId);
  const module = version && moduleOf(version.outline, moduleId);
  const unit = module && unitOf(module, unitId);
  if (!unit) return null;
  const { source } = version.outline;
  const [text, states, file, tool] = await Promise.all([
    unitText(versionId, moduleId, unitId, locale),
    unitStates(versionId),
    unit.file ? fileFacts(versionId, moduleId, unit.file, locale) : null,
    hasSheet(unit) ? unitSheet(versionId, moduleId, unitId, locale) : null,
  ]);
  const title = inLanguage(unit.titles, locale, source);
  const moduleTitle = inLanguage(module.texts, locale, source);
  const written = states?.get(`${moduleId}/${unitId}`) ?? {};
  return {
    kind: unit.kind,
    isCard: unit.id === OFFICER_CARD,
    minutes: unit.minutes,
    number: module.units.indexOf(unit) + 1,
    of: module.units.length,
    moduleTitle: { words: moduleTitle.text.title, locale: moduleTitle.locale },
    title: { words: title.text, locale: title.locale },
    text,
    source,
    locales: version.outline.languages.filter((language) => language in written),
    file: file && {
      href: paths.courseFile(versionId, moduleId, file.path),
      name: file.path.slice(file.path.lastIndexOf("/") + 1),
      format: formatName(file.path),
      bytes: file.bytes,
      mediaType: file.mediaType,
    },
    tool: tool && { ...tool, downloads: await toolDownloads(versionId, moduleId, unitId, tool.locale) },
  };
}
