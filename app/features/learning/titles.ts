import { inLanguage, moduleOf, unitOf, type CourseOutline } from "#app/features/catalogue/course-outline.ts";

/** Words of the course with the language they turned out to be in: the page around them may be in another. */
export type Title = { words: string; locale: string };

export function courseTitle({ texts, source }: CourseOutline, locale: string): Title {
  const found = inLanguage(texts, locale, source);
  return { words: found.text.title, locale: found.locale };
}

export function sectionTitle({ texts, source }: CourseOutline, sectionId: string, locale: string): Title {
  const found = inLanguage(texts, locale, source);
  return { words: found.text.sections[sectionId] ?? sectionId, locale: found.locale };
}

export function moduleTitle(outline: CourseOutline, moduleId: string, locale: string): Title {
  const module = moduleOf(outline, moduleId);
  if (!module) return { words: moduleId, locale: outline.source };
  const found = inLanguage(module.texts, locale, outline.source);
  return { words: found.text.title, locale: found.locale };
}

export function unitTitle(outline: CourseOutline, moduleId: string, unitId: string, locale: string): Title {
  const module = moduleOf(outline, moduleId);
  const unit = module && unitOf(module, unitId);
  if (!unit) return { words: unitId, locale: outline.source };
  const found = inLanguage(unit.titles, locale, outline.source);
  return { words: found.text, locale: found.locale };
}
