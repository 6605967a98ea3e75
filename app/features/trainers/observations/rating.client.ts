import {
  dropOld,
  isSaved,
  keepPage,
  newId,
  post,
  say,
  unsentStore,
  type Fields,
  type Tone,
  type Unsent,
} from "#app/features/learning/unsent.client.ts";
import { amount, type RatingEntry } from "./rating.ts";

/*
 * A rating in a room without a line: every note, score and tap of the clock is an entry of its own, kept on this phone
 * until the server has it. Each says what it replaces, so that two phones of one assessor never write over each other.
 */

const PREFIX = "passbook rating ";
const TRY_AGAIN = 15_000;
const PAUSE = 400;
/** Whoever types pauses so long between two thoughts. */
const TYPED = 2000;
/** In one request, under what a closing page may still send. */
const AT_ONCE = 20;
const KEEP_PAGE = 45_000;

type Cell = { name: string; heads: string[]; value: string; clash: string };

dropOld(PREFIX);
const form = document.querySelector<HTMLFormElement>("form[data-rating]");
if (form) enhance(form);
void keepPage(import.meta.url, true);

function enhance(sheet: HTMLFormElement) {
  const { rating: url = "", person = "" } = sheet.dataset;
  const words = sheet.dataset;
  const kept = unsentStore(`${PREFIX}${person} ${url}`);
  const draft = unsentStore(`${PREFIX}${person} ${url} draft`);
  /** Also here, for a browser that may not store. */
  const pending: Unsent = { ...kept.all() };
  const line = sheet.querySelector<HTMLElement>("[data-line]")!;
  const note = sheet.querySelector<HTMLTextAreaElement>("textarea[name=note]")!;
  const list = sheet.querySelector<HTMLElement>("[data-notes]")!;
  const clock = sheet.querySelector<HTMLElement>("[data-clock]")!;
  let sending: Promise<boolean> | null = null;
  let timer = 0;
  let keeping = 0;
  const typing = new Map<HTMLElement, number>();

  restore();
  sheet.addEventListener("change", ({ target }) => said(cellOf(target)));
  sheet.addEventListener("input", ({ target }) => typed(target));
  sheet.addEventListener("click", tapped);
  sheet.addEventListener("submit", (event) => void submit(event));
  window.addEventListener("online", () => void send());
  document.addEventListener("visibilitychange", flush);
  setInterval(() => {
    tick();
    void send();
  }, TRY_AGAIN);
  void send();

  // ── What is given ──────────────────────────────────────────────────────────────────────────────

  function cells(): HTMLElement[] {
    return [...sheet.querySelectorAll<HTMLElement>("[data-cell]")];
  }
  function cellOf(target: EventTarget | null): HTMLElement | null {
    return target instanceof Element ? target.closest<HTMLElement>("[data-cell]") : null;
  }
  function nameOf(cell: HTMLElement): string {
    return cell.dataset["cell"] ?? "";
  }
  function headsOf(cell: HTMLElement): string[] {
    return (cell.dataset["heads"] ?? "").split(" ").filter(Boolean);
  }
  function stood(cell: HTMLElement): HTMLInputElement {
    return cell.querySelector<HTMLInputElement>(`[name="was.${nameOf(cell)}"]`)!;
  }
  function valueOf(cell: HTMLElement): string {
    const radios = cell.querySelectorAll<HTMLInputElement>("input[type=radio]");
    if (radios.length > 0) return [...radios].find(({ checked }) => checked)?.value ?? "";
    return cell.querySelector<HTMLInputElement>("input:not([type=hidden]), textarea")?.value.trim() ?? "";
  }
  function show(cell: HTMLElement, value: string) {
    for (const radio of cell.querySelectorAll<HTMLInputElement>("input[type=radio]"))
      radio.checked = radio.value === value;
    const box = cell.querySelector<HTMLInputElement>("input:not([type=hidden]):not([type=radio]), textarea");
    if (box && box !== document.activeElement) box.value = value;
  }
  /** What stands now, also for a form that is sent without this script. */
  function stands(cell: HTMLElement, heads: string[], value: string) {
    cell.dataset["heads"] = heads.join(" ");
    cell.querySelector<HTMLInputElement>(`[name="h.${nameOf(cell)}"]`)!.value = heads.join(" ");
    stood(cell).value = value;
  }

  function said(cell: HTMLElement | null) {
    if (!cell || !sheet.dataset["open"]) return;
    clearTimeout(typing.get(cell));
    typing.delete(cell);
    const value = valueOf(cell);
    if (value === stood(cell).value && headsOf(cell).length < 2) return;
    const { kind } = cell.dataset;
    const name = nameOf(cell);
    if (kind === "score") {
      if (value === "") return;
      give(cell, { kind, about: name, value: Number(value), text: "" });
    } else if (kind === "figure") {
      const number = amount(name, value);
      if (number !== undefined) give(cell, { kind, about: name, value: number, text: "" });
    } else give(cell, { kind: "feedback", about: "", value: null, text: value });
  }
  function give(cell: HTMLElement, entry: Omit<RatingEntry, "id" | "at" | "replaces">) {
    const id = put({ ...entry, replaces: headsOf(cell) });
    stands(cell, [id], valueOf(cell));
    sayOf(cell, words["waiting"], "warn");
  }
  function typed(target: EventTarget | null) {
    if (target === note) {
      draft.put("note", [["note", note.value]]);
      return;
    }
    const cell = cellOf(target);
    if (!cell || cell.dataset["kind"] === "score") return;
    clearTimeout(typing.get(cell));
    typing.set(
      cell,
      window.setTimeout(() => said(cell), TYPED),
    );
  }
  /** The page is put away: what was typed last is kept first. */
  function flush() {
    for (const cell of typing.keys()) said(cell);
    if (document.visibilityState === "hidden") void send();
  }

  function put(entry: Omit<RatingEntry, "id" | "at">): string {
    const id = newId();
    const fields: Fields = [["e[]", JSON.stringify({ ...entry, id, at: Date.now() })]];
    pending[id] = fields;
    kept.put(id, fields);
    clearTimeout(timer);
    timer = window.setTimeout(() => void send(), PAUSE);
    return id;
  }

  /** A criterion under the note, or the clock: a form without a line cannot be sent, an entry can wait. */
  function tapped(event: MouseEvent) {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button") : null;
    if (!button || !sheet.dataset["open"]) return;
    if (button.name === "about") {
      const text = note.value.trim();
      if (text !== "") {
        const entry = { kind: "note", about: button.value, value: null, text, replaces: [] } as const;
        addNote(put(entry), button.value === "" ? "" : (button.textContent ?? ""), text, Date.now());
        note.value = "";
        draft.forget("note", draft.all()["note"] ?? []);
      }
      event.preventDefault(); // once it is kept: until then the form is the way
      note.focus();
    } else if (button.value === "start" || button.value === "stop") {
      const starts = button.value === "start";
      put({ kind: "clock", about: "", value: starts ? 1 : 0, text: "", replaces: [] });
      event.preventDefault();
      runClock(starts, Date.now());
    }
  }
  function addNote(id: string, about: string, text: string, at: number) {
    if (list.querySelector(`[data-note="${id}"]`)) return;
    const [item, head, body] = [
      document.createElement("li"),
      document.createElement("b"),
      document.createElement("span"),
    ];
    item.dataset["note"] = id;
    head.textContent = [clockTime(at), about].filter(Boolean).join(" · ");
    body.dir = "auto";
    body.textContent = text;
    item.append(head, " ", body);
    list.append(item);
  }
  function clockTime(at: number): string {
    return new Date(at).toLocaleTimeString(document.documentElement.lang, {
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  }
  function runClock(starts: boolean, at: number) {
    const since = Number(clock.dataset["clock"]);
    if (starts && !since) clock.dataset["clock"] = String(at);
    if (!starts && since) {
      clock.dataset["minutes"] = String(Number(clock.dataset["minutes"]) + (at - since) / 60_000);
      clock.dataset["clock"] = "";
    }
    for (const value of ["start", "stop"])
      sheet.querySelector<HTMLButtonElement>(`button[value=${value}]`)!.hidden =
        (value === "start") === starts;
    tick(true);
  }
  /** The minutes as they run. */
  function tick(always = false) {
    const since = Number(clock.dataset["clock"]);
    if (!since && !always) return;
    const ran = Number(clock.dataset["minutes"]) + (since ? (Date.now() - since) / 60_000 : 0);
    clock.textContent = ((since ? clock.dataset["runs"] : clock.dataset["stands"]) ?? "")
      .replace("{at}", clockTime(since))
      .replace("{minutes}", Math.round(ran).toLocaleString(document.documentElement.lang));
  }

  // ── What is sent ───────────────────────────────────────────────────────────────────────────────

  /** The form goes when all that waited is with the server; signing needs a line. */
  async function submit(event: SubmitEvent) {
    if (!sheet.dataset["open"]) return;
    for (const cell of cells()) said(cell);
    event.preventDefault();
    const sent = await send();
    const signs = event.submitter instanceof HTMLButtonElement && event.submitter.value === "sign";
    if (!signs) return;
    if (!sent) {
      line.append(" ", words["notSigned"] ?? "");
      return;
    }
    sheet.dataset["open"] = "";
    sheet.requestSubmit(event.submitter);
  }

  /** All that waits; true when nothing waits any more. */
  function send(): Promise<boolean> {
    sending ??= sendAll().finally(() => (sending = null));
    return sending;
  }

  async function sendAll(): Promise<boolean> {
    for (;;) {
      const waiting = Object.entries(pending).slice(0, AT_ONCE);
      if (waiting.length === 0) return true;
      say(line, words["sending"], "warn");
      // What this clock says now tells the server by how much it is off.
      const now: Fields = [["now", String(Date.now())]];
      const answer = await post(url, [...now, ...waiting.flatMap(([, fields]) => fields)]);
      if (!isSaved(answer, line, words)) return false;
      for (const [id, fields] of waiting) {
        delete pending[id];
        kept.forget(id, fields);
      }
      meet((answer["cells"] ?? []) as Cell[], answer.said);
      say(line, answer.said, "good");
      keeping ||= window.setTimeout(() => {
        keeping = 0;
        void keepPage(import.meta.url); // the kept page must know the entries that went out
      }, KEEP_PAGE);
    }
  }

  /** What stands on the server, other devices included; not where something newer still waits here. */
  function meet(standing: Cell[], saved: string | undefined) {
    const here = new Set(Object.keys(pending));
    for (const cell of cells()) {
      const found = standing.find(({ name }) => name === nameOf(cell));
      if (!found || typing.has(cell) || headsOf(cell).some((id) => here.has(id))) continue;
      const was = headsOf(cell).join(" ");
      stands(cell, found.heads, found.value);
      if (found.clash || was !== found.heads.join(" ")) show(cell, found.value);
      if (found.clash) sayOf(cell, found.clash, "warn");
      else if (cell.querySelector(".saved")?.textContent) sayOf(cell, saved, "good");
    }
  }

  function sayOf(cell: HTMLElement, text: string | undefined, tone: Tone) {
    say(cell.querySelector<HTMLElement>(".saved"), text, tone);
  }

  /** What was not sent the last time stands on the page again. */
  function restore() {
    if (note.value === "") note.value = draft.all()["note"]?.[0]?.[1] ?? "";
    const waiting = Object.values(pending)
      .map(([field]) => JSON.parse(field?.[1] ?? "{}") as RatingEntry)
      .sort((one, other) => one.at - other.at);
    for (const { id, kind, about, value, text, at } of waiting) {
      if (kind === "note") {
        const tap = about && sheet.querySelector(`button[name=about][value=${about}]`)?.textContent;
        addNote(id, tap || "", text, at);
      } else if (kind === "clock") runClock(value === 1, at);
      else {
        const cell = cells().find((each) => nameOf(each) === (kind === "feedback" ? kind : about));
        if (!cell) continue;
        const shown =
          kind === "feedback" ? text : value === null ? "" : String(about === "mean" ? value / 100 : value);
        show(cell, shown);
        stands(cell, [id], shown);
        sayOf(cell, words["waiting"], "warn");
      }
    }
  }
}
