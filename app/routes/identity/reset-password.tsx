import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chosenPassword, NewPasswordForm } from "#app/features/identity/account-forms.ts";
import { comeIn } from "#app/features/identity/come-in.server.ts";
import { PasswordByLink } from "#app/features/identity/password-by-link.tsx";
import { offerPassphrases } from "#app/features/identity/passwords.server.ts";
import { holderOfLink, setPasswordByLink } from "#app/features/identity/set-password-by-link.server.ts";
import { badForm, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { problemAt } from "#app/lib/form.ts";
import type { PageHandle } from "#app/ui/page-handle.ts";

export const handle = { title: (t) => t("identity.forgot.title"), noIndex: true } satisfies PageHandle;

export async function loader({ params, context }: LoaderFunctionArgs) {
  const holder = await holderOfLink("password-reset", params.token ?? "");
  const offered = offerPassphrases(context.words.locale);
  return data({ holder, offered }, { status: holder ? 200 : 410 });
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, NewPasswordForm);
  if (!form.ok) return badForm(form.problem);
  const { requestId } = args.context;
  const token = args.params.token ?? "";
  const outcome = await setPasswordByLink("password-reset", token, chosenPassword(form.value), requestId);
  if (!outcome.ok) {
    if (outcome.reason.about === "way-in") return data(undefined, { status: 410 });
    const { key, params } = outcome.reason.problem;
    return badForm(problemAt({}, "password", key, params));
  }
  const { headers, home } = await comeIn(args, outcome.value.personId);
  return redirectWithNotice(home, "password-set", undefined, headers);
}

export default function ResetPassword() {
  const { holder, offered } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <PasswordByLink page="reset" holder={holder} offered={offered} answer={answer} />;
}
