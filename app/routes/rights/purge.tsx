import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { dueList, purge } from "#app/features/rights/purge.server.ts";
import { isPurgeKind, PURGES } from "#app/features/rights/retention.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("rights.purge.title") } satisfies PageHandle;

const PurgeForm = z.object({ seen: z.string().min(1).max(100) });

const kindOf = ({ purgeKind }: LoaderFunctionArgs["params"]) =>
  found(isPurgeKind(purgeKind) ? purgeKind : null);

export async function loader(args: LoaderFunctionArgs) {
  await requirePermission(args, "purge:records");
  const kind = kindOf(args.params);
  return { kind, ...(await dueList(kind)) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "purge:records");
  const kind = kindOf(args.params);
  const form = await readForm(args.request, PurgeForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = await purge(actor, kind, form.value.seen);
  return outcome.ok
    ? redirectWithNotice("/retention", "purged", { count: outcome.value })
    : refused(outcome.reason);
}

export default function Purge() {
  const { kind, rows, total, seen } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, date, dateTime } = useWords();
  const { from } = PURGES[kind];
  return (
    <>
      <PageHeader
        eyebrow={<a href="/retention">{t("rights.retention.title")}</a>}
        title={t(`rights.retention.kind.${kind}`)}
        lead={t(`rights.retention.because.${kind}`)}
      />
      {form.summary}
      {rows.length === 0 ? (
        <EmptyState title={t("rights.purge.none")}>{t("rights.purge.noneText")}</EmptyState>
      ) : (
        <>
          <DataTable
            caption={t("rights.purge.list")}
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "name",
                header: t("rights.purge.what"),
                rowHeader: true,
                cell: ({ name }) => <DirText>{name}</DirText>,
              },
              {
                key: "since",
                header: t(`rights.purge.since.${from}`),
                cell: ({ since }) => (typeof since === "string" ? date(since) : dateTime(since)),
              },
            ]}
          />
          <Sheet accent title={t("rights.purge.confirm", { count: rows.length })}>
            <div className="stack">
              <p>{t(`rights.retention.after.${kind}`)}</p>
              <p>{t("rights.purge.final")}</p>
              {total > rows.length && <p>{t("rights.purge.more", { count: total - rows.length })}</p>}
              <form method="post" className="actions">
                <input type="hidden" name="seen" value={seen} />
                <Button tone="danger">{t("rights.purge.act", { count: rows.length })}</Button>
                <ButtonLink href="/retention" tone="quiet">
                  {t("common.action.cancel")}
                </ButtonLink>
              </form>
            </div>
          </Sheet>
        </>
      )}
    </>
  );
}
