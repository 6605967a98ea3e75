import { directionOf } from "#app/lib/locales.ts";
import { Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import type { useForm } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { MarkingItem } from "./marking.ts";

type MarkingFormProps = {
  items: MarkingItem[];
  form: ReturnType<typeof useForm>;
  /** What becomes of the marks; left out, they may be given bit by bit. */
  hint?: string;
  /** Whether the learner is told something beside the points. */
  comments?: boolean;
};

/** The written answers of one attempt, each with what to look for, points and a comment. */
export function MarkingForm({ items, form, hint, comments = true }: MarkingFormProps) {
  const { t } = useWords();
  return (
    <form method="post" className="stack">
      {items.map((item) => (
        <Item key={item.item} item={item} form={form} comments={comments} />
      ))}
      <p className="soft">{hint ?? t("learning.marking.later")}</p>
      <div className="actions">
        <Button>{t("learning.marking.save")}</Button>
      </div>
    </form>
  );
}

function Item({
  item,
  form,
  comments,
}: {
  item: MarkingItem;
  form: MarkingFormProps["form"];
  comments: boolean;
}) {
  const { t, number } = useWords();
  const { position, of, prompt, guidance, locale, text, maxPoints, points, comment } = item;
  const max = number(maxPoints / 100);
  return (
    <Sheet title={t("learning.paper.position", { position: number(position), of: number(of) })}>
      <div className="stack tight">
        <p lang={locale} dir={directionOf(locale)}>
          {prompt}
        </p>
        {guidance && (
          <Disclosure summary={t("learning.marking.guidance")}>
            <p lang={locale} dir={directionOf(locale)}>
              {guidance}
            </p>
          </Disclosure>
        )}
        <h3>{t("learning.marking.answer")}</h3>
        <blockquote dir="auto">
          {text.split("\n").map((line, index) => (
            <p key={index}>{line}</p>
          ))}
        </blockquote>
        <TextInput
          name={`points.${position}`}
          label={t("learning.marking.points")}
          hint={t("learning.marking.pointsHint", { max })}
          span="short"
          inputMode="decimal"
          defaultValue={form.value(`points.${position}`, points === null ? "" : number(points / 100))}
          error={form.error(`points.${position}`)}
        />
        {comments && (
          <TextArea
            name={`comment.${position}`}
            label={t("learning.marking.comment")}
            optional={t("common.form.optional")}
            rows={3}
            maxLength={4000}
            defaultValue={form.value(`comment.${position}`, comment)}
            error={form.error(`comment.${position}`)}
          />
        )}
      </div>
    </Sheet>
  );
}
