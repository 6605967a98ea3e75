/* Shows "No line just now" when a page cannot be fetched. Nothing else is kept: pages are private, phones are shared. */
const style = new URL(location.href).searchParams.get("style");
const STORE = location.search;
const PARTS = ["/offline", style, "/guilloche.svg"].filter(Boolean);

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(PARTS)));
});

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
  event.respondWith(fetch(request).catch(() => kept(page ? "/offline" : request)));
});

const kept = async (what) => (await caches.match(what)) ?? Response.error();
