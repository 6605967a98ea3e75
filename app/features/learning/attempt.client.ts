import { dropOld, post, say, signInLink, unsentStore, type Fields, type Tone } from "./unsent.client.ts";

/*
 * Makes the paper safer on a bad line: each answer is sent as it is given and kept on this device until the server
 * has it. The page is complete without this file. Unsent answers belong to one person and one attempt and wait for
 * both: on a shared phone nobody else is shown them, nobody else sends them. After a month they are dropped.
 */

const PREFIX = "passbook answers ";
const TYPING_PAUSE = 800;
const TRY_AGAIN = 15_000;

dropOld(PREFIX);
const form = document.querySelector<HTMLFormElement>("form[data-answers]");
if (form) enhance(form);

function enhance(paper: HTMLFormElement) {
  const { answers: url = "", attempt = "", person = "" } = paper.dataset;
  const words = paper.dataset;
  const kept = unsentStore(`${PREFIX}${person} ${attempt}`);
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
    if (!leaving && Object.keys(kept.all()).length > 0) event.preventDefault();
  });
  setInterval(() => void sendAll(), TRY_AGAIN);
  void sendAll();

  function note(event: Event, pause: number) {
    const item = partOf(event.target);
    if (!item) return;
    clearTimeout(timers.get(item));
    timers.set(
      item,
      window.setTimeout(() => {
        kept.put(item, fieldsOf(item));
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
      for (let [item] = Object.keys(kept.all()); item !== undefined; [item] = Object.keys(kept.all()))
        if (!(await send(item))) break;
    } finally {
      sending = false;
    }
  }

  /** False: nothing more can be sent just now. */
  async function send(item: string): Promise<boolean> {
    const fields = kept.all()[item];
    if (!fields) return true;
    sayOf(item, words.waiting, "warn");
    const answer = await post(url, fields);
    if (answer === "later") return false;
    if (answer.saved === undefined) {
      sayEverywhere();
      return false;
    }
    kept.forget(item, fields);
    if (answer.saved) sayOf(item, answer.said, "good");
    else sayOf(item, words.over, "warn");
    return true;
  }

  function sayOf(item: string, text: string | undefined, tone: Tone): HTMLElement | null {
    return text ? say(document.getElementById(`saved-${item}`), text, tone) : null;
  }

  /** The session is over: the answers stay here, and signing in comes back to this page. */
  function sayEverywhere() {
    leaving = true;
    for (const item of Object.keys(kept.all())) {
      const line = sayOf(item, words.signIn, "warn");
      line?.append(" ", signInLink(words.signInLink));
    }
  }

  /** What was not sent the last time stands in the form again. */
  function restore() {
    for (const [item, fields] of Object.entries(kept.all())) {
      const part = paper.querySelector(`[data-question="${CSS.escape(item)}"]`);
      if (!part) continue;
      for (const control of part.querySelectorAll<HTMLInputElement>("input, select, textarea")) {
        if (control.type === "hidden") continue;
        const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
        if (control.type === "radio" || control.type === "checkbox")
          control.checked = values.includes(control.value);
        else control.value = values[0] ?? "";
      }
      sayOf(item, words.waiting, "warn");
    }
  }
}
