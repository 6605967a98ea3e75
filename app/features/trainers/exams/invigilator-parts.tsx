import type { ReactNode } from "react";
import { paths } from "#app/lib/paths.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import {
  Arrangements,
  Incidents,
  PagesBrought,
  StateTag,
  Voided,
  VoidScriptForm,
} from "./exam-sitting-parts.tsx";
import {
  IDENTITY_PAPERS,
  type Arrangement,
  type ScriptState,
  type SittingPhase,
  type VoidReason,
} from "./exam-sitting.ts";

/* The invigilator's page, on a phone in the room. */

type Script = {
  id: string;
  number: number;
  name: string;
  extraMinutes: number;
  arrangements: Arrangement[];
  note: string;
  state: ScriptState;
  absent: boolean;
  deadlineAt: number | null;
  begun: boolean;
  pages: number | null;
  voidable: boolean;
  voided: { why: VoidReason; happened: string } | null;
};

/** Opens, then shows the code as large as a board would, then closes. */
export function TheRoom({
  phase,
  onPaper,
  code,
  day,
  today,
  recording,
}: {
  phase: SittingPhase;
  onPaper: boolean;
  code: string | null;
  day: string;
  today: string;
  /** Where its day went by without a line. */
  recording?: ReactNode;
}) {
  const { t, date } = useWords();
  if (recording) return recording;
  if (phase === "planned")
    return (
      <Sheet title={t("exams.room.open")} accent>
        {today === day ? (
          <Form>
            <p>{t(onPaper ? "exams.room.openPaperConsequence" : "exams.room.openConsequence")}</p>
            <Actions>
              <Button name="intent" value="open">
                {t("exams.room.open")}
              </Button>
            </Actions>
          </Form>
        ) : (
          <p>{t("exams.room.onItsDay", { day: date(day) })}</p>
        )}
      </Sheet>
    );
  if (phase !== "open") return null;
  return (
    <Sheet
      eyebrow={onPaper ? undefined : t("exams.room.code")}
      title={
        onPaper ? (
          t("exams.sitting.onPaper")
        ) : (
          <span dir="ltr">{(code ?? "").replace(/(.{3})(?=.)/g, "$1 ")}</span>
        )
      }
      accent
    >
      <div className="stack">
        <p>{t(onPaper ? "exams.room.paperText" : "exams.room.codeText")}</p>
        <Form>
          <p>{t("exams.room.closeConsequence")}</p>
          <Actions>
            <Button name="intent" value="close" tone="quiet">
              {t("exams.room.close")}
            </Button>
          </Actions>
        </Form>
      </div>
    </Sheet>
  );
}

type CardsProps = {
  scripts: Script[];
  phase: SittingPhase;
  onPaper: boolean;
  asksEdition: boolean;
  /** Papers are seen on its day. */
  itsDay: boolean;
  form: FormHelp;
};

export function CandidateCards({ scripts, ...room }: CardsProps) {
  const { t } = useWords();
  return (
    <section className="stack">
      <h2>{t("exams.sitting.candidates")}</h2>
      {scripts.length === 0 && <p>{t("exams.sitting.nobodyText")}</p>}
      {scripts.map((script) => (
        <Candidate key={script.id} script={script} {...room} />
      ))}
      <VoidScriptForm scripts={scripts} form={room.form} />
    </section>
  );
}

function Candidate({
  script,
  phase,
  onPaper,
  itsDay,
  ...room
}: Omit<CardsProps, "scripts"> & { script: Script }) {
  const { t, time } = useWords();
  const { id, number, name, state, absent, deadlineAt } = script;
  const closed = phase !== "planned" && phase !== "open";
  const waits = itsDay && (state === "expected" || state === "checked") && !closed;
  return (
    <Sheet
      title={<DirText>{name}</DirText>}
      headingLevel={3}
      eyebrow={t("exams.room.number", { number: String(number) })}
      aside={<StateTag state={state} absent={absent} />}
    >
      <div className="stack tight">
        <p>
          <Arrangements {...script} />
        </p>
        {state === "writing" && deadlineAt !== null && (
          <p>{t("exams.room.until", { time: time(deadlineAt) })}</p>
        )}
        {waits && (
          <Form>
            <input type="hidden" name="scriptId" value={id} />
            <Select
              name="identity"
              id={`identity-${id}`}
              label={t("exams.room.identity")}
              options={IDENTITY_PAPERS.map((value) => ({ value, label: t(`exams.identity.${value}`) }))}
            />
            <Actions>
              <Button
                name="intent"
                value="check"
                tone={state === "expected" ? "primary" : "quiet"}
                aria-label={t("exams.room.checkNamed", { name })}
              >
                {t(state === "expected" ? "exams.room.check" : "exams.room.checkAgain")}
              </Button>
            </Actions>
          </Form>
        )}
        {script.voided && (
          <p>
            <Voided {...script.voided} />
          </p>
        )}
        {onPaper && <OnPaper script={script} phase={phase} {...room} />}
      </div>
    </Sheet>
  );
}

/** The booklet goes out, the script comes in, its pages are brought. */
function OnPaper({
  script: { id, number, name, state, begun, pages },
  phase,
  asksEdition,
  form,
}: Pick<CardsProps, "phase" | "asksEdition" | "form"> & { script: Script }) {
  const { t } = useWords();
  const act = state === "checked" && phase === "open" ? "hand-out" : state === "writing" ? "collect" : null;
  return (
    <>
      {act && (
        <Form>
          <input type="hidden" name="scriptId" value={id} />
          {act === "hand-out" && asksEdition && <Edition scriptId={id} form={form} />}
          <Actions>
            <Button
              name="intent"
              value={act}
              aria-label={t(act === "collect" ? "exams.room.collectNamed" : "exams.room.handOutNamed", {
                name,
              })}
            >
              {t(act === "collect" ? "exams.room.collect" : "exams.room.handOut")}
            </Button>
          </Actions>
        </Form>
      )}
      {begun && state === "handed-in" && (
        <p>
          {pages ? t("exams.room.brought", { count: pages }) : <PagesBrought pages={pages} />}
          <br />
          <a href={paths.scriptPages(id)} aria-label={t("exams.room.pagesNamed", { number: String(number) })}>
            {t("exams.room.pages")}
          </a>
        </p>
      )}
    </>
  );
}

/** Booklets that were printed before the sitting was moved are still about. */
function Edition({ scriptId, form }: { scriptId: string; form: FormHelp }) {
  const { t } = useWords();
  const asked = form.value("scriptId") === scriptId;
  return (
    <TextInput
      id={asked ? "edition" : `edition-${scriptId}`}
      name="edition"
      inputMode="numeric"
      span="short"
      required
      label={t("exams.room.edition")}
      hint={t("exams.room.editionHint")}
      defaultValue={asked ? form.value("edition") : ""}
      error={asked ? form.error("edition") : undefined}
    />
  );
}

type LogProps = {
  incidents: { id: string; number: number | null; words: string; at: number }[];
  scripts: Script[];
  open: boolean;
  /** Its day is over: now would be the wrong hour. */
  afterwards: boolean;
  form: FormHelp;
};

export function IncidentLog({ incidents, scripts, open, afterwards, form }: LogProps) {
  const { t } = useWords();
  return (
    <>
      <Incidents incidents={incidents} />
      {open && (
        <Sheet title={t("exams.incident.add")}>
          <Form>
            <Select
              name="number"
              label={t("exams.incident.about")}
              placeholder={t("exams.incident.all")}
              options={scripts.map(({ number }) => ({ value: String(number), label: String(number) }))}
              defaultValue={form.value("number")}
              error={form.error("number")}
            />
            <TextInput
              name="hour"
              type="time"
              dir="ltr"
              span="short"
              label={t("exams.incident.hour")}
              hint={t(afterwards ? "exams.incident.hourThen" : "exams.incident.hourNow")}
              required={afterwards}
              optional={afterwards ? undefined : t("common.form.optional")}
              defaultValue={form.value("hour")}
              error={form.error("hour")}
            />
            <TextArea
              name="words"
              label={t("exams.incident.what")}
              rows={3}
              dir="auto"
              maxLength={2000}
              defaultValue={form.value("words")}
              error={form.error("words")}
              required
            />
            <Actions>
              <Button name="intent" value="incident" tone="quiet">
                {t("exams.incident.do")}
              </Button>
            </Actions>
          </Form>
        </Sheet>
      )}
    </>
  );
}
