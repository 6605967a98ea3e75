import type { ComponentProps } from "react";
import { paths } from "#app/lib/paths.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { Checkbox, CheckboxGroup } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { Arrangements, PagesBrought, StateTag, Voided } from "./exam-sitting-parts.tsx";
import { WhenFields } from "./plan-sitting-form.tsx";
import { ARRANGEMENTS, type Arrangement, type ScriptState, type VoidReason } from "./exam-sitting.ts";

/* What an officer does with a sitting. */

type Script = {
  id: string;
  candidacyId: string;
  number: number;
  name: string;
  extraMinutes: number;
  arrangements: Arrangement[];
  note: string;
  state: ScriptState;
  absent: boolean;
  pages: number | null;
  score: number | null;
  voided: { why: VoidReason; happened: string } | null;
};

type AdmittedProps = { scripts: Script[]; admitting: boolean; released: boolean };

export function AdmittedTable({ scripts, admitting, released }: AdmittedProps) {
  const { t, percent } = useWords();
  return (
    <DataTable
      caption={t("exams.sitting.candidates")}
      rows={scripts}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t("exams.sitting.nobody")}>{t("exams.sitting.nobodyText")}</EmptyState>}
      columns={[
        {
          key: "name",
          header: t("exams.sitting.name"),
          rowHeader: true,
          cell: ({ candidacyId, name }) => (
            <a href={paths.candidate(candidacyId)}>
              <DirText>{name}</DirText>
            </a>
          ),
        },
        { key: "number", header: t("exams.sitting.number"), cell: ({ number }) => String(number) },
        {
          key: "arranged",
          header: t("exams.sitting.arranged"),
          cell: (script) => <Arrangements {...script} />,
        },
        { key: "state", header: t("exams.sitting.state"), cell: (script) => <StateTag {...script} /> },
        ...(scripts.some(({ voided }) => voided)
          ? [
              {
                key: "voided",
                header: t("exams.voidScript.column"),
                cell: ({ id, name, voided }: Script) =>
                  voided ? (
                    <>
                      <Voided {...voided} />
                      {!released && <CountAgain id={id} name={name} />}
                    </>
                  ) : (
                    "–"
                  ),
              },
            ]
          : []),
        ...(scripts.some(({ pages }) => pages !== null)
          ? [
              {
                key: "pages",
                header: t("exams.scan.pages"),
                cell: ({ pages }: Script) => <PagesBrought pages={pages} />,
              },
            ]
          : []),
        {
          key: "score",
          header: t("exams.sitting.result"),
          cell: ({ score }) => (score === null ? "–" : percent(score / 10_000, 2)),
        },
        ...(admitting
          ? [
              {
                key: "remove",
                header: t("exams.sitting.remove"),
                hideHeader: true,
                cell: ({ id, state, name }: Script) =>
                  state === "expected" || state === "checked" ? (
                    <form method="post">
                      <input type="hidden" name="scriptId" value={id} />
                      <Button
                        name="intent"
                        value="remove"
                        tone="quiet"
                        size="small"
                        aria-label={t("exams.sitting.removeNamed", { name })}
                      >
                        {t("exams.sitting.remove")}
                      </Button>
                    </form>
                  ) : null,
              },
            ]
          : []),
      ]}
    />
  );
}

/** What was voided by mistake. */
function CountAgain({ id, name }: { id: string; name: string }) {
  const { t } = useWords();
  return (
    <form method="post">
      <input type="hidden" name="scriptId" value={id} />
      <Button
        name="intent"
        value="count-script"
        tone="quiet"
        size="small"
        aria-label={t("exams.voidScript.countNamed", { name })}
      >
        {t("exams.voidScript.count")}
      </Button>
    </form>
  );
}

type Proposed = { id: string; name: string; language: string; until: string };

type AdmitProps = {
  proposed: Proposed[];
  /** Of the questions. */
  language: string;
  form: FormHelp;
};

export function AdmitForm({ proposed, language: asked, form }: AdmitProps) {
  const { t, language, date } = useWords();
  return (
    <Sheet title={t("exams.admit.title")}>
      {proposed.length === 0 ? (
        <p>{t("exams.admit.nobody")}</p>
      ) : (
        <div className="stack">
          <p className="soft">{t("exams.admit.consequence")}</p>
          <Form>
            <Select
              name="candidacyId"
              label={t("exams.admit.candidate")}
              hint={t("exams.admit.candidateHint")}
              options={proposed.map(({ id, name, language: of, until }) => ({
                value: id,
                label: t("exams.admit.option", { name, language: language(of), until: date(until) }),
              }))}
              defaultValue={form.value("candidacyId")}
              error={form.error("candidacyId")}
              required
            />
            {proposed.some(({ language: of }) => of !== asked) && (
              <Checkbox
                name="otherLanguage"
                value="yes"
                label={t("exams.admit.otherLanguage", { language: language(asked) })}
                defaultChecked={form.value("otherLanguage") === "yes"}
                error={form.error("otherLanguage")}
              />
            )}
            <Disclosure summary={t("exams.admit.arrange")}>
              <div className="stack">
                <TextInput
                  name="extraMinutes"
                  label={t("exams.admit.extraMinutes")}
                  span="short"
                  inputMode="numeric"
                  defaultValue={form.value("extraMinutes")}
                  error={form.error("extraMinutes")}
                />
                <CheckboxGroup
                  name="arrangements[]"
                  id="arrangements"
                  legend={t("exams.admit.kinds")}
                  choices={ARRANGEMENTS.map((value) => ({ value, label: t(`exams.arrangement.${value}`) }))}
                  values={form.values("arrangements")}
                  error={form.error("arrangements")}
                />
                <TextInput
                  name="note"
                  label={t("exams.admit.note")}
                  optional={t("common.form.optional")}
                  maxLength={500}
                  dir="auto"
                  defaultValue={form.value("note")}
                  error={form.error("note")}
                />
              </div>
            </Disclosure>
            <Actions>
              <Button name="intent" value="admit">
                {t("exams.admit.do")}
              </Button>
            </Actions>
          </Form>
        </div>
      )}
    </Sheet>
  );
}

type MoveProps = ComponentProps<typeof WhenFields>;

/** While nobody has opened it. */
export function MoveSitting({ planned, form }: MoveProps) {
  const { t } = useWords();
  return (
    <Disclosure summary={t("exams.sitting.move")} open={form.value("intent") === "move"}>
      <Form>
        <p>{t("exams.sitting.moveConsequence")}</p>
        <WhenFields planned={planned} form={form} />
        <Actions>
          <Button name="intent" value="move">
            {t("exams.sitting.move")}
          </Button>
        </Actions>
      </Form>
    </Disclosure>
  );
}

type InvigilatorProps = { username: string; closed: boolean; form: FormHelp };

/** Until it is closed somebody supervises; afterwards they bring the pages. */
export function InvigilatorForm({ username, closed, form }: InvigilatorProps) {
  const { t } = useWords();
  const words = t(closed ? "exams.sitting.nameBringer" : "exams.sitting.changeInvigilator");
  const mine = form.value("intent") === "invigilator";
  return (
    <Disclosure summary={words} open={mine}>
      <Form>
        <TextInput
          name="invigilator"
          label={t(closed ? "exams.sitting.bringer" : "exams.sitting.invigilator")}
          hint={t(closed ? "exams.sitting.bringerHint" : "exams.sitting.invigilatorHint")}
          autoCapitalize="none"
          defaultValue={form.value("invigilator", username)}
          error={form.error("invigilator")}
          required
        />
        <Actions>
          <Button name="intent" value="invigilator" tone="quiet">
            {words}
          </Button>
        </Actions>
      </Form>
    </Disclosure>
  );
}

/** What the invigilator forgot. */
export function CloseLeftOpen({ day }: { day: string }) {
  const { t, date } = useWords();
  return (
    <Sheet title={t("exams.sitting.leftOpen")} accent>
      <Form>
        <p>{t("exams.sitting.leftOpenText", { day: date(day) })}</p>
        <Actions>
          <Button name="intent" value="close">
            {t("exams.room.close")}
          </Button>
        </Actions>
      </Form>
    </Sheet>
  );
}

export function CancelSitting({ form }: { form: FormHelp }) {
  const { t } = useWords();
  const mine = form.value("intent") === "cancel";
  return (
    <Disclosure summary={t("exams.sitting.cancel")} open={mine}>
      <Form>
        <p>{t("exams.sitting.cancelConsequence")}</p>
        <TextArea
          name="reason"
          label={t("exams.sitting.reason")}
          rows={3}
          dir="auto"
          defaultValue={mine ? form.value("reason") : ""}
          error={form.error("reason")}
          required
        />
        <Actions>
          <Button name="intent" value="cancel" tone="danger">
            {t("exams.sitting.cancel")}
          </Button>
        </Actions>
      </Form>
    </Disclosure>
  );
}
