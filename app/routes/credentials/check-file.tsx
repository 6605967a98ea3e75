import { data, type ActionFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import * as z from "zod";
import { CheckAgainLater } from "#app/features/certification/check-verdict.tsx";
import dropAnywhere from "#app/features/credentials/drop-anywhere.client.ts?worker&url";
import { inWords } from "#app/features/checks/check-many.server.ts";
import { CheckFileForm, FileAnswer } from "#app/features/checks/check-file-parts.tsx";
import { lookAtFile, secondsToLookAgain } from "#app/features/checks/check-file.server.ts";
import { badForm, readForm } from "#app/infra/http.server.ts";
import { problemAt } from "#app/lib/form.ts";
import { isUpload, type Upload } from "#app/lib/upload.ts";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Narrow, Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t) => t("credentials.file.title"),
  noIndex: true,
  scripts: [dropAnywhere],
} satisfies PageHandle;

const FileForm = z.object({ file: z.custom<Upload>(isUpload) });

/** Public: a file that somebody was given, step by step. It is looked at once and not kept. */
export async function action({ request, context }: ActionFunctionArgs) {
  // Before five megabytes are read.
  const seconds = await secondsToLookAgain(context.address);
  if (seconds > 0) return data({ seconds }, { status: 429, headers: { "Retry-After": String(seconds) } });
  const form = await readForm(request, FileForm);
  if (!form.ok || form.value.file.size === 0) return badForm(problemAt({}, "file", "required"));
  const looked = await lookAtFile(new Uint8Array(await form.value.file.arrayBuffer()));
  return { looked, registered: looked.registered && inWords(looked.registered, context.words) };
}

export default function CheckFile() {
  const answer = useActionData<typeof action>();
  const { t } = useWords();
  const looked = answer && "looked" in answer ? answer : null;
  const missing = answer && "problem" in answer;
  return (
    <Narrow>
      {answer && "seconds" in answer && <Sheet heading={<CheckAgainLater seconds={answer.seconds} />} />}
      {looked ? (
        <FileAnswer {...looked} />
      ) : (
        <PageHeader
          eyebrow={<a href="/v">{t("certification.check.title")}</a>}
          title={t("credentials.file.title")}
          lead={t("credentials.file.lead")}
        />
      )}
      {looked && <h2>{t("credentials.file.another")}</h2>}
      <CheckFileForm error={missing ? t("credentials.file.none") : undefined} />
    </Narrow>
  );
}
