import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { InboxForm } from "#app/features/notifications/inbox-forms.ts";
import { InboxMessage } from "#app/features/notifications/inbox-message.tsx";
import {
  countUnread,
  markAllRead,
  markRead,
  myInbox,
  openMessage,
} from "#app/features/notifications/inbox.server.ts";
import { badForm, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { placeIn } from "#app/lib/keyset.ts";
import { Button } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { NeighbourPages } from "#app/ui/neighbour-pages.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("notifications.inbox.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const [page, unread] = await Promise.all([
    myInbox(actor, placeIn(new URL(args.request.url))),
    countUnread(actor),
  ]);
  return { ...page, unread };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const form = await readForm(args.request, InboxForm);
  if (!form.ok) return badForm(form.problem);
  switch (form.value.intent) {
    case "open":
      return redirect(found(await openMessage(actor, form.value.message)));
    case "all-read":
      return redirectWithNotice("/inbox", "messages-read", { count: await markAllRead(actor) });
    default: {
      const read = form.value.intent === "read";
      found((await markRead(actor, form.value.message, read)) || null);
      return redirectWithNotice("/inbox", read ? "message-read" : "message-unread");
    }
  }
}

export default function Inbox() {
  const { rows, previous, next, unread } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <div className="narrow">
      <PageHeader title={t("notifications.inbox.title")} lead={t("notifications.inbox.lead")} />
      {unread > 1 && (
        <form method="post">
          <Button tone="quiet" name="intent" value="all-read">
            {t("notifications.inbox.allRead", { count: unread })}
          </Button>
        </form>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t("notifications.inbox.none")}>{t("notifications.inbox.noneText")}</EmptyState>
      ) : (
        <ul className="plain stack">
          {rows.map((message) => (
            <InboxMessage key={message.id} message={message} />
          ))}
        </ul>
      )}
      <NeighbourPages previous={previous} next={next} />
      <p>
        <a href="/me/messages">{t("notifications.choice.title")}</a>
      </p>
    </div>
  );
}
