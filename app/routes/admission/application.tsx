import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { answerApplication } from "#app/features/admission/answer-offer.server.ts";
import { hasLapsed } from "#app/features/admission/application.ts";
import { ApplicantAnswerForm } from "#app/features/admission/application-forms.ts";
import { applicationBy } from "#app/features/admission/applications.server.ts";
import { CallFactList } from "#app/features/admission/call-sheet.tsx";
import { callView } from "#app/features/admission/call-view.ts";
import { callOf } from "#app/features/admission/calls.server.ts";
import { letterOf } from "#app/features/admission/letter.ts";
import { found } from "#app/features/identity/guards.server.ts";
import { Titled } from "#app/features/learning/titled.tsx";
import { today } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("admission.own.title"), noIndex: true } satisfies PageHandle;

/** The applicant's own page, by the link they were given: where it stands, and the answer to an offer. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const application = found(await applicationBy(params["token"]!));
  const call = found(await callOf(application.cohortId));
  return data(
    {
      call: callView(call, context.words.locale),
      name: application.name,
      hasEmail: application.email !== null,
      appliedAt: application.appliedAt,
      state: application.state,
      lapsed: hasLapsed(application, today(call.cohort.timeZone)),
      replyBy: application.replyBy,
      note: application.note,
      letter: letterOf(application.state) && paths.ownLetter(params["token"]!),
    },
    { headers: { "Referrer-Policy": "same-origin" } },
  );
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const secret = params["token"]!;
  const application = found(await applicationBy(secret));
  const call = found(await callOf(application.cohortId));
  const form = await readForm(request, ApplicantAnswerForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = await answerApplication(call, application, form.value.intent, context.requestId);
  if (!outcome.ok) return refused(outcome.reason);
  return redirectWithNotice(paths.application(secret), `application-${form.value.intent}`);
}

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Application() {
  const page = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, dateTime } = useWords();
  const { call, name, appliedAt } = page;
  return (
    <div className="narrow">
      <PageHeader
        eyebrow={
          <a href={paths.call(call.callId)}>
            <Titled of={call.course} />
          </a>
        }
        title={t("admission.own.title")}
        lead={t("admission.own.lead", { name, at: dateTime(appliedAt) })}
      />
      {form.summary}
      <Where page={page} />
      <Sheet title={t("admission.call.facts")}>
        <CallFactList call={call} />
      </Sheet>
    </div>
  );
}

const OPEN = ["received", "shortlisted", "waiting"];

/** Where it stands in a sentence. What the selection does among itself is not told: a shortlist is still being read. */
function Where({ page }: { page: PageData }) {
  const { t, date } = useWords();
  const { state, lapsed, replyBy, note, hasEmail, call } = page;
  const shown = lapsed ? "lapsed" : state === "shortlisted" ? "received" : state;
  const params = { day: replyBy ? date(replyBy) : "", contact: call.contact, start: date(call.startDate) };
  return (
    <Sheet title={t(`admission.own.${shown}`)} accent={state === "offered" && !lapsed}>
      <div className="stack tight">
        <p>{t(`admission.own.${shown}Text`, params)}</p>
        {state === "accepted" && (
          <p>{t(hasEmail ? "admission.own.mailFollows" : "admission.own.cardFollows")}</p>
        )}
        {note && <p className="written">{note}</p>}
        {page.letter && (
          <p>
            <a href={page.letter}>{t("admission.own.letter")}</a>
          </p>
        )}
        {OPEN.includes(state) && <p className="soft">{t("admission.own.keepLink")}</p>}
        {state === "offered" && !lapsed && (
          <form method="post">
            <Actions>
              <Button name="intent" value="accept" icon="check">
                {t("admission.own.accept")}
              </Button>
              <Button name="intent" value="refuse" tone="quiet">
                {t("admission.own.refuse")}
              </Button>
            </Actions>
          </form>
        )}
        {OPEN.includes(state) && (
          <Disclosure summary={t("admission.own.withdraw")}>
            <form method="post" className="stack tight">
              <p>{t("admission.own.withdrawText")}</p>
              <Button name="intent" value="withdraw" tone="danger">
                {t("admission.own.withdraw")}
              </Button>
            </form>
          </Disclosure>
        )}
      </div>
    </Sheet>
  );
}
