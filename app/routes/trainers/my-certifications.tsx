import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { myCertifications } from "#app/features/trainers/certifications/certifications.server.ts";
import { RosterForm } from "#app/features/trainers/certifications/certification-forms.ts";
import { rosterConsent, setRosterConsent } from "#app/features/trainers/certifications/roster.server.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { StandingInWords, StandingTag } from "#app/features/trainers/certifications/standing-tag.tsx";
import { badForm, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("trainers.mine.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const [certifications, since] = await Promise.all([myCertifications(actor), rosterConsent(actor)]);
  return { certifications, since };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const form = await readForm(args.request, RosterForm);
  if (!form.ok) return badForm(form.problem);
  const give = form.value.roster === "give";
  await setRosterConsent(actor, give);
  return redirectWithNotice("/me/certifications", give ? "roster-given" : "roster-withdrawn");
}

export default function MyCertifications() {
  const { certifications, since } = useLoaderData<typeof loader>();
  const { t, date, language } = useWords();
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
      {certifications.length > 0 && (
        <Sheet title={t("trainers.roster.mine")}>
          <div className="stack tight">
            <p>{t("trainers.roster.mineText")}</p>
            {since && <p>{t("trainers.roster.since", { day: date(since) })}</p>}
            <form method="post" className="actions">
              <Button name="roster" value={since ? "withdraw" : "give"} tone="quiet">
                {t(since ? "trainers.roster.withdraw" : "trainers.roster.give")}
              </Button>
              <a href="/trainers">{t("trainers.roster.see")}</a>
            </form>
          </div>
        </Sheet>
      )}
    </div>
  );
}
