import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import offlinePage from "#app/features/learning/offline.client.ts?worker&url";
import { candidacyInReach, candidacySheet } from "#app/features/trainers/candidacies/candidacies.server.ts";
import { NotTakenBecause, SessionFields } from "#app/features/trainers/candidacies/candidacy-acts.tsx";
import { SessionForm } from "#app/features/trainers/candidacies/candidacy-forms.ts";
import { offersFor } from "#app/features/trainers/candidacies/candidacy-offers.server.ts";
import enhancement from "#app/features/trainers/candidacies/session.client.ts?worker&url";
import { takeCandidacyForm } from "#app/features/trainers/candidacies/take-candidacy-form.server.ts";
import { badForm, notTaken, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t) => t("candidacy.session.title"),
  scripts: [enhancement, offlinePage],
} satisfies PageHandle;

/** A session with clients, ticked on a phone; kept there while there is no line (session.client.ts). */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "attest:facilitators");
  const candidacy = found(await candidacyInReach(actor, args.params["candidacyId"]!));
  const { id, name, seen, today, stageNames } = await candidacySheet(candidacy);
  return {
    sheet: { id, name, seen, today, stageNames },
    offers: await offersFor(actor, candidacy, []),
    personId: actor.personId,
    formId: newId(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "attest:facilitators");
  const candidacyId = args.params["candidacyId"]!;
  const candidacy = found(await candidacyInReach(actor, candidacyId));
  const form = await readForm(args.request, SessionForm);
  if (!form.ok) return badForm(form.problem);
  const taken = await takeCandidacyForm(actor, candidacy, form.value);
  if (!taken.ok) return notTaken(taken, form.values);
  return redirectWithNotice(paths.candidate(candidacyId), "candidacy-recorded");
}

export default function ObservedSession() {
  const { sheet, offers, personId, formId } = useLoaderData<typeof loader>();
  const answer = useActionData() as FormAnswer;
  const form = useForm(answer);
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={
          <a href={paths.candidate(sheet.id)}>
            <DirText>{sheet.name}</DirText>
          </a>
        }
        title={t("candidacy.session.title")}
        lead={t("candidacy.session.lead")}
      />
      {form.summary}
      <NotTakenBecause answer={answer} />
      <div
        data-session={paths.recordSession(sheet.id)}
        data-person={personId}
        data-next={paths.candidate(sheet.id)}
        data-sending={t("observation.rating.sending")}
        data-kept={t("observation.rating.keptHere")}
        data-sign-in={t("observation.rating.signIn")}
        data-sign-in-link={t("common.nav.signIn")}
      >
        {offers.records.includes("checklist") ? (
          <Sheet title={t("candidacy.record.checklist.title")}>
            <SessionFields offers={offers} sheet={sheet} form={form} formId={formId} />
          </Sheet>
        ) : (
          <Alert>{t("candidacy.session.notNow")}</Alert>
        )}
        <p className="saved" role="status" data-line />
      </div>
    </>
  );
}
