import type { ReactNode } from "react";
import { Actions, Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { fieldsOf } from "#app/ui/one-of-forms.ts";
import { Select } from "#app/ui/select.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { SUSPENSION_GROUNDS, type CertificationActKind } from "./certification-acts.ts";

type ReasonProps = {
  intent: string;
  title: string;
  consequence: string;
  reason?: { label?: string; hint?: string };
  act: { label: string; tone: "quiet" | "danger" };
  form: FormHelp;
  children?: ReactNode;
};

/** What somebody does for a reason: what it means, what more it needs, why. */
export function ReasonForm({ intent, title, consequence, reason = {}, act, form, children }: ReasonProps) {
  const { t } = useWords();
  const { mine, own } = fieldsOf(form, intent);
  return (
    <Disclosure summary={title} open={mine || undefined}>
      <div className="stack">
        <p>{consequence}</p>
        <Form>
          {children}
          <TextArea
            rows={2}
            dir="auto"
            label={reason.label ?? t("trainers.act.reason")}
            hint={reason.hint}
            {...own("reason")}
          />
          <Actions>
            <Button name="intent" value={intent} tone={act.tone}>
              {act.label}
            </Button>
          </Actions>
        </Form>
      </div>
    </Disclosure>
  );
}

const DAY_LABEL = {
  suspend: "trainers.act.decideBy",
  extend: "trainers.act.newEnd",
  waive: "trainers.act.waiveUntil",
  "propose-revocation": "trainers.act.hearingOn",
} as const;
const withDay = (act: CertificationActKind): act is keyof typeof DAY_LABEL => act in DAY_LABEL;

type ActProps = Pick<ReasonProps, "consequence" | "form" | "children"> & {
  act: CertificationActKind;
  reasonHint: string;
};

/** One act on a certification or a licence: on which ground, until when. */
export function ReasonedAct({ act, reasonHint, children, ...rest }: ActProps) {
  const { t } = useWords();
  const { own } = fieldsOf(rest.form, act);
  return (
    <ReasonForm
      intent={act}
      title={t(`trainers.act.${act}.title`)}
      reason={{ hint: reasonHint }}
      act={{ label: t(`trainers.act.${act}.do`), tone: act === "revoke" ? "danger" : "quiet" }}
      {...rest}
    >
      {act === "suspend" && (
        <Select
          label={t("trainers.act.ground")}
          placeholder={t("trainers.record.choose")}
          options={SUSPENSION_GROUNDS.map((value) => ({ value, label: t(`trainers.ground.${value}`) }))}
          {...own("word")}
        />
      )}
      {children}
      {withDay(act) && <TextInput type="date" label={t(DAY_LABEL[act])} {...own("until")} />}
    </ReasonForm>
  );
}
