import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { FOLLOW_UPS } from "#app/features/cohorts/follow-up.ts";
import { myTest, type OwnTest } from "#app/features/cohorts/sit-test.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { myEnrolment } from "#app/features/learning/enrolments.server.ts";
import { isLearning } from "#app/features/learning/enrolment.ts";
import { coursePage, type CoursePage } from "#app/features/learning/learning-pages.ts";
import { NextStepCard } from "#app/features/learning/next-step-card.tsx";
import { PassbookPage } from "#app/features/learning/passbook-page.tsx";
import { StillCounts } from "#app/features/learning/still-counts.tsx";
import { Titled } from "#app/features/learning/titled.tsx";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Breadcrumbs } from "#app/ui/breadcrumbs.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { Sheet, TwoColumns } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (_t, page: CoursePage) => page.passbook.title.words,
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const course = found(await myEnrolment(actor, args.params["enrolmentId"] ?? ""));
  return { ...coursePage(course, args.context.words.locale), test: await myTest(course) };
}

export default function MyCourse() {
  const page = useLoaderData<typeof loader>();
  const { t, date } = useWords();
  const { passbook, cohort, status, next } = page;
  const { name, startDate: start, endDate: end } = cohort;
  const top = next ? (
    <NextStepCard step={next} showCourse={false} />
  ) : (
    <h1>
      <Titled of={passbook.title} />
    </h1>
  );
  const record = (
    <PassbookPage
      passbook={passbook}
      cohort={t("learning.course.dates", { cohort: name, start: date(start), end: date(end) })}
    />
  );
  return (
    <>
      <Breadcrumbs
        label={t("learning.course.crumbs")}
        items={[{ href: "/learn", label: t("learning.mine.title") }, { label: passbook.title.words }]}
      />
      {isLearning(status) ? (
        <TwoColumns ofFour>
          {top}
          <Sheet title={t("learning.course.stillCounts")}>
            {page.stillCounts.length > 0 ? (
              <StillCounts things={page.stillCounts} />
            ) : (
              <p>{t("learning.course.stillCountsNone")}</p>
            )}
          </Sheet>
          {record}
          <More page={page} />
        </TwoColumns>
      ) : (
        <>
          <Alert>{t("learning.course.ended", { status: t(`learning.status.${status}`) })}</Alert>
          {top}
          <TwoColumns>
            {record}
            <More page={page} />
          </TwoColumns>
        </>
      )}
    </>
  );
}

function More({ page }: { page: CoursePage & { test: OwnTest | null } }) {
  const { passbook, nameConfirmed, status, test } = page;
  const { t } = useWords();
  return (
    <Sheet title={t("learning.course.more")}>
      <ul className="dues" role="list">
        {passbook.plan && (
          <li>
            <a href={passbook.plan.href}>{t("learning.course.plan")}</a>
          </li>
        )}
        <li>
          <a href={paths.myDays(passbook.enrolmentId)}>{t("cohorts.days.title")}</a>
        </li>
        {isLearning(status) && (
          <li>
            <a href={paths.myTravel(passbook.enrolmentId)}>{t("cohorts.travel.title")}</a>
          </li>
        )}
        {test?.sittings.map(({ sitting, phase, score }) => (
          <li key={sitting}>
            <a href={paths.sitTest(passbook.enrolmentId, sitting)}>{t(`cohorts.test.${sitting}`)}</a>
            {!score && phase === "open" && <span className="soft">{t("cohorts.test.open")}</span>}
          </li>
        ))}
        {!isLearning(status) &&
          FOLLOW_UPS.map((months) => (
            <li key={months}>
              <a href={paths.followUp(passbook.enrolmentId, months)}>
                {t("cohorts.followUp.after", { count: months })}
              </a>
            </li>
          ))}
        {passbook.electives && (
          <li>
            <a href={passbook.electives}>{t("learning.electives.title")}</a>
          </li>
        )}
        <li>
          <span>
            <a href={paths.printedName(passbook.enrolmentId)}>{t("learning.course.name")}</a>
          </span>
          {!nameConfirmed && <span className="soft">{t("learning.course.nameOpen")}</span>}
        </li>
        <li>
          <a href="/certificates">{t("learning.course.certificates")}</a>
        </li>
      </ul>
    </Sheet>
  );
}
