import type { DigestLine } from "#app/features/cohorts/send-digests.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { someOf } from "#app/features/trainers/renewal/certifications-due.server.ts";
import { LICENCE_SCHEME_IDS } from "#app/features/trainers/schemes/schemes.ts";
import type { Actor, Role } from "#app/lib/actor.ts";
import type { Words } from "#app/locales/words.ts";
import type { LicenceRow } from "./licence-view.ts";
import { listLicences } from "./licences.server.ts";

const READERS: readonly Role[] = ["training-head", "certification-officer"];

/** What a digest says of licences, and of which. */
const WHAT: Readonly<Record<"undecided" | "due" | "lapsed" | "short", (row: LicenceRow) => boolean>> = {
  undecided: ({ licence }) => licence?.standing.alarm != null,
  due: ({ licence, waits }) => licence?.standing.status === "renewal-due" && waits === null,
  lapsed: ({ licence, waits }) => licence?.standing.status === "lapsed" && waits === null,
  short: ({ short }) => short,
};

/**
 * Lines of the weekly digest for the head of an organisation and the officer, for each scheme: whose licence is in its
 * window with nothing asked for, whose has lapsed, what should have been decided, and who has fewer trainers than asked.
 */
export async function licencesDue(actor: Actor, words: Words): Promise<DigestLine[]> {
  const { t } = words;
  const grants = actor.grants.filter(({ role }) => READERS.includes(role));
  const reach = reachOf(grants, "see:licences");
  if (reach.length === 0) return [];
  const rows = await listLicences({ ...actor, reach }, null);
  return LICENCE_SCHEME_IDS.flatMap((schemeId) =>
    (Object.keys(WHAT) as (keyof typeof WHAT)[]).flatMap((what) => {
      const names = rows
        .filter((row) => row.schemeId === schemeId && WHAT[what](row))
        .map(({ organisation }) => organisation);
      if (names.length === 0) return [];
      const said = { count: names.length, scheme: t(`trainers.scheme.${schemeId}`) };
      return [
        { text: t(`licences.digest.${what}`, { ...said, names: someOf(names, words) }), path: "/licences" },
      ];
    }),
  );
}
