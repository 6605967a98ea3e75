import { data, type ActionFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { CheckAgainLater } from "#app/features/certification/check-verdict.tsx";
import { secondsToAskAgain } from "#app/features/certification/check-limit.server.ts";
import { compareName } from "#app/features/certification/compare-name.server.ts";
import { NameForm, type NameAnswer } from "#app/features/certification/name-question.ts";
import { NameQuestion } from "#app/features/certification/name-question-form.tsx";
import { badForm, readForm } from "#app/infra/http.server.ts";
import { DirText } from "#app/ui/dir-text.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Narrow, Sheet } from "#app/ui/sheet.tsx";
import { Verdict, type VerdictTone } from "#app/ui/verdict.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t) => t("certification.check.name.title"),
  noIndex: true,
} satisfies PageHandle;

/** Public: whether a certificate was issued to a name one already has, also after that name was erased here. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request, NameForm);
  if (!form.ok) return badForm(form.problem);
  const { number, name } = form.value;
  const later = (seconds: number) =>
    data({ seconds, number, name }, { status: 429, headers: { "Retry-After": String(seconds) } });
  const seconds = await secondsToAskAgain(context.address);
  if (seconds > 0) return later(seconds);
  const said = await compareName(number, name);
  return typeof said === "number" ? later(said) : { said, number, name };
}

const TONE: Record<NameAnswer, VerdictTone> = {
  same: "good",
  other: "danger",
  unknown: "danger",
  "not-compared": "warn",
};

export default function CheckName() {
  const answer = useActionData<typeof action>();
  const { t } = useWords();
  return (
    <Narrow>
      {answer && "seconds" in answer && <Sheet heading={<CheckAgainLater seconds={answer.seconds} />} />}
      {answer && "said" in answer ? (
        <Sheet
          eyebrow={t("certification.check.eyebrow", { number: answer.number })}
          heading={
            <Verdict tone={TONE[answer.said]} word={t(`certification.check.name.word.${answer.said}`)}>
              {t(`certification.check.name.says.${answer.said}`)}
            </Verdict>
          }
        >
          <p>
            <DirText>{answer.name}</DirText>
          </p>
        </Sheet>
      ) : (
        <PageHeader
          eyebrow={<a href="/v">{t("certification.check.title")}</a>}
          title={t("certification.check.name.title")}
          lead={t("certification.check.name.lead")}
        />
      )}
      {answer && "number" in answer ? (
        <NameQuestion number={answer.number} name={answer.name} />
      ) : (
        <NameQuestion answer={answer} />
      )}
      <p>
        <a href="/v">{t("certification.check.another")}</a>
      </p>
    </Narrow>
  );
}
