import { data, redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { halfDayByCode } from "#app/features/cohorts/attendance-sheet.server.ts";
import { readSheetCode } from "#app/features/cohorts/sheet-code.ts";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { textFilter } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { Button } from "#app/ui/button.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.print.find") } satisfies PageHandle;

/** From the code on a signed sheet to the sheet on the screen. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "take:attendance");
  const typed = textFilter(new URL(args.request.url), "code");
  const code = readSheetCode(typed);
  const halfDay = code && (await halfDayByCode(actor, code));
  if (halfDay) return redirect(paths.attendance(halfDay.cohortId, halfDay.id));
  const error = typed === "" ? null : code ? ("unknown" as const) : ("unreadable" as const);
  return data({ typed, error }, { status: error ? 404 : 200 });
}

export default function FindSheet() {
  const { typed, error } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <div className="narrow">
      <PageHeader title={t("cohorts.print.find")} lead={t("cohorts.print.findLead")} />
      <form method="get" className="form">
        <TextInput
          name="code"
          dir="ltr"
          autoComplete="off"
          span="medium"
          label={t("cohorts.print.code")}
          defaultValue={typed}
          error={error ? t(`cohorts.print.${error}`) : undefined}
        />
        <Button icon="search">{t("cohorts.print.open")}</Button>
      </form>
    </div>
  );
}
