import { randomInt } from "node:crypto";
import type { ReactNode } from "react";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { candidacyInReach } from "#app/features/trainers/candidacies/candidacies.server.ts";
import { NotTakenBecause } from "#app/features/trainers/candidacies/candidacy-acts.tsx";
import { observationsOf, planChoices } from "#app/features/trainers/observations/my-ratings.server.ts";
import { ObservationsForm } from "#app/features/trainers/observations/observation-forms.ts";
import { LateEntries, Outcome, StandingTag } from "#app/features/trainers/observations/observation-parts.tsx";
import {
  CancelForm,
  PlanForm,
  ReplaceForm,
  SecondForm,
} from "#app/features/trainers/observations/plan-form.tsx";
import {
  assignSecond,
  cancelObservation,
  planObservation,
} from "#app/features/trainers/observations/plan-observation.server.ts";
import { replaceRater } from "#app/features/trainers/observations/replace-rater.server.ts";
import { badForm, notTaken, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useForm, type FormAnswer, type FormHelp } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("observation.list.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "decide:candidacies");
  const { row } = found(await candidacyInReach(actor, args.params["candidacyId"]!));
  return {
    id: row.id,
    name: row.person.name,
    observations: await observationsOf(actor, row.id),
    choices: await planChoices(row.id),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "decide:candidacies");
  const { row } = found(await candidacyInReach(actor, args.params["candidacyId"]!));
  const form = await readForm(args.request, ObservationsForm);
  if (!form.ok) return badForm(form.problem);
  const { value } = form;
  const done = found(
    value.intent === "plan"
      ? await planObservation(actor, row.id, value, randomInt(10_000))
      : value.intent === "second"
        ? await assignSecond(actor, row.id, value)
        : value.intent === "replace"
          ? await replaceRater(actor, row.id, value)
          : await cancelObservation(actor, row.id, value),
  );
  if (!done.ok) return notTaken(done, form.values);
  return redirectWithNotice(paths.observations(row.id), `observation-${value.intent}`);
}

type Choices = ReturnType<typeof useLoaderData<typeof loader>>["choices"];
type View = ReturnType<typeof useLoaderData<typeof loader>>["observations"][number];

export default function Observations() {
  const { id, name, observations, choices } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as FormAnswer;
  const form = useForm(answer);
  const { t } = useWords();
  const running = observations.some(({ standing }) => standing !== "settled" && standing !== "cancelled");
  return (
    <>
      <PageHeader
        eyebrow={
          <a href={paths.candidate(id)}>
            <DirText>{name}</DirText>
          </a>
        }
        title={t("observation.list.title")}
        lead={t("observation.list.lead")}
      />
      {form.summary}
      <NotTakenBecause answer={answer} />
      {observations.length === 0 && (
        <EmptyState title={t("observation.list.none")}>
          {t(choices.open ? "observation.list.noneText" : "observation.list.notNow")}
        </EmptyState>
      )}
      {observations.map((view) => (
        <Observation key={view.id} view={view} choices={choices} form={form} />
      ))}
      {choices.open && !running && !choices.seen && <PlanForm choices={choices} form={form} />}
      {choices.open && !running && choices.seen && <p>{t("observation.list.seenAlready")}</p>}
    </>
  );
}

function Rater({ rating, children }: { rating: View["ratings"][number]; children: ReactNode }) {
  const { t } = useWords();
  const { turn, assessor, source, exception, late } = rating;
  return (
    <li>
      {t("observation.list.by", {
        turn: t(turn === 1 ? "observation.list.first" : "observation.list.secondRating"),
        name: assessor,
      })}{" "}
      · {t(`observation.source.${source}`)} · {children}
      {exception !== "" && (
        <p className="soft" dir="auto">
          {t("observation.exception.given", { reason: exception })}
        </p>
      )}
      <LateEntries late={late} />
    </li>
  );
}

function Observation({ view, choices, form }: { view: View; choices: Choices; form: FormHelp }) {
  const { t, date, dateTime, list } = useWords();
  const { ratings, replaced, standing, reasons, outcome } = view;
  const running = choices.open && standing !== "settled" && standing !== "cancelled";
  const mayRate = [...choices.assessors, ...choices.trained].map(({ id }) => id);
  const needed = reasons.map((reason) => t(`observation.reason.${reason}`));
  return (
    <Sheet title={t("observation.list.one", { day: date(view.day), place: view.place })}>
      <div className="stack">
        <p>
          <StandingTag standing={standing} />
        </p>
        {standing === "cancelled" && (
          <p>{t("observation.list.cancelledBecause", { reason: view.cancelReason })}</p>
        )}
        <ul>
          {ratings.map((rating) => (
            <Rater key={rating.id} rating={rating}>
              {rating.signedAt === null
                ? t("observation.list.notSigned")
                : t("observation.list.signedOn", { at: dateTime(rating.signedAt) })}
            </Rater>
          ))}
          {replaced.map((rating) => (
            <Rater key={rating.id} rating={rating}>
              {t("observation.list.replaced", { at: dateTime(rating.at), reason: rating.reason })}
            </Rater>
          ))}
        </ul>
        {needed.length > 0 && <p>{t("observation.second.wanted", { reasons: list(needed) })}</p>}
        {outcome && <Outcome outcome={outcome} />}
        {running && ratings.length === 1 && <SecondForm view={view} choices={choices} form={form} />}
        {running &&
          ratings
            .filter(({ signedAt, assessorId }) => signedAt === null || !mayRate.includes(assessorId))
            .map((rating) => <ReplaceForm key={rating.id} rating={rating} choices={choices} form={form} />)}
        {standing !== "cancelled" && ratings.every(({ signedAt }) => signedAt === null) && (
          <CancelForm view={view} form={form} />
        )}
      </div>
    </Sheet>
  );
}
