import { paths } from "#app/lib/paths.ts";
import type { Refusal } from "#app/lib/result.ts";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

/* What an officer does once a sitting is closed: release, release another marking, void a bad item. */

type ReleaseProps = {
  waiting: number;
  keying: number;
  /** On paper, with no page brought yet. */
  pageless: number;
};

export function ReleaseForm({ waiting, keying, pageless }: ReleaseProps) {
  const { t } = useWords();
  const ready = waiting + keying + pageless === 0;
  return (
    <Sheet title={t("exams.release.title")} accent={ready}>
      {keying > 0 && <p>{t("exams.release.keying", { count: keying })}</p>}
      {waiting > 0 && <p>{t("exams.release.waiting", { count: waiting })}</p>}
      {pageless > 0 && <p>{t("exams.release.pageless", { count: pageless })}</p>}
      {ready && (
        <Form>
          <p>{t("exams.release.consequence")}</p>
          <Actions>
            <Button name="intent" value="release">
              {t("exams.release.do")}
            </Button>
          </Actions>
        </Form>
      )}
    </Sheet>
  );
}

export type BesideProps = {
  results: {
    id: string;
    candidacyId: string;
    number: number;
    name: string;
    aside: Refusal;
    waits: boolean;
  }[];
};

/** Results their candidacies did not take: those that wait, with the button, and those that stand beside for good. */
export function ResultsBeside({ results }: BesideProps) {
  const { t } = useWords();
  const waiting = results.filter(({ waits }) => waits);
  const beside = results.filter(({ waits }) => !waits);
  return (
    <>
      {waiting.length > 0 && (
        <Sheet title={t("exams.release.waitTitle")} accent>
          <Form>
            <p>{t("exams.release.waitText")}</p>
            <Reasons results={waiting} />
            <Actions>
              <Button name="intent" value="release">
                {t("exams.release.waitDo")}
              </Button>
            </Actions>
          </Form>
        </Sheet>
      )}
      {beside.length > 0 && (
        <Sheet title={t("exams.release.besideTitle")}>
          <p>{t("exams.release.besideText")}</p>
          <Reasons results={beside} />
        </Sheet>
      )}
    </>
  );
}

function Reasons({ results }: BesideProps) {
  const { t, refusal } = useWords();
  return (
    <ul>
      {results.map(({ id, candidacyId, number, name, aside }) => (
        <li key={id}>
          <a href={paths.candidate(candidacyId)}>
            {t("exams.release.why", { name, number: String(number), reason: refusal(aside) })}
          </a>
        </li>
      ))}
    </ul>
  );
}

type Figures = { item: string; objective: string; given: number; right: number | null; voided: boolean };

export function ItemTable({ sittingId, items }: { sittingId: string; items: Figures[] }) {
  const { t, number, percent } = useWords();
  if (items.length === 0) return null;
  return (
    <section className="stack">
      <h2>{t("exams.void.items")}</h2>
      <p className="soft">{t("exams.void.itemsText")}</p>
      <DataTable
        caption={t("exams.void.items")}
        hideCaption
        rows={items}
        rowKey={({ item }) => item}
        columns={[
          {
            key: "item",
            header: t("exams.void.item"),
            rowHeader: true,
            cell: ({ item }) => <span dir="ltr">{item}</span>,
          },
          { key: "objective", header: t("exams.bank.objective"), cell: ({ objective }) => objective },
          { key: "given", header: t("exams.void.given"), numeric: true, cell: ({ given }) => number(given) },
          {
            key: "right",
            header: t("exams.void.right"),
            numeric: true,
            cell: ({ right, given }) => (right === null ? "–" : percent(right / given, 0)),
          },
          {
            key: "void",
            header: t("exams.void.title"),
            hideHeader: true,
            cell: ({ item, voided }) =>
              voided ? (
                <Tag tone="warn">{t("exams.void.voided")}</Tag>
              ) : (
                <a href={`${paths.sitting(sittingId)}?void=${encodeURIComponent(item)}#void`}>
                  {t("exams.void.look")}
                </a>
              ),
          },
        ]}
      />
    </section>
  );
}

type Change = {
  scriptId: string;
  name: string;
  number: number;
  released: boolean;
  pass: number;
  before: number | null;
  after: number | null;
};

/** Old and new result of everybody it touches, and the one button. */
export function VoidPreview({
  sittingId,
  item,
  changes,
  form,
}: {
  sittingId: string;
  item: string;
  changes: Change[];
  form: FormHelp;
}) {
  const { t, percent } = useWords();
  const share = (score: number | null, pass: number) =>
    score === null
      ? t("exams.void.unmarked")
      : t(score >= pass ? "exams.void.passes" : "exams.void.fails", { score: percent(score / 10_000, 2) });
  return (
    <div id="void">
      <Sheet title={t("exams.void.of", { item })} accent>
        <div className="stack">
          <p>{t("exams.void.consequence")}</p>
          <DataTable
            caption={t("exams.void.table")}
            rows={changes}
            rowKey={({ scriptId }) => scriptId}
            columns={[
              {
                key: "name",
                header: t("exams.sitting.name"),
                rowHeader: true,
                cell: ({ name }) => <DirText>{name}</DirText>,
              },
              { key: "number", header: t("exams.sitting.number"), cell: ({ number }) => String(number) },
              {
                key: "before",
                header: t("exams.void.before"),
                cell: ({ before, pass }) => share(before, pass),
              },
              { key: "after", header: t("exams.void.after"), cell: ({ after, pass }) => share(after, pass) },
              {
                key: "released",
                header: t("exams.sitting.state"),
                cell: ({ released }) => t(released ? "exams.state.released" : "exams.void.notReleased"),
              },
            ]}
          />
          <Form>
            <input type="hidden" name="itemId" value={item} />
            <TextArea
              name="reason"
              label={t("exams.void.reason")}
              rows={3}
              dir="auto"
              defaultValue={form.value("reason")}
              error={form.error("reason")}
              required
            />
            <Actions>
              <Button name="intent" value="void" tone="danger">
                {t("exams.void.do")}
              </Button>
              <ButtonLink href={paths.sitting(sittingId)} tone="quiet">
                {t("common.action.back")}
              </ButtonLink>
            </Actions>
          </Form>
        </div>
      </Sheet>
    </div>
  );
}
