import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { schemeDay, SCHEME_ID } from "#app/features/attestation/attestations.server.ts";
import { NominateManyForm } from "#app/features/attestation/coverage-forms.ts";
import { COVERAGE_STATES } from "#app/features/attestation/coverage.ts";
import { employerAsked, peopleInCell } from "#app/features/attestation/coverage.server.ts";
import { employerInReach } from "#app/features/attestation/employer-scope.server.ts";
import { nominable, nominateMany, type Nominated } from "#app/features/attestation/nominate-many.server.ts";
import { PeopleInCell } from "#app/features/attestation/people-in-cell.tsx";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { topicsOf } from "#app/features/trainers/schemes/topics.ts";
import { badForm, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { choiceFilter, dayFilter, textFilter } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("attestation.cell.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:coverage");
  const url = new URL(args.request.url);
  const wanted = await employerAsked(actor, textFilter(url, "organisation"));
  const employer = found(await employerInReach(actor, wanted));
  const topic = choiceFilter(url, "topic", topicsOf(SCHEME_ID)) || topicsOf(SCHEME_ID)[0]!;
  const state = choiceFilter(url, "state", COVERAGE_STATES);
  const on = dayFilter(url, "on") || null;
  const day = on ?? (await schemeDay());
  const asked = { unit: textFilter(url, "unit"), topic, state };
  const people = await peopleInCell(employer, day, asked);
  const nominator = { ...actor, reach: reachOf(actor.grants, "nominate:candidates") };
  return {
    employer: { id: employer.id, name: employer.name },
    asked,
    on,
    day,
    people,
    opens: {
      certifications: reachOf(actor.grants, "see:certifications").length > 0,
      candidacies: reachOf(actor.grants, "see:candidacies").length > 0,
    },
    nominable: await nominable(
      nominator,
      people.map(({ personId }) => personId),
    ),
  };
}

/** Whom the act reaches it decides for each by itself. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "nominate:candidates");
  const form = await readForm(args.request, NominateManyForm);
  if (!form.ok) return badForm(form.problem);
  const done = await nominateMany(actor, form.value.people, form.value);
  const { pathname, search } = new URL(args.request.url);
  return done.not.length > 0 || done.unknown > 0
    ? { done }
    : redirectWithNotice(pathname + search, "attestation-nominated", { count: done.nominated });
}

export default function CoveragePeople() {
  const data = useLoaderData<typeof loader>();
  const { employer, asked, on, day, people } = data;
  const answer = useActionData<FormAnswer | { done: Nominated }>();
  const done = answer && "done" in answer ? answer.done : null;
  const form = useForm(answer && "problem" in answer ? answer : undefined);
  const { t, date, refusal } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={
          <a href={paths.coverage({ organisation: employer.id, on })}>
            {t("attestation.coverage.title")} · <DirText>{employer.name}</DirText>
          </a>
        }
        title={t(`trainers.topic.${asked.topic}`)}
        lead={t("attestation.cell.lead", { count: people.length, day: date(day) })}
      />
      {form.summary}
      {done && (
        <div role="alert">
          <Alert tone="warn">
            <p>{t("attestation.cell.nominated", { count: done.nominated })}</p>
            <ul>
              {done.not.map(({ name, reason }) => (
                <li key={name}>
                  <DirText>{name}</DirText>: {refusal(reason)}
                </li>
              ))}
              {done.unknown > 0 && <li>{t("attestation.cell.unknown", { count: done.unknown })}</li>}
            </ul>
          </Alert>
        </div>
      )}
      <PeopleInCell people={people} nominable={data.nominable} opens={data.opens} form={form} />
    </>
  );
}
