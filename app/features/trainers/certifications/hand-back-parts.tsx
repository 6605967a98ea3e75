import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { FileInput } from "#app/ui/file-input.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { fieldsOf } from "#app/ui/one-of-forms.ts";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { LetterShown } from "./hand-back-letter.server.ts";

/** First person: the holder has written that they give it up. */
export function EnterLetter({ form }: { form: FormHelp }) {
  const { t } = useWords();
  const { mine, own } = fieldsOf(form, "enter-letter");
  const { defaultValue: _none, ...file } = own("letter");
  return (
    <Disclosure summary={t("trainers.letter.title")} open={mine || undefined}>
      <div className="stack">
        <p>{t("trainers.letter.consequence")}</p>
        <Form encType="multipart/form-data">
          <TextInput type="date" label={t("trainers.letter.writtenOn")} {...own("writtenOn")} />
          <FileInput label={t("trainers.letter.file")} hint={t("candidacy.apply.fileHint")} {...file} />
          <TextArea
            rows={2}
            dir="auto"
            label={t("trainers.letter.what")}
            hint={t("trainers.act.reasonHint")}
            {...own("reason")}
          />
          <Actions>
            <Button name="intent" value="enter-letter" tone="quiet">
              {t("trainers.letter.enter")}
            </Button>
          </Actions>
        </Form>
      </div>
    </Disclosure>
  );
}

type WaitingProps = { letter: LetterShown; href: (paperId: string) => string; form: FormHelp };

/** Second person: who has read the letter confirms it, or takes it back. */
export function LetterWaits({ letter, href, form }: WaitingProps) {
  const { t, date } = useWords();
  const { seen, writtenOn, reason, by, paper, mayConfirm } = letter;
  const { own } = fieldsOf(form, "drop-letter");
  return (
    <Sheet accent title={t("trainers.letter.waits")}>
      <div className="stack tight">
        <FactList
          facts={[
            { term: t("trainers.letter.writtenOn"), value: date(writtenOn) },
            { term: t("trainers.letter.enteredBy"), value: <DirText>{by}</DirText> },
            { term: t("trainers.letter.what"), value: <DirText>{reason}</DirText> },
            ...(paper
              ? [
                  {
                    term: t("trainers.letter.file"),
                    value: (
                      <a href={href(paper.id)} dir="auto">
                        {paper.name}
                      </a>
                    ),
                  },
                ]
              : []),
          ]}
        />
        {mayConfirm ? (
          <Form>
            <input type="hidden" name="seen" value={seen} />
            <p>{t("trainers.letter.confirmMeans")}</p>
            <Actions>
              <Button name="intent" value="confirm-letter" tone="danger">
                {t("trainers.letter.confirm")}
              </Button>
            </Actions>
          </Form>
        ) : (
          <Alert>{t("trainers.letter.needsAnother")}</Alert>
        )}
        <Form>
          <TextInput label={t("trainers.letter.dropWhy")} dir="auto" {...own("reason")} />
          <Actions>
            <Button name="intent" value="drop-letter" tone="quiet">
              {t("trainers.letter.drop")}
            </Button>
          </Actions>
        </Form>
      </div>
    </Sheet>
  );
}
