import { Actions, Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Anchors, InWordsOf, Scored, useScoreChoices } from "./anchors.tsx";
import { scoreWords } from "#app/features/trainers/candidacies/candidacy-words.tsx";
import type { Difference, Standing } from "./observation.ts";
import type { LateEntry, OutcomeView } from "./rating-view.ts";
import { lateWords } from "./rating-words.tsx";

const TONE: Partial<Record<Standing, TagTone>> = { settled: "good", cancelled: "quiet" };

export function StandingTag({ standing }: { standing: Standing }) {
  const { t } = useWords();
  return <Tag tone={TONE[standing] ?? "due"}>{t(`observation.standing.${standing}`)}</Tag>;
}

/** Both ratings where they differ, and what the two agreed on. */
export function Outcome({ outcome }: { outcome: OutcomeView }) {
  const words = useWords();
  const { t } = words;
  const { anchors, differences, agreed } = outcome;
  return (
    <InWordsOf anchors={anchors}>
      <div className="stack">
        {differences.length === 0 ? (
          <p>{t("observation.differ.none")}</p>
        ) : (
          <DataTable
            caption={t("observation.differ.caption")}
            hideCaption
            rows={[...differences]}
            rowKey={({ criterion }) => criterion}
            columns={[
              {
                key: "criterion",
                header: t("observation.field.criterion"),
                rowHeader: true,
                cell: ({ criterion }) =>
                  t("candidacy.criterionNamed", { criterion, name: t(`candidacy.criterion.${criterion}`) }),
              },
              {
                key: "first",
                header: t("observation.differ.first"),
                cell: ({ criterion, first }) => <Scored criterion={criterion} score={first} />,
              },
              {
                key: "second",
                header: t("observation.differ.second"),
                cell: ({ criterion, second }) => <Scored criterion={criterion} score={second} />,
              },
              {
                key: "agreed",
                header: t("observation.differ.agreed"),
                cell: (difference) => <AgreedCell difference={difference} agreed={agreed} />,
              },
            ]}
          />
        )}
        {agreed?.signed && (
          <p>{t("observation.agree.standsAs", { scores: scoreWords(words, agreed.scores) })}</p>
        )}
      </div>
    </InWordsOf>
  );
}

function AgreedCell({ difference, agreed }: { difference: Difference; agreed: OutcomeView["agreed"] }) {
  const { t, number } = useWords();
  const score = agreed?.signed ? agreed.scores[difference.criterion] : undefined;
  if (score !== undefined) return <>{number(score)}</>;
  return difference.moderate ? (
    <Tag tone="due">{t("observation.differ.asked")}</Tag>
  ) : (
    <>{t("observation.differ.fine")}</>
  );
}

/** Where the two are too far apart: one proposes, the other signs. */
export function Moderation({ outcome, form }: { outcome: OutcomeView; form: FormHelp }) {
  const words = useWords();
  const { t, number } = words;
  const choices = useScoreChoices();
  const { agreed, differences } = outcome;
  const open = differences.filter(({ moderate }) => moderate);
  return (
    <Sheet title={t("observation.agree.title")}>
      <div className="stack">
        <p>{t("observation.agree.lead")}</p>
        {agreed && !agreed.mine && (
          <Form>
            <p>
              {t("observation.agree.proposed", {
                name: agreed.proposedBy,
                scores: scoreWords(
                  words,
                  Object.fromEntries(open.map(({ criterion }) => [criterion, agreed.scores[criterion]])),
                ),
                reason: agreed.reason,
              })}
            </p>
            <p>{t("observation.agree.countersignConsequence")}</p>
            <input type="hidden" name="number" value={agreed.number} />
            <Actions>
              <Button name="intent" value="countersign">
                {t("observation.agree.countersign")}
              </Button>
            </Actions>
          </Form>
        )}
        {agreed?.mine && <p>{t("observation.agree.yours")}</p>}
        <Form>
          {open.map(({ criterion, first, second }) => {
            const [low, high] = [Math.min(first, second), Math.max(first, second)];
            const name = `agreed.${criterion}`;
            return (
              <div key={criterion} className="stack">
                <Select
                  name={name}
                  label={t("observation.agree.score", {
                    criterion,
                    name: t(`candidacy.criterion.${criterion}`),
                  })}
                  hint={t("observation.agree.between", { low: number(low), high: number(high) })}
                  placeholder={t("observation.choose")}
                  options={choices
                    .filter(({ value }) => value >= low && value <= high)
                    .map(({ value, label }) => ({ value: String(value), label }))}
                  defaultValue={form.value(name)}
                  error={form.error(name)}
                  required
                />
                <Anchors criterion={criterion} />
              </div>
            );
          })}
          <TextArea
            name="reason"
            rows={3}
            dir="auto"
            label={t("observation.agree.reason")}
            defaultValue={form.value("reason")}
            error={form.error("reason")}
            required
          />
          <Actions>
            <Button name="intent" value="propose" tone="quiet">
              {t("observation.agree.propose")}
            </Button>
          </Actions>
        </Form>
      </div>
    </Sheet>
  );
}

/** What came too late to count: nothing of it is lost. */
export function LateEntries({ late }: { late: readonly LateEntry[] }) {
  const words = useWords();
  const { t, dateTime } = words;
  if (late.length === 0) return null;
  return (
    <Disclosure summary={t("observation.rating.late", { count: late.length })}>
      <ul>
        {late.map((entry) => {
          const [about, said] = lateWords(words, entry);
          return (
            <li key={entry.id}>
              <b>{t("observation.rating.noteAt", { at: dateTime(entry.at), about })}</b>{" "}
              <DirText>{said}</DirText>
            </li>
          );
        })}
      </ul>
    </Disclosure>
  );
}
