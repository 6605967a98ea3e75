/*
 * Makes the paper safer on a bad line: each answer is sent as it is given and kept on this device until the server
 * has it. The page is complete without this file. Unsent answers belong to one person and one attempt and wait for
 * both: on a shared phone nobody else is shown them, nobody else sends them. After a month they are dropped.
 */

type Fields = [name: string, value: string][];
/** Unsent answers by item, each as the fields of its part of the form. */
type Unsent = Record<string, Fields>;
type Kept = { at: number; unsent: Unsent };

const PREFIX = "passbook answers ";
const TYPING_PAUSE = 800;
const TRY_AGAIN = 15_000;
const KEPT_FOR = 30 * 24 * 60 * 60_000;

dropOld();
const form = document.querySelector<HTMLFormElement>("form[data-answers]");
if (form) enhance(form);

function enhance(paper: HTMLFormElement) {
  const { answers: url = "", attempt = "", person = "" } = paper.dataset;
  const words = paper.dataset;
  const key = `${PREFIX}${person} ${attempt}`;
  const timers = new Map<string, number>();
  let sending = false;
  let leaving = false;

  restore();
  paper.addEventListener("input", (event) => note(event, TYPING_PAUSE));
  paper.addEventListener("change", (event) => note(event, 0));
  paper.addEventListener("submit", () => (leaving = true));
  window.addEventListener("pageshow", () => (leaving = false));
  window.addEventListener("online", () => void sendAll());
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && Object.keys(unsent()).length > 0) event.preventDefault();
  });
  setInterval(() => void sendAll(), TRY_AGAIN);
  void sendAll();

  function unsent(): Unsent {
    try {
      return (JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Kept>).unsent ?? {};
    } catch {
      return {};
    }
  }

  function keep(next: Unsent) {
    try {
      const kept: Kept = { at: Date.now(), unsent: next };
      if (Object.keys(next).length > 0) localStorage.setItem(key, JSON.stringify(kept));
      else localStorage.removeItem(key);
    } catch {
      // No room or not allowed: the answer is still on the page and in the form.
    }
  }

  function note(event: Event, pause: number) {
    const item = partOf(event.target);
    if (!item) return;
    clearTimeout(timers.get(item));
    timers.set(
      item,
      window.setTimeout(() => {
        keep({ ...unsent(), [item]: fieldsOf(item) });
        void sendAll();
      }, pause),
    );
  }

  function partOf(target: EventTarget | null): string | undefined {
    const part = target instanceof Element ? target.closest<HTMLElement>("[data-question]") : null;
    return part?.dataset.question;
  }

  function fieldsOf(item: string): Fields {
    const own = new RegExp(`^a${item}($|\\.|\\[)`);
    const given = [...new FormData(paper)].filter(([name]) => own.test(name));
    return [["shown[]", item], ...given.map(([name, value]): Fields[number] => [name, String(value)])];
  }

  /** One after the other, so that a later answer to the same item is never overtaken by an earlier one. */
  async function sendAll() {
    if (sending) return;
    sending = true;
    try {
      for (let [item] = Object.keys(unsent()); item !== undefined; [item] = Object.keys(unsent()))
        if (!(await send(item))) break;
    } finally {
      sending = false;
    }
  }

  /** False: nothing more can be sent just now. */
  async function send(item: string): Promise<boolean> {
    const fields = unsent()[item];
    if (!fields) return true;
    say(item, words.waiting, "warn");
    const response = await fetch(url, {
      method: "POST",
      body: new URLSearchParams(fields),
      redirect: "manual", // to a sign-in page, say: not an answer to this
      keepalive: true,
    }).catch(() => null);
    if (!response || response.status >= 500) return false;
    const answer = (await response.json().catch(() => null)) as { saved?: boolean; said?: string } | null;
    // Only these two say what became of the answer; anything else comes from a session that is over or not theirs.
    if (answer?.saved === undefined) {
      sayEverywhere();
      return false;
    }
    forget(item, fields);
    if (answer.saved) say(item, answer.said, "good");
    else say(item, words.over, "warn");
    return true;
  }

  /** Unless it was changed while it was on its way. */
  function forget(item: string, sent: Fields) {
    const { [item]: now, ...rest } = unsent();
    if (JSON.stringify(now) === JSON.stringify(sent)) keep(rest);
  }

  function say(item: string, text: string | undefined, tone: "good" | "warn"): HTMLElement | null {
    const line = document.getElementById(`saved-${item}`);
    if (!line || !text) return null;
    line.className = `saved ${tone}`;
    line.textContent = text;
    return line;
  }

  /** The session is over: the answers stay here, and signing in comes back to this page. */
  function sayEverywhere() {
    leaving = true;
    for (const item of Object.keys(unsent())) {
      const line = say(item, words.signIn, "warn");
      const link = document.createElement("a");
      link.href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
      link.textContent = words.signInLink ?? "";
      line?.append(" ", link);
    }
  }

  /** What was not sent the last time stands in the form again. */
  function restore() {
    for (const [item, fields] of Object.entries(unsent())) {
      const part = paper.querySelector(`[data-question="${CSS.escape(item)}"]`);
      if (!part) continue;
      for (const control of part.querySelectorAll<HTMLInputElement>("input, select, textarea")) {
        if (control.type === "hidden") continue;
        const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
        if (control.type === "radio" || control.type === "checkbox")
          control.checked = values.includes(control.value);
        else control.value = values[0] ?? "";
      }
      say(item, words.waiting, "warn");
    }
  }
}

function dropOld() {
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(PREFIX)) continue;
      const { at } = JSON.parse(localStorage.getItem(name) ?? "{}") as Partial<Kept>;
      if (!at || Date.now() - at > KEPT_FOR) localStorage.removeItem(name);
    }
  } catch {
    // Storage is switched off: there is nothing to drop.
  }
}
