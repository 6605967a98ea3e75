import { data, redirect, type ActionFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { CountrySelect } from "#app/features/identity/country-select.tsx";
import { complain, findByReceipt } from "#app/features/trainers/complaints/complain.server.ts";
import { ComplainForm, PROGRAMMES } from "#app/features/trainers/complaints/complaint-forms.ts";
import {
  secondsToLookAgain,
  secondsToWriteAgain,
} from "#app/features/trainers/complaints/complaint-limit.server.ts";
import {
  COMPLAINT_ABOUT,
  DAYS_TO_ACKNOWLEDGE,
  readReceipt,
} from "#app/features/trainers/complaints/complaint.ts";
import { badForm, readForm } from "#app/infra/http.server.ts";
import { problemAt, type FormProblem } from "#app/lib/form.ts";
import { paths } from "#app/lib/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("trainers.complaint.title") } satisfies PageHandle;

/** Public: nothing of who is signed in is kept with it. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request, ComplainForm);
  if (!form.ok) return badForm(form.problem);
  if (form.value.intent === "look-up") {
    const seconds = await secondsToLookAgain(context.address);
    if (seconds > 0) return later(form.values, seconds);
    const receipt = readReceipt(form.value.receipt);
    if (!receipt || !(await findByReceipt(receipt)))
      return badForm(problemAt(form.values, "receipt", "no-receipt"));
    return redirect(paths.receipt(receipt), 303);
  }
  const seconds = await secondsToWriteAgain(context.address);
  if (seconds > 0) return later(form.values, seconds);
  const { words, requestId } = context;
  const receipt = await complain(form.value, { locale: words.locale, requestId });
  return redirect(`${paths.receipt(receipt)}?new=1`, 303);
}

const later = (values: FormProblem["values"], seconds: number) =>
  data(
    { problem: { values, errors: [] }, refusal: { key: "complaint-later" } },
    { status: 429, headers: { "Retry-After": String(seconds) } },
  );

export default function Complain() {
  const form = useForm(useActionData() as FormAnswer);
  const { t } = useWords();
  return (
    <div className="narrow">
      <PageHeader
        title={t("trainers.complaint.title")}
        lead={t("trainers.complaint.lead", { count: DAYS_TO_ACKNOWLEDGE })}
      />
      {form.summary}
      <Sheet title={t("trainers.complaint.write")}>
        <Form>
          <RadioGroup
            name="about"
            legend={t("trainers.complaint.about")}
            choices={COMPLAINT_ABOUT.map((value) => ({
              value,
              label: t(`trainers.complaint.aboutA.${value}`),
            }))}
            value={form.value("about")}
            error={form.error("about")}
            required
          />
          <TextInput
            name="whom"
            label={t("trainers.complaint.whom")}
            hint={t("trainers.complaint.whomHint")}
            optional={t("common.form.optional")}
            maxLength={300}
            dir="auto"
            defaultValue={form.value("whom")}
            error={form.error("whom")}
          />
          <TextArea
            name="words"
            rows={8}
            label={t("trainers.complaint.words")}
            hint={t("trainers.complaint.wordsHint")}
            required
            maxLength={4000}
            dir="auto"
            defaultValue={form.value("words")}
            error={form.error("words")}
          />
          <Select
            name="programme"
            label={t("trainers.complaint.programme")}
            placeholder={t("trainers.complaint.unknown")}
            options={PROGRAMMES.map((value) => ({ value, label: t(`trainers.complaint.of.${value}`) }))}
            defaultValue={form.value("programme")}
            error={form.error("programme")}
          />
          <CountrySelect value={form.value("country")} error={form.error("country")} />
          <TextInput
            name="contact"
            type="email"
            label={t("trainers.complaint.contact")}
            hint={t("trainers.complaint.contactHint")}
            optional={t("common.form.optional")}
            defaultValue={form.value("contact")}
            error={form.error("contact")}
          />
          <div className="actions">
            <Button name="intent" value="complain">
              {t("trainers.complaint.send")}
            </Button>
          </div>
        </Form>
      </Sheet>
      <Sheet title={t("trainers.complaint.lookUp")}>
        <Form>
          <TextInput
            name="receipt"
            label={t("trainers.complaint.receipt")}
            autoComplete="off"
            autoCapitalize="characters"
            dir="ltr"
            required
            defaultValue={form.value("receipt")}
            error={form.error("receipt")}
          />
          <div className="actions">
            <Button name="intent" value="look-up" tone="quiet">
              {t("trainers.complaint.seeState")}
            </Button>
          </div>
        </Form>
      </Sheet>
    </div>
  );
}
