import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { Result } from "#app/lib/result.ts";
import { handIn } from "./candidacy-files.server.ts";
import type { ApplyForm } from "./candidacy-forms.ts";
import type { DocumentKind } from "./candidacy-records.ts";
import { applyForCertification } from "./open-candidacy.server.ts";

/**
 * Opens the candidacy and hands in what came with it. A paper that cannot be kept does not undo the application: the page
 * of the candidacy says what is missing.
 */
export async function applyWithPapers(actor: Actor, form: ApplyForm): Promise<Result<string>> {
  const { schemeId, language, cv, commitment, commitmentFile, conflicts } = form;
  const opened = await applyForCertification(actor, { schemeId, language, reason: "" });
  if (!opened.ok) return opened;
  const papers: { document: DocumentKind; upload: typeof cv; words: string }[] = [
    { document: "cv", upload: cv, words: "" },
    { document: "commitment", upload: commitmentFile, words: commitment },
    { document: "conflicts", upload: null, words: conflicts },
  ];
  for (const { document, upload, words } of papers)
    if (upload || words) await handIn(actor, opened.value, { id: newId(), document, upload, words });
  return opened;
}
