import { paths } from "#app/lib/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { JobKind, JobState } from "./job.ts";
import type { JobRow } from "./job-list.server.ts";

const TONES: Record<JobState, TagTone> = { waiting: "quiet", running: "due", dead: "danger", done: "good" };

const SUBJECTS = {
  "issue-certificates": { href: paths.cohort, words: "admin.jobs.aboutCohort" },
  "move-to-version": { href: paths.scheme, words: "admin.jobs.aboutScheme" },
} as const satisfies Partial<Record<JobKind, unknown>>;

/** What goes on in the background, for whom, and how far it is. */
export function JobTable({ rows }: { rows: JobRow[] }) {
  const { t, dateTime, number } = useWords();
  return (
    <DataTable
      caption={t("admin.jobs.title")}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: "what", header: t("admin.jobs.what"), rowHeader: true, cell: (job) => <What job={job} /> },
        {
          key: "by",
          header: t("admin.jobs.by"),
          cell: ({ by }) => (by === null ? t("audit.platform") : <DirText>{by}</DirText>),
        },
        { key: "at", header: t("admin.jobs.at"), cell: ({ createdAt }) => dateTime(createdAt) },
        {
          key: "progress",
          header: t("admin.jobs.progress"),
          cell: ({ done, of, swept }) =>
            swept === null
              ? t("admin.jobs.soFar", { done: number(done), of: number(of) })
              : t("admin.jobs.swept", { count: swept }),
        },
        { key: "state", header: t("admin.jobs.state"), cell: (job) => <State job={job} /> },
        {
          key: "retry",
          header: t("admin.jobs.retry"),
          hideHeader: true,
          cell: (job) => job.state === "dead" && <Retry job={job} />,
        },
      ]}
    />
  );
}

function What({ job: { kind, subjectId } }: { job: JobRow }) {
  const { t } = useWords();
  const subject = kind in SUBJECTS ? SUBJECTS[kind as keyof typeof SUBJECTS] : null;
  return (
    <>
      {t(`admin.jobs.kind.${kind}`)}
      {subjectId && subject && (
        <>
          <br />
          <a href={subject.href(subjectId)}>{t(subject.words)}</a>
        </>
      )}
    </>
  );
}

function State({ job: { state, attempts, lastError, runAfter } }: { job: JobRow }) {
  const { t, dateTime } = useWords();
  return (
    <>
      <Tag tone={TONES[state]}>{t(`admin.jobs.state-${state}`)}</Tag>
      {lastError && (
        <>
          <br />
          <small className="soft">
            {t("admin.jobs.why", { reason: lastError, count: attempts })}{" "}
            {state === "waiting" && t("admin.jobs.next", { at: dateTime(runAfter) })}
          </small>
        </>
      )}
    </>
  );
}

function Retry({ job: { id, kind } }: { job: JobRow }) {
  const { t } = useWords();
  return (
    <form method="post">
      <input type="hidden" name="job" value={id} />
      <Button
        size="small"
        tone="quiet"
        aria-label={t("admin.jobs.retrySpoken", { job: t(`admin.jobs.kind.${kind}`) })}
      >
        {t("admin.jobs.retry")}
      </Button>
    </form>
  );
}
