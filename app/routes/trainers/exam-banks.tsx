import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { BankForm } from "#app/features/trainers/exams/exam-forms.ts";
import { keepBank, listBanks, secretSchemes } from "#app/features/trainers/exams/exam-banks.server.ts";
import { BankFileFaults, BankTable, type BankFault } from "#app/features/trainers/exams/exam-bank-parts.tsx";
import { LANGUAGE_OPTIONS } from "#app/features/trainers/schemes/language-options.ts";
import { readExamBank } from "#app/features/trainers/exams/read-exam-bank.server.ts";
import { OPEN_SCHEME_IDS, type SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { problemAt } from "#app/lib/form.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button } from "#app/ui/button.tsx";
import { FileInput } from "#app/ui/file-input.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("exams.bank.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "keep:exam-banks");
  const [banks, secret] = await Promise.all([listBanks(actor), secretSchemes(actor)]);
  return { banks, secret };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "keep:exam-banks");
  const form = await readForm(args.request, BankForm);
  if (!form.ok) return badForm(form.problem);
  const { schemeId, language, file } = form.value;
  const read = readExamBank(new TextDecoder().decode(await file.arrayBuffer()), "");
  if (!read.ok)
    return data(
      {
        problem: problemAt(form.values, "file", "bank-lines"),
        refusal: null,
        faults: read.problems.map(({ line, message }) => ({ line, message })),
      },
      { status: 400 },
    );
  const kept = await keepBank(actor, { schemeId, language, items: read.items });
  if (!kept.ok) return refused(kept.reason, form.values);
  return redirectWithNotice("/exam-banks", "exam-bank-kept", { version: kept.value.version });
}

export default function ExamBanks() {
  const { banks, secret } = useLoaderData<typeof loader>();
  const answer = useActionData() as (FormAnswer & { faults?: BankFault[] }) | undefined;
  const form = useForm(answer);
  const { t } = useWords();
  const field = (name: string) => ({
    name,
    defaultValue: form.value(name),
    error: form.error(name),
    required: true,
  });
  return (
    <>
      <PageHeader title={t("exams.bank.title")} lead={t("exams.bank.lead")} />
      {form.summary}
      <BankFileFaults faults={answer?.faults ?? []} />
      {secret.map((schemeId) => (
        <Alert key={schemeId} tone="info">
          {t("exams.bank.secret", { scheme: t(`trainers.scheme.${schemeId as SchemeId}`) })}
        </Alert>
      ))}
      <BankTable banks={banks} />
      <Sheet title={t("exams.bank.add")}>
        <Form encType="multipart/form-data">
          <p className="soft">{t("exams.bank.addHint")}</p>
          <Select
            label={t("exams.bank.scheme")}
            options={OPEN_SCHEME_IDS.map((value) => ({ value, label: t(`trainers.scheme.${value}`) }))}
            {...field("schemeId")}
          />
          <Select label={t("exams.bank.language")} options={LANGUAGE_OPTIONS} {...field("language")} />
          <FileInput
            name="file"
            label={t("exams.bank.file")}
            hint={t("exams.bank.fileHint")}
            accept=".yaml,.yml"
            required
            error={form.error("file")}
          />
          <Actions>
            <Button>{t("exams.bank.upload")}</Button>
          </Actions>
        </Form>
      </Sheet>
    </>
  );
}
