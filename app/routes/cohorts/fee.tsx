import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { FeeForm } from "#app/features/cohorts/fee-forms.ts";
import { FeeEditing, FeeSteps, FeeTag } from "#app/features/cohorts/fee-parts.tsx";
import { changeFee, feeOf } from "#app/features/cohorts/fees.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.fee.one") } satisfies PageHandle;

/** One participant's fee: what it is, who pays, and how far that is. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "keep:fees");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const line = found(await feeOf(cohort.id, args.params["enrolmentId"]!));
  return { cohort: { id: cohort.id, name: cohort.name }, line };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "keep:fees");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const { enrolmentId = "" } = args.params;
  const form = await readForm(args.request, FeeForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = await changeFee(actor, cohort, enrolmentId, form.value);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(paths.fee(cohort.id, enrolmentId), `fee-${form.value.intent}`);
}

export default function Fee() {
  const { cohort, line } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, money, date, dateTime } = useWords();
  return (
    <div className="narrow">
      <PageHeader
        eyebrow={
          <>
            <a href={paths.fees(cohort.id)}>{t("cohorts.fee.of", { cohort: cohort.name })}</a>{" "}
            <FeeTag state={line.state} />
          </>
        }
        title={<DirText>{line.name}</DirText>}
      />
      {form.summary}
      <FactList
        facts={[
          { term: t("cohorts.fee.amount"), value: money(line.amount, line.currency) },
          {
            term: t("cohorts.fee.payer"),
            value: line.payer ? <DirText>{line.payer}</DirText> : t("cohorts.fee.themselves"),
          },
          ...(line.invoice
            ? [
                {
                  term: t("cohorts.fee.invoice"),
                  value: t("cohorts.fee.invoiceOf", {
                    number: line.invoice,
                    day: line.invoicedOn ? date(line.invoicedOn) : "",
                  }),
                },
              ]
            : []),
          ...(line.changedAt !== null
            ? [
                {
                  term: t("cohorts.fee.changed"),
                  value: t("cohorts.fee.changedBy", {
                    by: line.changedBy ?? "",
                    at: dateTime(line.changedAt),
                  }),
                },
              ]
            : []),
        ]}
      />
      <FeeSteps cohortId={cohort.id} line={line} />
      <FeeEditing line={line} form={form} />
    </div>
  );
}
