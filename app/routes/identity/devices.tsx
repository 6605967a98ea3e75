import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DevicesForm } from "#app/features/identity/account-forms.ts";
import { signOutOne, signOutOthers } from "#app/features/identity/devices.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { openSessionsOf, type OpenSession } from "#app/features/identity/session.server.ts";
import { badForm, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Form } from "#app/ui/form.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("identity.devices.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  return { sessions: await openSessionsOf(actor.personId, args.context.sessionId) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const form = await readForm(args.request, DevicesForm);
  if (!form.ok) return badForm(form.problem);
  if (form.value.intent === "others") {
    await signOutOthers(actor, args.context.sessionId);
    return redirectWithNotice("/me/devices", "others-signed-out");
  }
  found((await signOutOne(actor, form.value.session)) || null);
  return redirectWithNotice("/me/devices", "device-signed-out");
}

export default function Devices() {
  const { t, dateTime } = useWords();
  const { sessions } = useLoaderData<typeof loader>();
  const nameOf = ({ device }: OpenSession) => device || t("identity.devices.unknown");
  return (
    <div className="narrow">
      <PageHeader title={t("identity.devices.title")} lead={t("identity.devices.lead")} />
      <Sheet>
        <div className="stack">
          {" "}
          <DataTable
            caption={t("identity.devices.title")}
            hideCaption
            rows={sessions}
            rowKey={({ id }) => id}
            columns={[
              { key: "device", header: t("identity.devices.device"), rowHeader: true, cell: nameOf },
              { key: "since", header: t("identity.devices.since"), cell: (row) => dateTime(row.createdAt) },
              {
                key: "seen",
                header: t("identity.devices.lastSeen"),
                cell: (row) => dateTime(row.lastSeenAt),
              },
              {
                key: "act",
                header: t("identity.devices.act"),
                hideHeader: true,
                cell: (row) =>
                  row.here ? (
                    <Tag tone="good">{t("identity.devices.here")}</Tag>
                  ) : (
                    <SignOutOne session={row.id} device={nameOf(row)} since={dateTime(row.createdAt)} />
                  ),
              },
            ]}
          />
          {sessions.length > 1 ? (
            <Form>
              <Actions>
                <Button name="intent" value="others">
                  {t("identity.devices.others")}
                </Button>
              </Actions>
            </Form>
          ) : (
            <p className="soft">{t("identity.devices.onlyHere")}</p>
          )}
        </div>{" "}
      </Sheet>
      <p>
        <a href="/me">{t("identity.devices.back")}</a>
      </p>
    </div>
  );
}

function SignOutOne({ session, device, since }: { session: string; device: string; since: string }) {
  const { t } = useWords();
  return (
    <form method="post">
      <input type="hidden" name="session" value={session} />
      <Button
        tone="quiet"
        size="small"
        name="intent"
        value="one"
        aria-label={t("identity.devices.signOutOneSpoken", { device, since })}
      >
        {t("identity.devices.signOutOne")}
      </Button>
    </form>
  );
}
