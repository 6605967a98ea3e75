import { TakeAway } from "#app/features/cohorts/session-file-parts.tsx";
import type { ReactNode } from "react";
import { QuestionField } from "#app/features/learning/question-field.tsx";
import type { AnswerValue, QuestionBody } from "#app/features/catalogue/question.ts";
import { answerField, SHOWN_FIELD } from "#app/features/learning/answer.ts";
import { AnswerWords } from "#app/features/learning/answer-words.tsx";
import type { PaperItem } from "#app/features/learning/quiz-draw.ts";
import { paths } from "#app/lib/paths.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FileInput } from "#app/ui/file-input.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { blankQuestion, LEFT_EMPTY, WRITTEN } from "./exam-booklet.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";

/* An exam on paper: booklets to print, sheets to type in, pages to keep. */

type BookletsProps = {
  edition: number;
  schemeId: string;
  day: string;
  startsAt: string;
  place: string;
  booklets: { id: string; number: number; large: boolean }[];
};

export function Booklets({ edition, schemeId, day, startsAt, place, booklets }: BookletsProps) {
  const { t, date } = useWords();
  return (
    <Sheet
      title={t("exams.sitting.on", { day: date(day), hour: startsAt })}
      eyebrow={t(`trainers.scheme.${schemeId as SchemeId}`)}
    >
      <div className="stack tight">
        <p className="soft">
          <DirText>{place}</DirText>
        </p>
        {edition > 1 && <p>{t("exams.papers.edition", { edition: String(edition) })}</p>}
        {booklets.length === 0 ? (
          <p>{t("exams.sitting.nobody")}</p>
        ) : (
          <ul>
            {booklets.map(({ id, number, large }) => (
              <li key={id}>
                <a href={paths.booklet(id)} download>
                  {t(large ? "exams.papers.bookletLarge" : "exams.papers.booklet", {
                    number: String(number),
                  })}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Sheet>
  );
}

/** By the code at the head of an answer sheet, for who has no camera to scan it with. */
export function FindSheet({ code }: { code: string }) {
  const { t } = useWords();
  return (
    <Sheet title={t("exams.keying.find")}>
      <Form method="get">
        <TextInput
          name="code"
          label={t("exams.keying.code")}
          hint={t("exams.keying.codeHint")}
          span="medium"
          dir="ltr"
          autoComplete="off"
          autoCapitalize="none"
          defaultValue={code}
          error={code === "" ? undefined : t("exams.keying.unknown")}
          required
        />
        <Actions>
          <Button>{t("exams.keying.open")}</Button>
        </Actions>
      </Form>
    </Sheet>
  );
}

export function SheetsToKey({
  sheets,
}: {
  sheets: { id: string; number: number; schemeId: string; day: string }[];
}) {
  const { t, date } = useWords();
  return (
    <DataTable
      caption={t("exams.keying.table")}
      rows={sheets}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("exams.keying.none")}>{t("exams.keying.noneText")}</EmptyState>}
      columns={[
        {
          key: "number",
          header: t("exams.sitting.number"),
          rowHeader: true,
          cell: ({ id, number }) => <a href={paths.keySheet(id)}>{String(number)}</a>,
        },
        {
          key: "scheme",
          header: t("exams.sitting.exam"),
          cell: ({ schemeId }) => t(`trainers.scheme.${schemeId as SchemeId}`),
        },
        { key: "day", header: t("exams.sitting.day"), cell: ({ day }) => date(day) },
      ]}
    />
  );
}

type Asked = {
  position: number;
  drawn: PaperItem;
  body: { kind: QuestionBody["kind"]; left: string[] };
  points: number;
  /** What the two gave who differ here. */
  given: (AnswerValue | null)[];
};
type KeyingProps = {
  /** `edition`: null where there is only one. */
  sheet: { settling: boolean; edition: number | null; asked: Asked[] };
  /** What the code of the sheet says of its edition. */
  scanned: string;
  form: FormHelp;
};

export function KeyingForm({ sheet: { settling, edition, asked }, scanned, form }: KeyingProps) {
  const { t } = useWords();
  return (
    <form method="post" className="stack">
      {edition !== null && (
        <TextInput
          name="edition"
          inputMode="numeric"
          span="short"
          required
          label={t("exams.keying.edition")}
          hint={t("exams.keying.editionHint")}
          defaultValue={form.value("edition", scanned)}
          error={
            form.error("edition") ??
            (scanned !== "" && scanned !== String(edition)
              ? t("common.form.stale-sheet", { edition })
              : undefined)
          }
        />
      )}
      {asked.map((each) => (
        <Sheet key={each.position}>
          <div className="stack tight">
            <input type="hidden" name={SHOWN_FIELD} value={each.position} />
            <KeyField asked={each} form={form} />
            {each.given.map((given, turn) => (
              <div key={turn}>
                <p className="soft">{t(turn === 0 ? "exams.keying.firstGave" : "exams.keying.secondGave")}</p>
                <TypedAnswer {...each} given={given} />
              </div>
            ))}
          </div>
        </Sheet>
      ))}
      <p className="soft">{t(settling ? "exams.keying.settleOnce" : "exams.keying.once")}</p>
      <Actions>
        <Button>{t("exams.keying.do")}</Button>
        <Button type="reset" tone="quiet">
          {t("exams.keying.again")}
        </Button>
      </Actions>
    </form>
  );
}

function KeyField({ asked: { position, drawn, body, points }, form }: { asked: Asked; form: FormHelp }) {
  const { t, locale } = useWords();
  const name = answerField(position);
  if (body.kind === "free-text")
    return (
      <RadioGroup
        name={name}
        legend={t("exams.booklet.question", { number: String(position) })}
        large
        hint={t("exams.keying.lined")}
        choices={[
          { value: WRITTEN, label: t("exams.keying.written") },
          { value: LEFT_EMPTY, label: t("exams.keying.leftEmpty") },
        ]}
        value={form.value(name) || undefined}
        error={form.error(name)}
        boxed
        required
      />
    );
  const words = { prompt: t("exams.booklet.question", { number: String(position) }), locale };
  return <QuestionField question={blankQuestion(position, drawn, { ...body, points }, words)} form={form} />;
}

export type Typed = Omit<Asked, "given"> & { given: AnswerValue | null };

/** One answer as it was typed in. */
export function TypedAnswer({ position, drawn, body, points, given }: Typed) {
  const { t, locale } = useWords();
  if (body.kind === "free-text")
    return (
      <>
        {t(given && "text" in given && given.text !== "" ? "exams.keying.written" : "exams.keying.leftEmpty")}
      </>
    );
  const words = { prompt: "", locale };
  return <AnswerWords question={blankQuestion(position, drawn, { ...body, points }, words)} answer={given} />;
}

type Page = {
  id: string;
  bytes: number;
  pdf: boolean;
  addedAt: number;
  removed: { at: number; reason: string } | null;
};

type PagesProps = { pages: Page[]; frozen: boolean; form: FormHelp };

/** What was brought, without the pages themselves: whoever supervised does not read them again. */
export function ScriptPages({ pages, frozen, form }: PagesProps) {
  const { t } = useWords();
  return (
    <>
      {pages.length === 0 ? (
        <EmptyState title={t("exams.scan.none")}>{t("exams.scan.noneText")}</EmptyState>
      ) : (
        <ol className="kept-files" role="list">
          {pages.map((page, index) => (
            <li key={page.id}>
              <Kept page={page} number={index + 1} frozen={frozen} form={form} />
            </li>
          ))}
        </ol>
      )}
      {frozen ? (
        <p className="soft">{t("exams.scan.frozen")}</p>
      ) : (
        <Form encType="multipart/form-data">
          <input type="hidden" name="intent" value="add" />
          <FileInput
            id="files"
            name="files[]"
            multiple
            accept="image/jpeg,image/png,image/webp,application/pdf"
            label={t("exams.scan.add")}
            hint={t("exams.scan.hint")}
            error={form.error("files")}
          />
          <Actions>
            <Button>{t("exams.scan.do")}</Button>
          </Actions>
        </Form>
      )}
    </>
  );
}

type KeptProps = { page: Page; number: number; frozen: boolean; form: FormHelp };

function Kept({ page, number: index, frozen, form }: KeptProps) {
  const { t, dateTime, size, number } = useWords();
  const { id, bytes, pdf, addedAt, removed } = page;
  const name = t(pdf ? "exams.scan.pdf" : "exams.scan.page", { number: number(index) });
  if (removed)
    return (
      <p className="soft">
        {t("exams.scan.removed", { name, at: dateTime(removed.at), reason: removed.reason })}
      </p>
    );
  return (
    <div className="stack tight">
      <p>{t("exams.scan.kept", { name, size: size(bytes), at: dateTime(addedAt) })}</p>
      {!frozen && <TakeAway file={{ id, name }} form={form} />}
    </div>
  );
}

type Scan = { id: string; pdf: boolean };
type BesideProps = { scans: Scan[]; addressOf: (scanId: string) => string; children: ReactNode };

/** The pages of a script, in sight of the form they are read for; each opens large in a window of its own. */
export function BesidePages({ scans, addressOf, children }: BesideProps) {
  const { t, number } = useWords();
  return (
    <div className="beside-pages">
      <details className="disclosure pages" open>
        <summary>{t("exams.scan.pages")}</summary>
        {scans.length === 0 ? (
          <p className="soft">{t("exams.scan.waiting")}</p>
        ) : (
          <ol className="page-roll" role="list">
            {scans.map(({ id, pdf }, index) => {
              const name = t(pdf ? "exams.scan.pdf" : "exams.scan.page", { number: number(index + 1) });
              return (
                <li key={id}>
                  <a href={addressOf(id)} target="_blank" rel="noreferrer">
                    {pdf ? name : <img src={addressOf(id)} alt={name} loading="lazy" />}
                  </a>
                </li>
              );
            })}
          </ol>
        )}
      </details>
      <div className="stack">{children}</div>
    </div>
  );
}
