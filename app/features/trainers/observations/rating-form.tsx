import { Actions, Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { Words } from "#app/locales/words.ts";
import { AnchorList, Anchors, useAnchors } from "./anchors.tsx";
import { CRITERIA, SCORES, type Criterion } from "#app/features/trainers/schemes/criteria.ts";
import { clashWords, nameOfCell, noteWords } from "./rating-words.tsx";
import type { MissingInRating } from "./observation.ts";
import { FIGURES, isCriterion, showAmount, type Figure } from "./rating.ts";
import type { CellView, NoteView, RatingPage } from "./rating-view.ts";

/*
 * The instrument, for a phone in a classroom: one form, so that whatever is pressed keeps all that was typed. Its
 * enhancement (rating.client.ts) reads the data attributes; without it each button sends the form.
 */

type Props = { page: RatingPage; formId: string; form: FormHelp; saveAt: string };

export function RatingForm({ page, formId, form, saveAt }: Props) {
  const { t } = useWords();
  return (
    <Form
      data-rating={saveAt}
      data-person={page.personId}
      data-open="yes"
      data-waiting={t("observation.rating.waiting")}
      data-sending={t("observation.rating.sending")}
      data-kept={t("observation.rating.keptHere")}
      data-sign-in={t("observation.rating.signIn")}
      data-sign-in-link={t("common.nav.signIn")}
      data-not-signed={t("observation.rating.offlineSign")}
    >
      <input type="hidden" name="id" value={formId} />
      {page.toRateFrom && <RatedFrom from={page.toRateFrom} />}
      <Clock page={page} />
      <Notes page={page} form={form} />
      <ScoreSheet page={page} form={form} />
      <Evidence page={page} form={form} />
      <SignSheet page={page} />
    </Form>
  );
}

/** What somebody who was not there rates from. */
function RatedFrom({ from: { there, minutes, notes } }: { from: NonNullable<RatingPage["toRateFrom"]> }) {
  const { t, number } = useWords();
  return (
    <Sheet title={t("observation.rating.from")}>
      {there ? (
        <div className="stack">
          <p className="soft">{t("observation.rating.fromMinutes", { minutes: number(minutes) })}</p>
          {notes.length === 0 ? <p>{t("observation.rating.fromNone")}</p> : <NoteList notes={notes} />}
        </div>
      ) : (
        <p>{t("observation.rating.fromLater")}</p>
      )}
    </Sheet>
  );
}

function Clock({ page: { spans, running, minutes } }: { page: RatingPage }) {
  const { t, time, number } = useWords();
  const since = spans.at(-1)?.from;
  const stands = (shown: string) => t("observation.rating.stands", { minutes: shown });
  const runs = (at: string, shown: string) => t("observation.rating.running", { at, minutes: shown });
  return (
    <Sheet title={t("observation.rating.clock")}>
      <div className="stack">
        <p
          role="status"
          data-clock={running ? String(since) : ""}
          data-minutes={minutes}
          data-runs={runs("{at}", "{minutes}")}
          data-stands={stands("{minutes}")}
        >
          {running && since !== undefined
            ? runs(time(since), number(minutes))
            : spans.length === 0
              ? t("observation.rating.notStarted")
              : stands(number(minutes))}
        </p>
        <Actions>
          {/* What Enter in a field presses: everything is kept. */}
          <button className="hidden-text" tabIndex={-1} aria-hidden="true" name="intent" value="save" />
          <Button name="intent" value="start" hidden={running}>
            {t("observation.rating.start")}
          </Button>
          <Button name="intent" value="stop" tone="quiet" hidden={!running}>
            {t("observation.rating.stop")}
          </Button>
        </Actions>
      </div>
    </Sheet>
  );
}

function Notes({ page: { notes }, form }: { page: RatingPage; form: FormHelp }) {
  const words = useWords();
  const { t } = words;
  return (
    <Sheet title={t("observation.rating.notes")}>
      <div className="stack">
        <TextArea
          name="note"
          rows={3}
          dir="auto"
          maxLength={4000}
          label={t("observation.rating.note")}
          hint={t("observation.rating.noteHint")}
          defaultValue={form.value("note")}
          error={form.error("note")}
        />
        <div className="note-taps" role="group" aria-label={t("observation.rating.tapHint")}>
          {CRITERIA.map((criterion) => (
            <button key={criterion} className="button quiet small" name="about" value={criterion}>
              {noteWords(words, criterion)}
            </button>
          ))}
          <button className="button quiet small" name="about" value="">
            {t("observation.rating.general")}
          </button>
        </div>
        <NoteList notes={notes} own />
      </div>
    </Sheet>
  );
}

function NoteList({ notes, own }: { notes: readonly NoteView[]; own?: boolean }) {
  const words = useWords();
  const { t, time } = words;
  return (
    <ol className="plain notes" data-notes={own ? "" : undefined} role="list">
      {notes.map(({ id, about, text, at }) => (
        <li key={id} data-note={own ? id : undefined}>
          <b>{t("observation.rating.noteAt", { at: time(at), about: noteWords(words, about) })}</b>{" "}
          <span dir="auto">{text}</span>
        </li>
      ))}
    </ol>
  );
}

const cellOf = (page: RatingPage, name: string): CellView | undefined =>
  page.cells.find((cell) => cell.name === name);

/** What stood there when the page was drawn, for a form without a script. */
function Stood({ name, cell, value }: { name: string; cell: CellView | undefined; value: string }) {
  return (
    <>
      <input type="hidden" name={`h.${name}`} value={cell?.heads.map(({ id }) => id).join(" ") ?? ""} />
      <input type="hidden" name={`was.${name}`} value={value} />
    </>
  );
}

function ScoreSheet({ page, form }: { page: RatingPage; form: FormHelp }) {
  const { t, number } = useWords();
  const given = page.criteria.filter((criterion) => {
    const cell = cellOf(page, criterion);
    return cell && !cell.clash;
  }).length;
  return (
    <Sheet title={t("observation.rating.scores")}>
      <div className="stack">
        <p className="soft">
          {t("observation.rating.scoresHint", { given: number(given), asked: number(page.criteria.length) })}
        </p>
        <Disclosure summary={t("observation.rating.anchors")}>
          <AnchorList />
        </Disclosure>
        <ol className="attendance" role="list">
          {page.criteria.map((criterion) => (
            <ScoreRow key={criterion} criterion={criterion} page={page} form={form} />
          ))}
        </ol>
      </div>
    </Sheet>
  );
}

function ScoreRow({ criterion, page, form }: { criterion: Criterion; page: RatingPage; form: FormHelp }) {
  const words = useWords();
  const { t, number } = words;
  const meaning = useAnchors();
  const cell = cellOf(page, criterion);
  const stood = cell && !cell.clash ? String(cell.heads[0]?.value ?? "") : "";
  const chosen = form.value(criterion, stood);
  const notes = page.notes.filter(({ about }) => about === criterion).length;
  return (
    <li data-cell={criterion} data-kind="score" data-heads={cell?.heads.map(({ id }) => id).join(" ") ?? ""}>
      <fieldset>
        <legend>
          {noteWords(words, criterion)}
          {notes > 0 && (
            <>
              {" "}
              <small className="soft">{t("observation.rating.notesOf", { count: notes })}</small>
            </>
          )}
        </legend>
        <div className="marks">
          {SCORES.map((score) => (
            <label key={score}>
              <input type="radio" name={criterion} value={score} defaultChecked={chosen === String(score)} />
              <span>
                {number(score)}
                <span className="hidden-text"> {meaning(criterion, score)}</span>
              </span>
            </label>
          ))}
        </div>
        <Stood name={criterion} cell={cell} value={stood} />
      </fieldset>
      <p className={cell?.clash ? "saved warn" : "saved"} role="status">
        {cell?.clash && clashWords(words, cell)}
      </p>
      <Anchors criterion={criterion} />
    </li>
  );
}

function Evidence({ page, form }: { page: RatingPage; form: FormHelp }) {
  const words = useWords();
  const { t, number } = words;
  const hintTo = (name: Figure): string | undefined => {
    if (name === "minutes")
      return page.minutesLeft > 0
        ? t("observation.figure.minutesLeft", { minutes: number(page.minutesLeft) })
        : undefined;
    const value = page.session[name] ?? null;
    if (value === null) return undefined;
    return t("observation.figure.fromSession", { value: number(name === "mean" ? value / 100 : value) });
  };
  const figure = (name: Figure) => {
    const cell = cellOf(page, name);
    const stood = cell && !cell.clash ? showAmount(name, cell.heads[0]?.value ?? null) : "";
    return (
      <div key={name} data-cell={name} data-kind="figure" data-heads={heads(cell)}>
        <TextInput
          name={name}
          inputMode={name === "mean" ? "decimal" : "numeric"}
          label={t(`observation.figure.${name}`)}
          hint={hintTo(name)}
          defaultValue={form.value(name, stood)}
          error={form.error(name)}
        />
        <Stood name={name} cell={cell} value={stood} />
        <CellState cell={cell} />
      </div>
    );
  };
  const feedback = cellOf(page, "feedback");
  const text = feedback && !feedback.clash ? (feedback.heads[0]?.text ?? "") : "";
  return (
    <>
      <Sheet title={t("observation.rating.figures")}>
        <div className="stack">
          <p className="soft">{t("observation.rating.figuresHint")}</p>
          {FIGURES.map(figure)}
        </div>
      </Sheet>
      <Sheet title={t("observation.rating.feedback")}>
        <div data-cell="feedback" data-kind="feedback" data-heads={heads(feedback)}>
          <TextArea
            name="feedback"
            rows={5}
            dir="auto"
            maxLength={4000}
            label={t("observation.rating.feedback")}
            hint={t("observation.rating.feedbackHint")}
            defaultValue={form.value("feedback", text)}
            error={form.error("feedback")}
          />
          <Stood name="feedback" cell={feedback} value={text} />
          <CellState cell={feedback} />
        </div>
      </Sheet>
    </>
  );
}

const heads = (cell: CellView | undefined): string => cell?.heads.map(({ id }) => id).join(" ") ?? "";

function CellState({ cell }: { cell: CellView | undefined }) {
  const words = useWords();
  return (
    <p className={cell?.clash ? "saved warn" : "saved"} role="status">
      {cell?.clash && clashWords(words, cell)}
    </p>
  );
}

function SignSheet({ page: { missing } }: { page: RatingPage }) {
  const words = useWords();
  const { t } = words;
  return (
    <Sheet title={t("observation.rating.signTitle")}>
      <div className="stack">
        {missing.length === 0 ? (
          <p>{t("observation.rating.ready")}</p>
        ) : (
          <>
            <p>{t("observation.rating.notReady")}</p>
            <ul>
              {missing.map((one) => (
                <li key={one.key}>{missingWords(words, one)}</li>
              ))}
            </ul>
          </>
        )}
        <p className="soft">{t("observation.rating.signConsequence")}</p>
        <p className="saved" role="status" data-line="" />
        <Actions>
          <Button name="intent" value="save" tone="quiet">
            {t("observation.rating.save")}
          </Button>
          <Button name="intent" value="sign" icon="lock">
            {t("observation.rating.sign")}
          </Button>
        </Actions>
      </div>
    </Sheet>
  );
}

function missingWords(words: Words, { key, what = [], params = {} }: MissingInRating): string {
  const { t, list, number, date } = words;
  const named = what.map((name) => (isCriterion(name) ? noteWords(words, name) : nameOfCell(words, name)));
  const shown = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === "number" ? number(value) : date(value),
    ]),
  );
  return t(`observation.missing.${key}` as "observation.missing.clock", { what: list(named), ...shown });
}
