import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { apply } from "#app/features/admission/apply.server.ts";
import { knownOf } from "#app/features/admission/applicant-known.server.ts";
import { ApplicationFields } from "#app/features/admission/application-fields.tsx";
import { ApplicationForm } from "#app/features/admission/application-forms.ts";
import { secondsToWait } from "#app/features/admission/apply-limit.server.ts";
import { callView, questionViews } from "#app/features/admission/call-view.ts";
import { publicCall } from "#app/features/admission/calls.server.ts";
import { found } from "#app/features/identity/guards.server.ts";
import { Titled } from "#app/features/learning/titled.tsx";
import { badForm, readForm, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("admission.form.title"), noIndex: true } satisfies PageHandle;

/** Public: one applies without an account; who is signed in finds filled in what is known of them. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const call = found(await publicCall(params["callId"]!));
  const { locale } = context.words;
  return {
    call: callView(call, locale),
    questions: questionViews(call.questions, locale),
    known: context.visitor ? await knownOf(context.visitor.personId) : null,
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const call = found(await publicCall(params["callId"]!));
  const form = await readForm(request, ApplicationForm);
  if (!form.ok) return badForm(form.problem);
  const seconds = await secondsToWait(context.address);
  if (seconds > 0)
    return data(
      { problem: { values: form.values, errors: [] }, refusal: { key: "admission.too-many" } },
      { status: 429, headers: { "Retry-After": String(seconds) } },
    );
  const { words, visitor, requestId } = context;
  const from = {
    personId: visitor?.personId ?? null,
    locale: words.locale,
    timeZone: visitor ? words.timeZone : call.cohort.timeZone,
    requestId,
  };
  const outcome = await apply(call, form.value, form.values, from);
  if (outcome.ok) return redirect(paths.application(outcome.secret), 303);
  return "problem" in outcome ? badForm(outcome.problem) : refused(outcome.reason, form.values);
}

export default function Apply() {
  const { call, questions, known } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, date } = useWords();
  return (
    <div className="narrow">
      <PageHeader
        eyebrow={
          <a href={paths.call(call.callId)}>
            <Titled of={call.course} />
          </a>
        }
        title={t("admission.form.title")}
        lead={t("admission.form.lead", { day: date(call.closesOn) })}
      />
      {call.phase === "open" ? (
        <ApplicationFields form={form} known={known} questions={questions} backTo={paths.call(call.callId)} />
      ) : (
        <>
          {form.summary}
          <Alert>{t("admission.form.notOpen")}</Alert>
        </>
      )}
    </div>
  );
}
