import { ReasonedAct, ReasonForm } from "#app/features/trainers/certifications/reasoned-act.tsx";
import { LICENCE_DOCUMENTS } from "#app/features/trainers/schemes/schemes.ts";
import type { WordKey } from "#app/locales/keys.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FileInput } from "#app/ui/file-input.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { fieldsOf } from "#app/ui/one-of-forms.ts";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { LicenceActKind } from "./licence.ts";
import type { LicenceOffers } from "./licence-view.ts";

type Helped = { form: FormHelp };

export function HandInForm({ form }: Helped) {
  const { t } = useWords();
  const { mine, own } = fieldsOf(form, "file");
  return (
    <Disclosure summary={t("licences.file.title")} open={mine || undefined}>
      <Form encType="multipart/form-data">
        <Select
          label={t("licences.file.document")}
          placeholder={t("trainers.record.choose")}
          options={LICENCE_DOCUMENTS.map((value) => ({ value, label: t(`candidacy.document.${value}`) }))}
          {...own("document")}
        />
        <FileInput
          name="file"
          id={mine ? "file" : "file-file"}
          label={t("licences.file.file")}
          hint={t("licences.file.hint")}
          error={mine ? form.error("file") : undefined}
          required
        />
        <div className="actions">
          <Button name="intent" value="file" tone="quiet">
            {t("licences.file.do")}
          </Button>
        </div>
      </Form>
    </Disclosure>
  );
}

/** The head asks; until it is complete and in time, what is in the way. */
export function AskSheet({ ask, renews, form }: Helped & { ask: LicenceOffers["ask"]; renews: boolean }) {
  const { t } = useWords();
  const { own } = fieldsOf(form, "ask");
  if (!ask) return null;
  return (
    <Sheet title={t(renews ? "licences.ask.renewal" : "licences.ask.first")}>
      {ask.refusal ? (
        <p>{t(`common.refusal.${ask.refusal}` as WordKey, ask.params)}</p>
      ) : (
        <Form>
          <p>{t(renews ? "licences.ask.renewalText" : "licences.ask.firstText")}</p>
          <TextArea
            rows={3}
            label={t("licences.ask.note")}
            optional={t("common.form.optional")}
            {...own("note", false)}
          />
          <div className="actions">
            <Button name="intent" value="ask">
              {t("licences.ask.do")}
            </Button>
          </div>
        </Form>
      )}
    </Sheet>
  );
}

/** A document no request was made with, by the head. */
export function TakeBackForm({ id, name }: { id: string; name: string }) {
  const { t } = useWords();
  return (
    <Form>
      <input type="hidden" name="fileId" value={id} />
      <Button
        name="intent"
        value="take-back"
        tone="quiet"
        size="small"
        aria-label={t("licences.file.takeBackSpoken", { name })}
      >
        {t("licences.file.takeBack")}
      </Button>
    </Form>
  );
}

/** The paper of a licence that had to go without. */
export function PaperForm() {
  const { t } = useWords();
  return (
    <Form>
      <div className="actions">
        <Button name="intent" value="paper" tone="quiet">
          {t("licences.paper.issue")}
        </Button>
      </div>
    </Form>
  );
}

/** Inside the request: what the assessor finds, then what the officer decides. */
export function RequestForms({ offers, form }: Helped & { offers: LicenceOffers }) {
  const { t } = useWords();
  const assess = fieldsOf(form, "assess");
  const decide = fieldsOf(form, "decide");
  return (
    <>
      {offers.withdraw && (
        <ReasonForm
          intent="withdraw"
          title={t("licences.withdraw.title")}
          consequence={t("licences.withdraw.text")}
          reason={{ label: t("licences.withdraw.reason") }}
          act={{ label: t("licences.withdraw.do"), tone: "quiet" }}
          form={form}
        />
      )}
      {offers.assess && (
        <Form>
          <h3>{t("licences.assess.title")}</h3>
          <p className="soft">{t("licences.assess.text")}</p>
          <RadioGroup
            legend={t("licences.assess.recommended")}
            name="recommended"
            value={assess.mine ? form.value("recommended") : undefined}
            error={assess.mine ? form.error("recommended") : undefined}
            choices={(["yes", "no"] as const).map((value) => ({
              value,
              label: t(`licences.assess.${value}`),
            }))}
          />
          <TextArea rows={3} label={t("licences.assess.words")} {...assess.own("reason")} />
          <div className="actions">
            <Button name="intent" value="assess">
              {t("licences.assess.do")}
            </Button>
          </div>
        </Form>
      )}
      {offers.decide && (
        <Form>
          <h3>{t("licences.decide.title")}</h3>
          <p className="soft">{t("licences.decide.text")}</p>
          <RadioGroup
            legend={t("licences.decide.outcome")}
            name="outcome"
            value={decide.mine ? form.value("outcome") : undefined}
            error={decide.mine ? form.error("outcome") : undefined}
            choices={(["given", "refused"] as const).map((value) => ({
              value,
              label: t(`licences.decide.${value}`),
            }))}
          />
          <TextArea
            rows={3}
            label={t("trainers.act.reason")}
            hint={t("licences.decide.reasonHint")}
            {...decide.own("reason")}
          />
          <div className="actions">
            <Button name="intent" value="decide">
              {t("licences.decide.do")}
            </Button>
          </div>
        </Form>
      )}
      {offers.decideNot && !offers.assess && (
        <Alert>{t(`common.refusal.${offers.decideNot}` as WordKey)}</Alert>
      )}
    </>
  );
}

export function LicenceAct({ act, form }: Helped & { act: LicenceActKind }) {
  const { t } = useWords();
  return (
    <ReasonedAct
      act={act}
      consequence={t(`licences.act.${act}`)}
      reasonHint={t("licences.decide.reasonHint")}
      form={form}
    />
  );
}

/** A licence from before this system, from its paper. */
export function RecordForm({ form }: Helped) {
  const { t } = useWords();
  const { mine, own } = fieldsOf(form, "record");
  return (
    <Disclosure summary={t("licences.record.title")} open={mine || undefined}>
      <Form>
        <p>{t("licences.record.text")}</p>
        <TextInput label={t("trainers.facts.number")} dir="ltr" {...own("number")} />
        <TextInput type="date" label={t("trainers.facts.validFrom")} {...own("validFrom")} />
        <TextArea rows={2} label={t("trainers.facts.basis")} {...own("reason")} />
        <div className="actions">
          <Button name="intent" value="record" tone="quiet">
            {t("licences.record.do")}
          </Button>
        </div>
      </Form>
    </Disclosure>
  );
}
