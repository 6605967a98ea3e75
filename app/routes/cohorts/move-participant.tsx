import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { PersonMoveForm } from "#app/features/cohorts/enrol-forms.ts";
import { findParticipant } from "#app/features/cohorts/participant.server.ts";
import { otherCohorts, substitute, transfer } from "#app/features/cohorts/people-move.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Select } from "#app/ui/select.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.personMove.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "manage:cohorts");
  const { cohort, participant } = await findHere(actor, args.params);
  return {
    cohort: { id: cohort.id, name: cohort.name },
    participant: { enrolmentId: participant.enrolmentId, name: participant.name },
    others: await otherCohorts(actor, cohort),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "manage:cohorts");
  const { cohort, participant } = await findHere(actor, args.params);
  const form = await readForm(args.request, PersonMoveForm);
  if (!form.ok) return badForm(form.problem);
  const { enrolmentId } = participant;
  const { value } = form;
  const outcome =
    value.intent === "transfer"
      ? await transfer(actor, cohort.id, enrolmentId, value)
      : await substitute(actor, cohort.id, enrolmentId, value);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return value.intent === "transfer"
    ? redirectWithNotice(paths.participant(value.toCohortId, enrolmentId), "participant-transferred")
    : redirectWithNotice(paths.cohort(cohort.id), "participant-substituted");
}

async function findHere(actor: Actor, params: ActionFunctionArgs["params"]) {
  const cohort = found(await findRunCohort(actor, params["cohortId"]!));
  return { cohort, participant: found(await findParticipant(actor, cohort.id, params["enrolmentId"]!)) };
}

export default function MoveParticipant() {
  const { cohort, participant, others } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, date } = useWords();
  const back = paths.participant(cohort.id, participant.enrolmentId);
  const transfers = form.value("intent") !== "substitute";
  const error = (of: boolean, field: string) => (of ? form.error(field) : undefined);
  return (
    <>
      <PageHeader
        eyebrow={
          <a href={back}>
            <DirText>{participant.name}</DirText>
          </a>
        }
        title={t("cohorts.personMove.title")}
        lead={cohort.name}
      />
      {form.summary}
      <Sheet title={t("cohorts.personMove.transfer")}>
        <p>{t("cohorts.personMove.transferText")}</p>
        {others.length === 0 ? (
          <p className="soft">{t("cohorts.personMove.noOther")}</p>
        ) : (
          <Form>
            <Select
              name="toCohortId"
              label={t("cohorts.personMove.to")}
              placeholder={t("cohorts.personMove.choose")}
              options={others.map(({ id, name, startDate, endDate }) => ({
                value: id,
                label: t("learning.course.dates", {
                  cohort: name,
                  start: date(startDate),
                  end: date(endDate),
                }),
              }))}
              defaultValue={form.value("toCohortId")}
              error={error(transfers, "toCohortId")}
            />
            <TextInput
              id="transfer-reason"
              name="reason"
              label={t("cohorts.participant.reason")}
              defaultValue={transfers ? form.value("reason") : ""}
              error={error(transfers, "reason")}
            />
            <Actions>
              <Button name="intent" value="transfer">
                {t("cohorts.personMove.transferAct")}
              </Button>
            </Actions>
          </Form>
        )}
      </Sheet>
      <Sheet title={t("cohorts.personMove.substitute")}>
        <p>{t("cohorts.personMove.substituteText")}</p>
        <Form>
          <TextInput
            name="identifier"
            label={t("cohorts.personMove.identifier")}
            autoComplete="off"
            defaultValue={form.value("identifier")}
            error={error(!transfers, "identifier")}
          />
          <TextInput
            id="substitute-reason"
            name="reason"
            label={t("cohorts.participant.reason")}
            defaultValue={transfers ? "" : form.value("reason")}
            error={error(!transfers, "reason")}
          />
          <Actions>
            <Button name="intent" value="substitute" tone="quiet">
              {t("cohorts.personMove.substituteAct")}
            </Button>
            <ButtonLink href={back} tone="quiet">
              {t("common.action.back")}
            </ButtonLink>
          </Actions>
        </Form>
      </Sheet>
    </>
  );
}
