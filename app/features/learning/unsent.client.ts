/*
 * What was given on this device and has not reached the server: kept by part of the form, sent one after the other. It
 * belongs to one person and one thing and waits for both; after a month it is dropped.
 */

export type Fields = [name: string, value: string][];
/** Unsent parts by name, each as its fields of the form. */
export type Unsent = Record<string, Fields>;
type Kept = { at: number; unsent: Unsent };

const KEPT_FOR = 30 * 24 * 60 * 60_000;

export type UnsentStore = {
  all: () => Unsent;
  put: (part: string, fields: Fields) => void;
  /** Unless it was changed while it was on its way. */
  forget: (part: string, sent: Fields) => void;
};

export function unsentStore(key: string): UnsentStore {
  const all = (): Unsent => {
    try {
      return (JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Kept>).unsent ?? {};
    } catch {
      return {};
    }
  };
  const keep = (unsent: Unsent) => {
    try {
      const kept: Kept = { at: Date.now(), unsent };
      if (Object.keys(unsent).length > 0) localStorage.setItem(key, JSON.stringify(kept));
      else localStorage.removeItem(key);
    } catch {
      // No room or not allowed: what was given is still on the page and in the form.
    }
  };
  return {
    all,
    put: (part, fields) => keep({ ...all(), [part]: fields }),
    forget(part, sent) {
      const { [part]: now, ...rest } = all();
      if (JSON.stringify(now) === JSON.stringify(sent)) keep(rest);
    },
  };
}

/** What the server says of what was sent; null when nothing can be said now: no line, or trouble there. */
export type Said = { saved?: boolean; said?: string } & Record<string, unknown>;

/**
 * Sends fields; "later" is no line or trouble on the server. An answer without `saved` comes from a session that is over
 * or not theirs.
 */
export async function post(url: string, fields: Fields): Promise<Said | "later"> {
  const response = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual", // to a sign-in page, say: not an answer to this
    keepalive: true,
  }).catch(() => null);
  if (!response || response.status >= 500) return "later";
  return ((await response.json().catch(() => null)) as Said | null) ?? {};
}

export type Tone = "good" | "warn";

/** `crypto.randomUUID` is missing where a page comes over plain http, as it does on an office network. */
export const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * The worker keeps the page as it was last opened, and what enhances it. `once`: the first one was opened before there
 * was a worker.
 */
export async function keepPage(enhancement: string, once = false): Promise<void> {
  if (!("serviceWorker" in navigator) || (once && navigator.serviceWorker.controller)) return;
  await navigator.serviceWorker.ready;
  const page = await fetch(location.pathname, { redirect: "manual" }).catch(() => null);
  if (!page?.ok) return;
  const kept = await caches.open("sheets");
  await kept.put(location.pathname, page);
  if (once) await kept.add(enhancement).catch(() => {}); // no line any more: it was the first try
}

/** Says in its place how far something has got. */
export function say<Place extends HTMLElement | null>(
  place: Place,
  text: string | undefined,
  tone: Tone,
): Place {
  if (place) {
    place.className = `saved ${tone}`;
    place.textContent = text ?? "";
  }
  return place;
}

/** Whether it was saved; else the line of the form says why it still waits, in the words the form brought along. */
export function isSaved(answer: Said | "later", line: HTMLElement, words: DOMStringMap): answer is Said {
  if (answer === "later") say(line, words["kept"], "warn");
  else if (answer.saved === undefined)
    say(line, words["signIn"], "warn").append(" ", signInLink(words["signInLink"]));
  else if (!answer.saved) say(line, answer.said, "warn");
  return answer !== "later" && answer.saved === true;
}

/** The way back after signing in: the page one is on. */
export function signInLink(words: string | undefined): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
  link.textContent = words ?? "";
  return link;
}

export function dropOld(prefix: string): void {
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(prefix)) continue;
      const { at } = JSON.parse(localStorage.getItem(name) ?? "{}") as Partial<Kept>;
      if (!at || Date.now() - at > KEPT_FOR) localStorage.removeItem(name);
    }
  } catch {
    // Storage is switched off: there is nothing to drop.
  }
}
