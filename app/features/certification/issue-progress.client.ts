/*
 * While certificates are being issued, the page says by itself how far it is, and is drawn anew at the end. Without this
 * file one asks for it with the button.
 */

const SOON = 2_000;
const LATEST = 15_000;
const UNDER_WAY = "[data-under-way]";

const place = document.querySelector(UNDER_WAY);
if (place) setTimeout(() => void look(place, SOON), SOON);

/** Nothing new, or no line: asked for more rarely. */
async function look(shown: Element, waited: number): Promise<void> {
  const now = document.hidden ? shown : await underWayNow().catch(() => shown);
  if (!now) return location.reload();
  const moved = now !== shown && now.textContent !== shown.textContent;
  // The button in it may have the focus: only what is said changes.
  if (moved) for (const part of ["h2", "progress", "ul"]) replace(shown, now, part);
  const wait = moved ? SOON : Math.min(LATEST, waited * 1.5);
  setTimeout(() => void look(shown, wait), wait);
}

/** null: it has ended, or one is signed out and sees another page. */
async function underWayNow(): Promise<Element | null> {
  const answer = await fetch(location.href);
  if (answer.status >= 500) throw new Error("later");
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(UNDER_WAY);
}

function replace(shown: Element, now: Element, part: string): void {
  const [old, fresh] = [shown.querySelector(part), now.querySelector(part)];
  if (old && fresh) old.replaceWith(fresh);
}
