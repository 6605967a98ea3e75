import type { AppLoadContext } from "@remix-run/node";
import { reachOf, type Permission } from "./features/identity/permissions.ts";
import type { Frame } from "./frame.tsx";
import { availableLocales } from "./infra/words.server.ts";
import { LANGUAGE_NAMES } from "./lib/locales.ts";
import type { WordKey } from "./locales/keys.ts";

type Link = { to: string; label: WordKey };

/** The navigation in its order; a person sees the parts they may open. */
const NAVIGATION: (Link & { permission: Permission })[] = [
  { to: "/work", label: "common.nav.work", permission: "see:work-list" },
  { to: "/cohorts", label: "common.nav.cohorts", permission: "see:cohorts" },
  { to: "/people", label: "common.nav.people", permission: "see:people" },
  { to: "/courses", label: "common.nav.courses", permission: "preview:courses" },
  { to: "/learn", label: "common.nav.learning", permission: "learn:own-courses" },
  { to: "/certificates", label: "common.nav.certificates", permission: "learn:own-courses" },
];

const PUBLIC_NAVIGATION: Link[] = [
  { to: "/courses", label: "common.nav.courses" },
  { to: "/v", label: "common.nav.check" },
  { to: "/sign-in", label: "common.nav.signIn" },
];

const languages = availableLocales.map((locale) => ({ locale, name: LANGUAGE_NAMES[locale] ?? locale }));

export function frameOf(request: Request, context: AppLoadContext): Frame {
  const { visitor, theme, notice, nonce, requestId } = context;
  const { pathname, search } = new URL(request.url);
  const own = ({ permission }: { permission: Permission }) =>
    visitor !== null && reachOf(visitor.grants, permission).length > 0;
  return {
    name: visitor?.name ?? null,
    unread: visitor?.unread ?? 0,
    navigation: visitor ? NAVIGATION.filter(own) : PUBLIC_NAVIGATION,
    search: own({ permission: "search:records" }),
    languages,
    here: pathname + search,
    theme,
    notice,
    nonce,
    requestId,
  };
}
