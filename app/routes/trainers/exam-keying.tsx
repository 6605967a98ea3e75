import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { sheetByCode, sheetsToKey } from "#app/features/trainers/exams/key-exam.server.ts";
import { FindSheet, SheetsToKey } from "#app/features/trainers/exams/paper-parts.tsx";
import { paths } from "#app/lib/paths.ts";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("exams.keying.title") } satisfies PageHandle;

/** The square on an answer sheet leads here with its code, and on to the sheet. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "key:exams");
  const { searchParams } = new URL(args.request.url);
  const [code, edition] = [searchParams.get("code") ?? "", searchParams.get("edition")];
  const sheet = code === "" ? null : await sheetByCode(actor, code);
  if (sheet) throw redirect(edition === null ? paths.keySheet(sheet) : keySheetOf(sheet, edition));
  return { code, sheets: await sheetsToKey(actor) };
}

const keySheetOf = (sheetId: string, edition: string) =>
  `${paths.keySheet(sheetId)}?${new URLSearchParams({ edition })}`;

export default function ExamKeying() {
  const { code, sheets } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <PageHeader title={t("exams.keying.title")} lead={t("exams.keying.lead")} />
      <FindSheet code={code} />
      <SheetsToKey sheets={sheets} />
    </>
  );
}
