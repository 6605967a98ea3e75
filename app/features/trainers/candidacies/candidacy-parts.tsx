import type { ReactNode } from "react";
import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import { Scored } from "#app/features/trainers/observations/anchors.tsx";
import { Behalf } from "#app/features/trainers/certifications/behalf.tsx";
import { askWords, barWords, cureWords, eventWords, stageWords, unmetWords } from "./candidacy-words.tsx";
import type { AskedOf, CandidacySheet, EventLine, KeptFile } from "./candidacy-view.ts";
import type { Topic } from "#app/features/trainers/schemes/topics.ts";
import { CRITERIA, type Scores } from "#app/features/trainers/schemes/criteria.ts";
import type { Bar } from "./impartiality.ts";
import type { Unmet } from "#app/features/trainers/schemes/requirements.ts";

const STATE_TONE: Record<string, TagTone> = {
  certified: "good",
  declined: "warn",
  "not-certified": "warn",
  withdrawn: "quiet",
};

export function StageTag({ state, stageNames }: Pick<CandidacySheet, "state" | "stageNames">) {
  const words = useWords();
  return <Tag tone={STATE_TONE[state] ?? "due"}>{stageWords(words, state, stageNames)}</Tag>;
}

/** The stages in their order: done, now, to come. */
type PathProps = Pick<CandidacySheet, "path" | "stageNames"> & { title: string };

export function CandidacyPath({ path, stageNames, title }: PathProps) {
  const words = useWords();
  const { t, date } = words;
  return (
    <Sheet title={title} accent>
      <ol className="candidacy-path" role="list">
        {path.map(({ stage, state, on }) => (
          <li key={stage} data-state={state} aria-current={state === "now" ? "step" : undefined}>
            <span>
              {on && state !== "next"
                ? t("candidacy.page.on", { stage: stageWords(words, stage, stageNames), day: date(on) })
                : stageWords(words, stage, stageNames)}
            </span>
            <Tag tone={state === "done" ? "good" : state === "now" ? "due" : "quiet"}>
              {t(`candidacy.page.${state}`)}
            </Tag>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}

/** What is missing, each with how it is mended. */
export function UnmetList({ unmet, bars = [] }: { unmet: readonly Unmet[]; bars?: readonly Bar[] }) {
  const words = useWords();
  const { t, date } = words;
  if (unmet.length === 0 && bars.length === 0) return null;
  return (
    <ul>
      {unmet.map((missing) => (
        <li key={`${missing.kind} ${missing.says} ${missing.what.join(" ")}`}>
          {unmetWords(words, missing)}{" "}
          <span className="soft">
            {cureWords(words, missing).join(" ")}
            {missing.by && <> {t("candidacy.page.by", { day: date(missing.by) })}</>}
          </span>
        </li>
      ))}
      {bars.length > 0 && <li>{barWords(words, bars)}</li>}
    </ul>
  );
}

const ASKED_TONE: Record<AskedOf["state"], TagTone> = { met: "good", missing: "warn", waived: "quiet" };

/** Each requirement of the stage with its state, and what is asked later. */
export function WhatCounts({
  asks,
  ahead,
  stageNames,
}: Pick<CandidacySheet, "asks" | "ahead" | "stageNames">) {
  const words = useWords();
  const { t } = words;
  return (
    <Sheet title={t("candidacy.page.counts")}>
      <div className="stack">
        {asks.length === 0 ? (
          <p className="soft">{t("candidacy.page.nothingAsked")}</p>
        ) : (
          <ul className="plain candidacy-asks">
            {asks.map(({ requirement, state, unmet }) => (
              <li key={askWords(words, requirement)}>
                <div>
                  <b>{askWords(words, requirement)}</b>{" "}
                  <Tag tone={ASKED_TONE[state]}>{t(`candidacy.page.${state}`)}</Tag>
                </div>
                <UnmetList unmet={unmet} />
              </li>
            ))}
          </ul>
        )}
        {ahead.length > 0 && (
          <Disclosure summary={t("candidacy.page.ahead")}>
            {ahead.map(({ stage, asks: later }) => (
              <div key={stage}>
                <h3>{stageWords(words, stage, stageNames)}</h3>
                <ul>
                  {later.map((requirement) => (
                    <li key={askWords(words, requirement)}>{askWords(words, requirement)}</li>
                  ))}
                </ul>
              </div>
            ))}
          </Disclosure>
        )}
      </div>
    </Sheet>
  );
}

/** Whose turn it is, and until when. */
export function WhatIsNext({ sheet, children }: { sheet: CandidacySheet; children?: ReactNode }) {
  const { t, date } = useWords();
  const { waitsFor, turnOf, dueOn, certificationId } = sheet;
  const toAttest = turnOf === "attester" && (waitsFor === "file" || waitsFor === "recommendation");
  return (
    <Sheet title={t("candidacy.page.nextTitle")}>
      <div className="stack tight">
        <p>
          {t(`candidacy.turn.${toAttest ? "attest" : waitsFor}`, {
            part: turnOf ? t(`candidacy.part.${turnOf}`) : "",
          })}
          {dueOn && <> {t("candidacy.page.by", { day: date(dueOn) })}</>}
        </p>
        {certificationId && children}
      </div>
    </Sheet>
  );
}

export function CandidacyFacts({ sheet }: { sheet: CandidacySheet }) {
  const { t, date, list } = useWords();
  const { openedOn, enteredOn, dueOn, endedOn, schemeVersion, topics } = sheet;
  return (
    <FactList
      facts={[
        { term: t("candidacy.page.opened"), value: date(openedOn) },
        ...(endedOn
          ? [{ term: t("candidacy.page.ended"), value: date(endedOn) }]
          : [{ term: t("candidacy.page.since"), value: date(enteredOn) }]),
        ...(dueOn && !endedOn ? [{ term: t("candidacy.page.due"), value: date(dueOn) }] : []),
        ...(topics.length > 0
          ? [
              {
                term: t("trainers.facts.topics"),
                value: list(topics.map((topic) => t(`trainers.topic.${topic as Topic}`))),
              },
            ]
          : []),
        {
          term: t("candidacy.page.version"),
          value: t("candidacy.page.versionOf", { version: schemeVersion }),
        },
      ]}
    />
  );
}

/** The twelve criteria as they count now. */
export function ScoreTable({ scores }: { scores: Scores }) {
  const { t } = useWords();
  return (
    <Sheet title={t("candidacy.page.scores")}>
      <DataTable
        caption={t("candidacy.page.scores")}
        hideCaption
        rows={CRITERIA.map((criterion) => ({ criterion, score: scores[criterion] }))}
        rowKey={({ criterion }) => criterion}
        columns={[
          {
            key: "criterion",
            header: t("candidacy.page.criterionName"),
            rowHeader: true,
            cell: ({ criterion }) =>
              t("candidacy.criterionNamed", { criterion, name: t(`candidacy.criterion.${criterion}`) }),
          },
          {
            key: "score",
            header: t("candidacy.page.score"),
            cell: ({ criterion, score }) =>
              score === undefined ? (
                t("candidacy.page.noScore")
              ) : (
                <Scored criterion={criterion} score={score} />
              ),
          },
        ]}
      />
    </Sheet>
  );
}

/** `open`: for whoever has to read it. */
export function CandidacyHistory({ events, open }: { events: readonly EventLine[]; open?: boolean }) {
  const words = useWords();
  const { t, date } = words;
  return (
    <Disclosure summary={t("candidacy.page.history")} open={open}>
      <DataTable
        caption={t("candidacy.page.history")}
        hideCaption
        rows={[...events].reverse()}
        rowKey={({ entry }) => entry.id}
        columns={[
          {
            key: "what",
            header: t("candidacy.page.historyWhat"),
            rowHeader: true,
            cell: ({ entry, struck, observedBy }) => (
              <>
                {struck ? <s>{eventWords(words, entry)}</s> : eventWords(words, entry)}{" "}
                {observedBy && <DirText>{t("candidacy.page.observedBy", { name: observedBy })}</DirText>}{" "}
                {struck && <Tag>{t("candidacy.page.struck")}</Tag>}
                {"byPanel" in entry.body && <Tag>{t("candidacy.page.byPanel")}</Tag>}
              </>
            ),
          },
          { key: "day", header: t("candidacy.page.historyDay"), cell: ({ entry }) => date(entry.on) },
          {
            key: "by",
            header: t("candidacy.page.historyBy"),
            cell: ({ by, behalf }) => (
              <>
                {by === null ? t("candidacy.page.platform") : <DirText>{by}</DirText>}
                <Behalf name={behalf} />
              </>
            ),
          },
          {
            key: "why",
            header: t("candidacy.page.historyWhy"),
            cell: ({ entry }) => wordsTo(entry) && <DirText>{wordsTo(entry)}</DirText>,
          },
        ]}
      />
    </Disclosure>
  );
}

function wordsTo(entry: EventLine["entry"]): string {
  if (entry.kind === "document" && entry.body.words) return entry.body.words;
  if (entry.kind === "observation" && entry.body.notes) return entry.body.notes;
  return entry.reason;
}

export function CandidacyFiles({ files }: { files: readonly KeptFile[] }) {
  const { t, size } = useWords();
  return (
    <Sheet title={t("candidacy.page.files")}>
      {files.length === 0 ? (
        <p className="soft">{t("candidacy.page.noFiles")}</p>
      ) : (
        <ul>
          {files.map(({ id, document, name, bytes }) => (
            <li key={id}>
              {t(`candidacy.document.${document}`)}:{" "}
              <a href={paths.candidacyFile(id)}>
                <DirText>{name}</DirText>
              </a>{" "}
              <small className="soft">{size(bytes)}</small>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
