import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { moveToCurrent, stillBehind } from "#app/features/trainers/schemes/put-down-moves.server.ts";
import { MoveForm } from "#app/features/trainers/schemes/scheme-forms.ts";
import { isSchemeId, keepsScheme } from "#app/features/trainers/schemes/scheme-pages.server.ts";
import {
  CandidaciesTouched,
  CertificationsTouched,
} from "#app/features/trainers/schemes/scheme-preview-parts.tsx";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { pageNumber, PAGE_SIZE } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { Checkbox } from "#app/ui/choices.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("schemes.move.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "keep:schemes");
  const { keptSchemeId } = args.params;
  const schemeId = found(isSchemeId(keptSchemeId) ? keptSchemeId : null);
  const page = pageNumber(new URL(args.request.url));
  return { schemeId, page, ...found(await stillBehind(actor, schemeId, page)) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "keep:schemes");
  const { keptSchemeId } = args.params;
  const schemeId = found(isSchemeId(keptSchemeId) ? keptSchemeId : null);
  found(keepsScheme(actor, schemeId) || null);
  const form = await readForm(args.request, MoveForm);
  if (!form.ok) return badForm(form.problem);
  const { everybody, everyHolder, candidacies, certifications, ...asked } = form.value;
  const moved = found(
    await moveToCurrent(actor, schemeId, {
      ...asked,
      candidacies: everybody ? "all" : candidacies,
      certifications: everyHolder ? "all" : certifications,
    }),
  );
  return moved.ok
    ? redirectWithNotice(paths.scheme(schemeId), "scheme-moves", { count: moved.value })
    : refused(moved.reason, form.values);
}

export default function SchemeMoves() {
  const { schemeId, version, behind, certifications, candidacies, page } = useLoaderData<typeof loader>();
  const form = useForm(useActionData() as FormAnswer);
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.scheme(schemeId)}>{t(`trainers.scheme.${schemeId}`)}</a>}
        title={t("schemes.move.title")}
        lead={t("schemes.move.lead", { version })}
      />
      {form.summary}
      {behind + candidacies.length === 0 ? (
        <EmptyState title={t("schemes.move.none")}>{t("schemes.move.noneText")}</EmptyState>
      ) : (
        <form method="post" className="stack">
          <input type="hidden" name="version" value={version} />
          {candidacies.length > 1 && (
            <Checkbox
              name="everybody"
              value="yes"
              defaultChecked={form.value("everybody") === "yes"}
              label={t("schemes.publish.everybody")}
            />
          )}
          {candidacies.length > 0 && (
            <CandidaciesTouched rows={candidacies} ticked={form.values("candidacies")} />
          )}
          {behind > 1 && (
            <Checkbox
              name="everyHolder"
              value="yes"
              defaultChecked={form.value("everyHolder") === "yes"}
              label={t("schemes.move.everyHolder", { count: behind })}
            />
          )}
          {behind > 0 && (
            <>
              <CertificationsTouched rows={certifications} ticked={form.values("certifications")} />
              <Pages page={page} size={PAGE_SIZE} total={behind} />
            </>
          )}
          <TextArea
            name="reason"
            rows={2}
            dir="auto"
            label={t("schemes.publish.reason")}
            hint={t("schemes.move.reasonHint")}
            required
            defaultValue={form.value("reason")}
            error={form.error("reason")}
          />
          <Actions>
            <Button>{t("schemes.move.act")}</Button>
          </Actions>
        </form>
      )}
    </>
  );
}
