import { Actions, Button } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Form } from "#app/ui/form.tsx";
import type { useForm } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { Incident, IncidentNote } from "./incidents.server.ts";

type NoteProps = { notes: IncidentNote[]; locked: boolean; form: ReturnType<typeof useForm> };

/** What happened on a half-day: the words that count, those before them, and a form to write or correct. */
export function IncidentSheet({ notes, locked, form }: NoteProps) {
  const { t, dateTime } = useWords();
  const [latest, ...older] = notes;
  const written = ({ by, at }: IncidentNote) => (
    <span className="soft">{t("cohorts.incident.written", { by, at: dateTime(at) })}</span>
  );
  return (
    <Sheet title={t("cohorts.incident.title")}>
      <div className="stack tight">
        {latest && (
          <p className="as-written" dir="auto">
            {latest.words || t("cohorts.incident.takenBack")} {written(latest)}
          </p>
        )}
        {older.length > 0 && (
          <Disclosure summary={t("cohorts.incident.older", { count: older.length })}>
            <ul>
              {older.map((note) => (
                <li key={note.id}>
                  <DirText>{note.words || t("cohorts.incident.takenBack")}</DirText> {written(note)}
                </li>
              ))}
            </ul>
          </Disclosure>
        )}
        {!locked && (
          <Form>
            <input type="hidden" name="after" value={latest?.id ?? ""} />
            <TextArea
              name="words"
              rows={3}
              dir="auto"
              maxLength={2_000}
              label={t(latest ? "cohorts.incident.correct" : "cohorts.incident.words")}
              hint={t("cohorts.incident.hint")}
              defaultValue={form.value("words", latest?.words)}
              error={form.error("words")}
            />
            <Actions>
              <Button name="intent" value="incident" tone="quiet">
                {t("cohorts.incident.save")}
              </Button>
            </Actions>
          </Form>
        )}
      </div>
    </Sheet>
  );
}

/** Of the whole course, for its report; nothing where nothing happened. */
export function IncidentList({ incidents }: { incidents: Incident[] }) {
  const { t, date } = useWords();
  if (incidents.length === 0) return null;
  return (
    <Sheet title={t("cohorts.incident.all")}>
      <ul>
        {incidents.map(({ id, date: day, part, words, by, corrected }) => (
          <li key={id}>
            <b>{t("cohorts.calendar.dayPart", { day: date(day), part: t(`cohorts.part.${part}`) })}</b>{" "}
            <DirText>{words}</DirText>{" "}
            <span className="soft">
              {t(corrected ? "cohorts.incident.byCorrected" : "cohorts.incident.by", { by })}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
