import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { beginAgain } from "#app/features/trainers/candidacies/open-candidacy.server.ts";
import { MyRenewalForm } from "#app/features/trainers/renewal/renewal-forms.ts";
import { handIn } from "#app/features/trainers/renewal/renew.server.ts";
import { myRenewal } from "#app/features/trainers/renewal/renewal-file.server.ts";
import {
  CoursesToTake,
  PastFiles,
  RenewalBandSheet,
  RenewalChecklist,
  RenewalEvidence,
  RenewalRefusal,
  WayBackSheet,
} from "#app/features/trainers/renewal/renewal-parts.tsx";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("trainers.renewal.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  return found(await myRenewal(actor, args.params["certificationId"]!));
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const id = args.params["certificationId"]!;
  const form = await readForm(args.request, MyRenewalForm);
  if (!form.ok) return badForm(form.problem);
  if (form.value.intent === "begin") {
    const begun = found(await beginAgain(actor, id, { kind: "candidate" }));
    return begun.ok
      ? redirectWithNotice(paths.myCandidacy(begun.value), "candidacy-opened")
      : refused(begun.reason);
  }
  const done = found(await handIn(actor, id));
  return done.ok ? redirectWithNotice(paths.myRenewal(id), `renewal-${done.value}`) : refused(done.reason);
}

export default function MyRenewal() {
  const renewal = useLoaderData<typeof loader>();
  const form = useForm(useActionData() as FormAnswer);
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.myCertification(renewal.id)}>{renewal.number}</a>}
        title={t("trainers.renewal.title")}
        lead={t("trainers.renewal.lead")}
      />
      {form.summary}
      <RenewalBandSheet renewal={renewal} />
      <CoursesToTake renewal={renewal} readerId={renewal.personId} />
      {renewal.back && (
        <WayBackSheet
          back={renewal.back}
          forms={{
            whole: "/candidacies/new",
            candidacy: paths.myCandidacy,
            begin: (
              <form method="post" className="actions">
                <Button name="intent" value="begin">
                  {t("trainers.renewal.back.begin")}
                </Button>
              </form>
            ),
          }}
        />
      )}
      {!renewal.back && (
        <>
          <RenewalChecklist renewal={renewal} />
          <RenewalRefusal renewal={renewal} />
        </>
      )}
      {renewal.mayHandIn && (
        <form method="post" className="actions">
          <Button>{t("trainers.renewal.handIn")}</Button>
        </form>
      )}
      <PastFiles renewal={renewal} />
      <RenewalEvidence renewal={renewal} staff={false} />
    </>
  );
}
