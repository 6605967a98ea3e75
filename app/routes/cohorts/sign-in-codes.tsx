import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { cardHolders } from "#app/features/cohorts/card-holders.server.ts";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { EnrolForm } from "#app/features/cohorts/enrol-forms.ts";
import { CodeCards } from "#app/features/identity/code-cards.tsx";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { codeValidUntil } from "#app/features/identity/sign-in-code.ts";
import { issueSignInCodes } from "#app/features/identity/sign-in-codes.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { env } from "#app/infra/env.server.ts";
import { badForm, readForm } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { Checkbox } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.codes.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "issue:sign-in-codes");
  const { id, name } = found(await findRunCohort(actor, args.params["cohortId"]!));
  return {
    cohort: { id, name },
    people: await cardHolders(actor, id),
    address: `${env.PUBLIC_ORIGIN}/sign-in/code`,
  };
}

/** One act for one or thirty; the codes are in this answer only. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "issue:sign-in-codes");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const form = await readForm(args.request, EnrolForm);
  if (!form.ok) return badForm(form.problem);
  const validUntil = new Date(codeValidUntil(cohort, now().getTime()));
  const inCohort = new Set((await cardHolders(actor, cohort.id)).map(({ personId }) => personId));
  const chosen = form.value.people.filter((personId) => inCohort.has(personId));
  const cards = await issueSignInCodes(actor, chosen, () => validUntil);
  return data({ cards, missing: form.value.people.length - cards.length });
}

export default function SignInCodes() {
  const { cohort, people, address } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useForm(answer && "problem" in answer ? answer : undefined);
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.cohort(cohort.id)}>{cohort.name}</a>}
        title={t("cohorts.codes.title")}
        lead={t("cohorts.codes.lead")}
      />
      {form.summary}
      {answer && "cards" in answer && <CodeCards {...answer} address={address} />}
      <form method="post" className="stack no-print">
        <DataTable
          caption={t("cohorts.codes.all")}
          rows={people}
          rowKey={({ personId }) => personId}
          columns={[
            {
              key: "choose",
              header: t("cohorts.codes.who"),
              hideHeader: true,
              cell: ({ personId, name }) => (
                <Checkbox
                  bare
                  name="people[]"
                  id={`person-${personId}`}
                  value={personId}
                  defaultChecked={!answer}
                  label={t("cohorts.enrol.chooseOne", { name })}
                />
              ),
            },
            {
              key: "name",
              header: t("cohorts.table.name"),
              rowHeader: true,
              cell: ({ name }) => <DirText>{name}</DirText>,
            },
            { key: "username", header: t("cohorts.enrol.username"), cell: ({ username }) => username },
            {
              key: "last",
              header: t("cohorts.codes.lastCard"),
              cell: ({ lastCardAt }) => <LastCard at={lastCardAt} />,
            },
          ]}
          empty={<EmptyState title={t("cohorts.codes.none")}>{t("cohorts.codes.noneText")}</EmptyState>}
        />
        <Actions>
          {people.length > 0 && <Button icon="print">{t("cohorts.codes.act")}</Button>}
          <ButtonLink href={paths.cohort(cohort.id)} tone="quiet">
            {t("common.action.back")}
          </ButtonLink>
        </Actions>
      </form>
    </>
  );
}

function LastCard({ at }: { at: number | null }) {
  const { t, dateTime } = useWords();
  return <>{at === null ? t("cohorts.codes.never") : dateTime(at)}</>;
}
