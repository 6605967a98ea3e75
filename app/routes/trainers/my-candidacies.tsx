import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { myCandidacies } from "#app/features/trainers/candidacies/candidacies.server.ts";
import { StageTag } from "#app/features/trainers/candidacies/candidacy-parts.tsx";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { paths } from "#app/lib/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { LanguageName } from "#app/ui/language-name.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("candidacy.mine.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  return { candidacies: await myCandidacies(actor.personId) };
}

export default function MyCandidacies() {
  const { candidacies } = useLoaderData<typeof loader>();
  const { t, date } = useWords();
  return (
    <>
      <PageHeader
        title={t("candidacy.mine.title")}
        lead={t("candidacy.mine.lead")}
        actions={<ButtonLink href="/candidacies/new">{t("candidacy.mine.apply")}</ButtonLink>}
      />
      {candidacies.length === 0 && (
        <EmptyState title={t("candidacy.mine.none")}>{t("candidacy.mine.noneText")}</EmptyState>
      )}
      {candidacies.map(({ id, schemeId, language, state, stageNames, enteredOn }) => (
        <Sheet
          key={id}
          title={<a href={paths.myCandidacy(id)}>{t(`trainers.scheme.${schemeId as SchemeId}`)}</a>}
        >
          <p>
            <StageTag state={state} stageNames={stageNames} />{" "}
            {t("candidacy.mine.since", { day: date(enteredOn) })}{" "}
            <span className="soft">
              <LanguageName locale={language} />
            </span>
          </p>
        </Sheet>
      ))}
    </>
  );
}
