import {
  dropOld,
  isSaved,
  keepPage,
  newId,
  post,
  say,
  unsentStore,
  type Fields,
} from "#app/features/learning/unsent.client.ts";

/*
 * An observed session with clients, in a place without a line: what is ticked is kept on this phone as it is ticked, and
 * once it is recorded it is sent until the server has it. A record has an id of its own, so that it is taken in once.
 */

const PREFIX = "passbook session ";
const TRY_AGAIN = 15_000;
/** What is still ticked, and what was recorded and has to be sent. */
const DRAFT = "draft";
const RECORD = "record";

dropOld(PREFIX);
const session = document.querySelector<HTMLElement>("[data-session]");
if (session) enhance(session);
void keepPage(import.meta.url, true);

function enhance(session: HTMLElement) {
  const { session: url = "", person = "", next = "" } = session.dataset;
  const kept = unsentStore(`${PREFIX}${person} ${url}`);
  const line = session.querySelector<HTMLElement>("[data-line]")!;
  /** Missing where nothing can be recorded any more; what waits is sent all the same. */
  const form = session.querySelector("form");
  /** Also here, for a browser that may not store. */
  let record: Fields | null = kept.all()[RECORD] ?? null;
  let sending = false;

  if (form) {
    stamp(form);
    const said = record ?? kept.all()[DRAFT];
    if (said) fill(form, said);
    form.addEventListener("input", () => kept.put(DRAFT, fieldsOf(form)));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      record = fieldsOf(form, event.submitter);
      kept.put(RECORD, record);
      void send();
    });
  }
  window.addEventListener("online", () => void send());
  setInterval(() => void send(), TRY_AGAIN);
  void send();

  async function send() {
    lock();
    if (!record || sending) return;
    sending = true;
    say(line, session.dataset["sending"], "warn");
    const answer = await post(url, record);
    sending = false;
    const refused = answer !== "later" && answer.saved === false;
    if (isSaved(answer, line, session.dataset)) {
      kept.forget(RECORD, record);
      kept.forget(DRAFT, kept.all()[DRAFT] ?? []);
      location.assign(next);
    } else if (refused) {
      // It waits in the form to be put right and recorded; where there is none, each time the page is opened says why.
      if (form) {
        kept.put(DRAFT, record);
        kept.forget(RECORD, record);
      }
      record = null;
      lock();
    }
  }

  /** What was recorded is not changed while it is on its way. */
  function lock() {
    for (const field of form?.elements ?? []) if ("disabled" in field) field.disabled = record !== null;
  }
}

/** The kept page is opened again and again, and each time for another record. */
function stamp(form: HTMLFormElement) {
  form.querySelector<HTMLInputElement>("input[name=id]")!.value = newId();
}

function fieldsOf(form: HTMLFormElement, by: HTMLElement | null = null): Fields {
  return [...new FormData(form, by)].map(([name, value]) => [name, String(value)]);
}

function fill(form: HTMLFormElement, said: Fields) {
  for (const field of form.querySelectorAll<HTMLInputElement>("input:not([type=hidden]), textarea")) {
    const own = said.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox") field.checked = own.includes(field.value);
    else field.value = own[0] ?? "";
  }
}
