import { labelsIn } from "./lesson-labels.ts";
import { readLesson } from "./lesson-markdown.server.ts";
import type { ReviewedUnit } from "./review.ts";
import { isTrainerText } from "./trainer-texts.ts";
import { textFaults, type TranslationFault } from "./translation-faults.ts";

/* What keeps a reviewer's text from being approved: Markdown out of form, or what it lost of its source. */

type Text = ReviewedUnit & { locale: string };

export function unitFaults(unitId: string, source: Text, own: Text): TranslationFault[] {
  const [from, to] = [factsOf(unitId, source), factsOf(unitId, own)];
  return [
    ...to.problems.map(({ line, message }) => ({ kind: "form" as const, what: message, line })),
    ...textFaults({ ...source, ...from }, { ...own, ...to }),
  ];
}

function factsOf(unitId: string, { markdown, locale }: Text) {
  const setting = { labels: labelsIn(locale), language: locale };
  return readLesson(markdown, { ...setting, ...(isTrainerText(unitId) ? { trainer: unitId } : {}) }).facts;
}
