import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { DueDates } from "#app/features/learning/due-list.tsx";
import { myEnrolments } from "#app/features/learning/enrolments.server.ts";
import { myLearning, type MyLearning } from "#app/features/learning/learning-pages.ts";
import { NextStepCard } from "#app/features/learning/next-step-card.tsx";
import offlinePage from "#app/features/learning/offline.client.ts?worker&url";
import { PassbookPage } from "#app/features/learning/passbook-page.tsx";
import { Titled } from "#app/features/learning/titled.tsx";
import { today } from "#app/infra/clock.server.ts";
import { paths } from "#app/lib/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet, TwoColumns } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t) => t("learning.mine.title"),
  scripts: [offlinePage],
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  return myLearning(await myEnrolments(actor.personId), today, args.context.words.locale);
}

export default function MyLearningPage() {
  const page = useLoaderData<typeof loader>();
  const { t } = useWords();
  if (page.courses.length === 0 && page.ended.length === 0)
    return (
      <>
        <PageHeader title={t("learning.mine.title")} />
        <EmptyState
          title={t("learning.mine.emptyTitle")}
          action={<ButtonLink href="/courses">{t("learning.mine.emptyAction")}</ButtonLink>}
        >
          {t("learning.mine.emptyText")}
        </EmptyState>
        <p>
          <a href="/enrol">{t("cohorts.code.enrol")}</a>
        </p>
      </>
    );
  return (
    <>
      {page.courses.length > 0 ? (
        <TwoColumns>
          <Top page={page} />
          <DueSheet due={page.due} />
        </TwoColumns>
      ) : (
        <PageHeader title={t("learning.mine.title")} />
      )}
      {page.courses.map(({ passbook, cohort }) => (
        <PassbookPage
          key={passbook.enrolmentId}
          passbook={passbook}
          cohort={cohort}
          titleHref={paths.myCourse(passbook.enrolmentId)}
        />
      ))}
      {page.ended.length > 0 && <Ended ended={page.ended} />}
      <p>
        <a href="/enrol">{t("cohorts.code.enrol")}</a>
      </p>
    </>
  );
}

function DueSheet({ due }: Pick<MyLearning, "due">) {
  const { t } = useWords();
  return (
    <Sheet title={t("learning.mine.dueTitle")}>
      {due.length > 0 ? <DueDates due={due} /> : <p className="soft">{t("learning.mine.dueNone")}</p>}
    </Sheet>
  );
}

function Top({ page: { next, courses } }: { page: MyLearning }) {
  const { t } = useWords();
  if (next) return <NextStepCard step={next} showCourse={courses.length > 1} />;
  return (
    <PageHeader
      title={t("learning.mine.doneTitle")}
      lead={t("learning.mine.doneText")}
      actions={
        <ButtonLink href="/certificates" tone="quiet" icon="certificate">
          {t("learning.mine.seeCertificates")}
        </ButtonLink>
      }
    />
  );
}

function Ended({ ended }: Pick<MyLearning, "ended">) {
  const { t } = useWords();
  return (
    <Sheet title={t("learning.mine.endedTitle")}>
      <ul className="dues" role="list">
        {ended.map(({ enrolmentId, title, cohort, status, open }) => (
          <li key={enrolmentId}>
            <span>
              {open ? (
                <a href={paths.myCourse(enrolmentId)}>
                  <Titled of={title} />
                </a>
              ) : (
                <Titled of={title} />
              )}
              {" · "}
              <bdi>{cohort}</bdi>
            </span>
            <span className="soft">{t(`learning.status.${status}`)}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
