import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { acceptNotice } from "#app/features/identity/accept-notice.server.ts";
import { requireSignedIn } from "#app/features/identity/guards.server.ts";
import { homeOf } from "#app/features/identity/home.ts";
import { NoticeText } from "#app/features/identity/notice-text.tsx";
import { noticeOwner } from "#app/features/identity/privacy-notice.server.ts";
import { badForm, readForm, safePath } from "#app/infra/http.server.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("identity.welcome.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  await requireSignedIn(args);
  const next = safePath(new URL(args.request.url).searchParams.get("next"), "");
  return { next, ...noticeOwner() };
}

const WelcomeForm = z.object({ next: z.string().max(2000).default("") });

export async function action(args: ActionFunctionArgs) {
  const { personId, requestId } = await requireSignedIn(args);
  const form = await readForm(args.request, WelcomeForm);
  if (!form.ok) return badForm(form.problem);
  const { words, visitor } = args.context;
  await acceptNotice(personId, words.locale, requestId);
  return redirect(safePath(form.value.next, homeOf(visitor?.grants ?? [])));
}

export default function Welcome() {
  const { t } = useWords();
  const { next, owner, contact } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageHeader title={t("identity.welcome.title")} lead={t("identity.welcome.lead")} />
      <Sheet>
        <NoticeText owner={owner} contact={contact} />
      </Sheet>
      <Form>
        <input type="hidden" name="next" value={next} />
        <Actions>
          <Button>{t("identity.welcome.agree")}</Button>
        </Actions>
      </Form>
      <Form action="/sign-out">
        <p className="soft">{t("identity.welcome.declineHint")}</p>
        <Actions>
          <Button tone="quiet">{t("identity.welcome.decline")}</Button>
        </Actions>
      </Form>
    </div>
  );
}
