import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { chosenPassword, FirstSignInForm, NewPasswordForm } from "#app/features/identity/account-forms.ts";
import { comeIn, visitOf } from "#app/features/identity/come-in.server.ts";
import { CardForm, CardPasswordForm } from "#app/features/identity/first-sign-in-forms.tsx";
import { offerPassphrases } from "#app/features/identity/passwords.server.ts";
import type { PasswordChooser } from "#app/features/identity/set-password.server.ts";
import { checkSignInCode, spendSignInCode } from "#app/features/identity/sign-in-codes.server.ts";
import { readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { problemAt, type FormProblem } from "#app/lib/form.ts";
import type { Refusal } from "#app/lib/result.ts";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("identity.firstSignIn.title") } satisfies PageHandle;

export const loader = ({ context }: LoaderFunctionArgs) => ({
  offered: offerPassphrases(context.words.locale),
});

type Card = { identifier: string; code: string };

/** Back to the card, with what was wrong with it. */
const cardAgain = (status: number, problem: FormProblem, refusal: Refusal | null) =>
  data({ problem, refusal, chooser: null, card: null }, { status });

/** On to the password, or back to it. */
const passwordNext = (status: number, card: Card, chooser: PasswordChooser, problem: FormProblem) =>
  data({ problem, refusal: null, chooser, card }, { status });

export async function action(args: ActionFunctionArgs) {
  const copy = args.request.clone();
  const form = await readForm(args.request, FirstSignInForm);
  if (!form.ok) return cardAgain(400, form.problem, null);
  const { intent, ...card } = form.value;
  const visit = visitOf(args);
  const checked = await checkSignInCode(card, visit);
  const values = { identifier: card.identifier };
  if (!checked.ok) return cardAgain(409, { values, errors: [] }, checked.reason);
  if (intent === "check") return passwordNext(200, card, checked.value, { values: {}, errors: [] });

  const password = await readForm(copy, NewPasswordForm);
  if (!password.ok) return passwordNext(400, card, checked.value, password.problem);
  const outcome = await spendSignInCode(card, chosenPassword(password.value), visit);
  if (!outcome.ok) {
    if ("key" in outcome.reason) return cardAgain(409, { values, errors: [] }, outcome.reason);
    const { key, params } = outcome.reason.problem;
    return passwordNext(400, card, checked.value, problemAt({}, "password", key, params));
  }
  const { headers, home } = await comeIn(args, outcome.value.personId, { firstTime: true });
  return redirectWithNotice(home, "password-set", undefined, headers);
}

export default function FirstSignIn() {
  const { t } = useWords();
  const { offered } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { card, chooser } = answer ?? {};
  if (card && chooser) {
    const { name, username, shortest } = chooser;
    return (
      <div className="narrow">
        <PageHeader
          title={t("identity.firstSignIn.chooseTitle", { name })}
          lead={t("identity.firstSignIn.chooseLead", { username })}
        />
        <Sheet>
          <CardPasswordForm answer={answer} card={card} offered={offered} shortest={shortest} />
        </Sheet>
      </div>
    );
  }
  return (
    <div className="narrow">
      <PageHeader title={t("identity.firstSignIn.title")} lead={t("identity.firstSignIn.lead")} />
      <Sheet>
        <CardForm answer={answer} />
      </Sheet>
      <p className="soft">{t("identity.firstSignIn.lost")}</p>
    </div>
  );
}
