/*
 * Serves the check of certificates where there is no line, to whoever has asked to keep it (/v/offline): that page, its
 * parts, and for the address on a paper the same page, which reads what is signed behind the address. All else is the
 * browser's. The page fills the store; this file only reads it.
 */
const STORE = "check";
const PAGE = "/v/offline";
/** Longer is no line, whatever the phone says of it. */
const LONGEST_MS = 8_000;
/** 502 and on: something on the way answers, and says that we do not. */
const NOBODY_BEHIND = 502;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  const what = request.mode === "navigate" ? PAGE : request;
  event.respondWith(
    answered(request).then(
      (answer) => (answer.status >= NOBODY_BEHIND ? kept(what, answer) : answer),
      () => kept(what),
    ),
  );
});

/** Only until it begins: over a slow line the rest may take its time. */
async function answered(request) {
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), LONGEST_MS);
  try {
    return await fetch(request, { signal: waiting.signal });
  } finally {
    clearTimeout(timer);
  }
}

const kept = async (what, otherwise) =>
  (await caches.match(what, { cacheName: STORE, ignoreVary: true })) ?? otherwise ?? Response.error();
