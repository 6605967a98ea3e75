import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findCohort } from "#app/features/cohorts/cohorts.server.ts";
import { UNREACHED_VIEWS, UnreachedForm } from "#app/features/cohorts/unreached-forms.ts";
import { CallList, Slips, UnreachedCard } from "#app/features/cohorts/unreached-parts.tsx";
import { listUnreached, noteTold, takeBackTold } from "#app/features/cohorts/unreached.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { problemAt } from "#app/lib/form.ts";
import { placeIn } from "#app/lib/keyset.ts";
import { choiceFilter } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import { NeighbourPages } from "#app/ui/neighbour-pages.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("notifications.unreached.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "tell:people");
  const url = new URL(args.request.url);
  const cohortId = url.searchParams.get("cohort")?.slice(0, 100) || null;
  const cohort = cohortId ? found(await findCohort(actor, cohortId)) : null;
  const told = choiceFilter(url, "show", ["told"]) === "told";
  return {
    ...(await listUnreached(actor, { cohortId, told }, placeIn(url))),
    cohort: cohort && { id: cohort.id, name: cohort.name },
    told,
    view: choiceFilter(url, "as", UNREACHED_VIEWS) || "cards",
    day: today(actor.timeZone),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "tell:people");
  const form = await readForm(args.request, UnreachedForm);
  if (!form.ok) return badForm(form.problem);
  const here = `/unreached${new URL(args.request.url).search}`;
  if (form.value.intent === "take-back") {
    found((await takeBackTold(actor, form.value.message)) || null);
    return redirectWithNotice(here, "told-taken-back");
  }
  const noted = found(await noteTold(actor, form.value.message, form.value));
  if (!noted.ok) return badForm(problemAt(form.values, "day", noted.reason.key, noted.reason.params));
  return redirectWithNotice(here, "told-noted");
}

export default function UnreachedPage() {
  const { rows, previous, next, cohort, told, view, day } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={
          cohort && (
            <a href={paths.cohort(cohort.id)}>
              <DirText>{cohort.name}</DirText>
            </a>
          )
        }
        title={t("notifications.unreached.title")}
        lead={t("notifications.unreached.lead")}
      />
      <Views cohortId={cohort?.id ?? null} here={told ? "told" : view} />
      {form.summary}
      {rows.length === 0 && (
        <EmptyState title={t(told ? "notifications.unreached.noneTold" : "notifications.unreached.none")}>
          {t("notifications.unreached.noneText")}
        </EmptyState>
      )}
      {rows.length > 0 && view === "calls" && <CallList rows={rows} />}
      {rows.length > 0 && view === "slips" && <Slips rows={rows} />}
      {rows.length > 0 && view === "cards" && (
        <ul className="plain stack">
          {rows.map((row) => (
            <UnreachedCard key={row.id} row={row} day={day} form={form} />
          ))}
        </ul>
      )}
      <NeighbourPages previous={previous} next={next} />
    </>
  );
}

const VIEWS = ["cards", "calls", "slips", "told"] as const;

function Views({ cohortId, here }: { cohortId: string | null; here: (typeof VIEWS)[number] }) {
  const { t } = useWords();
  const hrefOf = (view: (typeof VIEWS)[number]) => {
    const query = new URLSearchParams(cohortId ? { cohort: cohortId } : {});
    if (view === "told") query.set("show", "told");
    else if (view !== "cards") query.set("as", view);
    return `/unreached?${query.toString()}`;
  };
  return (
    <nav className="no-print" aria-label={t("notifications.unreached.views")}>
      <ul className="plain actions">
        {VIEWS.map((view) => (
          <li key={view}>
            <a href={hrefOf(view)} aria-current={view === here ? "page" : undefined}>
              {t(`notifications.unreached.view-${view}`)}
            </a>
          </li>
        ))}
      </ul>
      {(here === "calls" || here === "slips") && (
        <p className="soft">{t("notifications.unreached.howToPrint")}</p>
      )}
    </nav>
  );
}
