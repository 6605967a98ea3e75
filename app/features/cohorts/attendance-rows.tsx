import { DirText } from "#app/ui/dir-text.tsx";
import type { useForm } from "#app/ui/form-problem.tsx";
import { useWords } from "#app/ui/words.tsx";
import { MARKS } from "./attendance.ts";
import { shortOf } from "./attendance-forms.ts";
import type { SheetRow } from "./attendance-sheet.server.ts";

type Props = {
  rows: SheetRow[];
  form: ReturnType<typeof useForm>;
  locked: boolean;
  /** A fresh sheet starts with everyone present: one taps only who was not. */
  presumed: boolean;
};

/** One fieldset a person: six marks, and the minutes missed. */
export function AttendanceRows({ rows, form, locked, presumed }: Props) {
  const { t } = useWords();
  return (
    <ol className="attendance" role="list">
      {rows.map(({ enrolmentId, name, mark, minutesMissed }) => {
        const who = shortOf(enrolmentId);
        const chosen = form.value(`m.${who}`, mark ?? (presumed ? "present" : ""));
        const minutes = `n.${who}`;
        return (
          <li key={enrolmentId} data-who={who} data-shown={mark ?? "none"}>
            <fieldset disabled={locked}>
              <legend>
                <DirText>{name}</DirText>
              </legend>
              <div className="marks">
                {MARKS.map((choice) => (
                  <label key={choice}>
                    <input type="radio" name={`m.${who}`} value={choice} defaultChecked={chosen === choice} />
                    <span>{t(`cohorts.mark.${choice}`)}</span>
                  </label>
                ))}
                <label className="minutes">
                  <span>{t("cohorts.sheet.minutes")}</span>
                  <input
                    type="number"
                    name={minutes}
                    min={0}
                    max={480}
                    inputMode="numeric"
                    defaultValue={form.value(minutes, minutesMissed ? String(minutesMissed) : "")}
                    aria-invalid={form.error(minutes) ? true : undefined}
                  />
                </label>
              </div>
            </fieldset>
            <p className="saved" role="status" />
          </li>
        );
      })}
    </ol>
  );
}
