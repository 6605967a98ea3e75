import { paths } from "#app/lib/paths.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { EmployerPage } from "./employer-view.ts";

type Of = { page: EmployerPage; mayKeep: boolean; answer: FormAnswer };

/** The common day: asked first, with whose end would move; set after. */
export function RefresherDateSheet({ page, mayKeep, asked, answer }: Of & { asked: string | null }) {
  const { t, date } = useWords();
  const { preview, nextDate } = page;
  return (
    <Sheet title={t("attestation.date.title")}>
      <div className="stack tight">
        <p>{nextDate ? t("attestation.date.set", { day: date(nextDate) }) : t("attestation.date.none")}</p>
        <p className="soft">{t("attestation.date.rule")}</p>
      </div>
      {mayKeep && (
        <FilterBar label={t("attestation.date.ask")} submit={t("attestation.date.look")}>
          <TextInput
            name="date"
            type="date"
            label={t("attestation.date.day")}
            hint={t("attestation.date.dayHint")}
            required
            defaultValue={asked ?? nextDate ?? ""}
          />
        </FilterBar>
      )}
      {mayKeep && asked && preview && <Preview preview={preview} asked={asked} answer={answer} />}
    </Sheet>
  );
}

function Preview({
  preview,
  asked,
  answer,
}: {
  preview: NonNullable<EmployerPage["preview"]>;
  asked: string;
  answer: FormAnswer;
}) {
  const { t, date } = useWords();
  const form = useForm(answer);
  const moved = preview.filter(({ from, to }) => to > from).length;
  return (
    <>
      <p>
        <strong>{t("attestation.date.moves", { count: moved })}</strong>{" "}
        {t("attestation.date.keeps", { count: preview.length - moved })}
      </p>
      <DataTable
        caption={t("attestation.date.preview")}
        hideCaption
        rows={preview.map((row, index) => ({ ...row, key: `${index}` }))}
        rowKey={({ key }) => key}
        columns={[
          {
            key: "name",
            header: t("attestation.person"),
            rowHeader: true,
            cell: ({ name }) => <DirText>{name}</DirText>,
          },
          { key: "from", header: t("attestation.date.now"), cell: ({ from }) => date(from) },
          {
            key: "to",
            header: t("attestation.date.then"),
            cell: ({ from, to }) =>
              to > from ? <strong>{date(to)}</strong> : t("attestation.date.same", { day: date(to) }),
          },
        ]}
        empty={<p className="soft">{t("attestation.date.nobody")}</p>}
      />
      <Form>
        <input type="hidden" name="date" value={asked} />
        <TextArea
          name="reason"
          id="date-reason"
          rows={2}
          label={t("attestation.reason")}
          hint={t("attestation.date.reasonHint")}
          required
          defaultValue={form.value("reason")}
          error={form.error("reason")}
        />
        <Actions>
          <Button name="intent" value="set-date">
            {t("attestation.date.act")}
          </Button>
        </Actions>
      </Form>
    </>
  );
}

const AWAY_TONE = { "on-leave": "due", "to-come": "quiet", back: "quiet" } as const;

export function LeaveSheet({ page: { leaves, people, day }, mayKeep, answer }: Of) {
  const { t, date } = useWords();
  const form = useForm(answer);
  return (
    <Sheet title={t("attestation.leave.title")}>
      <p className="soft">{t("attestation.leave.rule")}</p>
      <DataTable
        caption={t("attestation.leave.title")}
        hideCaption
        rows={leaves}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "name",
            header: t("attestation.person"),
            rowHeader: true,
            cell: ({ name, reason }) => (
              <>
                <DirText>{name}</DirText>
                <br />
                <span className="soft">
                  <DirText>{reason}</DirText>
                </span>
              </>
            ),
          },
          { key: "from", header: t("attestation.leave.from"), cell: ({ from }) => date(from) },
          {
            key: "until",
            header: t("attestation.leave.until"),
            cell: ({ until }) => (until ? date(until) : t("attestation.leave.open")),
          },
          {
            key: "state",
            header: t("attestation.leave.state"),
            cell: ({ state }) => <Tag tone={AWAY_TONE[state]}>{t(`attestation.leave.is.${state}`)}</Tag>,
          },
          {
            key: "end",
            header: t("attestation.leave.end"),
            hideHeader: true,
            cell: ({ id, name, own, state, until }) =>
              mayKeep && !own && state !== "back" ? (
                <Disclosure summary={t("attestation.leave.end")} open={form.value("leaveId") === id}>
                  <Form>
                    <input type="hidden" name="leaveId" value={id} />
                    <TextInput
                      name="until"
                      id={`until-${id}`}
                      type="date"
                      label={t("attestation.leave.lastDayOf", { name })}
                      required
                      defaultValue={form.value("leaveId") === id ? form.value("until") : (until ?? day)}
                      error={form.value("leaveId") === id ? form.error("until") : undefined}
                    />
                    <Button name="intent" value="end-leave">
                      {t("common.action.save")}
                    </Button>
                  </Form>
                </Disclosure>
              ) : null,
          },
        ]}
        empty={<p>{t("attestation.leave.none")}</p>}
      />
      {mayKeep && people.length > 0 && (
        <Disclosure summary={t("attestation.leave.record")} open={form.value("intent") === "leave"}>
          <Form>
            <Select
              name="personId"
              label={t("attestation.person")}
              placeholder={t("attestation.choose")}
              options={people.map(({ id, name }) => ({ value: id, label: name }))}
              required
              defaultValue={form.value("personId")}
              error={form.error("personId")}
            />
            <TextInput
              name="from"
              type="date"
              label={t("attestation.leave.from")}
              required
              defaultValue={form.value("from")}
              error={form.error("from")}
            />
            <TextInput
              name="until"
              type="date"
              label={t("attestation.leave.until")}
              hint={t("attestation.leave.untilHint")}
              optional={t("common.form.optional")}
              defaultValue={form.value("until")}
              error={form.error("until")}
            />
            <TextArea
              name="reason"
              rows={2}
              label={t("attestation.reason")}
              hint={t("attestation.leave.reasonHint")}
              required
              defaultValue={form.value("reason")}
              error={form.error("reason")}
            />
            <Button name="intent" value="leave">
              {t("attestation.leave.act")}
            </Button>
          </Form>
        </Disclosure>
      )}
    </Sheet>
  );
}

/** Who came with an attestation of the employer before. */
export function RecogniseSheet({ page: { recognisable }, mayKeep, answer }: Of) {
  const { t, date } = useWords();
  const form = useForm(answer);
  return (
    <Sheet title={t("attestation.recognise.title")}>
      <p className="soft">{t("attestation.recognise.rule")}</p>
      <DataTable
        caption={t("attestation.recognise.title")}
        hideCaption
        rows={recognisable}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "name",
            header: t("attestation.person"),
            rowHeader: true,
            cell: ({ id, name, number }) => (
              <>
                <DirText>{name}</DirText>
                <br />
                <a href={paths.certification(id)}>{number}</a>
              </>
            ),
          },
          {
            key: "employer",
            header: t("attestation.recognise.by"),
            cell: ({ employer }) => <DirText>{employer}</DirText>,
          },
          {
            key: "until",
            header: t("trainers.facts.validUntil"),
            cell: ({ validUntil }) => date(validUntil),
          },
          {
            key: "act",
            header: t("attestation.recognise.act"),
            hideHeader: true,
            cell: ({ id, name }) =>
              mayKeep ? (
                <Disclosure
                  summary={t("attestation.recognise.act")}
                  open={form.value("certificationId") === id}
                >
                  <Form>
                    <input type="hidden" name="certificationId" value={id} />
                    <TextArea
                      name="reason"
                      id={`recognise-${id}`}
                      rows={2}
                      label={t("attestation.recognise.reasonOf", { name })}
                      required
                      defaultValue={form.value("certificationId") === id ? form.value("reason") : ""}
                      error={form.value("certificationId") === id ? form.error("reason") : undefined}
                    />
                    <Button name="intent" value="recognise">
                      {t("attestation.recognise.act")}
                    </Button>
                  </Form>
                </Disclosure>
              ) : null,
          },
        ]}
        empty={<p>{t("attestation.recognise.none")}</p>}
      />
    </Sheet>
  );
}
