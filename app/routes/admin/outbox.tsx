import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { MailList } from "#app/features/notifications/mail-list.tsx";
import { MAIL_STATES } from "#app/features/notifications/mail-state.ts";
import { listMail, retryMail } from "#app/features/notifications/outbox-messages.server.ts";
import { badForm, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { configuredMailer } from "#app/infra/mailer.server.ts";
import { placeIn } from "#app/lib/keyset.ts";
import { choiceFilter } from "#app/lib/paging.ts";
import { Alert } from "#app/ui/alert.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import { NeighbourPages } from "#app/ui/neighbour-pages.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Select } from "#app/ui/select.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("admin.outbox.title") } satisfies PageHandle;

const RetryForm = z.object({ mail: z.string().min(1).max(100) });

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:outbox");
  const url = new URL(args.request.url);
  const state = choiceFilter(url, "state", MAIL_STATES);
  return { ...(await listMail(actor, state, placeIn(url))), state, sends: configuredMailer() !== null };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "see:outbox");
  const form = await readForm(args.request, RetryForm);
  if (!form.ok) return badForm(form.problem);
  found((await retryMail(actor, form.value.mail)) || null);
  return redirectWithNotice("/outbox", "mail-retried");
}

export default function Outbox() {
  const { rows, previous, next, state, sends } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <PageHeader title={t("admin.outbox.title")} lead={t("admin.outbox.lead")} />
      {!sends && (
        <Alert tone="warn" title={t("admin.outbox.noServer")}>
          {t("admin.outbox.noServerText")}
        </Alert>
      )}
      <FilterBar
        label={t("admin.outbox.filter")}
        submit={t("common.action.show")}
        reset={state ? { href: "/outbox", label: t("admin.outbox.all") } : undefined}
      >
        <Select
          name="state"
          label={t("admin.outbox.state")}
          placeholder={t("admin.outbox.anyState")}
          options={MAIL_STATES.map((value) => ({ value, label: t(`admin.outbox.state-${value}`) }))}
          defaultValue={state}
        />
      </FilterBar>
      {rows.length === 0 ? (
        <EmptyState title={t("admin.outbox.none")}>{t("admin.outbox.noneText")}</EmptyState>
      ) : (
        <MailList rows={rows} retriable={sends} />
      )}
      <NeighbourPages previous={previous} next={next} />
    </>
  );
}
