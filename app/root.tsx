import { data, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Outlet,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { reachOf, type Permission } from "./features/identity/permissions.ts";
import type { SignInAgain } from "./features/identity/kept-work.server.ts";
import { SignInForm } from "./features/identity/sign-in-form.tsx";
import { availableLocales } from "./infra/words.server.ts";
import { cookie } from "./infra/cookies.server.ts";
import { NOTICE_COOKIE } from "./infra/http.server.ts";
import { LANGUAGE_NAMES } from "./lib/locales.ts";
import type { WordKey } from "./locales/keys.ts";
import { Notice } from "./ui/alert.tsx";
import { Button, ButtonLink } from "./ui/button.tsx";
import { ErrorPage } from "./ui/error-page.tsx";
import type { PageHandle } from "./ui/page-handle.ts";
import { Select } from "./ui/select.tsx";
import { SkipLink } from "./ui/skip-link.tsx";
import { PageFoot, TopBar } from "./ui/top-bar.tsx";
import { useWords } from "./ui/words.tsx";
import appCss from "./ui/app.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: appCss },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

/** The navigation in its order; a person sees the parts they may open. */
const NAVIGATION: { to: string; label: WordKey; permission: Permission }[] = [
  { to: "/work", label: "common.nav.work", permission: "see:work-list" },
  { to: "/cohorts", label: "common.nav.cohorts", permission: "see:cohorts" },
  { to: "/people", label: "common.nav.people", permission: "see:people" },
  { to: "/learn", label: "common.nav.learning", permission: "learn:own-courses" },
  { to: "/certificates", label: "common.nav.certificates", permission: "learn:own-courses" },
];

const PUBLIC_NAVIGATION: { to: string; label: WordKey }[] = [
  { to: "/courses", label: "common.nav.courses" },
  { to: "/v", label: "common.nav.check" },
  { to: "/sign-in", label: "common.nav.signIn" },
];

/** What the frame of every page needs. */
export function loader({ context, request }: LoaderFunctionArgs) {
  const { visitor, words, theme, notice, nonce, requestId } = context;
  const url = new URL(request.url);
  const navigation = visitor
    ? NAVIGATION.filter(({ permission }) => reachOf(visitor.grants, permission).length > 0)
    : [];
  const frame = {
    name: visitor?.name ?? null,
    navigation: navigation.map(({ to, label }) => ({ to, label })),
    languages: availableLocales.map((locale) => ({ locale, name: LANGUAGE_NAMES[locale] ?? locale })),
    here: url.pathname + url.search,
    theme,
    notice,
    nonce,
    requestId,
    locale: words.locale,
  };
  const headers = new Headers();
  if (notice) headers.append("Set-Cookie", cookie(NOTICE_COOKIE, "", { maxAge: 0 }));
  return data(frame, { headers });
}

type Frame = ReturnType<typeof useRouteLoaderData<typeof loader>>;

export function Layout({ children }: { children: ReactNode }) {
  const { t, locale, direction } = useWords();
  const frame = useRouteLoaderData<typeof loader>("root");
  const theme = frame && frame.theme !== "system" ? frame.theme : undefined;
  const page = useMatches().at(-1);
  const handle = page?.handle as PageHandle | undefined;
  return (
    <html lang={locale} dir={direction} data-theme={theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{usePageTitle(handle, page?.data)}</title>
        {handle?.noIndex && <meta name="robots" content="noindex" />}
        <Links />
        {handle?.scripts?.map((src) => (
          <script key={src} type="module" src={src} nonce={frame?.nonce} />
        ))}
      </head>
      <body>
        <SkipLink>{t("common.skip")}</SkipLink>
        <Masthead frame={frame} />
        <main id="main" tabIndex={-1}>
          {frame?.notice && <Said notice={frame.notice} />}
          {children}
        </main>
        <Foot frame={frame} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

function usePageTitle(handle: PageHandle | undefined, pageData: unknown): string {
  const { t } = useWords();
  const error = useRouteError();
  const brand = t("common.brand");
  if (error !== undefined && error !== null) return `${t(errorWords(error).title)} · ${brand}`;
  const title = handle?.title(t, pageData as never);
  return title ? `${title} · ${brand}` : brand;
}

function Masthead({ frame }: { frame: Frame }) {
  const { t } = useWords();
  const here = frame?.here ?? "/";
  const links = frame?.name ? frame.navigation : PUBLIC_NAVIGATION;
  return (
    <TopBar
      brand={{ name: t("common.brand"), href: "/" }}
      navLabel={t("common.nav.label")}
      menuLabel={t("common.nav.menu")}
      nav={links.map(({ to, label }) => ({
        href: to,
        label: t(label),
        current: here === to || here.startsWith(`${to}/`) || here.startsWith(`${to}?`),
      }))}
      person={frame?.name ? { name: frame.name, href: "/me" } : undefined}
      signOut={
        frame?.name && (
          <form method="post" action="/sign-out">
            <Button tone="quiet" size="small">
              {t("common.nav.notMe")}
            </Button>
          </form>
        )
      }
    />
  );
}

function Said({ notice }: { notice: { key: string; params?: Record<string, string | number> } }) {
  const { t } = useWords();
  return <Notice>{t(`common.notice.${notice.key}` as WordKey, notice.params)}</Notice>;
}

/** Language and colours, for this device. */
function Foot({ frame }: { frame: Frame }) {
  const { t, locale } = useWords();
  const next = <input type="hidden" name="next" value={frame?.here ?? "/"} />;
  return (
    <PageFoot>
      <form method="post" action="/preferences">
        {next}
        <Select
          name="lang"
          label={t("common.footer.language")}
          defaultValue={locale}
          options={(frame?.languages ?? []).map(({ locale: value, name }) => ({ value, label: name }))}
        />
        <Select
          name="theme"
          label={t("common.footer.theme")}
          defaultValue={frame?.theme ?? "system"}
          options={[
            { value: "system", label: t("common.footer.themeSystem") },
            { value: "light", label: t("common.footer.themeLight") },
            { value: "dark", label: t("common.footer.themeDark") },
          ]}
        />
        <Button tone="quiet" size="small">
          {t("common.footer.apply")}
        </Button>
      </form>
      <a href="/privacy">{t("common.footer.privacy")}</a>
    </PageFoot>
  );
}

/** Which words an error gets: by its status; anything that is no response is our bug. */
function errorWords(error: unknown): { title: WordKey; text: WordKey } {
  const status = isRouteErrorResponse(error) ? error.status : 500;
  if (status === 401) return { title: "common.error.signInTitle", text: "common.error.signInText" };
  if (status === 403) return { title: "common.error.forbiddenTitle", text: "common.error.forbiddenText" };
  if (status === 404) return { title: "common.error.notFoundTitle", text: "common.error.notFoundText" };
  if (status === 503) return { title: "common.error.busyTitle", text: "common.error.busyText" };
  if (status < 500) return { title: "common.error.badTitle", text: "common.error.badText" };
  return { title: "common.error.brokenTitle", text: "common.error.brokenText" };
}

export function ErrorBoundary() {
  const error = useRouteError();
  const frame = useRouteLoaderData<typeof loader>("root");
  const { t } = useWords();
  const { title, text } = errorWords(error);
  if (isRouteErrorResponse(error) && error.status === 401) {
    const { kept, next } = error.data as SignInAgain;
    return (
      <ErrorPage title={t(title)}>
        <p>{t(kept ? text : "common.error.signInTextNothingKept")}</p>
        <SignInForm next={next} kept={kept} problem={null} refusal={null} />
      </ErrorPage>
    );
  }
  return (
    <ErrorPage
      title={t(title)}
      actions={
        <ButtonLink href="/" tone="quiet">
          {t("common.error.home")}
        </ButtonLink>
      }
    >
      {t(text, { requestId: frame?.requestId ?? "" })}
    </ErrorPage>
  );
}
