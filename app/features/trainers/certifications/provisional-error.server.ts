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
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { today } from "#app/infra/clock.server.ts";
import type { Written } from "#app/features/certification/write-certificate.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { actingIn, isOwnRecord, programmeScope, type Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { refuse, type Result } from "#app/lib/result.ts";
import type { ErrorForm } from "./certification-forms.ts";
import type { ShownCertificate } from "./trainer-certificate-view.ts";
import { reissueProvisional } from "./trainer-certificates.server.ts";

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
export async function provisionalErrorFor(
  asking: Actor,
  certificate: Pick<ShownCertificate, "id" | "standing">,
) {
  if (await isBarred(asking, certificate.id)) return { ending: null, mayPropose: [], anew: false };
  const { ending, mayPropose } = await endingFor(asking, certificate.id, OF_CANDIDACIES);
  return {
    ending,
    mayPropose: mayPropose.filter((as) => as === "in-error"),
    anew: mayIssueAnew(asking, certificate),
  };
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
  return !isOwnRecord(actor, row.personId) && isConflicted(actor, candidacy);
}

async function isConflicted(
  actor: Actor,
  candidacy: Parameters<SchemeBook["of"]>[0] & { personId: string },
): Promise<boolean> {
  const scheme = (await loadSchemes()).of(candidacy);
  return hasConflict(db, actor, candidacy.personId, scheme, today(scheme.timeZone));
}

/** Whether an officer may issue it anew: it was in error, and the candidate is where it belongs to. */
const mayIssueAnew = (asking: Actor, { standing }: Pick<ShownCertificate, "standing">): boolean =>
  standing.status === "in-error" && asHolderOf(asking, "keep:certifications") !== null;

/** By an officer, after the error was confirmed; sent twice it is one edition. Null: not the actor's to do. */
export async function issueAnew(
  asking: Actor,
  candidacyId: string,
  reason: string,
): Promise<Result<Written> | null> {
  const officer = asHolderOf(asking, "keep:certifications");
  if (!officer) return null;
  const found = await db.candidacy.findFirst({
    where: { AND: [{ id: candidacyId }, candidaciesInReach(officer)] },
  });
  if (!found) return null;
  const actor = actingIn(officer, programmeScope(found.programme));
  if (isOwnRecord(actor, found.personId)) return refuse("certificate.own-record");
  if (await isConflicted(actor, found)) return refuse("certification-conflict");
  const written = await inTransaction((tx) => reissueProvisional(tx, actor, candidacyId, reason));
  return written ?? refuse("changed-meanwhile");
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
