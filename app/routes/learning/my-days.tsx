import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AttendanceWords } from "#app/features/cohorts/participant-parts.tsx";
import { myDays } from "#app/features/cohorts/my-sessions.server.ts";
import { myEvaluations } from "#app/features/cohorts/evaluations.server.ts";
import { Handouts } from "#app/features/cohorts/session-file-parts.tsx";
import { handoutsOf } from "#app/features/cohorts/session-files.server.ts";
import { Room, SessionWhen, TrainerList } from "#app/features/cohorts/session-parts.tsx";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { myEnrolment } from "#app/features/learning/enrolments.server.ts";
import { courseTitle, moduleTitle } from "#app/features/learning/titles.ts";
import { Titled } from "#app/features/learning/titled.tsx";
import { paths } from "#app/lib/paths.ts";
import { Actions, ButtonLink } from "#app/ui/button.tsx";
import { Breadcrumbs } from "#app/ui/breadcrumbs.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.days.title") } satisfies PageHandle;

/** The days of one's course: when, where, with whom, and how one's own attendance stands. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const course = found(await myEnrolment(actor, args.params["enrolmentId"] ?? ""));
  const { outline } = course.version;
  const { locale } = args.context.words;
  const [{ sessions, attendance }, evaluations, handouts] = await Promise.all([
    myDays(course),
    myEvaluations(course),
    handoutsOf(course.cohort.id),
  ]);
  return {
    enrolmentId: course.id,
    course: courseTitle(outline, locale),
    timeZone: course.cohort.timeZone,
    attendance,
    toEvaluate: evaluations.filter(({ phase, answered }) => phase === "open" && !answered),
    sessions: sessions.map((session) => ({
      ...session,
      handouts: handouts.filter(({ halfDayId }) => halfDayId === session.id),
      modules: session.modules.map((id) => ({ id, title: moduleTitle(outline, id, locale) })),
    })),
  };
}

export default function MyDays() {
  const { enrolmentId, course, timeZone, attendance, toEvaluate, sessions } = useLoaderData<typeof loader>();
  const { t, date } = useWords();
  return (
    <>
      <Breadcrumbs
        label={t("learning.course.crumbs")}
        items={[
          { href: "/learn", label: t("learning.mine.title") },
          { href: paths.myCourse(enrolmentId), label: course.words },
          { label: t("cohorts.days.title") },
        ]}
      />
      <PageHeader title={t("cohorts.days.title")} lead={t("cohorts.days.zone", { zone: timeZone })} />
      {toEvaluate.map(({ date: day }) => (
        <Sheet key={day} title={t("cohorts.evaluation.of", { day: date(day) })} accent>
          <div className="stack tight">
            <p>{t("cohorts.evaluation.anonymous")}</p>
            <Actions>
              <ButtonLink href={paths.evaluation(enrolmentId, day)}>{t("cohorts.days.evaluate")}</ButtonLink>
            </Actions>
          </div>
        </Sheet>
      ))}
      {attendance && (
        <Sheet title={t("cohorts.days.mine")}>
          <p>
            <AttendanceWords attendance={attendance} />
          </p>
        </Sheet>
      )}
      <DataTable
        caption={t("cohorts.days.title")}
        hideCaption
        rows={sessions}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "when",
            header: t("cohorts.calendar.halfDay"),
            rowHeader: true,
            cell: (session) => <SessionWhen session={session} timeZone={timeZone} />,
          },
          {
            key: "what",
            header: t("cohorts.calendar.topic"),
            cell: ({ title, modules, handouts }) => (
              <div>
                {title ? <DirText>{title}</DirText> : modules.length === 0 && "–"}
                <ul className="plain">
                  {modules.map((module) => (
                    <li key={module.id}>
                      <a href={paths.module(enrolmentId, module.id)}>
                        <Titled of={module.title} />
                      </a>
                    </li>
                  ))}
                </ul>
                <Handouts files={handouts} />
              </div>
            ),
          },
          {
            key: "room",
            header: t("cohorts.session.room"),
            cell: ({ room }) => (room ? <Room room={room} /> : "–"),
          },
          {
            key: "trainers",
            header: t("cohorts.session.trainers"),
            cell: ({ trainers }) => <TrainerList trainers={trainers} />,
          },
          {
            key: "mark",
            header: t("cohorts.days.mark"),
            cell: ({ mark }) => t(`cohorts.mark.${mark ?? "none"}`),
          },
        ]}
        empty={<EmptyState title={t("cohorts.days.none")}>{t("cohorts.days.noneText")}</EmptyState>}
      />
      <p>
        <a href="/me/calendar">{t("cohorts.days.feed")}</a>
      </p>
    </>
  );
}
