import {
  confirmEnding,
  endingFor,
  endingsProposed,
  proposeEnding,
  takeBackEnding,
  type EndingLine,
  type Within,
} from "#app/features/certification/end-certificate.server.ts";
import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import { candidaciesInReach } from "#app/features/trainers/candidacies/candidacy-scope.server.ts";
import { hasConflict } from "#app/features/trainers/candidacies/conflict.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { actingIn, isOwnRecord, programmeScope, type Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { refuse, type Result } from "#app/lib/result.ts";
import type { ErrorForm } from "./certification-forms.ts";

/*
 * A provisional certificate that should not have been issued, to somebody else say. It ends as those of courses do, and says
 * nothing of the candidacy, which goes on.
 */

const OF_CANDIDACIES: Within = (actor) => ({
  candidacyId: { not: null },
  candidacy: candidaciesInReach(actor),
});

/** Null: not the actor's to do. */
export async function actOnProvisional(
  asking: Actor,
  certificateId: string,
  form: ErrorForm,
): Promise<Result<void> | null> {
  if (await isBarred(asking, certificateId)) return refuse("certification-conflict");
  switch (form.intent) {
    case "propose-ending":
      return proposeEnding(asking, certificateId, form, OF_CANDIDACIES);
    case "take-back-ending":
      return inReachOfEnders(asking, (actor) => takeBackEnding(actor, certificateId, OF_CANDIDACIES));
    case "confirm-ending":
      return inReachOfEnders(asking, (actor) =>
        confirmEnding(actor, certificateId, { as: "in-error", seen: form.seen }, OF_CANDIDACIES),
      );
  }
}

const inReachOfEnders = async <Value>(asking: Actor, act: (actor: Actor) => Promise<Value>) => {
  const actor = asHolderOf(asking, "act:on-certificates");
  return actor && act(actor);
};

/** What was said of an error and what of that the actor may do; of these it is only ever an error. */
export async function provisionalErrorFor(asking: Actor, certificateId: string) {
  if (await isBarred(asking, certificateId)) return { ending: null, mayPropose: [] };
  const { ending, mayPropose } = await endingFor(asking, certificateId, OF_CANDIDACIES);
  return { ending, mayPropose: mayPropose.filter((as) => as === "in-error") };
}

/** Who works where the holder does, or is otherwise close to them; that it is one's own is said in other words. */
async function isBarred(asking: Actor, certificateId: string): Promise<boolean> {
  const row = await db.certificate.findFirst({
    where: { id: certificateId, candidacyId: { not: null } },
    select: { personId: true, candidacy: true },
  });
  if (!row) return false;
  const candidacy = row.candidacy!;
  const actor = actingIn(asking, programmeScope(candidacy.programme));
  if (isOwnRecord(actor, row.personId)) return false;
  const scheme = (await loadSchemes()).of(candidacy);
  return hasConflict(db, actor, row.personId, scheme, today(scheme.timeZone));
}

/** What others have said, for the list of what waits. */
export async function provisionalErrorWork(asking: Actor): Promise<EndingLine[]> {
  const actor = asHolderOf(asking, "act:on-certificates");
  if (!actor) return [];
  const rows = await db.certificate.findMany({
    where: await endingsProposed(actor, OF_CANDIDACIES),
    orderBy: { id: "asc" },
    select: { id: true, candidacyId: true },
  });
  const open: typeof rows = [];
  for (const row of rows) if (!(await isBarred(asking, row.id))) open.push(row);
  const [first] = open;
  if (!first) return [];
  return [{ kind: "certificates-to-end", count: open.length, href: paths.provisional(first.candidacyId!) }];
}
