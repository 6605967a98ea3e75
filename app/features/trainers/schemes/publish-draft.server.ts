import { recordAudit } from "#app/features/audit/record.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { inTransaction, isUniqueViolation } from "#app/infra/db.server.ts";
import { actingIn, programmeScope, type Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { blockedBesides, manned, seatsOf } from "./people-needed.ts";
import { changeName, changesBetween } from "./scheme-fields.ts";
import { keepsScheme, peopleThere } from "./scheme-pages.server.ts";
import { putDownMoves } from "./put-down-moves.server.ts";
import { nextVersion } from "./scheme-preview.ts";
import { readScheme, sameScheme, writeScheme } from "./scheme-text.ts";
import { loadSchemes } from "./scheme-versions.server.ts";
import { PROGRAMME_OF, type KeptSchemeId } from "./schemes.ts";
import { flawsOf } from "./sound-scheme.ts";

export type Publication = {
  /** The text whose effects were looked at, and the version it follows. */
  seen: string;
  over: string;
  step: "bridging" | "figures";
  reason: string;
  /** Whether certifications that run are judged by it from the day they are moved. */
  certifications: "keep" | "move";
  /** The candidacies that are moved. */
  candidacies: readonly string[] | "all";
};

/**
 * The version holds from now on, as it was looked at: a text that somebody changed since is refused. Who is moved to it
 * is moved one by one afterwards, by a job; one's own certification and candidacy are not moved by oneself.
 */
export async function publishDraft(
  asking: Actor,
  schemeId: KeptSchemeId,
  asked: Publication,
): Promise<Result<string> | null> {
  if (!keepsScheme(asking, schemeId)) return null;
  const actor = actingIn(asking, programmeScope(PROGRAMME_OF[schemeId]));
  try {
    return await inTransaction(async (tx) => {
      const draft = await tx.schemeDraft.findUnique({ where: { schemeId } });
      if (!draft) return refuse("scheme.no-draft");
      const book = await loadSchemes(tx);
      const current = book.current(schemeId);
      if (draft.position !== book.versions(schemeId).length + 1 || asked.over !== current.version)
        return refuse("changed-meanwhile");
      if (!sameScheme(asked.seen, draft.text)) return refuse("scheme.draft-changed");
      const version = nextVersion(current.version, asked.step);
      const scheme = { ...readScheme(draft.text), version };
      if (flawsOf(scheme).length > 0) return refuse("scheme.not-sound");
      const there = await peopleThere(book, scheme, today(current.timeZone), tx);
      if (blockedBesides(current, scheme, there).length > 0) {
        const { need, have } = manned(seatsOf(scheme), there);
        return refuse("scheme.too-few-people", { need, have });
      }
      // What somebody saved since it was read is not thrown away with it.
      const { count } = await tx.schemeDraft.deleteMany({ where: { schemeId, text: draft.text } });
      if (count === 0) return refuse("scheme.draft-changed");
      await tx.schemeVersion.create({
        data: {
          schemeId,
          position: draft.position,
          text: writeScheme(scheme),
          reason: asked.reason,
          publishedAt: now(),
          publishedBy: actor.personId,
        },
      });
      const changed = changesBetween(current, scheme).map(changeName);
      const subject = { kind: "scheme", id: schemeId } as const;
      await recordAudit(tx, actor, "scheme.published", subject, { version, reason: asked.reason, changed });
      await putDownMoves(tx, actor, {
        schemeId,
        version,
        candidacies: asked.candidacies,
        certifications: asked.certifications === "move" ? "all" : [],
      });
      return ok(version);
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("changed-meanwhile");
    throw error;
  }
}
