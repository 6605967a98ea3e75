import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { PreferencesForm } from "#app/features/identity/account-forms.ts";
import { cookie } from "#app/infra/cookies.server.ts";
import { badForm, readForm, safePath } from "#app/infra/http.server.ts";
import { availableLocales } from "#app/infra/words.server.ts";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Typed into the address bar there is nothing to see. */
export const loader = () => redirect("/");

/** Language and colours for this device, until somebody signs in or out on it. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request, PreferencesForm);
  if (!form.ok) return badForm(form.problem);
  const { lang, theme, next } = form.value;
  const headers = new Headers();
  const keep = (name: string, value: string) =>
    headers.append("Set-Cookie", cookie(name, value, { maxAge: YEAR_SECONDS }));
  if (lang && availableLocales.includes(lang)) keep("lang", lang);
  if (theme) keep("theme", theme);
  return redirect(safePath(next, "/"), { headers });
}
