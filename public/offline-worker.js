/* Shows "No line just now" when a page cannot be fetched. Nothing else is kept: pages are private, phones are shared. */
const own = new URL(location.href).searchParams;
const STORE = location.search;
const PAGE = "/offline";
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
  return Promise.all(stores.filter((name) => name !== STORE).map((name) => caches.delete(name)));
}

/* A form that is sent is left to the browser, which comes back to what was typed. */
addEventListener("fetch", (event) => {
  const { request } = event;
  const page = request.method === "GET" && request.mode === "navigate";
  if (!page && !PARTS.includes(new URL(request.url).pathname)) return;
  event.respondWith(fetch(request).catch(() => kept(page ? PAGE : request)));
});

const kept = async (what) => (await caches.match(what, { ignoreVary: true })) ?? Response.error();
