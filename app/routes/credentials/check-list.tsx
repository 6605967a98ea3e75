import { data, type ActionFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { CheckAgainLater } from "#app/features/certification/check-verdict.tsx";
import { checkList, secondsToListAgain } from "#app/features/checks/check-many.server.ts";
import { CodeListForm } from "#app/features/checks/code-list-forms.ts";
import { CheckedList, CodeListFields, SaveList } from "#app/features/checks/code-list-parts.tsx";
import { listText } from "#app/features/identity/people-csv.server.ts";
import { badForm, readForm, refused } from "#app/infra/http.server.ts";
import type { FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("credentials.list.title"), noIndex: true } satisfies PageHandle;

/** Public: many codes at once, each with what it is worth and never whose it is. Nothing is kept. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request, CodeListForm);
  if (!form.ok) return badForm(form.problem);
  const seconds = await secondsToListAgain(context.address);
  if (seconds > 0)
    return data(
      { seconds, problem: { values: form.values, errors: [] }, refusal: null },
      { status: 429, headers: { "Retry-After": String(seconds) } },
    );
  const { list, file } = form.value;
  const text = file?.size ? await listText(new Uint8Array(await file.arrayBuffer())) : null;
  if (text && !text.ok) return refused(text.reason, form.values);
  const rows = await checkList(`${text?.value ?? ""}\n${list}`, context.words);
  return rows.ok ? { rows: rows.value } : refused(rows.reason, form.values);
}

export default function CheckList() {
  const answer = useActionData<typeof action>();
  const { t } = useWords();
  const rows = answer && "rows" in answer ? answer.rows : null;
  const holding = rows?.filter(({ worth }) => worth?.valid).length ?? 0;
  return (
    <>
      {answer && "seconds" in answer && typeof answer.seconds === "number" && (
        <Sheet heading={<CheckAgainLater seconds={answer.seconds} />} />
      )}
      <PageHeader
        eyebrow={<a href="/v">{t("certification.check.title")}</a>}
        title={t("credentials.list.title")}
        lead={
          rows ? t("credentials.list.found", { count: rows.length, holding }) : t("credentials.list.lead")
        }
      />
      {rows ? (
        <>
          <CheckedList rows={rows} />
          <SaveList rows={rows} />
          <p>
            <a href="/v/list">{t("credentials.list.another")}</a>
          </p>
        </>
      ) : (
        <CodeListFields answer={answer as FormAnswer} />
      )}
    </>
  );
}
