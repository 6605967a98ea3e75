import type { LinksFunction } from "@remix-run/node";
import { isRouteErrorResponse, Links, Outlet, useMatches, useRouteError } from "@remix-run/react";
import type { ReactNode } from "react";
import type { SignInAgain } from "./features/identity/kept-work.server.ts";
import { SignInForm } from "./features/identity/sign-in-form.tsx";
import { Foot, Masthead, Said, useFrame } from "./frame.tsx";
import type { WordKey } from "./locales/keys.ts";
import { ButtonLink } from "./ui/button.tsx";
import { ErrorPage } from "./ui/error-page.tsx";
import type { PageHandle } from "./ui/page-handle.ts";
import { SkipLink } from "./ui/skip-link.tsx";
import { useWords } from "./ui/words.tsx";
import suggestions from "./features/search/search.client.ts?worker&url";
import appCss from "./ui/app.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: appCss },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export function Layout({ children }: { children: ReactNode }) {
  const { t, locale, direction } = useWords();
  const { theme, nonce, search } = useFrame();
  const page = useMatches().at(-1);
  const handle = page?.handle as PageHandle | undefined;
  return (
    <html lang={locale} dir={direction} data-theme={theme === "system" ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{usePageTitle(handle, page?.data)}</title>
        {handle?.noIndex && <meta name="robots" content="noindex" />}
        <Links />
        {[...(handle?.scripts ?? []), ...(search ? [suggestions] : [])].map((src) => (
          <script key={src} type="module" src={src} nonce={nonce} />
        ))}
      </head>
      <body>
        <SkipLink>{t("common.skip")}</SkipLink>
        <Masthead />
        <main id="main" tabIndex={-1}>
          <Said />
          {children}
        </main>
        <Foot />
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

/** Which words an error gets: by its status; anything that is no response is our bug. */
function errorWords(error: unknown): { title: WordKey; text: WordKey } {
  const status = isRouteErrorResponse(error) ? error.status : 500;
  if (status === 401) return { title: "common.error.signInTitle", text: "common.error.signInText" };
  if (status === 403) return { title: "common.error.forbiddenTitle", text: "common.error.forbiddenText" };
  if (status === 404) return { title: "common.error.notFoundTitle", text: "common.error.notFoundText" };
  if (status === 413) return { title: "common.error.tooLargeTitle", text: "common.error.tooLargeText" };
  if (status === 503) return { title: "common.error.busyTitle", text: "common.error.busyText" };
  if (status < 500) return { title: "common.error.badTitle", text: "common.error.badText" };
  return { title: "common.error.brokenTitle", text: "common.error.brokenText" };
}

export function ErrorBoundary() {
  const error = useRouteError();
  const { requestId } = useFrame();
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
      {t(text, { requestId })}
    </ErrorPage>
  );
}
