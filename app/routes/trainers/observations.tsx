import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { candidacyInReach } from "#app/features/trainers/candidacies/candidacies.server.ts";
import { actOnObservation } from "#app/features/trainers/observations/act-on-observation.server.ts";
import { observationsOf, planChoices } from "#app/features/trainers/observations/my-ratings.server.ts";
import { ObservationsForm } from "#app/features/trainers/observations/observation-forms.ts";
import { ObservationsPage } from "#app/features/trainers/observations/observations-page.tsx";
import { badForm, notTaken, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";

export const handle = { title: (t) => t("observation.list.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "decide:candidacies");
  const { row } = found(await candidacyInReach(actor, args.params["candidacyId"]!));
  const of = { kind: "candidacy", id: row.id } as const;
  return {
    id: row.id,
    name: row.person.name,
    observations: await observationsOf(actor, of),
    choices: await planChoices(of),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "decide:candidacies");
  const { row } = found(await candidacyInReach(actor, args.params["candidacyId"]!));
  const form = await readForm(args.request, ObservationsForm);
  if (!form.ok) return badForm(form.problem);
  const done = found(await actOnObservation(actor, { kind: "candidacy", id: row.id }, form.value));
  if (!done.ok) return notTaken(done, form.values);
  return redirectWithNotice(paths.observations(row.id), `observation-${form.value.intent}`);
}

export default function Observations() {
  const { id, ...page } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as FormAnswer;
  const form = useForm(answer);
  return <ObservationsPage of="candidacy" back={paths.candidate(id)} form={form} answer={answer} {...page} />;
}
