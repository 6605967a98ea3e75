import { Alert } from "#app/ui/alert.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
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

/** First step: why. */
export function RevokeCertificate({ form }: { form: FormHelp }) {
  const { t } = useWords();
  const mine = form.value("intent") === "ask-revoke";
  return (
    <Disclosure summary={t("certification.revoke.title")} open={mine || undefined}>
      <Form>
        <TextArea
          name="reason"
          id={mine ? "reason" : "revoke-reason"}
          rows={2}
          label={t("certification.revoke.reason")}
          hint={t("certification.revoke.reasonHint")}
          defaultValue={mine ? form.value("reason") : ""}
          error={mine ? form.error("reason") : undefined}
          required
        />
        <div className="actions">
          <Button name="intent" value="ask-revoke" tone="quiet">
            {t("certification.revoke.ask")}
          </Button>
        </div>
      </Form>
    </Disclosure>
  );
}

/** Second step: what it means, and the act. */
export function ConfirmRevocation({ reason, cancel }: { reason: string; cancel: string }) {
  const { t } = useWords();
  return (
    <Sheet accent title={t("certification.revoke.confirmTitle")}>
      <div className="stack tight">
        <p>{t("certification.revoke.consequence")}</p>
        <FactList facts={[{ term: t("certification.revoke.reason"), value: reason }]} />
        <form method="post" className="actions">
          <input type="hidden" name="reason" value={reason} />
          <Button name="intent" value="revoke" tone="danger">
            {t("certification.revoke.act")}
          </Button>
          <ButtonLink href={cancel} tone="quiet">
            {t("common.action.cancel")}
          </ButtonLink>
        </form>
      </div>
    </Sheet>
  );
}
