import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CodeCards } from "#app/features/identity/code-cards.tsx";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { InviteFields } from "#app/features/identity/invite-fields.tsx";
import { invitePerson } from "#app/features/identity/invite-person.server.ts";
import { placesFor } from "#app/features/identity/organisations.server.ts";
import { codeAddress } from "#app/features/identity/people-acts.server.ts";
import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import { InvitePersonForm } from "#app/features/identity/person-forms.ts";
import { scopesToGrant } from "#app/features/identity/person-roles.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { availableLocales } from "#app/infra/words.server.ts";
import { LANGUAGE_NAMES } from "#app/lib/locales.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("admin.invite.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "manage:people");
  return {
    places: await placesFor(actor),
    placeNeeded: actor.reach.every(({ kind }) => kind === "organisation"),
    scopes: asHolderOf(actor, "grant:roles") ? await scopesToGrant() : null,
    languages: availableLocales.map((locale) => ({ value: locale, label: LANGUAGE_NAMES[locale] ?? locale })),
    locale: actor.locale,
    timeZone: actor.timeZone,
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "manage:people");
  const form = await readForm(args.request, InvitePersonForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = await invitePerson(actor, form.value);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  const { card } = outcome.value;
  if (!card) return redirectWithNotice("/people", "person-invited", { name: form.value.name });
  return { card, address: codeAddress() };
}

export default function InvitePerson() {
  const choices = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useWords();
  if (answer && "card" in answer) {
    return (
      <>
        <PageHeader title={t("admin.invite.doneTitle", { name: answer.card.name })} actions={<WaysOn />} />
        <CodeCards cards={[answer.card]} address={answer.address} />
      </>
    );
  }
  return (
    <div className="narrow">
      <PageHeader title={t("admin.invite.title")} lead={t("admin.invite.lead")} />
      <InviteFields {...choices} answer={answer} />
    </div>
  );
}

function WaysOn() {
  const { t } = useWords();
  return (
    <>
      <ButtonLink href="/people" tone="quiet">
        {t("admin.codes.back")}
      </ButtonLink>
      <ButtonLink href="/people/invite" icon="plus">
        {t("admin.invite.another")}
      </ButtonLink>
    </>
  );
}
