import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CourseSheet } from "#app/features/catalogue/course-card.tsx";
import { listCourses } from "#app/features/catalogue/course-pages.server.ts";
import { demoSignIns, type DemoSignIns } from "#app/features/identity/demo-sign-ins.server.ts";
import { homeOf } from "#app/features/identity/home.ts";
import { ROLES } from "#app/lib/actor.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("common.home.title") } satisfies PageHandle;

/** Public: what this is, what there is to learn, where a certificate is checked. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { visitor, words } = context;
  const [courses, demo] = await Promise.all([listCourses(words.locale), demoSignIns()]);
  return { courses, demo, home: visitor ? homeOf(visitor.grants) : null };
}

export default function Home() {
  const { courses, demo, home } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <PageHeader title={t("common.home.title")} lead={t("common.home.lead")} actions={<FirstStep home={home} />} />
      {demo && <Demo {...demo} />}
      <Audiences />
      {courses.length > 0 && <h2>{t("common.nav.courses")}</h2>}
      {courses.map((course) => (
        <CourseSheet key={course.courseId} course={course} />
      ))}
      <ul className="plain actions">
        <li>
          <a href="/trainers">{t("trainers.roster.title")}</a>
        </li>
        <li>
          <a href="/licensed">{t("licences.register.title")}</a>
        </li>
        <li>
          <a href="/complaints">{t("trainers.complaint.title")}</a>
        </li>
      </ul>
    </>
  );
}

function Audiences() {
  const { t } = useWords();
  return (
    <ul className="plain work">
      <li>
        <a href="/courses">
          <h2>{t("common.home.learnTitle")}</h2>
          <span>{t("common.home.learnText")}</span>
        </a>
      </li>
      <li>
        <a href="/calls">
          <h2>{t("common.home.applyTitle")}</h2>
          <span>{t("common.home.applyText")}</span>
        </a>
      </li>
      <li>
        <a href="/v">
          <h2>{t("common.home.checkTitle")}</h2>
          <span>{t("common.home.checkText")}</span>
        </a>
      </li>
      <li>
        <div>
          <h2>{t("common.home.runTitle")}</h2>
          <span>{t("common.home.runText")}</span>
        </div>
      </li>
    </ul>
  );
}

function FirstStep({ home }: { home: string | null }) {
  const { t } = useWords();
  if (home)
    return (
      <ButtonLink href={home} iconEnd="arrow-end">
        {t(home === "/learn" ? "common.nav.learning" : "common.nav.work")}
      </ButtonLink>
    );
  return (
    <>
      <ButtonLink href="/sign-in">{t("common.nav.signIn")}</ButtonLink>
      <ButtonLink href="/courses" tone="quiet">
        {t("common.home.seeCourses")}
      </ButtonLink>
    </>
  );
}

function Demo({ password, people }: DemoSignIns) {
  const { t } = useWords();
  return (
    <Sheet title={t("common.home.demoTitle")} accent>
      <div className="stack tight">
        <p>{t("common.home.demoText", { password })}</p>
        <DataTable
          caption={t("common.home.demoRole")}
          hideCaption
          rows={people}
          rowKey={({ username }) => username}
          columns={[
            {
              key: "name",
              header: t("common.home.demoPerson"),
              rowHeader: true,
              cell: ({ name }) => <DirText>{name}</DirText>,
            },
            { key: "username", header: t("common.home.demoUsername"), cell: ({ username }) => <code>{username}</code> },
            { key: "role", header: t("common.home.demoRole"), cell: ({ role }) => <RoleName role={role} /> },
          ]}
        />
      </div>
    </Sheet>
  );
}

function RoleName({ role }: { role: string }) {
  const { t } = useWords();
  const known = ROLES.find((each) => each === role);
  return known ? t(`common.role.${known}`) : role;
}
