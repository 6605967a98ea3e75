import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import enhancement from "#app/features/certification/issue-progress.client.ts?worker&url";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { movesOf } from "#app/features/trainers/schemes/move-to-version.server.ts";
import { coursesFor, isSchemeId, schemeSheet } from "#app/features/trainers/schemes/scheme-pages.server.ts";
import {
  MoveAlert,
  PeopleNeeded,
  SchemeFigures,
  SchemeVersions,
} from "#app/features/trainers/schemes/scheme-parts.tsx";
import { OPEN_SCHEME_IDS, type SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { paths } from "#app/lib/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t) => t("schemes.list.title"),
  scripts: [enhancement],
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:schemes");
  const { schemeId } = args.params;
  if (!isSchemeId(schemeId)) throw new Response(null, { status: 404 });
  const [sheet, moves, { titles }] = await Promise.all([
    schemeSheet(actor, schemeId),
    movesOf(schemeId),
    coursesFor(schemeId, args.context.words.locale),
  ]);
  return { ...sheet, moves, titles };
}

export default function SchemePage() {
  const { schemeId, current, versions, people, mayEdit, draft, moves, titles } =
    useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={<a href="/schemes">{t("schemes.list.title")}</a>}
        title={t(`trainers.scheme.${schemeId as SchemeId}`)}
        lead={t("schemes.page.lead", { version: current.version })}
        actions={
          <>
            {mayEdit && (
              <ButtonLink href={paths.schemeDraft(schemeId)}>
                {t(draft ? "schemes.page.goOn" : "schemes.page.write")}
              </ButtonLink>
            )}
            {mayEdit && OPEN_SCHEME_IDS.some((id) => id === schemeId) && (
              <ButtonLink href={paths.schemeCalls(schemeId)} tone="quiet">
                {t("candidacy.call.title")}
              </ButtonLink>
            )}
            {mayEdit && versions.length > 1 && current.kind !== "licence" && (
              <ButtonLink href={paths.schemeMoves(schemeId)} tone="quiet">
                {t("schemes.page.move")}
              </ButtonLink>
            )}
            <ButtonLink href={paths.schemeRules(schemeId, current.version)} tone="quiet">
              {t("schemes.public.asStaff")}
            </ButtonLink>
          </>
        }
      />
      {moves && <MoveAlert moves={moves} />}
      <PeopleNeeded people={people} licence={current.kind === "licence"} />
      <h2>{t("schemes.page.holds")}</h2>
      {current.stages.length === 0 && <p className="soft">{t("schemes.page.noStages")}</p>}
      <SchemeFigures scheme={current} titles={titles} />
      <h2>{t("schemes.page.versions")}</h2>
      <SchemeVersions versions={versions} titles={titles} />
    </>
  );
}
