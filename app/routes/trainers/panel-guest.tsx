import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { APPEAL_OUTCOMES } from "#app/features/trainers/certifications/certification-status.ts";
import { DECLARED, GuestForm } from "#app/features/trainers/appeals/panel-guest.ts";
import { actAsGuest, guestCase } from "#app/features/trainers/appeals/panel-guests.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { Checkbox, RadioGroup } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormHelp } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("trainers.guest.title"), noIndex: true } satisfies PageHandle;

/** Public by its link, which ends with the answer, with the case, or by its day: a guest has no account. */
export async function loader({ params }: LoaderFunctionArgs) {
  const asked = await guestCase(params["token"] ?? "");
  return data({ asked }, { status: asked ? 200 : 410 });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request, GuestForm);
  if (!form.ok) return badForm(form.problem);
  const token = params["token"] ?? "";
  const done = await actAsGuest(token, form.value, context.requestId);
  if (done === null) return data({ said: null }, { status: 410 });
  if (!done.ok) return refused(done.reason, form.values);
  if (done.value === "declare") return redirectWithNotice(paths.panelGuest(token), "panel-guest-declared");
  return data({ said: done.value }, { status: 200 });
}

type Case = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["asked"]>;

export default function PanelGuest() {
  const { asked } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useForm(answer && "said" in answer ? undefined : answer);
  const { t, date } = useWords();
  if (answer && "said" in answer && answer.said)
    return (
      <EmptyState headingLevel={1} title={t("trainers.guest.thanks")}>
        {t(answer.said === "conflict" ? "trainers.guest.thanksConflict" : "trainers.guest.thanksAnswer")}
      </EmptyState>
    );
  if (!asked)
    return (
      <EmptyState headingLevel={1} title={t("trainers.guest.gone")}>
        {t("trainers.guest.goneText")}
      </EmptyState>
    );
  const what = t(`trainers.fact.${asked.appeal.kind}`);
  return (
    <div className="narrow">
      <PageHeader
        eyebrow={asked.number}
        title={t("trainers.guest.of", { name: asked.holder })}
        lead={t("trainers.guest.lead", {
          guest: asked.name,
          scheme: t(`trainers.scheme.${asked.schemeId}`),
          what,
          until: date(asked.until),
        })}
      />
      {form.summary}
      {asked.history === null ? (
        <Declare asked={asked} form={form} />
      ) : (
        <Judge history={asked.history} form={form} />
      )}
      <Conflict form={form} />
    </div>
  );
}

/** Before anything of the case is read: that nothing ties them to it. */
function Declare({ asked, form }: { asked: Case; form: FormHelp }) {
  const { t } = useWords();
  return (
    <Sheet title={t("trainers.guest.declare.title")}>
      <Form>
        <p>{t("trainers.guest.declare.lead")}</p>
        <TextInput
          name="employer"
          label={t("trainers.guest.employer")}
          required
          maxLength={200}
          dir="auto"
          defaultValue={form.value("employer", asked.employer)}
          error={form.error("employer")}
        />
        {DECLARED.map((name) => (
          <Checkbox
            key={name}
            name={name}
            value="yes"
            required
            label={t(`trainers.guest.declare.${name}`, { name: asked.holder })}
            defaultChecked={form.value(name) === "yes"}
            error={form.error(name)}
          />
        ))}
        <Actions>
          <Button name="intent" value="declare">
            {t("trainers.guest.declare.do")}
          </Button>
        </Actions>
      </Form>
    </Sheet>
  );
}

/** The case, and what they think of it, once. */
function Judge({ history, form }: { history: NonNullable<Case["history"]>; form: FormHelp }) {
  const { t, date } = useWords();
  const mine = form.value("intent") === "answer";
  return (
    <>
      <Sheet title={t("trainers.history.title")}>
        <DataTable
          caption={t("trainers.history.title")}
          hideCaption
          rows={history}
          rowKey={({ id }) => id}
          columns={[
            { key: "day", header: t("trainers.renewal.day"), cell: ({ day }) => date(day) },
            {
              key: "what",
              header: t("trainers.renewal.what"),
              rowHeader: true,
              cell: ({ kind }) => t(`trainers.fact.${kind}`),
            },
            {
              key: "why",
              header: t("trainers.act.reason"),
              cell: ({ reason }) => <DirText>{reason}</DirText>,
            },
          ]}
        />
      </Sheet>
      <Sheet title={t("trainers.guest.answer.title")}>
        <Form>
          <p>{t("trainers.guest.answer.lead")}</p>
          <RadioGroup
            name="outcome"
            legend={t("trainers.guest.answer.outcome")}
            choices={APPEAL_OUTCOMES.map((value) => ({
              value,
              label: t(`trainers.outcome.${value}`),
              hint: t(`trainers.outcomeHint.${value}`),
            }))}
            value={form.value("outcome")}
            error={form.error("outcome")}
            required
          />
          <TextArea
            name="words"
            rows={6}
            dir="auto"
            label={t("trainers.guest.answer.words")}
            hint={t("trainers.guest.answer.hint")}
            required
            maxLength={4000}
            defaultValue={mine ? form.value("words") : ""}
            error={mine ? form.error("words") : undefined}
          />
          <Actions>
            <Button name="intent" value="answer">
              {t("trainers.guest.answer.do")}
            </Button>
          </Actions>
        </Form>
      </Sheet>
    </>
  );
}

/** Whoever is tied to it says so, and is out of it. */
function Conflict({ form }: { form: FormHelp }) {
  const { t } = useWords();
  const mine = form.value("intent") === "conflict";
  return (
    <Disclosure summary={t("trainers.guest.conflict.title")} open={mine || undefined}>
      <Form>
        <TextArea
          name="conflict"
          rows={3}
          dir="auto"
          label={t("trainers.guest.conflict.words")}
          hint={t("trainers.guest.conflict.hint")}
          required
          maxLength={1000}
          defaultValue={mine ? form.value("conflict") : ""}
          error={mine ? form.error("conflict") : undefined}
        />
        <Actions>
          <Button name="intent" value="conflict" tone="quiet">
            {t("trainers.guest.conflict.do")}
          </Button>
        </Actions>
      </Form>
    </Disclosure>
  );
}
