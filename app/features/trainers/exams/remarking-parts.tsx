import { Actions, Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Form } from "#app/ui/form.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import { TypedAnswer, type Typed } from "./paper-parts.tsx";

/* Another marking that was asked for: how far it is, then what it changes and the one button. */

type Worth = { closed: number; written: number | null; score: number };
type Step = "pages" | "keying" | "marker" | "by-hand" | "ready";
type Again = {
  id: string;
  number: number;
  pass: number;
  step: Step;
  change: { before: Worth; after: Worth; reread: Reread[] } | null;
};
type Reread = Omit<Typed, "given"> & { before: Typed["given"]; after: Typed["given"] };

export function RemarkingForms({ again }: { again: Again[] }) {
  const { t } = useWords();
  return (
    <>
      {again.map(({ id, number, pass, step, change }) => (
        <Sheet
          key={id}
          title={t("exams.remark.title")}
          eyebrow={t("exams.room.number", { number: String(number) })}
          accent
        >
          <div className="stack">
            <p>{t(`exams.remark.step.${step}`)}</p>
            {change && (
              <>
                <Worths pass={pass} {...change} />
                <Rereads rereads={change.reread} />
                <Form>
                  <input type="hidden" name="scriptId" value={id} />
                  <Actions>
                    <Button name="intent" value="remark">
                      {t("exams.remark.do")}
                    </Button>
                  </Actions>
                </Form>
              </>
            )}
          </div>
        </Sheet>
      ))}
    </>
  );
}

function Worths({ pass, before, after }: { pass: number; before: Worth; after: Worth }) {
  const { t, number, percent } = useWords();
  const points = (hundredths: number | null) => (hundredths === null ? "–" : number(hundredths / 100));
  const share = (score: number) =>
    t(score >= pass ? "exams.void.passes" : "exams.void.fails", { score: percent(score / 10_000, 2) });
  const rows = [
    { key: "closed", old: points(before.closed), anew: points(after.closed) },
    { key: "written", old: points(before.written), anew: points(after.written) },
    { key: "result", old: share(before.score), anew: share(after.score) },
  ] as const;
  return (
    <DataTable
      caption={t("exams.remark.table")}
      rows={[...rows]}
      rowKey={({ key }) => key}
      columns={[
        {
          key: "what",
          header: t("exams.remark.what"),
          rowHeader: true,
          cell: ({ key }) => t(`exams.remark.${key}`),
        },
        { key: "old", header: t("exams.void.before"), cell: ({ old }) => old },
        { key: "new", header: t("exams.void.after"), cell: ({ anew }) => anew },
      ]}
    />
  );
}

/** What was read differently on the pages, by letters and numbers. */
function Rereads({ rereads }: { rereads: Reread[] }) {
  const { t } = useWords();
  if (rereads.length === 0) return null;
  return (
    <DataTable
      caption={t("exams.remark.reread")}
      rows={rereads}
      rowKey={({ position }) => String(position)}
      columns={[
        {
          key: "question",
          header: t("exams.remark.question"),
          rowHeader: true,
          cell: ({ position }) => t("exams.booklet.question", { number: String(position) }),
        },
        {
          key: "old",
          header: t("exams.void.before"),
          cell: ({ before, after: _after, ...asked }) => <TypedAnswer {...asked} given={before} />,
        },
        {
          key: "new",
          header: t("exams.void.after"),
          cell: ({ after, before: _before, ...asked }) => <TypedAnswer {...asked} given={after} />,
        },
      ]}
    />
  );
}
