import { Button } from "#app/ui/button.tsx";
import { Checkbox } from "#app/ui/choices.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FileInput } from "#app/ui/file-input.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { EvidenceKind } from "#app/features/trainers/renewal/renewal-file.ts";
import type { Renewal } from "#app/features/trainers/schemes/scheme.ts";

type Props = { kind: EvidenceKind; observedBy: Renewal["observedBy"]; form: FormHelp };

/** One piece of evidence, entered from its papers. */
export function EvidenceForm({ kind, observedBy, form }: Props) {
  const { t } = useWords();
  const mine = form.value("intent") === kind;
  const own = (name: string, required = true) => ({
    name,
    id: mine ? name : `${kind}-${name}`,
    defaultValue: mine ? form.value(name) : "",
    error: mine ? form.error(name) : undefined,
    required,
  });
  return (
    <Disclosure summary={t(`trainers.renewal.enter.${kind}`)} open={mine || undefined}>
      <Form encType="multipart/form-data">
        <TextInput type="date" label={t("trainers.renewal.day")} {...own("day")} />
        {(kind === "delivery" || kind === "training") && (
          <>
            <TextInput inputMode="numeric" label={t("trainers.renewal.modules")} {...own("modules")} />
            <TextInput inputMode="numeric" label={t("trainers.renewal.responses")} {...own("responses")} />
            <TextInput
              inputMode="decimal"
              label={t("trainers.renewal.meanMark")}
              optional={t("common.form.optional")}
              {...own("mean", false)}
            />
            <Checkbox
              name="reported"
              id={`${kind}-reported`}
              value="yes"
              label={t("trainers.renewal.reported")}
            />
          </>
        )}
        {(kind === "refresher" || kind === "workshop") && (
          <TextInput inputMode="decimal" suffix="%" label={t("trainers.renewal.share")} {...own("share")} />
        )}
        {kind === "calibration" && (
          <TextInput
            inputMode="decimal"
            label={t("trainers.renewal.difference")}
            hint={t("trainers.renewal.differenceHint")}
            {...own("difference")}
          />
        )}
        {kind === "observation" && (
          <TextInput
            inputMode="decimal"
            label={t(`trainers.renewal.observed.${observedBy}`)}
            {...own("result")}
          />
        )}
        <TextArea
          rows={2}
          label={t("trainers.renewal.note")}
          hint={t("trainers.renewal.noteHint")}
          {...own("note")}
        />
        <FileInput
          name="file"
          id={mine ? "file" : `${kind}-file`}
          label={t("trainers.renewal.paper")}
          optional={t("common.form.optional")}
          hint={t("trainers.renewal.paperHint")}
          accept="image/png,image/jpeg,application/pdf"
          error={mine ? form.error("file") : undefined}
        />
        <div className="actions">
          <Button name="intent" value={kind} tone="quiet">
            {t("trainers.renewal.keep")}
          </Button>
        </div>
      </Form>
    </Disclosure>
  );
}
