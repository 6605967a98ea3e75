import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AuditTable } from "#app/features/audit/audit-table.tsx";
import { historyOf } from "#app/features/audit/audit-trail.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import {
  HandleComplaintForm,
  type HandleComplaint,
} from "#app/features/trainers/complaints/complaint-forms.ts";
import {
  ComplaintLinks,
  ComplaintNotes,
  ComplaintTag,
  Paragraphs,
  useLinkWords,
} from "#app/features/trainers/complaints/complaint-parts.tsx";
import { COMPLAINT_OUTCOMES } from "#app/features/trainers/complaints/complaint.ts";
import { findComplaint, handleComplaint } from "#app/features/trainers/complaints/complaints.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { placeIn } from "#app/lib/keyset.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer, type FormHelp } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { NeighbourPages } from "#app/ui/neighbour-pages.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea, TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("trainers.complaint.one") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "act:on-complaints");
  const complaint = found(await findComplaint(actor, args.params["complaintId"]!));
  return { complaint, history: await historyOf(complaint.id, placeIn(new URL(args.request.url))) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "act:on-complaints");
  const id = args.params["complaintId"]!;
  found(await findComplaint(actor, id));
  const form = await readForm(args.request, HandleComplaintForm);
  if (!form.ok) return badForm(form.problem);
  const done = found(await handleComplaint(actor, id, form.value));
  if (!done.ok) return refused(done.reason, form.values);
  // Whom it turned out to concern does not come back to it.
  const still = await findComplaint(actor, id);
  return redirectWithNotice(
    still ? paths.complaint(id) : "/complaint-register",
    `complaint-${form.value.intent}`,
  );
}

export default function Complaint() {
  const { complaint, history } = useLoaderData<typeof loader>();
  const form = useForm(useActionData() as FormAnswer);
  const { t, date, list, language } = useWords();
  const { about, whom, words, notes, state, concerns, links, suspensions, raisedOn, outcome } = complaint;
  const inWords = useLinkWords();
  const closed = state === "decided";
  const waits = state === "received" || state === "overdue";
  return (
    <>
      <PageHeader
        eyebrow={<a href="/complaint-register">{t("trainers.complaint.register")}</a>}
        title={t(`trainers.complaint.aboutA.${about}`)}
        lead={<ComplaintTag state={state} />}
      />
      {form.summary}
      {raisedOn && <Alert>{t("trainers.complaint.raised", { day: date(raisedOn) })}</Alert>}
      <Sheet title={t("trainers.complaint.one")}>
        <div className="stack">
          <FactList
            facts={[
              { term: t("trainers.complaint.whom"), value: <DirText>{whom || "–"}</DirText> },
              { term: t("trainers.complaint.receivedOn"), value: date(complaint.receivedOn) },
              { term: t("trainers.complaint.acknowledgeBy"), value: date(complaint.acknowledgeBy) },
              {
                term: t("trainers.complaint.from"),
                value: t(
                  complaint.anonymous ? "trainers.complaint.anonymous" : "trainers.complaint.withAddress",
                  {
                    language: language(complaint.locale),
                  },
                ),
              },
              {
                term: t("trainers.complaint.concerns"),
                value: concerns.length > 0 ? list(concerns.map(({ name }) => name)) : "–",
              },
              {
                term: t("trainers.complaint.links"),
                value: links.length > 0 ? <ComplaintLinks links={links} /> : "–",
              },
              ...(outcome
                ? [
                    {
                      term: t("trainers.complaint.outcome"),
                      value: t(`trainers.complaint.result.${outcome}`),
                    },
                  ]
                : []),
            ]}
          />
          <Paragraphs of={words} />
          <ComplaintNotes notes={notes} yours={false} />
        </div>
      </Sheet>
      {waits && <Act intent="acknowledge" form={form} open />}
      {!closed && !waits && (
        <Act intent="decide" form={form}>
          <RadioGroup
            name="outcome"
            legend={t("trainers.complaint.outcome")}
            choices={COMPLAINT_OUTCOMES.map((value) => ({
              value,
              label: t(`trainers.complaint.result.${value}`),
            }))}
            value={form.value("outcome")}
            error={form.error("outcome")}
            required
          />
        </Act>
      )}
      {!waits && <Act intent="answer" form={form} />}
      <Act intent="inside" form={form} />
      {!closed && <Act intent="concerns" form={form} field="username" />}
      <Act intent="link" form={form} field="target" />
      {suspensions.length > 0 && (
        <Act
          intent="suspension"
          form={form}
          field="factId"
          options={suspensions.map(({ id, day, number }) => ({
            value: id,
            label: t("trainers.complaint.link.suspension", { label: number, day: date(day) }),
          }))}
        />
      )}
      {links.length > 0 && (
        <Act
          intent="unlink"
          form={form}
          field="link"
          options={links.map((link) => ({
            value: `${link.kind}:${link.id}`,
            label: inWords(link),
          }))}
        />
      )}
      <Sheet title={t("trainers.complaint.done")}>
        <div className="stack">
          <AuditTable rows={history.rows} ownPage unlinked />
          <NeighbourPages previous={history.previous} next={history.next} />
        </div>
      </Sheet>
    </>
  );
}

type ActProps = {
  intent: HandleComplaint["intent"];
  form: FormHelp;
  /** One line instead of words; one of some where there are options. */
  field?: "username" | "target" | "factId" | "link";
  options?: { value: string; label: string }[];
  open?: boolean;
  children?: React.ReactNode;
};

/** One act: what it means, and its words. */
function Act({ intent, form, field, options, open, children }: ActProps) {
  const { t } = useWords();
  const mine = form.value("intent") === intent;
  const own = (name: string) => ({
    name,
    id: mine ? name : `${intent}-${name}`,
    defaultValue: mine ? form.value(name) : "",
    error: mine ? form.error(name) : undefined,
    required: true,
  });
  return (
    <Disclosure summary={t(`trainers.complaint.act.${intent}.title`)} open={mine || open || undefined}>
      <div className="stack">
        <p>{t(`trainers.complaint.act.${intent}.consequence`)}</p>
        <Form>
          {children}
          {field && options && (
            <Select
              label={t(`trainers.complaint.field.${field}`)}
              placeholder={t("trainers.record.choose")}
              options={options}
              {...own(field)}
            />
          )}
          {field && !options && (
            <TextInput
              label={t(`trainers.complaint.field.${field}`)}
              hint={field === "target" ? t("trainers.complaint.field.targetHint") : undefined}
              autoCapitalize="none"
              {...own(field)}
            />
          )}
          {!field && (
            <TextArea rows={4} label={t("trainers.complaint.field.words")} dir="auto" {...own("words")} />
          )}
          <div className="actions">
            <Button name="intent" value={intent} tone="quiet">
              {t(`trainers.complaint.act.${intent}.do`)}
            </Button>
          </div>
        </Form>
      </div>
    </Disclosure>
  );
}
