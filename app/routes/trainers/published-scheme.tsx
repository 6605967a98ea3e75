import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { found } from "#app/features/identity/guards.server.ts";
import {
  SchemePapers,
  SchemeRules,
  SchemeVersionLinks,
} from "#app/features/trainers/schemes/published-scheme.tsx";
import { publishedScheme } from "#app/features/trainers/schemes/published-schemes.server.ts";
import { coursesFor, isSchemeId } from "#app/features/trainers/schemes/scheme-pages.server.ts";
import { PROGRAMME_OF, type SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { paths } from "#app/lib/paths.ts";
import { Breadcrumbs } from "#app/ui/breadcrumbs.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t, data: { schemeId: SchemeId }) => t(`trainers.scheme.${data.schemeId}`),
} satisfies PageHandle;

/** Public: one published version, which never changes. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { publishedSchemeId, version = "" } = params;
  const schemeId = found(isSchemeId(publishedSchemeId) ? publishedSchemeId : null);
  const [published, { titles }] = await Promise.all([
    publishedScheme(schemeId, version),
    coursesFor(schemeId, context.words.locale),
  ]);
  return { schemeId, titles, ...found(published) };
}

export default function PublishedScheme() {
  const { schemeId, titles, scheme, current, versions } = useLoaderData<typeof loader>();
  const { t } = useWords();
  const { version } = scheme;
  const title = t(`trainers.scheme.${schemeId as SchemeId}`);
  return (
    <>
      <Breadcrumbs
        label={t("catalogue.preview.crumbs")}
        items={[{ href: "/trainers/schemes", label: t("schemes.public.title") }, { label: title }]}
      />
      <PageHeader
        eyebrow={t(`common.programme.${PROGRAMME_OF[schemeId]}`)}
        title={title}
        lead={t(version === current ? "schemes.public.holds" : "schemes.public.earlier", { version })}
        actions={
          version !== current && (
            <ButtonLink href={paths.schemeRules(schemeId, current)}>
              {t("schemes.public.now", { version: current })}
            </ButtonLink>
          )
        }
      />
      <SchemeRules scheme={scheme} titles={titles} />
      <SchemePapers scheme={scheme} />
      {versions.length > 1 && <SchemeVersionLinks scheme={scheme} versions={versions} />}
    </>
  );
}
