import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { CorrectableFacts, CorrectablePart, ProposedCorrection } from "./correction.ts";

/** A part of the facts as one line, to set the old beside the new. */
function partInWords(facts: CorrectableFacts, part: CorrectablePart, date: (day: string) => string) {
  switch (part) {
    case "holder":
      return [facts.holder.name, facts.holder.nameLocal].filter(Boolean).join(" · ");
    case "signatories":
      return facts.signatories.map(({ name, role }) => `${name}, ${role}`).join(" · ");
    case "startDate":
    case "endDate":
      return date(facts[part]);
    default:
      return facts[part] ?? "";
  }
}

type CorrectProps = {
  frozen: CorrectableFacts;
  proposed: ProposedCorrection;
  revoked: boolean;
  form: FormHelp;
};

/** The next edition, with what would read differently; or nothing to correct, and where a change is made. */
export function CorrectCertificate({ frozen, proposed, revoked, form }: CorrectProps) {
  const { t } = useWords();
  const { changes, nameConfirmed, seen } = proposed;
  const mine = form.value("intent") === "correct";
  if (changes.length === 0 && !revoked)
    return (
      <Disclosure summary={t("certification.correct.title")}>
        <p>{t("certification.correct.nothing")}</p>
      </Disclosure>
    );
  return (
    <Disclosure
      summary={t(revoked ? "certification.correct.againTitle" : "certification.correct.title")}
      open={mine || undefined}
    >
      <div className="stack">
        <p>{t(revoked ? "certification.correct.againConsequence" : "certification.correct.consequence")}</p>
        {changes.length > 0 && <Changes frozen={frozen} proposed={proposed} />}
        {changes.includes("holder") && !nameConfirmed && (
          <Alert tone="warn">{t("certification.correct.nameOpen")}</Alert>
        )}
        <Form>
          <input type="hidden" name="seen" value={seen} />
          <TextArea
            name="reason"
            id={mine ? "reason" : "correct-reason"}
            rows={2}
            label={t("certification.correct.reason")}
            hint={t("certification.correct.reasonHint")}
            defaultValue={mine ? form.value("reason") : ""}
            error={mine ? form.error("reason") : undefined}
            required
          />
          <div className="actions">
            <Button name="intent" value="correct">
              {t(revoked ? "certification.correct.again" : "certification.correct.act")}
            </Button>
          </div>
        </Form>
      </div>
    </Disclosure>
  );
}

function Changes({ frozen, proposed }: Pick<CorrectProps, "frozen" | "proposed">) {
  const { t, date } = useWords();
  return (
    <FactList
      facts={proposed.changes.map((part) => ({
        term: t(`certification.facts.${part}`),
        value: (
          <>
            <del>
              <DirText>{partInWords(frozen, part, date)}</DirText>
            </del>
            <br />
            <ins>
              <DirText>{partInWords(proposed.now, part, date)}</DirText>
            </ins>
          </>
        ),
      }))}
    />
  );
}
