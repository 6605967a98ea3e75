import { Alert } from "#app/ui/alert.tsx";
import { CheckboxGroup } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { LanguageName } from "#app/ui/language-name.tsx";
import { fieldsOf } from "#app/ui/one-of-forms.ts";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { outcomeKey } from "#app/features/trainers/panels/panel-parts.tsx";
import { Behalf } from "./behalf.tsx";
import { WAIVABLE_PARTS, type CertificationActKind, type SuspensionGround } from "./certification-acts.ts";
import type { CertificationSheet } from "./certification-view.ts";
import type { RenewalPart } from "#app/features/trainers/schemes/scheme.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { ReasonedAct } from "./reasoned-act.tsx";
import { StandingInWords, StandingTag } from "./standing-tag.tsx";
import { isByTopic, topicsOf, type Topic } from "#app/features/trainers/schemes/topics.ts";

type AskedDays = { on: string | null; known: string | null };
type StandingProps = { certification: CertificationSheet; asked: AskedDays; here: string };

/** What it is worth on the day that was asked about; where days were asked, as known then and as known now. */
export function StandingSheet({ certification, asked, here }: StandingProps) {
  const { t, date, list } = useWords();
  const { standing, standingNow, recordedOn, on, known } = certification;
  return (
    <Sheet accent title={t("trainers.standing.title", { day: date(on) })}>
      <div className="stack tight">
        {known === null ? (
          <p>
            <StandingInWords standing={standingNow} />
          </p>
        ) : (
          <FactList
            facts={[
              {
                term: t("trainers.standing.knownOn", { day: date(known) }),
                value: standing ? (
                  <OneStanding of={standing} />
                ) : (
                  t("trainers.standing.notOnRecord", { day: date(recordedOn!) })
                ),
              },
              { term: t("trainers.standing.knownNow"), value: <OneStanding of={standingNow} /> },
            ]}
          />
        )}
        {isByTopic(certification.schemeId) && standing?.valid && (
          <p>
            {t("trainers.standing.topics", {
              topics: list(certification.topics.map((topic) => t(`trainers.topic.${topic}`))),
            })}
          </p>
        )}
        {standing?.alarm && <Alert tone="warn">{t(`trainers.alarm.${standing.alarm}`)}</Alert>}
        <FilterBar
          label={t("trainers.standing.ask")}
          submit={t("common.action.show")}
          reset={asked.on || asked.known ? { href: here, label: t("trainers.standing.now") } : undefined}
        >
          <TextInput name="on" type="date" label={t("trainers.standing.on")} defaultValue={asked.on ?? ""} />
          <TextInput
            name="known"
            type="date"
            label={t("trainers.standing.known")}
            defaultValue={asked.known ?? ""}
          />
        </FilterBar>
      </div>
    </Sheet>
  );
}

function OneStanding({ of }: { of: CertificationSheet["standingNow"] }) {
  const { t } = useWords();
  return (
    <>
      <StandingTag standing={of} /> {t(of.valid ? "trainers.standing.mayTrain" : "trainers.standing.mayNot")}
      <br />
      <span className="soft">
        <StandingInWords standing={of} />
      </span>
    </>
  );
}

export function CertificationFacts({ certification }: { certification: CertificationSheet }) {
  const { t, date, list } = useWords();
  const {
    schemeId,
    schemeVersion,
    language,
    topics,
    validFrom,
    dates,
    timeZone,
    basis,
    recordedBy,
    holdsBy,
  } = certification;
  return (
    <Sheet title={t("trainers.facts.title")}>
      <FactList
        facts={[
          {
            term: t("trainers.facts.scheme"),
            value: t("trainers.facts.schemeVersion", {
              scheme: t(`trainers.scheme.${schemeId as SchemeId}`),
              version: schemeVersion,
            }),
          },
          { term: t("trainers.facts.language"), value: <LanguageName locale={language} /> },
          {
            term: t("trainers.facts.topics"),
            value:
              topics.length === topicsOf(schemeId).length
                ? t("trainers.facts.allTopics")
                : list(topics.map((topic) => t(`trainers.topic.${topic}`))),
          },
          ...(holdsBy.length === 0
            ? []
            : [{ term: t("trainers.facts.holdsBy"), value: <HoldsBy holdsBy={holdsBy} /> }]),
          { term: t("trainers.facts.validFrom"), value: date(validFrom) },
          { term: t("trainers.facts.validUntil"), value: date(dates.validUntil) },
          { term: t("trainers.facts.windowOpens"), value: date(dates.windowOpens) },
          { term: t("trainers.facts.graceEnds"), value: date(dates.graceEnds) },
          { term: t("trainers.facts.timeZone"), value: timeZone },
          { term: t("trainers.facts.basis"), value: <DirText>{basis}</DirText> },
          { term: t("trainers.facts.recordedBy"), value: <DirText>{recordedBy}</DirText> },
        ]}
      />
    </Sheet>
  );
}

/** The certifications as a trainer without which nobody is a master trainer, with what they are worth that day. */
function HoldsBy({ holdsBy }: Pick<CertificationSheet, "holdsBy">) {
  return (
    <ul className="plain stack tight">
      {holdsBy.map(({ id, number, standing }) => (
        <li key={id}>
          {number} <StandingTag standing={standing} />
        </li>
      ))}
    </ul>
  );
}

/** The other periods of the same person in the same scheme. */
export function OtherPeriods({
  others,
  href,
}: Pick<CertificationSheet, "others"> & { href: (id: string) => string }) {
  const { t, date } = useWords();
  if (others.length === 0) return null;
  return (
    <Sheet title={t("trainers.others.title")}>
      <ul className="plain stack tight">
        {others.map(({ id, number, validFrom, validUntil }) => (
          <li key={id}>
            <a href={href(id)}>{number}</a>{" "}
            <span className="soft">
              {t("trainers.others.period", { from: date(validFrom), until: date(validUntil) })}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

/** What was decided since, in the order it was recorded; what was written to another period leads to where it is appealed. */
export function CertificationHistory({
  facts,
  href,
}: Pick<CertificationSheet, "facts"> & { href: (id: string) => string }) {
  const { t, date, list } = useWords();
  return (
    <Sheet title={t("trainers.history.title")}>
      <DataTable
        caption={t("trainers.history.title")}
        hideCaption
        rows={facts}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "what",
            header: t("trainers.history.what"),
            rowHeader: true,
            cell: (fact) => (
              <>
                <FactInWords fact={fact} />
                {fact.under && (
                  <>
                    <br />
                    <a href={href(fact.under.id)}>
                      {t("trainers.history.elsewhere", { number: fact.under.number })}
                    </a>
                  </>
                )}
              </>
            ),
          },
          { key: "day", header: t("trainers.history.day"), cell: ({ day }) => date(day) },
          {
            key: "reason",
            header: t("trainers.history.reason"),
            cell: ({ reason }) => <DirText>{reason}</DirText>,
          },
          {
            key: "by",
            header: t("trainers.history.by"),
            cell: ({ by, behalf, panel }) => (
              <>
                <DirText>{by}</DirText>
                <Behalf name={behalf} />
                {panel.length > 0 && (
                  <>
                    <br />
                    <span className="soft">
                      {t("trainers.history.panel", {
                        names: list(
                          panel.map(({ guest, name, employer }) =>
                            guest ? t("panels.sits", { name, employer }) : name,
                          ),
                        ),
                      })}
                    </span>
                  </>
                )}
              </>
            ),
          },
        ]}
        empty={<p className="soft">{t("trainers.history.none")}</p>}
      />
    </Sheet>
  );
}

function FactInWords({ fact: { kind, until, word } }: { fact: CertificationSheet["facts"][number] }) {
  const { t, date } = useWords();
  const what = t(`trainers.fact.${kind}`);
  const more =
    kind === "topic-added" && word
      ? t(`trainers.topic.${word as Topic}`)
      : kind === "suspended" && word
        ? t(`trainers.ground.${word as SuspensionGround}`)
        : kind === "waived"
          ? t(`trainers.part.${word as RenewalPart}`)
          : kind === "appeal-decided"
            ? t(outcomeKey(word ?? "upheld"))
            : kind === "moved" && word
              ? t("trainers.history.version", { version: word })
              : null;
  return (
    <>
      {until ? t("trainers.history.until", { what, day: date(until) }) : what}
      {more && (
        <>
          <br />
          <span className="soft">{more}</span>
        </>
      )}
    </>
  );
}

type ActProps = Pick<CertificationSheet, "topics" | "parts"> & { act: CertificationActKind; form: FormHelp };

export function CertificationAct({ act, topics, parts, form }: ActProps) {
  const { t } = useWords();
  const { mine, own } = fieldsOf(form, act);
  return (
    <ReasonedAct
      act={act}
      consequence={t(`trainers.act.${act}.consequence`)}
      reasonHint={t("trainers.act.reasonHint")}
      form={form}
    >
      {act === "waive" && (
        <Select
          label={t("trainers.act.part")}
          placeholder={t("trainers.record.choose")}
          options={WAIVABLE_PARTS.filter((value) => parts.includes(value)).map((value) => ({
            value,
            label: t(`trainers.part.${value}`),
          }))}
          {...own("word")}
        />
      )}
      {act === "reduce" && (
        <CheckboxGroup
          legend={t("trainers.act.keep")}
          name="topics[]"
          choices={topics.map((value) => ({ value, label: t(`trainers.topic.${value}`) }))}
          values={mine ? form.values("topics", topics) : topics}
        />
      )}
    </ReasonedAct>
  );
}
