import { useLoaderData } from "@remix-run/react";
import { SchemeLinks } from "#app/features/trainers/schemes/published-scheme.tsx";
import { currentSchemes } from "#app/features/trainers/schemes/published-schemes.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("schemes.public.title") } satisfies PageHandle;

/** Public: what each certification and licence asks, by the version that holds. */
export async function loader() {
  return { schemes: await currentSchemes() };
}

export default function PublishedSchemes() {
  const { schemes } = useLoaderData<typeof loader>();
  const { t } = useWords();
  const of = (which: "licence" | "way" | "person") =>
    schemes.filter(
      ({ kind, widens }) => (kind === "licence" ? "licence" : widens ? "way" : "person") === which,
    );
  return (
    <>
      <PageHeader
        title={t("schemes.public.title")}
        lead={t("schemes.public.lead")}
        actions={
          <>
            <ButtonLink href="/trainers" tone="quiet">
              {t("schemes.public.register")}
            </ButtonLink>
            <ButtonLink href="/licensed" tone="quiet">
              {t("schemes.public.licensed")}
            </ButtonLink>
          </>
        }
      />
      <SchemeLinks title={t("schemes.public.of")} schemes={of("person")} />
      <SchemeLinks title={t("schemes.public.ways")} schemes={of("way")} />
      <SchemeLinks title={t("schemes.public.ofOrganisations")} schemes={of("licence")} />
    </>
  );
}
