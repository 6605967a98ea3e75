import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { SignInForm as Schema } from "#app/features/identity/account-forms.ts";
import { comeIn, visitOf } from "#app/features/identity/come-in.server.ts";
import { homeOf } from "#app/features/identity/home.ts";
import { openKeptWork, readFormWithKept } from "#app/features/identity/kept-work.server.ts";
import { SignInForm } from "#app/features/identity/sign-in-form.tsx";
import { signIn } from "#app/features/identity/sign-in.server.ts";
import { redirectWithNotice, safePath } from "#app/infra/http.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("identity.signIn.title") } satisfies PageHandle;

export function loader({ request, context }: LoaderFunctionArgs) {
  const next = safePath(new URL(request.url).searchParams.get("next"), "");
  if (context.visitor) throw redirect(next || homeOf(context.visitor.grants));
  return { next };
}

export async function action(args: ActionFunctionArgs) {
  const { kept, form } = await readFormWithKept(args.request, Schema);
  if (!form.ok) return data({ problem: form.problem, refusal: null, kept, next: "" }, { status: 400 });
  const { identifier, password, next } = form.value;
  const outcome = await signIn({ identifier, password }, visitOf(args));
  if (!outcome.ok) {
    const problem = { values: { identifier }, errors: [] };
    return data({ problem, refusal: outcome.reason, kept, next: safePath(next, "") }, { status: 409 });
  }
  const { personId } = outcome.value;
  const { headers, home } = await comeIn(args, personId);
  if (!kept) return redirect(safePath(next, home), { headers });
  if (!(await openKeptWork(kept, personId)))
    return redirectWithNotice(home, "kept-not-yours", undefined, headers);
  // 307 hands the form on as it is: kept work is too long for an address, and nothing of it is stored.
  return redirect("/send-again", { status: 307, headers });
}

export default function SignIn() {
  const { t } = useWords();
  const { next } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const kept = answer?.kept ?? null;
  return (
    <div className="narrow">
      <PageHeader title={t("identity.signIn.title")} lead={t("identity.signIn.lead")} />
      {kept && <Alert>{t("identity.signIn.kept")}</Alert>}
      <Sheet>
        <SignInForm
          next={answer?.next || next}
          kept={kept}
          problem={answer?.problem ?? null}
          refusal={answer?.refusal ?? null}
        />
      </Sheet>
      <ul className="plain stack tight">
        <li>
          <a href="/sign-in/code">{t("identity.signIn.withCode")}</a>
        </li>
        <li>
          <a href="/forgot-password">{t("identity.signIn.forgot")}</a>
        </li>
      </ul>
    </div>
  );
}
