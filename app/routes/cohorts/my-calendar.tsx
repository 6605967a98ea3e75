import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { feedSince, makeFeed, mySessions } from "#app/features/cohorts/my-sessions.server.ts";
import { Room, SessionWhen } from "#app/features/cohorts/session-parts.tsx";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { ownDays } from "#app/features/work/own-days.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { DueList } from "#app/ui/work-list.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.days.calendarTitle") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const day = today(actor.timeZone);
  const { locale } = args.context.words;
  const [sessions, days, since] = await Promise.all([
    mySessions(actor.personId, day),
    ownDays({ personId: actor.personId, locale }, day),
    feedSince(actor.personId),
  ]);
  return { sessions, days: days.filter(({ date }) => date >= day), since: since?.getTime() ?? null };
}

/** A new address is shown once: only its fingerprint is kept. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  return { address: linkTo(paths.calendarFeed(await makeFeed(actor))) };
}

export default function MyCalendar() {
  const { sessions, days, since } = useLoaderData<typeof loader>();
  const made = useActionData<typeof action>();
  const { t, date, dateTime } = useWords();
  return (
    <>
      <PageHeader title={t("cohorts.days.calendarTitle")} lead={t("cohorts.days.calendarLead")} />
      {days.length > 0 && (
        <Sheet title={t("cohorts.days.own")}>
          <DueList
            items={days.map((day) => ({
              title: <DirText>{day.summary}</DirText>,
              href: day.path,
              date: date(day.date),
              dateTime: day.date,
            }))}
          />
        </Sheet>
      )}
      <DataTable
        caption={t("cohorts.days.calendarTitle")}
        hideCaption
        rows={sessions}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "when",
            header: t("cohorts.calendar.halfDay"),
            rowHeader: true,
            cell: (session) => <SessionWhen session={session} timeZone={session.timeZone} />,
          },
          {
            key: "cohort",
            header: t("cohorts.days.course"),
            cell: ({ cohort, title, timeZone }) => (
              <div>
                <DirText>{cohort}</DirText>
                {title && (
                  <>
                    {" · "}
                    <DirText>{title}</DirText>
                  </>
                )}
                <br />
                <small className="soft">{timeZone}</small>
              </div>
            ),
          },
          {
            key: "room",
            header: t("cohorts.session.room"),
            cell: ({ room, place }) => <Room room={room || place} />,
          },
          {
            key: "as",
            header: t("cohorts.days.as"),
            cell: ({ as, cohortId, id }) =>
              as === "learner" ? (
                t("cohorts.days.asLearner")
              ) : (
                <a href={paths.attendance(cohortId, id)}>{t(`cohorts.trainerRole.${as}`)}</a>
              ),
          },
        ]}
        empty={<EmptyState title={t("cohorts.days.none")}>{t("cohorts.days.noneText")}</EmptyState>}
      />
      <Sheet title={t("cohorts.days.feed")}>
        <div className="stack tight">
          <p>{t("cohorts.days.feedText")}</p>
          {made && (
            <Alert tone="good" title={t("cohorts.days.feedMade")}>
              <code className="written">{made.address}</code>
            </Alert>
          )}
          {!made && since !== null && (
            <p className="soft">{t("cohorts.days.feedSince", { at: dateTime(since) })}</p>
          )}
          <form method="post">
            <Button tone="quiet">
              {t(since === null ? "cohorts.days.makeFeed" : "cohorts.days.newFeed")}
            </Button>
          </form>
        </div>
      </Sheet>
    </>
  );
}
