import { TimeZoneSelect } from "#app/features/identity/time-zone-select.tsx";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { Checkbox } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FileInput } from "#app/ui/file-input.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { attendeeField, shownField } from "./meeting-forms.ts";
import { TOLERATED_MINUTES } from "./meeting-marks.ts";
import type { MeetingPreview, MeetingRow } from "./meeting-marks.server.ts";

/** First step: the file of the meeting tool, and by which clock it was written. */
export function ChooseReport({ timeZone, form }: { timeZone: string; form: FormHelp }) {
  const { t } = useWords();
  return (
    <Form encType="multipart/form-data">
      <input type="hidden" name="intent" value="look" />
      <FileInput
        name="file"
        label={t("cohorts.meeting.file")}
        hint={t("cohorts.meeting.fileHint")}
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        error={form.error("file")}
      />
      <TimeZoneSelect
        label={t("cohorts.meeting.timeZone")}
        value={form.value("timeZone", timeZone)}
        error={form.error("timeZone")}
      />
      <p className="soft">{t("cohorts.meeting.rule", { minutes: TOLERATED_MINUTES })}</p>
      <Actions>
        <Button>{t("cohorts.meeting.look")}</Button>
      </Actions>
    </Form>
  );
}

type ConfirmProps = {
  preview: MeetingPreview;
  again: boolean;
  verified: boolean;
  here: string;
  reason: string;
};

/** Second step: who is who, everybody's mark beside the one that stands, and one button that writes what is ticked. */
export function ConfirmMarks({ preview, again, verified, here, reason }: ConfirmProps) {
  const { t } = useWords();
  const { rows, attendees, carried, assigned } = preview;
  const unknown = attendees.filter(({ who }) => who === "").length;
  return (
    <form method="post" className="form">
      {again && <Alert tone="warn">{t("cohorts.meeting.again")}</Alert>}
      {carried.map((piece, index) => (
        <input key={index} type="hidden" name="carried[]" value={piece} />
      ))}
      <input type="hidden" name="assigned" value={assigned} />
      <Sheet title={t("cohorts.meeting.whoIsWho")}>
        <div className="stack">
          <p>
            {unknown > 0 ? t("cohorts.meeting.unknown", { count: unknown }) : t("cohorts.meeting.allKnown")}
          </p>
          {attendees.map(({ name, email, who }, index) => (
            <Select
              key={index}
              name={attendeeField(index)}
              label={<bdi>{name || email}</bdi>}
              hint={name ? email : undefined}
              placeholder={t("cohorts.meeting.nobody")}
              defaultValue={who}
              options={rows.map((row) => ({ value: row.who, label: row.name }))}
            />
          ))}
          <Actions>
            <Button name="intent" value="again" tone="quiet">
              {t("cohorts.meeting.lookAgain")}
            </Button>
          </Actions>
        </div>
      </Sheet>
      <MarkTable rows={rows} />
      {verified && (
        <TextInput
          name="reason"
          dir="auto"
          label={t("cohorts.sheet.reason")}
          hint={t("cohorts.sheet.reasonHint")}
          defaultValue={reason}
        />
      )}
      <Actions>
        <Button name="intent" value="take">
          {t("cohorts.meeting.take")}
        </Button>
        <ButtonLink href={here} tone="quiet">
          {t("cohorts.meeting.otherFile")}
        </ButtonLink>
      </Actions>
    </form>
  );
}

function MarkTable({ rows }: { rows: MeetingRow[] }) {
  const { t, list } = useWords();
  return (
    <DataTable
      caption={t("cohorts.meeting.marks")}
      rows={rows}
      rowKey={({ who }) => who}
      columns={[
        {
          key: "take",
          header: t("cohorts.meeting.takeOver"),
          hideHeader: true,
          cell: ({ who, name, stands, same }) => (
            <>
              <input type="hidden" name={shownField(who)} value={stands ?? "none"} />
              {!same && (
                <Checkbox
                  bare
                  name="take[]"
                  value={who}
                  defaultChecked={stands === null}
                  label={t("cohorts.meeting.takeOverOf", { name })}
                />
              )}
            </>
          ),
        },
        {
          key: "name",
          header: t("cohorts.table.name"),
          rowHeader: true,
          cell: ({ name }) => <DirText>{name}</DirText>,
        },
        {
          key: "mark",
          header: t("cohorts.meeting.mark"),
          cell: ({ mark, minutesMissed }) =>
            minutesMissed > 0
              ? t("cohorts.meeting.missed", { mark: t(`cohorts.mark.${mark}`), count: minutesMissed })
              : t(`cohorts.mark.${mark}`),
        },
        {
          key: "stands",
          header: t("cohorts.meeting.stands"),
          cell: ({ stands, same }) =>
            same ? t("cohorts.meeting.same") : t(`cohorts.mark.${stands ?? "none"}`),
        },
        {
          key: "seen",
          header: t("cohorts.meeting.seenAs"),
          cell: ({ seenAs }) => (seenAs.length > 0 ? <DirText>{list(seenAs)}</DirText> : "–"),
        },
      ]}
    />
  );
}
