import type { LoaderFunctionArgs } from "@remix-run/node";

const OFFLINE = "/v/offline";

/** Public: the check as a thing on the home screen of a phone, in the language of whoever puts it there. */
export function loader({ context: { words } }: LoaderFunctionArgs) {
  const manifest = {
    id: OFFLINE,
    name: words.t("credentials.offline.appName"),
    short_name: words.t("credentials.offline.appShortName"),
    lang: words.locale,
    dir: words.direction,
    start_url: OFFLINE,
    scope: "/v/",
    display: "standalone",
    background_color: "#faf6ec",
    theme_color: "#14545f",
    icons: [
      { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icon-512.png", sizes: "512x512", type: "image/png", purpose: "any maskable" },
      { src: "/favicon.svg", sizes: "any", type: "image/svg+xml" },
    ],
  };
  return new Response(JSON.stringify(manifest), {
    headers: {
      "Content-Type": "application/manifest+json; charset=utf-8",
      "Cache-Control": "private, no-cache",
      Vary: "Cookie, Accept-Language",
    },
  });
}
