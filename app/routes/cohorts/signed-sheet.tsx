import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { SessionFilesPage } from "#app/features/cohorts/session-file-parts.tsx";
import { changeSessionFiles, loadSessionFiles } from "#app/features/cohorts/session-files-page.server.ts";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { paths } from "#app/lib/paths.ts";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";

export const handle = { title: (t) => t("cohorts.files.signed-sheet.title") } satisfies PageHandle;

/** Photographed pages of the sheet that was signed: evidence beside the marks. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "take:attendance");
  return loadSessionFiles(actor, args.params, "signed-sheet");
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "take:attendance");
  return changeSessionFiles(actor, args, "signed-sheet", { pageOf: paths.signedSheet, added: "pages-kept" });
}

export default function SignedSheet() {
  const page = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { cohort, session } = page;
  return (
    <SessionFilesPage
      purpose="signed-sheet"
      page={page}
      form={form}
      backTo={paths.attendance(cohort.id, session.id)}
    />
  );
}
