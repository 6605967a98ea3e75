import type { ClientFormPage, ClientFormReading } from "./client-forms.ts";
import { inLanguage, moduleOf } from "./course-outline.ts";
import { clientForms, courseVersion } from "./courses.server.ts";
import { labelsIn } from "./lesson-labels.ts";

/**
 * A form for clients, or the key to both, in a language. Null when the module asks clients nothing. Who may read it is
 * for the caller to have asked.
 */
export async function clientFormReading(
  versionId: string,
  moduleId: string,
  page: ClientFormPage,
  locale: string,
): Promise<ClientFormReading | null> {
  const version = await courseVersion(versionId);
  const module = version && moduleOf(version.outline, moduleId);
  const text = module?.clientForms ? await clientForms(versionId, moduleId, locale) : null;
  if (!module || !text) return null;
  const { source } = version.outline;
  const title = inLanguage(module.texts, text.locale, source);
  return {
    ...text,
    page,
    moduleTitle: { words: title.text.title, locale: title.locale },
    objectives: { words: title.text.objectives, locale: title.locale },
    dontKnow: labelsIn(text.locale).dontKnow,
    source,
  };
}
