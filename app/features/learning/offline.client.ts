/*
 * Has the page "No line just now" at hand for when a page cannot be fetched. The worker's address names the stylesheet
 * and the language it keeps that page with: when one of them changes, the browser takes the worker for a new one.
 */
const style = document.querySelector<HTMLLinkElement>('link[rel="stylesheet"]')?.href;
if (style && "serviceWorker" in navigator) {
  const keeping = new URLSearchParams({
    style: new URL(style).pathname,
    lang: document.documentElement.lang,
  });
  // Switched off, or a private window: the browser's own page will do.
  navigator.serviceWorker.register(`/offline-worker.js?${keeping}`).catch(() => {});
}
