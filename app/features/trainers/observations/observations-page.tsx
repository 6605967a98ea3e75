import type { ReactNode } from "react";
import { NotTakenBecause } from "#app/features/trainers/candidacies/candidacy-acts.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { FormAnswer, FormHelp } from "#app/ui/form-problem.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import { ratesTwice, type ObservedFor } from "./observation.ts";
import { LateEntries, Outcome, StandingTag } from "./observation-parts.tsx";
import { CancelForm, PlanForm, ReplaceForm, SecondForm, type PlanChoices } from "./plan-form.tsx";
import type { ObservationView, RaterView } from "./rating-view.ts";

/* What an officer sees of the observations of a candidate or a holder, and does with them. */

type Choices = PlanChoices & { open: boolean; goesOn: boolean; seen: boolean };

type Props = {
  of: ObservedFor["kind"];
  name: string;
  back: string;
  observations: readonly ObservationView[];
  choices: Choices;
  form: FormHelp;
  answer: FormAnswer;
};

const isOpen = ({ standing }: ObservationView): boolean => standing !== "settled" && standing !== "cancelled";
/** Of an earlier round: it cannot count any more, signed or not. */
const isEarlier = ({ day }: ObservationView, { since }: Choices): boolean => since !== null && day < since;

export function ObservationsPage({ of, name, back, observations, choices, form, answer }: Props) {
  const { t } = useWords();
  const running = observations.some((view) => isOpen(view) && !isEarlier(view, choices));
  return (
    <>
      <PageHeader
        eyebrow={
          <a href={back}>
            <DirText>{name}</DirText>
          </a>
        }
        title={t("observation.list.title")}
        lead={t(`observation.list.lead.${of}`)}
      />
      {form.summary}
      <NotTakenBecause answer={answer} />
      {observations.length === 0 && (
        <EmptyState title={t("observation.list.none")}>
          {t(choices.open ? "observation.list.noneText" : `observation.list.notNow.${of}`)}
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

function Rater({ rating, children }: { rating: RaterView; children: ReactNode }) {
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

function Observation({ view, choices, form }: { view: ObservationView; choices: Choices; form: FormHelp }) {
  const { t, date, dateTime, list } = useWords();
  const { ratings, replaced, standing, reasons, outcome } = view;
  const running = choices.goesOn && isOpen(view);
  const mayRate = [...choices.assessors, ...choices.trained].map(({ id }) => id);
  const mayCancel =
    ratings.every(({ signedAt }) => signedAt === null) || (running && isEarlier(view, choices));
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
            .filter(
              (rating) =>
                rating.signedAt === null ||
                !mayRate.includes(rating.assessorId) ||
                ratesTwice(rating, ratings),
            )
            .map((rating) => <ReplaceForm key={rating.id} rating={rating} choices={choices} form={form} />)}
        {standing !== "cancelled" && mayCancel && <CancelForm view={view} form={form} />}
      </div>
    </Sheet>
  );
}
