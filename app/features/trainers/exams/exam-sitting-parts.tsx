import type { ReactNode } from "react";
import { Actions, Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import {
  isLink,
  VOID_REASONS,
  type Arrangement,
  type ScriptState,
  type SittingPhase,
  type VoidReason,
} from "./exam-sitting.ts";

/* Parts that the officer's, the invigilator's and the candidate's page of a sitting share. */

const PHASE_TONE: Record<SittingPhase, TagTone> = {
  planned: "quiet",
  open: "due",
  closed: "warn",
  released: "good",
  cancelled: "quiet",
};

export function PhaseTag({ phase }: { phase: SittingPhase }) {
  const { t } = useWords();
  return <Tag tone={PHASE_TONE[phase]}>{t(`exams.phase.${phase}`)}</Tag>;
}

const STATE_TONE: Record<ScriptState, TagTone> = {
  expected: "quiet",
  checked: "warn",
  writing: "due",
  "handed-in": "good",
  voided: "quiet",
  released: "good",
};

export function StateTag({ state, absent }: { state: ScriptState; absent: boolean }) {
  const { t } = useWords();
  if (absent) return <Tag tone="danger">{t("exams.state.absent")}</Tag>;
  return <Tag tone={STATE_TONE[state]}>{t(`exams.state.${state}`)}</Tag>;
}

/** For whoever keeps the sitting; the candidate is told in other words. */
export function Voided({ why, happened }: { why: VoidReason; happened: string }) {
  const { t } = useWords();
  return (
    <>
      {t(`exams.voidScript.reason.${why}`)}
      <br />
      <DirText>{happened}</DirText>
    </>
  );
}

type VoidScriptProps = {
  scripts: readonly { id: string; number: number; name: string; voidable: boolean }[];
  form: FormHelp;
};

/** The same act in the room and on the officer's page; nothing where nobody has begun, or the results are out. */
export function VoidScriptForm({ scripts, form }: VoidScriptProps) {
  const { t } = useWords();
  const begun = scripts.filter(({ voidable }) => voidable);
  const mine = form.value("intent") === "void-script";
  if (begun.length === 0) return null;
  return (
    <Disclosure summary={t("exams.voidScript.title")} open={mine}>
      <Form>
        <p>{t("exams.voidScript.consequence")}</p>
        <Select
          name="scriptId"
          label={t("exams.voidScript.whose")}
          placeholder={t("exams.voidScript.choose")}
          options={begun.map(({ id, number, name }) => ({
            value: id,
            label: t("exams.voidScript.option", { number: String(number), name }),
          }))}
          defaultValue={mine ? form.value("scriptId") : ""}
          error={mine ? form.error("scriptId") : undefined}
          required
        />
        <RadioGroup
          name="why"
          legend={t("exams.voidScript.why")}
          choices={VOID_REASONS.map((value) => ({ value, label: t(`exams.voidScript.reason.${value}`) }))}
          value={form.value("why")}
          error={form.error("why")}
        />
        <TextArea
          name="happened"
          label={t("exams.voidScript.happened")}
          hint={t("exams.voidScript.happenedHint")}
          rows={3}
          dir="auto"
          maxLength={2000}
          defaultValue={form.value("happened")}
          error={form.error("happened")}
          required
        />
        <Actions>
          <Button name="intent" value="void-script" tone="danger">
            {t("exams.voidScript.do")}
          </Button>
        </Actions>
      </Form>
    </Disclosure>
  );
}

/** Without its pages a written answer is marked by nobody. */
export function PagesBrought({ pages }: { pages: number | null }) {
  const { t, number } = useWords();
  if (pages === 0) return <Tag tone="warn">{t("exams.scan.none")}</Tag>;
  return <>{pages === null ? "–" : number(pages)}</>;
}

/** A room in words, or the way into a meeting. */
export function Place({ place }: { place: string }) {
  if (isLink(place))
    return (
      <a href={place} dir="ltr" rel="noreferrer">
        {place}
      </a>
    );
  return <DirText>{place}</DirText>;
}

type WhenProps = {
  day: string;
  startsAt: string;
  timeZone: string;
  place: string;
  minutes: number;
  more?: { term: string; value: ReactNode }[];
};

export function WhenAndWhere({ day, startsAt, timeZone, place, minutes, more = [] }: WhenProps) {
  const { t, date } = useWords();
  const zone = timeZone.replaceAll("_", " ");
  return (
    <FactList
      facts={[
        { term: t("exams.sitting.day"), value: date(day) },
        { term: t("exams.sitting.startsAt"), value: t("exams.sitting.hour", { hour: startsAt, zone }) },
        { term: t("exams.sitting.place"), value: <Place place={place} /> },
        { term: t("exams.sitting.minutes"), value: t("exams.sitting.minutesCount", { count: minutes }) },
        ...more,
      ]}
    />
  );
}

type Arranged = { extraMinutes: number; arrangements: readonly Arrangement[]; note: string };

/** What was arranged for one person; nothing where nothing was. */
export function Arrangements({ extraMinutes, arrangements, note }: Arranged) {
  const { t, list } = useWords();
  const parts = [
    ...(extraMinutes > 0 ? [t("exams.arrangement.minutes", { count: extraMinutes })] : []),
    ...arrangements.map((each) => t(`exams.arrangement.${each}`)),
  ];
  if (parts.length === 0 && note === "") return <>{t("exams.arrangement.none")}</>;
  return (
    <>
      {list(parts)}
      {parts.length > 0 && note !== "" && <br />}
      {note !== "" && <DirText>{note}</DirText>}
    </>
  );
}

type Incident = { id: string; number: number | null; words: string; at: number };

export function Incidents({ incidents }: { incidents: Incident[] }) {
  const { t, dateTime } = useWords();
  return (
    <DataTable
      caption={t("exams.incident.title")}
      rows={incidents}
      rowKey={({ id }) => id}
      empty={<p className="soft">{t("exams.incident.none")}</p>}
      columns={[
        { key: "at", header: t("exams.incident.at"), rowHeader: true, cell: ({ at }) => dateTime(at) },
        {
          key: "number",
          header: t("exams.sitting.number"),
          cell: ({ number }) => (number === null ? t("exams.incident.all") : String(number)),
        },
        { key: "words", header: t("exams.incident.what"), cell: ({ words }) => <DirText>{words}</DirText> },
      ]}
    />
  );
}
