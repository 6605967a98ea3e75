import {
  data,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found } from "#app/features/identity/guards.server.ts";
import { addByReceipt, findByReceipt } from "#app/features/trainers/complaints/complain.server.ts";
import { AddToComplaintForm } from "#app/features/trainers/complaints/complaint-forms.ts";
import {
  secondsToLookAgain,
  secondsToWriteAgain,
} from "#app/features/trainers/complaints/complaint-limit.server.ts";
import {
  ComplaintNotes,
  ComplaintTag,
  Paragraphs,
} from "#app/features/trainers/complaints/complaint-parts.tsx";
import { readReceipt, showReceipt } from "#app/features/trainers/complaints/complaint.ts";
import { badForm, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("trainers.complaint.yours"), noIndex: true } satisfies PageHandle;

const PRIVATE = { "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store" };

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const seconds = await secondsToLookAgain(context.address);
  if (seconds > 0) throw new Response(null, { status: 429, headers: { "Retry-After": String(seconds) } });
  const receipt = found(readReceipt(params["token"] ?? ""));
  const complaint = found(await findByReceipt(receipt));
  const isNew = new URL(request.url).searchParams.has("new");
  return data({ complaint, receipt: showReceipt(receipt), isNew }, { headers: PRIVATE });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const receipt = found(readReceipt(params["token"] ?? ""));
  const form = await readForm(request, AddToComplaintForm);
  if (!form.ok) return badForm(form.problem);
  const seconds = await secondsToWriteAgain(context.address);
  if (seconds > 0)
    return data(
      { problem: { values: form.values, errors: [] }, refusal: { key: "complaint-later" } },
      { status: 429, headers: { "Retry-After": String(seconds) } },
    );
  found((await addByReceipt(receipt, form.value.words, context.requestId)) || null);
  return redirectWithNotice(paths.receipt(receipt), "complaint-added");
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export default function Receipt() {
  const { complaint, receipt, isNew } = useLoaderData<typeof loader>();
  const form = useForm(useActionData() as FormAnswer);
  const { t, date } = useWords();
  const { about, whom, words, receivedOn, acknowledgeBy, state, outcome, notes } = complaint;
  return (
    <div className="narrow">
      <PageHeader title={t("trainers.complaint.yours")} lead={<ComplaintTag state={state} />} />
      {form.summary}
      {isNew && (
        <Alert tone="good" title={t("trainers.complaint.kept")}>
          {t("trainers.complaint.keptText", { day: date(acknowledgeBy) })}
        </Alert>
      )}
      <Sheet accent title={t("trainers.complaint.receipt")}>
        <p>
          <strong dir="ltr">
            <code>{receipt}</code>
          </strong>
        </p>
        <p className="soft">{t("trainers.complaint.receiptText")}</p>
      </Sheet>
      <Sheet title={t(`trainers.complaint.aboutA.${about}`)}>
        <div className="stack">
          <FactList
            facts={[
              { term: t("trainers.complaint.whom"), value: <DirText>{whom || "–"}</DirText> },
              { term: t("trainers.complaint.receivedOn"), value: date(receivedOn) },
              { term: t("trainers.complaint.acknowledgeBy"), value: date(acknowledgeBy) },
              ...(outcome
                ? [
                    {
                      term: t("trainers.complaint.outcome"),
                      value: t(`trainers.complaint.result.${outcome}`),
                    },
                  ]
                : []),
            ]}
          />
          <Paragraphs of={words} />
          <ComplaintNotes notes={notes} yours />
          <Form>
            <TextArea
              name="words"
              rows={4}
              label={t("trainers.complaint.add")}
              required
              maxLength={4000}
              dir="auto"
              defaultValue={form.value("words")}
              error={form.error("words")}
            />
            <div className="actions">
              <Button tone="quiet">{t("trainers.complaint.addAct")}</Button>
            </div>
          </Form>
        </div>
      </Sheet>
    </div>
  );
}
