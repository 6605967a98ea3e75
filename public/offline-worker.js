/*
 * Shows "No line just now" when a page cannot be fetched. Nothing else is kept, pages are private and phones are shared,
 * but for three: an attendance sheet, an observation and an observed session of today, so that whoever works in a room without a line can open
 * them again. They go when somebody signs out or in, and after fourteen hours.
 */
const own = new URL(location.href).searchParams;
const STORE = location.search;
const PAGE = "/offline";
const SHEETS = "sheets";
/* Of check-worker.js: keys and states that are everybody's. */
const CHECK = "check";
const SHEET = /^\/((cohorts\/[\w-]+\/attendance|observations)\/[\w-]+|candidates\/[\w-]+\/session)$/;
const SHEET_PART = /^\/assets\/(attendance|rating|session)\.client/;
const KEPT_FOR = 14 * 60 * 60_000;
const PARTS = [own.get("style"), "/guilloche.svg"].filter(Boolean);

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(STORE).then((store) => Promise.all([store.addAll(PARTS), keepPage(store)])));
});

/* As for nobody in particular, in the language of whoever came first: no name stands on it. */
async function keepPage(store) {
  const headers = { "Accept-Language": own.get("lang") ?? "en" };
  const page = await fetch(PAGE, { credentials: "omit", headers });
  if (page.ok) await store.put(PAGE, page);
}

addEventListener("activate", (event) => event.waitUntil(Promise.all([clients.claim(), dropOthers()])));

async function dropOthers() {
  const stores = await caches.keys();
  return Promise.all(stores.filter((name) => ![STORE, SHEETS, CHECK].includes(name)).map((name) => caches.delete(name)));
}

/* A form that is sent is left to the browser, which comes back to what was typed. */
addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  const visit = request.mode === "navigate";
  if (visit && (pathname === "/sign-out" || pathname.startsWith("/sign-in"))) event.waitUntil(caches.delete(SHEETS));
  const page = visit && request.method === "GET";
  if (page && SHEET.test(pathname)) return event.respondWith(sheet(request));
  if (SHEET_PART.test(pathname)) return event.respondWith(part(request));
  if (!page && !PARTS.includes(pathname)) return;
  event.respondWith(fetch(request).catch(() => kept(page ? PAGE : request)));
});

const kept = async (what) => (await caches.match(what, { ignoreVary: true })) ?? Response.error();

async function sheet(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await (await caches.open(SHEETS)).put(request, answer.clone());
    return answer;
  } catch {
    const own = await caches.match(request, { cacheName: SHEETS, ignoreVary: true });
    const age = Date.now() - Date.parse(own?.headers.get("date") ?? "");
    return age < KEPT_FOR ? own : kept(PAGE);
  }
}

/* What makes a sheet keep its marks: without it a sheet without a line would be paper. */
async function part(request) {
  const store = await caches.open(SHEETS);
  try {
    const answer = await fetch(request);
    if (answer.ok) await store.put(request, answer.clone());
    return answer;
  } catch {
    return (await store.match(request, { ignoreVary: true })) ?? Response.error();
  }
}
