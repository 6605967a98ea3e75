import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import {
  previewToCohort,
  writeToCohort,
  type MessagePreview,
} from "#app/features/cohorts/cohort-messages.server.ts";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { FlagList } from "#app/features/cohorts/flag-list.tsx";
import { HolidayAlert } from "#app/features/cohorts/holiday-alert.tsx";
import { holidaysOfCohort } from "#app/features/cohorts/holidays.server.ts";
import { MESSAGE_TO, MessageForm } from "#app/features/cohorts/message-forms.ts";
import { whoIsBehind } from "#app/features/cohorts/who-is-behind.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormHelp } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.behind.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "permit:attempts");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  return {
    cohort: { id: cohort.id, name: cohort.name, closed: cohort.closed },
    people: await whoIsBehind(cohort),
    holidays: await holidaysOfCohort(cohort.id, [
      { date: today(cohort.timeZone), what: args.context.words.t("cohorts.holidays.sentToday") },
    ]),
    messageId: newId(),
  };
}

/** Where everybody has an address the page is left; who has none is shown with the text to pass on. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "permit:attempts");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const form = await readForm(args.request, MessageForm);
  if (!form.ok) return badForm(form.problem);
  if (form.value.intent === "preview") {
    const preview = await previewToCohort(actor, cohort, form.value);
    return { preview, problem: { values: form.values, errors: [] }, refusal: null };
  }
  const written = await writeToCohort(actor, cohort, form.value);
  if (written.unreached.length === 0)
    return redirectWithNotice(paths.behind(cohort.id), "cohort-written-to", { count: written.sent });
  return { written, text: `${form.value.subject}\n\n${form.value.body}` };
}

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Behind() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useForm(
    answer && "problem" in answer && answer.problem ? { problem: answer.problem, refusal: null } : undefined,
  );
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.cohort(page.cohort.id)}>{page.cohort.name}</a>}
        title={t("cohorts.behind.title")}
        lead={t("cohorts.behind.lead")}
      />
      {answer && "written" in answer && answer.written && (
        <Unreached written={answer.written} text={answer.text} />
      )}
      {form.summary}
      <PeopleTable page={page} />
      <p>
        <a href={`/unreached?cohort=${page.cohort.id}`}>{t("cohorts.behind.notReached")}</a>
      </p>
      {!page.cohort.closed && page.people.length > 0 && (
        <MessageFields page={page} form={form}>
          {answer && "preview" in answer && answer.preview && <Preview preview={answer.preview} />}
        </MessageFields>
      )}
    </>
  );
}

function PeopleTable({ page: { cohort, people } }: { page: PageData }) {
  const { t, date } = useWords();
  return (
    <DataTable
      caption={t("cohorts.behind.title")}
      hideCaption
      rows={people}
      rowKey={({ enrolmentId }) => enrolmentId}
      columns={[
        {
          key: "name",
          header: t("cohorts.table.name"),
          rowHeader: true,
          cell: ({ enrolmentId, name }) => (
            <a href={paths.participant(cohort.id, enrolmentId)}>
              <DirText>{name}</DirText>
            </a>
          ),
        },
        {
          key: "last",
          header: t("cohorts.behind.lastAct"),
          cell: ({ lastAct }) => (lastAct ? date(lastAct) : t("cohorts.behind.never")),
        },
        { key: "flags", header: t("cohorts.behind.why"), cell: ({ flags }) => <FlagList flags={flags} /> },
        {
          key: "phone",
          header: t("cohorts.behind.contact"),
          cell: ({ phone, email }) => phone ?? email ?? "–",
        },
      ]}
      empty={<EmptyState title={t("cohorts.table.none")}>{t("cohorts.table.noneText")}</EmptyState>}
    />
  );
}

type MessageFieldsProps = { page: PageData; form: FormHelp; children: ReactNode };

function MessageFields({ page, form, children }: MessageFieldsProps) {
  const { t } = useWords();
  const behind = page.people.filter(({ flags }) => flags.length > 0).length;
  const counts = { behind, all: page.people.length };
  return (
    <Sheet title={t("cohorts.behind.write")}>
      <HolidayAlert warnings={page.holidays} />
      <Form>
        <input type="hidden" name="messageId" value={form.value("messageId", page.messageId)} />
        <RadioGroup
          name="to"
          legend={t("cohorts.behind.to")}
          value={form.value("to", behind > 0 ? "behind" : "all")}
          error={form.error("to")}
          choices={MESSAGE_TO.map((to) => ({
            value: to,
            label: t(`cohorts.behind.to-${to}`, { count: counts[to] }),
            disabled: counts[to] === 0,
          }))}
        />
        <TextInput
          name="subject"
          dir="auto"
          label={t("cohorts.behind.subject")}
          defaultValue={form.value("subject")}
          error={form.error("subject")}
        />
        <TextArea
          name="body"
          dir="auto"
          label={t("cohorts.behind.body")}
          hint={t("cohorts.behind.bodyHint")}
          defaultValue={form.value("body")}
          error={form.error("body")}
        />
        {children}
        <Actions>
          <Button name="intent" value="preview" tone="quiet">
            {t("cohorts.behind.preview")}
          </Button>
          <Button name="intent" value="send">
            {t("cohorts.behind.send")}
          </Button>
        </Actions>
      </Form>
    </Sheet>
  );
}

/** The mail as it will arrive: who reads which language shows whether these words will do. */
function Preview({ preview: { subject, body, languages, withoutAddress } }: { preview: MessagePreview }) {
  const { t, language, list } = useWords();
  const readers = languages.map(({ locale, people }) =>
    t("cohorts.behind.readers", { count: people, language: language(locale) }),
  );
  return (
    <Alert tone="info" title={t("cohorts.behind.previewTitle")}>
      <div className="stack tight">
        <p dir="auto">
          <b>{subject}</b>
        </p>
        <p className="written" dir="auto">
          {body}
        </p>
        <p className="soft">{t("cohorts.behind.previewReaders", { readers: list(readers) })}</p>
        {withoutAddress > 0 && (
          <p className="soft">{t("cohorts.behind.previewWithout", { count: withoutAddress })}</p>
        )}
      </div>
    </Alert>
  );
}

type UnreachedProps = {
  written: { sent: number; unreached: { name: string; phone: string | null }[] };
  text: string;
};

/** Who has no address: names with numbers, and the text to paste into a chat. */
function Unreached({ written: { sent, unreached }, text }: UnreachedProps) {
  const { t } = useWords();
  return (
    <Alert tone="warn" title={t("cohorts.behind.unreached", { count: unreached.length })}>
      <div className="stack tight">
        <p>{t("cohorts.behind.sent", { count: sent })}</p>
        <ul>
          {unreached.map(({ name, phone }) => (
            <li key={`${name} ${phone}`}>
              <DirText>{name}</DirText>
              {phone && (
                <>
                  {": "}
                  <bdi>{phone}</bdi>
                </>
              )}
            </li>
          ))}
        </ul>
        <p className="written" dir="auto">
          {text}
        </p>
      </div>
    </Alert>
  );
}
