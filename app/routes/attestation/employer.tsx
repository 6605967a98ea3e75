import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { employerInReach } from "#app/features/attestation/employer-scope.server.ts";
import { EmployerForm } from "#app/features/attestation/employer-forms.ts";
import { employerPage } from "#app/features/attestation/employer-page.server.ts";
import { LeaveSheet, RecogniseSheet, RefresherDateSheet } from "#app/features/attestation/employer-parts.tsx";
import { DaysSheet } from "#app/features/attestation/days-sheet.tsx";
import { NeedsSheet } from "#app/features/attestation/needs-sheet.tsx";
import { endLeave, recordLeave } from "#app/features/attestation/keep-leave.server.ts";
import { recognise } from "#app/features/attestation/recognise.server.ts";
import { monthDayOf } from "#app/features/attestation/refresher-date.ts";
import { nextRefresher, WITHIN_DAYS } from "#app/features/attestation/refresher-plan.ts";
import { RefresherPlanSheet } from "#app/features/attestation/refresher-plan-sheet.tsx";
import {
  dueForRefresher,
  planRefresher,
  refresherCourses,
} from "#app/features/attestation/refresher-plan.server.ts";
import { addRefresherDay } from "#app/features/attestation/refresher-days.server.ts";
import { setNeeds } from "#app/features/attestation/set-needs.server.ts";
import { setRefresherDate } from "#app/features/attestation/set-refresher-date.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { badForm, readForm, redirectWithNotice, refused, type Notice } from "#app/infra/http.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { choiceFilter, dayFilter } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import type { Result } from "#app/lib/result.ts";
import { DirText } from "#app/ui/dir-text.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("attestation.employer.title") } satisfies PageHandle;

const DAYS = WITHIN_DAYS.map(String);

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:coverage");
  const asked = dayFilter(new URL(args.request.url), "date") || null;
  const page = found(await employerPage(actor, args.params["organisationId"]!, asked));
  const keeper = { ...actor, reach: reachOf(actor.grants, "keep:attestations") };
  const mayKeep = keeper.reach.length > 0 && (await employerInReach(keeper, page.employer.id)) !== null;
  const within = Number(choiceFilter(new URL(args.request.url), "within", DAYS) || 60);
  const employer = found(await employerInReach(actor, page.employer.id));
  const planner = { ...actor, reach: reachOf(actor.grants, "plan:refreshers") };
  const mayPlan = mayKeep && (await employerInReach(planner, employer.id)) !== null;
  return {
    page,
    asked,
    mayKeep,
    within,
    due: await dueForRefresher(employer, page.day, within),
    courses: mayPlan ? await refresherCourses(args.context.words.locale) : null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "keep:attestations");
  const { id } = found(await employerInReach(actor, args.params["organisationId"]!));
  const form = await readForm(args.request, EmployerForm);
  if (!form.ok) return badForm(form.problem);
  const { words } = args.context;
  if (form.value.intent === "plan-refresher") {
    const planner = { ...actor, reach: reachOf(actor.grants, "plan:refreshers") };
    const headTitle = words.t("common.role.training-head");
    const done = found(await planRefresher(planner, id, { ...form.value, locale: words.locale, headTitle }));
    return done.ok
      ? redirectWithNotice(paths.employer(id), "attestation-planned", { count: done.value.came })
      : refused(done.reason, form.values);
  }
  const done = found(await act(actor, id, form.value));
  return done.ok
    ? redirectWithNotice(paths.employer(id), done.value.key, done.value.params)
    : refused(done.reason, form.values);
}

type SmallForm = Exclude<EmployerForm, { intent: "plan-refresher" }>;

async function act(actor: Actor, id: string, form: SmallForm): Promise<Result<Notice> | null> {
  switch (form.intent) {
    case "set-date": {
      const done = await setRefresherDate(actor, id, monthDayOf(form.date), form.reason);
      return done && noticed(done, (count) => ({ key: "attestation-date-set", params: { count } }));
    }
    case "leave":
      return told(await recordLeave(actor, id, form), "attestation-leave");
    case "end-leave":
      return told(await endLeave(actor, id, form.leaveId, form.until), "saved");
    case "add-day":
      return told(await addRefresherDay(actor, id, form), "saved");
    case "needs":
      return told(await setNeeds(actor, id, form), "saved");
    case "recognise":
      return told(await recognise(actor, id, form.certificationId, form.reason), "attestation-recognised");
  }
}

const noticed = <Value,>(done: Result<Value>, notice: (value: Value) => Notice): Result<Notice> =>
  done.ok ? { ok: true, value: notice(done.value) } : done;
const told = (done: Result<unknown> | null, key: string) => done && noticed(done, () => ({ key }));

export default function Employer() {
  const { page, asked, mayKeep, within, due, courses } = useLoaderData<typeof loader>();
  const answer = useActionData() as FormAnswer;
  const form = useForm(answer);
  const { t } = useWords();
  const to = (...intents: EmployerForm["intent"][]) =>
    intents.some((intent) => intent === form.value("intent")) ? answer : undefined;
  return (
    <>
      <PageHeader
        eyebrow={
          <a href={paths.coverage({ organisation: page.employer.id })}>
            {t("attestation.coverage.title")} · <DirText>{page.employer.name}</DirText>
          </a>
        }
        title={t("attestation.employer.title")}
        lead={t("attestation.employer.lead")}
      />
      {form.summary}
      <RefresherPlanSheet
        due={due}
        within={within}
        courses={courses}
        employer={page.employer}
        next={nextRefresher(page.days, page.nextDate, page.day)}
        answer={to("plan-refresher")}
      />
      <RefresherDateSheet
        page={page}
        mayKeep={mayKeep}
        asked={form.value("date") || asked}
        answer={to("set-date")}
      />
      <DaysSheet page={page} mayKeep={mayKeep} answer={to("add-day")} />
      <NeedsSheet page={page} mayKeep={mayKeep} answer={to("needs")} />
      <LeaveSheet page={page} mayKeep={mayKeep} answer={to("leave", "end-leave")} />
      <RecogniseSheet page={page} mayKeep={mayKeep} answer={to("recognise")} />
    </>
  );
}
