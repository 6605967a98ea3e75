import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { SessionFilesPage } from "#app/features/cohorts/session-file-parts.tsx";
import { changeSessionFiles, loadSessionFiles } from "#app/features/cohorts/session-files-page.server.ts";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { paths } from "#app/lib/paths.ts";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";

export const handle = { title: (t) => t("cohorts.files.handout.title") } satisfies PageHandle;

/** What a trainer hands out with a session; its learners find it among their days. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "take:attendance");
  return loadSessionFiles(actor, args.params, "handout");
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "take:attendance");
  return changeSessionFiles(actor, args, "handout", { pageOf: paths.handouts, added: "files-handed-out" });
}

export default function Handouts() {
  const page = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { cohort } = page;
  return <SessionFilesPage purpose="handout" page={page} form={form} backTo={paths.calendar(cohort.id)} />;
}
