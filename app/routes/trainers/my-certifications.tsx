import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { myCertifications } from "#app/features/trainers/certifications.server.ts";
import type { SchemeId } from "#app/features/trainers/schemes.ts";
import { StandingInWords, StandingTag } from "#app/features/trainers/standing-tag.tsx";
import { paths } from "#app/lib/paths.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("trainers.mine.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  return { certifications: await myCertifications(actor) };
}

export default function MyCertifications() {
  const { certifications } = useLoaderData<typeof loader>();
  const { t, language } = useWords();
  return (
    <div className="narrow">
      <PageHeader
        eyebrow={<a href="/me">{t("identity.profile.title")}</a>}
        title={t("trainers.mine.title")}
        lead={t("trainers.mine.lead")}
      />
      {certifications.map(({ id, number, schemeId, language: code, standing }) => (
        <Sheet
          key={id}
          eyebrow={number}
          title={<a href={paths.myCertification(id)}>{t(`trainers.scheme.${schemeId as SchemeId}`)}</a>}
          aside={<StandingTag standing={standing} />}
        >
          <p>
            {language(code)}. <StandingInWords standing={standing} />
          </p>
        </Sheet>
      ))}
      {certifications.length === 0 && (
        <EmptyState title={t("trainers.mine.none")}>{t("trainers.mine.noneText")}</EmptyState>
      )}
    </div>
  );
}
