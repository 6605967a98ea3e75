import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { attendanceSheet } from "#app/features/cohorts/attendance-sheet.server.ts";
import { qrCode } from "#app/features/cohorts/qr-code.server.ts";
import { sheetCode } from "#app/features/cohorts/sheet-code.ts";
import { SessionWhen } from "#app/features/cohorts/session-parts.tsx";
import { findSession } from "#app/features/cohorts/sessions.server.ts";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.print.title") } satisfies PageHandle;

/** Room to write. */
const BLANK = "\u00a0";

/** One half-day on paper: a line to sign for each person, and the code that leads back to the screen. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "take:attendance");
  const { cohortId = "", halfDayId = "" } = args.params;
  const sheet = found(await attendanceSheet(actor, cohortId, halfDayId));
  const session = found(await findSession(cohortId, halfDayId));
  return {
    cohort: sheet.cohort,
    session,
    people: sheet.rows.map(({ enrolmentId, name }, index) => ({ enrolmentId, name, place: index + 1 })),
    halfDayId,
    qr: qrCode(linkTo(paths.attendance(cohortId, halfDayId))),
  };
}

export default function PrintSheet() {
  const { cohort, session, people, halfDayId, qr } = useLoaderData<typeof loader>();
  const { t, list, number } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={
          <a href={paths.attendance(cohort.id, halfDayId)}>
            <DirText>{cohort.name}</DirText>
          </a>
        }
        title={<SessionWhen session={session} timeZone={cohort.timeZone} />}
        lead={list(
          [session.title, session.room, ...session.trainers.map(({ name }) => name)].filter(Boolean),
        )}
      />
      <p className="soft no-print">{t("cohorts.print.howTo")}</p>
      <div className="signatures">
        <DataTable
          caption={t("cohorts.print.title")}
          hideCaption
          narrow="scroll"
          rows={people}
          rowKey={({ enrolmentId }) => enrolmentId}
          columns={[
            { key: "number", header: t("cohorts.print.number"), cell: ({ place }) => number(place) },
            {
              key: "name",
              header: t("cohorts.table.name"),
              rowHeader: true,
              cell: ({ name }) => <DirText>{name}</DirText>,
            },
            { key: "signature", header: t("cohorts.print.signature"), cell: () => BLANK },
            { key: "remark", header: t("cohorts.print.remark"), cell: () => BLANK },
          ]}
        />
      </div>
      <div className="sheet-foot">
        <svg
          viewBox={`0 0 ${qr.size} ${qr.size}`}
          role="img"
          aria-label={t("cohorts.print.qr")}
          width="112"
          height="112"
        >
          <rect width={qr.size} height={qr.size} fill="#fff" />
          <path d={qr.path} fill="#000" />
        </svg>
        <p>
          {t("cohorts.print.code")} <b dir="ltr">{sheetCode(halfDayId)}</b>
          <br />
          {t("cohorts.print.trainerSigns")}
        </p>
      </div>
    </>
  );
}
