import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { CodeBox } from "#app/features/cohorts/code-box.tsx";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { textFilter } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Narrow } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.code.enrol") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  await requirePermission(args, "learn:own-courses");
  const typed = textFilter(new URL(args.request.url), "code");
  if (typed) throw redirect(paths.enrolByCode(typed));
  return null;
}

export default function EnrolBox() {
  const { t } = useWords();
  return (
    <Narrow>
      <PageHeader title={t("cohorts.code.enrol")} lead={t("cohorts.code.enrolLead")} />
      <CodeBox />
    </Narrow>
  );
}
