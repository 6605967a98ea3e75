import { TRAINING_LANGUAGES } from "#app/features/trainers/schemes/schemes.ts";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { fieldsOf } from "#app/ui/one-of-forms.ts";
import { Select } from "#app/ui/select.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { Words } from "#app/locales/words.ts";
import type { CorrectableFacts, CorrectablePart, ProposedCorrection } from "./certificate-correction.ts";
import { ReasonForm } from "./reasoned-act.tsx";

/** A part of the facts as one line, to set the old beside the new. */
function inWords({ t, date, list, language }: Words, facts: CorrectableFacts, part: CorrectablePart): string {
  switch (part) {
    case "holder":
      return [facts.holder.name, facts.holder.nameLocal].filter(Boolean).join(" · ");
    case "signatories":
      return facts.signatories.map(({ name, role }) => `${name}, ${role}`).join(" · ");
    case "validFrom":
    case "validUntil":
      return date(facts[part]);
    case "language":
      return language(facts.language);
    case "topics":
      return facts.topics.length > 0 ? list(facts.topics) : t("trainers.facts.allTopics");
    default:
      return facts[part] ?? "–";
  }
}

type CorrectProps = { proposed: ProposedCorrection; language: string; form: FormHelp };

/** The next edition: what would read differently by the register, and the language, which may be wrong in both. */
export function CorrectTrainerCertificate({ proposed, language, form }: CorrectProps) {
  const words = useWords();
  const { t } = words;
  const { frozen, now, changes, seen } = proposed;
  const { mine } = fieldsOf(form, "correct-certificate");
  return (
    <ReasonForm
      intent="correct-certificate"
      title={t("certification.correct.title")}
      consequence={t("trainers.correct.consequence")}
      reason={{ label: t("certification.correct.reason"), hint: t("trainers.correct.reasonHint") }}
      act={{ label: t("certification.correct.act"), tone: "quiet" }}
      form={form}
    >
      <input type="hidden" name="seen" value={seen} />
      {changes.length === 0 ? (
        <p className="soft">{t("trainers.correct.asRegistered")}</p>
      ) : (
        <FactList
          facts={changes.map((part) => ({
            term: t(`trainers.correct.part.${part}`),
            value: (
              <>
                <del>
                  <DirText>{inWords(words, frozen, part)}</DirText>
                </del>
                <br />
                <ins>
                  <DirText>{inWords(words, now, part)}</DirText>
                </ins>
              </>
            ),
          }))}
        />
      )}
      <Select
        name="language"
        id={mine ? "language" : "correct-language"}
        label={t("trainers.facts.language")}
        hint={t("trainers.correct.languageHint")}
        options={TRAINING_LANGUAGES.map((value) => ({ value, label: words.language(value) }))}
        defaultValue={mine ? form.value("language") : language}
        error={mine ? form.error("language") : undefined}
      />
    </ReasonForm>
  );
}
