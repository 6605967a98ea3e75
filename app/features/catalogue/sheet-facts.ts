import { inLanguage, moduleOf, unitOf, type CourseOutline } from "./course-outline.ts";
import { labelsIn, type LessonLabels } from "./lesson-labels.ts";
import { usesMoney, type SheetInLanguage } from "./sheet.ts";

/** All that stands on a tool's spreadsheet and on its paper, in the language of the sheet. */
export type SheetFacts = SheetInLanguage & {
  locale: string;
  title: string;
  course: string;
  module: string;
  labels: LessonLabels["sheet"];
  /** "Amounts in thousand riel", or "". */
  money: string;
  publishedOn: string;
};

export function sheetFacts(
  { outline, publishedOn }: { outline: CourseOutline; publishedOn: string },
  at: { moduleId: string; unitId: string },
  { sheet, words, locale }: SheetInLanguage & { locale: string },
): SheetFacts | null {
  const module = moduleOf(outline, at.moduleId);
  const unit = module && unitOf(module, at.unitId);
  if (!unit) return null;
  const { source } = outline;
  const labels = labelsIn(locale).sheet;
  return {
    sheet,
    words,
    locale,
    title: inLanguage(unit.titles, locale, source).text,
    course: inLanguage(outline.texts, locale, source).text.title,
    module: inLanguage(module.texts, locale, source).text.title,
    labels,
    publishedOn,
    money: !words.unit || !usesMoney(sheet) ? "" : labels.money.replace("{unit}", words.unit),
  };
}
