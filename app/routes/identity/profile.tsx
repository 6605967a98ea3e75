import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ProfileForm as Schema } from "#app/features/identity/account-forms.ts";
import { forgetChoices, visitOf } from "#app/features/identity/come-in.server.ts";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { ProfileForm } from "#app/features/identity/profile-form.tsx";
import { profileOf, saveProfile } from "#app/features/identity/profile.server.ts";
import { badForm, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { availableLocales } from "#app/infra/words.server.ts";
import { problemAt } from "#app/lib/form.ts";
import { LANGUAGE_NAMES } from "#app/lib/locales.ts";
import { Button } from "#app/ui/button.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("identity.profile.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const languages = availableLocales.map((locale) => ({
    value: locale,
    label: LANGUAGE_NAMES[locale] ?? locale,
  }));
  return { profile: await profileOf(actor.personId), languages };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const form = await readForm(args.request, Schema);
  if (!form.ok) return badForm(form.problem);
  const { currentPassword, ...profile } = form.value;
  if (!availableLocales.includes(profile.locale))
    return badForm(problemAt(typed(profile), "locale", "choose"));
  const outcome = await saveProfile(actor, profile, currentPassword, visitOf(args));
  if (!outcome.ok) {
    const { field, key, params } = outcome.reason;
    return badForm(problemAt(typed(profile), field, key, params));
  }
  return redirectWithNotice("/me", "saved", undefined, forgetChoices(new Headers()));
}

const typed = (profile: Record<string, string | null>) =>
  Object.fromEntries(Object.entries(profile).map(([field, value]) => [field, value ?? ""]));

export default function Profile() {
  const { t } = useWords();
  const { profile, languages } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageHeader
        title={t("identity.profile.title")}
        lead={t("identity.profile.lead", { username: profile.username })}
      />
      <ProfileForm profile={profile} languages={languages} answer={useActionData<typeof action>()} />
      <Sheet title={t("identity.profile.moreTitle")}>
        <div className="stack">
          <ul className="plain stack tight">
            <li>
              <a href="/me/password">{t("identity.profile.password")}</a>
            </li>
            <li>
              <a href="/me/messages">{t("notifications.choice.title")}</a>
            </li>
            <li>
              <a href="/me/calendar">{t("cohorts.days.calendarTitle")}</a>
            </li>
            <li>
              <a href="/me/certifications">{t("trainers.mine.title")}</a>
            </li>
            <li>
              <a href="/me/data">{t("rights.data.title")}</a>
            </li>
            <li>
              <a href="/me/name">{t("rights.name.title")}</a>
            </li>
            <li>
              <a href="/me/deputies">{t("identity.deputies.title")}</a>
            </li>
            <li>
              <a href="/me/devices">{t("identity.profile.devices")}</a>
            </li>
          </ul>
          <form method="post" action="/sign-out">
            <Button tone="quiet">{t("identity.profile.signOut")}</Button>
          </form>
        </div>
      </Sheet>
    </div>
  );
}
