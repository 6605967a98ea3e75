import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { BankQuestions, GroupTable } from "#app/features/trainers/exams/exam-bank-parts.tsx";
import { shownBank } from "#app/features/trainers/exams/exam-bank-view.ts";
import { openBank } from "#app/features/trainers/exams/exam-banks.server.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { Alert } from "#app/ui/alert.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("exams.bank.questions") } satisfies PageHandle;

/** Opening the page is a reading, and is written down. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "keep:exam-banks");
  const opened = found(await openBank(actor, args.params["bankId"]!));
  return opened.ok
    ? { bank: shownBank(opened.value), refusal: null }
    : data({ bank: null, refusal: opened.reason }, { status: 403 });
}

export default function ExamBank() {
  const { bank, refusal } = useLoaderData<typeof loader>();
  const { t, number, language: nameOf, refusal: sentence } = useWords();
  if (!bank)
    return (
      <>
        <PageHeader
          eyebrow={<a href="/exam-banks">{t("exams.bank.title")}</a>}
          title={t("exams.bank.questions")}
        />
        <Alert tone="danger">{sentence(refusal)}</Alert>
      </>
    );
  const { schemeId, language, version, groups, questions } = bank;
  return (
    <>
      <PageHeader
        eyebrow={<a href="/exam-banks">{t("exams.bank.title")}</a>}
        title={t("exams.bank.versionNumber", { version: number(version) })}
        lead={t("exams.bank.of", {
          scheme: t(`trainers.scheme.${schemeId as SchemeId}`),
          language: nameOf(language),
        })}
      />
      <GroupTable groups={groups} />
      <BankQuestions questions={questions} />
    </>
  );
}
