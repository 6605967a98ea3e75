import { Button } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

type Names = {
  name: string;
  printedName: string | null;
  printedNameLocal: string | null;
  nameConfirmedAt: Date | null;
};

type Props = { person: Names; mayConfirm: boolean; answer: FormAnswer };

/** The name as certificates print it, and whether its bearer has agreed to it. */
export function PersonPrintedName({ person, mayConfirm, answer }: Props) {
  const { t, dateTime } = useWords();
  const { printedName, printedNameLocal, nameConfirmedAt } = person;
  const none = <span className="soft">{t("admin.person.none")}</span>;
  return (
    <Sheet title={t("admin.name.title")}>
      <div className="stack tight">
        <FactList
          facts={[
            { term: t("admin.name.latin"), value: printedName ? <DirText>{printedName}</DirText> : none },
            {
              term: t("admin.name.local"),
              value: printedNameLocal ? <DirText>{printedNameLocal}</DirText> : none,
            },
            {
              term: t("admin.name.confirmed"),
              value: nameConfirmedAt ? (
                dateTime(nameConfirmedAt)
              ) : (
                <Tag tone="due">{t("admin.name.open")}</Tag>
              ),
            },
          ]}
        />
        {mayConfirm && (
          <Disclosure summary={t("admin.name.confirm")} open={answer !== undefined}>
            <ConfirmForm person={person} answer={answer} />
          </Disclosure>
        )}
      </div>
    </Sheet>
  );
}

function ConfirmForm({ person, answer }: { person: Names; answer: FormAnswer }) {
  const { t } = useWords();
  const form = useForm(answer);
  return (
    <Form>
      <p>{t("admin.name.confirmText")}</p>
      <TextInput
        name="printedName"
        label={t("admin.name.latin")}
        dir="auto"
        defaultValue={form.value("printedName", person.printedName ?? person.name)}
        error={form.error("printedName")}
      />
      <TextInput
        name="printedNameLocal"
        label={t("admin.name.local")}
        optional={t("common.form.optional")}
        dir="auto"
        defaultValue={form.value("printedNameLocal", person.printedNameLocal)}
        error={form.error("printedNameLocal")}
      />
      <TextArea
        name="reason"
        label={t("admin.name.reason")}
        hint={t("admin.name.reasonHint")}
        rows={2}
        defaultValue={form.value("reason")}
        error={form.error("reason")}
      />
      <Button name="intent" value="confirm-name">
        {t("admin.name.confirmAct")}
      </Button>
    </Form>
  );
}
