import {
  ScoreTable,
  CandidacyHistory,
  WhatCounts,
} from "#app/features/trainers/candidacies/candidacy-parts.tsx";
import { InWordsOf } from "#app/features/trainers/observations/anchors.tsx";
import { stageWords } from "#app/features/trainers/candidacies/candidacy-words.tsx";
import { Actions, Button } from "#app/ui/button.tsx";
import { Checkbox, RadioGroup } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { Words } from "#app/locales/words.ts";
import { CasePapers, CaseRatings } from "./case-parts.tsx";
import { DECLARED } from "./panel.ts";
import { outcomeHintKey, outcomeKey } from "./panel-parts.tsx";
import type { PanelCase } from "./panel-view.ts";
import type { SeatForm } from "./panel-forms.ts";
import type { SeatAsked } from "./panels.server.ts";

/* The page of whoever sits on a panel, with an account or from outside: declare, read, vote. */

type Asked = SeatAsked<PanelCase>;
type Props = { seat: Asked; form: FormHelp };

/** `said`: what was sent just now, with which the seat is used up. */
export function SeatPage({
  seat,
  said,
  form,
  paperHref,
}: {
  seat: Asked | null;
  said: SeatForm["intent"] | null;
  form: FormHelp;
  paperHref: (paperId: string) => string;
}) {
  const { t } = useWords();
  if (said)
    return (
      <EmptyState headingLevel={1} title={t("panels.page.thanks")}>
        {t(said === "conflict" ? "panels.page.thanksConflict" : "panels.page.thanksVote")}
      </EmptyState>
    );
  if (!seat)
    return (
      <EmptyState headingLevel={1} title={t("panels.page.gone")}>
        {t("panels.page.goneText")}
      </EmptyState>
    );
  return (
    <div className="narrow">
      <Head {...seat} />
      {form.summary}
      {seat.declared ? (
        <>
          <CaseFile asked={seat.asked} />
          <CasePapers papers={seat.asked.papers} href={paperHref} />
          <Vote seat={seat} form={form} />
        </>
      ) : (
        <Declare seat={seat} form={form} />
      )}
      <Conflict form={form} />
    </div>
  );
}

function Head({ name: sitting, until, asked }: Asked) {
  const words = useWords();
  const { t, date, language } = words;
  const { name, schemeId } = asked;
  const scheme = t(`trainers.scheme.${schemeId}`);
  const isAppeal = asked.about === "appeal" || asked.appealed !== null;
  return (
    <PageHeader
      eyebrow={asked.about === "appeal" ? asked.number : language(asked.language)}
      title={t(isAppeal ? "panels.page.appealOf" : "panels.page.candidacyOf", { name })}
      lead={t("panels.page.lead", {
        name: sitting,
        scheme,
        what: whatWords(words, asked),
        until: date(until),
      })}
    />
  );
}

function whatWords(words: Words, asked: PanelCase): string {
  const { t } = words;
  if (asked.about === "appeal") return t(`trainers.fact.${asked.decision}`);
  const stage = stageWords(words, asked.stage, asked.stageNames);
  return asked.appealed
    ? t("panels.page.appealedAt", { what: t(`candidacy.event.${asked.appealed}`), stage })
    : stage;
}

/** Before anything of it is read: that nothing ties them to it. Where a member works is known. */
function Declare({ seat, form }: Props) {
  const { t } = useWords();
  const { name } = seat.asked;
  return (
    <Sheet title={t("panels.declare.title")}>
      <Form>
        <p>{t("panels.declare.lead")}</p>
        {seat.guest && (
          <TextInput
            name="employer"
            label={t("panels.declare.employer")}
            required
            maxLength={200}
            dir="auto"
            defaultValue={form.value("employer", seat.employer)}
            error={form.error("employer")}
          />
        )}
        {DECLARED.map((sentence) => (
          <Checkbox
            key={sentence}
            name={sentence}
            value="yes"
            required
            label={t(`panels.declare.${sentence}`, { name })}
            defaultChecked={form.value(sentence) === "yes"}
            error={form.error(sentence)}
          />
        ))}
        <Actions>
          <Button name="intent" value="declare">
            {t("panels.declare.do")}
          </Button>
        </Actions>
      </Form>
    </Sheet>
  );
}

function CaseFile({ asked }: { asked: PanelCase }) {
  const { t, date } = useWords();
  if (asked.about === "candidacy")
    return (
      asked.file && (
        <InWordsOf anchors={asked.file.anchors}>
          <WhatCounts {...asked.file} stageNames={asked.stageNames} ahead={[]} />
          {asked.file.scores && <ScoreTable scores={asked.file.scores} />}
          <CaseRatings ratings={asked.file.ratings} />
          <CandidacyHistory events={asked.file.events} open />
        </InWordsOf>
      )
    );
  return (
    <Sheet title={t("trainers.history.title")}>
      <DataTable
        caption={t("trainers.history.title")}
        hideCaption
        rows={[...(asked.history ?? [])]}
        rowKey={({ id }) => id}
        columns={[
          { key: "day", header: t("trainers.renewal.day"), cell: ({ day }) => date(day) },
          {
            key: "what",
            header: t("trainers.renewal.what"),
            rowHeader: true,
            cell: ({ kind }) => t(`trainers.fact.${kind}`),
          },
          {
            key: "why",
            header: t("trainers.act.reason"),
            cell: ({ reason }) => <DirText>{reason}</DirText>,
          },
        ]}
      />
    </Sheet>
  );
}

/** What they think, once. */
function Vote({ seat, form }: Props) {
  const { t } = useWords();
  const mine = form.value("intent") === "vote";
  return (
    <Sheet title={t("panels.vote.title")}>
      <Form>
        <p>{t("panels.vote.lead")}</p>
        <RadioGroup
          name="vote"
          legend={t("panels.vote.outcome")}
          choices={seat.outcomes.map((value) => ({
            value,
            label: t(outcomeKey(value)),
            hint: t(outcomeHintKey(value)),
          }))}
          value={form.value("vote")}
          error={form.error("vote")}
          required
        />
        <TextArea
          name="words"
          rows={6}
          dir="auto"
          label={t("panels.vote.words")}
          hint={t("panels.vote.hint")}
          required
          maxLength={4000}
          defaultValue={mine ? form.value("words") : ""}
          error={mine ? form.error("words") : undefined}
        />
        <Actions>
          <Button name="intent" value="vote">
            {t("panels.vote.do")}
          </Button>
        </Actions>
      </Form>
    </Sheet>
  );
}

/** Whoever is tied to it says so, and is out of it. */
function Conflict({ form }: { form: FormHelp }) {
  const { t } = useWords();
  const mine = form.value("intent") === "conflict";
  return (
    <Disclosure summary={t("panels.conflict.title")} open={mine || undefined}>
      <Form>
        <TextArea
          name="conflict"
          rows={3}
          dir="auto"
          label={t("panels.conflict.words")}
          hint={t("panels.conflict.hint")}
          required
          maxLength={1000}
          defaultValue={mine ? form.value("conflict") : ""}
          error={mine ? form.error("conflict") : undefined}
        />
        <Actions>
          <Button name="intent" value="conflict" tone="quiet">
            {t("panels.conflict.do")}
          </Button>
        </Actions>
      </Form>
    </Disclosure>
  );
}
