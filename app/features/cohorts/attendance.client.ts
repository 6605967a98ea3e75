import {
  dropOld,
  isSaved,
  keepPage,
  post,
  say,
  unsentStore,
  type Fields,
  type Tone,
} from "#app/features/learning/unsent.client.ts";

/*
 * The attendance sheet on a bad line: each mark is kept on this phone until the server has it, and says so beside its
 * name. Nobody is asked to sign in before it is sent. The sheet is complete without this file.
 */

const PREFIX = "passbook marks ";
const PAUSE = 400;
const TRY_AGAIN = 15_000;

type Clash = { who: string; stands: string; said: string };

dropOld(PREFIX);
void keepPage(import.meta.url, true);
const form = document.querySelector<HTMLFormElement>("form[data-marks]");
if (form) enhance(form);

function enhance(sheet: HTMLFormElement) {
  const { marks: url = "", person = "" } = sheet.dataset;
  const words = sheet.dataset;
  const kept = unsentStore(`${PREFIX}${person} ${url}`);
  const line = sheet.querySelector<HTMLElement>("[data-line]")!;
  let sending: Promise<boolean> | null = null;
  let timer = 0;

  restore();
  sheet.addEventListener("input", (event) => note(rowOf(event.target)));
  sheet.addEventListener("submit", (event) => void submit(event));
  window.addEventListener("online", () => void send());
  setInterval(() => void send(), TRY_AGAIN);
  void send();

  function rows(): HTMLElement[] {
    return [...sheet.querySelectorAll<HTMLElement>("li[data-who]")];
  }
  function rowOf(target: EventTarget | null): HTMLElement | null {
    return target instanceof Element ? target.closest<HTMLElement>("li[data-who]") : null;
  }
  function whoOf(row: HTMLElement): string {
    return row.dataset["who"] ?? "";
  }

  /** The mark and the minutes of one person, and what stood there when the page was drawn or last answered. */
  function fieldsOf(row: HTMLElement): Fields {
    const who = whoOf(row);
    const mark = row.querySelector<HTMLInputElement>("input[type=radio]:checked")?.value;
    const minutes = row.querySelector<HTMLInputElement>("input[type=number]")?.value;
    if (!mark) return [];
    const fields: Fields = [[`m.${who}`, mark]];
    if (minutes) fields.push([`n.${who}`, minutes]);
    const shown = row.dataset["shown"] ?? "none";
    if (shown !== "none") fields.push([`s.${who}`, shown]);
    return fields;
  }

  function note(row: HTMLElement | null) {
    if (!row || !sheet.dataset["open"]) return; // a verified sheet is changed with a reason, by its button
    const fields = fieldsOf(row);
    if (fields.length === 0) return;
    kept.put(whoOf(row), fields);
    sayOf(row, words["waiting"], "warn");
    clearTimeout(timer);
    timer = window.setTimeout(() => void send(), PAUSE);
  }

  /** Saving keeps every mark first, those that were presumed too; verifying waits until all are with the server. */
  async function submit(event: SubmitEvent) {
    const verifies = event.submitter instanceof HTMLButtonElement && event.submitter.value === "verify";
    if (!sheet.dataset["open"]) return;
    for (const row of rows()) {
      const fields = fieldsOf(row);
      if (fields.length > 0) kept.put(whoOf(row), fields);
    }
    event.preventDefault();
    const sent = await send();
    if (sent && verifies) {
      sheet.dataset["open"] = "";
      sheet.requestSubmit(event.submitter);
    }
  }

  /** All that waits in one request; true when nothing waits any more. */
  function send(): Promise<boolean> {
    sending ??= sendNow().finally(() => (sending = null));
    return sending;
  }

  async function sendNow(): Promise<boolean> {
    const unsent = kept.all();
    const waiting = Object.keys(unsent);
    if (waiting.length === 0) return true;
    say(line, words["sending"], "warn");
    const answer = await post(url, [["s", "none"], ...Object.values(unsent).flat()]);
    if (!isSaved(answer, line, words)) return false;
    const clashes = new Map(((answer["clashes"] ?? []) as Clash[]).map((clash) => [clash.who, clash]));
    for (const row of rows()) {
      const who = whoOf(row);
      const fields = unsent[who];
      if (!fields) continue;
      kept.forget(who, fields);
      const clash = clashes.get(who);
      row.dataset["shown"] = clash?.stands ?? fields[0]?.[1] ?? "none";
      sayOf(row, clash?.said ?? answer.said, clash ? "warn" : "good");
    }
    say(line, answer.said, "good");
    return Object.keys(kept.all()).length === 0 && clashes.size === 0;
  }

  function sayOf(row: HTMLElement, text: string | undefined, tone: Tone) {
    say(row.querySelector<HTMLElement>(".saved"), text, tone);
  }

  /** What was not sent the last time stands on the sheet again. */
  function restore() {
    const unsent = kept.all();
    for (const row of rows()) {
      const fields = unsent[whoOf(row)];
      if (!fields) continue;
      const valueOf = (letter: string) => fields.find(([name]) => name.startsWith(letter))?.[1];
      for (const radio of row.querySelectorAll<HTMLInputElement>("input[type=radio]"))
        radio.checked = radio.value === valueOf("m.");
      const minutes = row.querySelector<HTMLInputElement>("input[type=number]");
      if (minutes) minutes.value = valueOf("n.") ?? "";
      sayOf(row, words["waiting"], "warn");
    }
  }
}
