import type { Actor } from "#app/lib/actor.ts";
import { hasTrainerText, inLanguage, moduleOf } from "./course-outline.ts";
import { findPreviewVersion } from "./course-pages.server.ts";
import { unitStates, unitText } from "./courses.server.ts";
import type { TrainerText } from "./trainer-texts.ts";
import type { TrainerReading } from "./unit-reading.ts";

/**
 * The session plan or the slides of a module, in a language, for staff who may preview the version. Nobody else asks:
 * to a learner's pages these are no units, so there they are not found.
 */
export async function findTrainerText(
  actor: Actor,
  at: { versionId: string; moduleId: string; text: TrainerText },
  locale: string,
): Promise<TrainerReading | null> {
  const { versionId, moduleId } = at;
  const version = await findPreviewVersion(actor, versionId);
  const module = version && moduleOf(version.outline, moduleId);
  if (!module || !hasTrainerText(module, at.text)) return null;
  const [text, states] = await Promise.all([
    unitText(version.id, moduleId, at.text, locale),
    unitStates(version.id),
  ]);
  if (!text) return null;
  const { source, languages } = version.outline;
  const title = inLanguage(module.texts, locale, source);
  const written = states?.get(`${moduleId}/${at.text}`) ?? {};
  return {
    id: at.text,
    minutes: module.minutes,
    moduleTitle: { words: title.text.title, locale: title.locale },
    text,
    source,
    locales: languages.filter((language) => language in written),
  };
}
