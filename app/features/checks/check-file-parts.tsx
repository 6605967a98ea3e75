import { Actions, Button } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList, type Fact } from "#app/ui/fact-list.tsx";
import { FileInput } from "#app/ui/file-input.tsx";
import { Form } from "#app/ui/form.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { Verdict } from "#app/ui/verdict.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { LookedAt } from "./check-file.server.ts";
import type { Step } from "#app/features/credentials/check-steps.ts";
import { resultOf, toneOf } from "#app/features/credentials/verdict.ts";

/** Takes a file that is dropped on the field, as browsers do by themselves; with drop-anywhere.client.ts, beside it too. */
export function CheckFileForm({ error }: { error?: string | undefined }) {
  const { t } = useWords();
  return (
    <Form action="/v/file" encType="multipart/form-data">
      <FileInput
        name="file"
        label={t("credentials.file.file")}
        hint={t("credentials.file.fileHint")}
        accept=".pdf,.png,.svg,.json,.jwt,.txt"
        error={error}
        data-drop="send"
        required
      />
      <Actions>
        <Button tone="quiet" icon="search">
          {t("credentials.file.act")}
        </Button>
      </Actions>
    </Form>
  );
}

type Answer = {
  looked: LookedAt;
  /** What the register says of it today, where that decides. */
  registered: string | null;
};

/** First what it is worth today; then what the file says, and each step. */
export function FileAnswer({ looked, registered }: Answer) {
  const { verdict, steps, says, statusAsOf, signedAt } = looked;
  const { t, dateTime } = useWords();
  const facts: (Fact | false | null)[] = [
    says && { term: t("credentials.file.what"), value: <DirText>{says.what}</DirText> },
    says?.name != null && { term: t("credentials.file.of"), value: <DirText>{says.name}</DirText> },
    says?.number != null && { term: t("credentials.file.number"), value: says.number },
    signedAt !== null && { term: t("credentials.file.signedAt"), value: dateTime(signedAt) },
    statusAsOf !== null && { term: t("credentials.file.asOf"), value: dateTime(statusAsOf) },
  ];
  return (
    <Sheet
      engraved
      heading={
        <Verdict tone={toneOf(verdict)} word={t(`credentials.file.word.${verdict}`)}>
          {registered ?? t(`credentials.file.verdict.${verdict}`)}
        </Verdict>
      }
    >
      <div className="stack tight">
        {looked.registered && <p>{t("credentials.file.genuine")}</p>}
        <FactList facts={facts.filter((fact): fact is Fact => Boolean(fact))} />
        {looked.registered && (
          <p>
            <a href={looked.registered.at}>{t("credentials.file.now")}</a>
          </p>
        )}
        <h2>{t("credentials.file.steps")}</h2>
        <StepList steps={steps} />
      </div>
    </Sheet>
  );
}

const STEP_TONE = { ok: "good", failed: "danger", unknown: "warn", noted: "due" } as const;

function StepList({ steps }: { steps: readonly Step[] }) {
  const { t } = useWords();
  return (
    <ol className="stack tight">
      {steps.map(({ step, found }) => {
        const result = resultOf(found);
        return (
          <li key={step}>
            <b>{t(`credentials.file.step.${step}`)}</b>{" "}
            <Tag tone={STEP_TONE[result]}>{t(`credentials.file.result.${result}`)}</Tag>
            <br />
            {found === "ok" ? t(`credentials.file.ok.${step}`) : t(`credentials.file.found.${found}`)}
          </li>
        );
      })}
    </ol>
  );
}
