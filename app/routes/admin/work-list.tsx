import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf, type Permission } from "#app/features/identity/permissions.ts";
import { allWork } from "#app/features/work/all-work.server.ts";
import type { WordKey } from "#app/locales/keys.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { WorkList } from "#app/ui/work-list.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("admin.work.title") } satisfies PageHandle;

/** The pages that are opened now and then, and so stand here instead of on top of every page. */
const ELSEWHERE: { to: string; label: WordKey; permission: Permission }[] = [
  { to: "/certificates/issued", label: "admin.work.certificates", permission: "see:certificates" },
  { to: "/candidates", label: "candidacy.queue.title", permission: "see:candidacies" },
  { to: "/licences", label: "licences.list.title", permission: "see:licences" },
  { to: "/observations", label: "observation.mine.title", permission: "assess:candidates" },
  { to: "/certifications", label: "trainers.register.title", permission: "see:certifications" },
  { to: "/exam-banks", label: "exams.bank.title", permission: "keep:exam-banks" },
  { to: "/exam-sittings", label: "exams.sitting.title", permission: "keep:exam-sittings" },
  { to: "/exam-papers", label: "exams.papers.title", permission: "keep:exam-banks" },
  { to: "/exam-keying", label: "exams.keying.title", permission: "key:exams" },
  { to: "/exam-marking", label: "exams.marking.title", permission: "mark:exams" },
  { to: "/coverage", label: "attestation.coverage.title", permission: "see:coverage" },
  {
    to: "/certificate-templates",
    label: "certification.template.title",
    permission: "keep:certificate-templates",
  },
  { to: "/schemes", label: "schemes.list.title", permission: "see:schemes" },
  {
    to: "/suspension-proposals",
    label: "trainers.proposal.title",
    permission: "see:suspension-proposals",
  },
  { to: "/complaint-register", label: "trainers.complaint.register", permission: "act:on-complaints" },
  { to: "/name-changes", label: "rights.names.title", permission: "correct:certificates" },
  { to: "/organisations", label: "admin.organisations.title", permission: "see:organisations" },
  { to: "/holidays", label: "cohorts.holidays.title", permission: "manage:holidays" },
  { to: "/audit", label: "audit.title", permission: "see:audit" },
  { to: "/data-requests", label: "rights.register.title", permission: "answer:data-requests" },
  { to: "/retention", label: "rights.retention.title", permission: "purge:records" },
  { to: "/outbox", label: "admin.outbox.title", permission: "see:outbox" },
  { to: "/issuer-keys", label: "credentials.keys.title", permission: "keep:issuer-keys" },
  { to: "/jobs", label: "admin.jobs.title", permission: "see:jobs" },
];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:work-list");
  const elsewhere = ELSEWHERE.filter(({ permission }) => reachOf(actor.grants, permission).length > 0);
  return {
    lines: await allWork(actor),
    elsewhere: elsewhere.map(({ to, label }) => ({ to, label })),
  };
}

export default function Work() {
  const { lines, elsewhere } = useLoaderData<typeof loader>();
  const { t, number } = useWords();
  return (
    <>
      <PageHeader title={t("admin.work.title")} />
      {lines.length === 0 ? (
        <EmptyState title={t("admin.work.none")}>{t("admin.work.noneText")}</EmptyState>
      ) : (
        <WorkList
          label={t("admin.work.title")}
          items={lines.map(({ kind, count, href }) => ({
            count: number(count),
            text: t(`admin.work.${kind}`, { count }),
            href,
          }))}
        />
      )}
      {elsewhere.length > 0 && (
        <Sheet title={t("admin.work.elsewhere")}>
          <ul className="plain actions">
            {elsewhere.map(({ to, label }) => (
              <li key={to}>
                <a href={to}>{t(label)}</a>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  );
}
