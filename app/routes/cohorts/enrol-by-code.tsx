import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CodeBox } from "#app/features/cohorts/code-box.tsx";
import { comeInByCode, lookAtCode, secondsToTryAgain } from "#app/features/cohorts/enrolment-codes.server.ts";
import { writtenCode } from "#app/features/cohorts/enrolment-code.ts";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { readFields, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Narrow, Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.code.enrol"), noIndex: true } satisfies PageHandle;

/** Signed in first: a learner sees what the code leads to, and confirms. */
export async function loader(args: LoaderFunctionArgs) {
  await requirePermission(args, "learn:own-courses");
  const asked = args.params["code"] ?? "";
  const seconds = await secondsToTryAgain(args.context.address);
  if (seconds > 0)
    return data(
      { asked, seconds, offer: null },
      { status: 429, headers: { "Retry-After": String(seconds) } },
    );
  return { asked, seconds, offer: await lookAtCode(asked) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  await readFields(args.request);
  if ((await secondsToTryAgain(args.context.address)) > 0) return refused({ key: "cohort.code-wait" });
  const outcome = await comeInByCode(actor, args.params["code"] ?? "");
  if (!outcome) return refused({ key: "cohort.code-not-open" });
  if (!outcome.ok) return refused(outcome.reason);
  const { enrolmentId, chooses } = outcome.value;
  return redirectWithNotice(chooses ? paths.electives(enrolmentId) : paths.myCourse(enrolmentId), "came-in");
}

export default function EnrolByCode() {
  const { asked, seconds, offer } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, date } = useWords();
  return (
    <Narrow>
      <PageHeader title={t("cohorts.code.enrol")} lead={offer ? undefined : t("cohorts.code.enrolLead")} />
      {form.summary}
      {seconds > 0 && <Alert tone="warn">{t("common.refusal.cohort.code-wait")}</Alert>}
      {seconds === 0 && !offer && <Alert tone="warn">{t("common.refusal.cohort.code-not-open")}</Alert>}
      {offer ? (
        <Sheet accent title={<DirText>{offer.cohort.name}</DirText>}>
          <div className="stack">
            <FactList
              facts={[
                {
                  term: t("cohorts.list.dates"),
                  value: t("cohorts.list.fromTo", {
                    from: date(offer.cohort.startDate),
                    to: date(offer.cohort.endDate),
                  }),
                },
                { term: t("cohorts.list.place"), value: <DirText>{offer.cohort.place}</DirText> },
                { term: t("cohorts.code.code"), value: <span dir="ltr">{writtenCode(offer.code)}</span> },
              ]}
            />
            <Form>
              <Actions>
                <Button>{t("cohorts.code.comeIn")}</Button>
              </Actions>
            </Form>
          </div>
        </Sheet>
      ) : (
        <CodeBox typed={asked} />
      )}
    </Narrow>
  );
}
