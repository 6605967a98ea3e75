import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { answerField } from "#app/features/learning/answer.ts";
import { KeySheetForm } from "#app/features/trainers/exams/exam-forms.ts";
import { keySheet, openSheet } from "#app/features/trainers/exams/key-exam.server.ts";
import { BesidePages, KeyingForm } from "#app/features/trainers/exams/paper-parts.tsx";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { problemAt } from "#app/lib/form.ts";
import { paths } from "#app/lib/paths.ts";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("exams.keying.one") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "key:exams");
  const sheet = found(await openSheet(actor, args.params["sheetId"]!));
  // Scanned from the sheet, the address says of which edition it is.
  return { sheet, scanned: new URL(args.request.url).searchParams.get("edition") ?? "" };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "key:exams");
  const sheetId = args.params["sheetId"]!;
  const form = await readForm(args.request, KeySheetForm);
  if (!form.ok) return badForm(form.problem);
  const { edition, ...fields } = form.value;
  const done = found(await keySheet(actor, sheetId, fields, edition));
  if ("position" in done) return badForm(problemAt(form.values, answerField(done.position), "choose"));
  if (!done.ok && done.reason.key === "exam.staleBooklet")
    return badForm(problemAt(form.values, "edition", "stale-sheet", done.reason.params));
  if (!done.ok) return refused(done.reason, form.values);
  return redirectWithNotice("/exam-keying", `exam-keyed-${done.value}`);
}

export default function KeySheet() {
  const { sheet, scanned } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={<a href="/exam-keying">{t("exams.keying.title")}</a>}
        title={t("exams.room.number", { number: String(sheet.number) })}
        lead={t(`trainers.scheme.${sheet.schemeId as SchemeId}`)}
      />
      {form.summary}
      <p>{t(sheet.settling ? "exams.keying.settleText" : "exams.keying.text")}</p>
      <BesidePages scans={sheet.scans} addressOf={paths.keyingScan}>
        <KeyingForm sheet={sheet} scanned={scanned} form={form} />
      </BesidePages>
    </>
  );
}
