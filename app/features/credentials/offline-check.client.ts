/*
 * What checks without a line weighs six times the page. It comes when somebody presses, brings a file or has kept it, and
 * then does what was asked.
 */

const STORE = "check";

const page = document.querySelector<HTMLElement>("#offline-check");
if (page && isSecureContext) void begin(page, JSON.parse(page.dataset["words"]!) as Record<string, string>);
// Over plain http a browser keeps no page and checks no signature.
else document.querySelector("#check-with-line")?.removeAttribute("hidden");

async function begin(root: HTMLElement, words: Record<string, string>): Promise<void> {
  const say = (text: string | undefined): void =>
    void (root.querySelector("[data-part=state]")!.textContent = text ?? "");
  let state: "away" | "coming" | "here" = "away";
  const pressed = new Set<HTMLElement>();
  const bring = async (): Promise<void> => {
    if (state !== "away") return;
    state = "coming";
    try {
      await fetchScript(root.dataset["check"]!);
      state = "here";
      for (const one of pressed) {
        if (one instanceof HTMLInputElement) one.dispatchEvent(new Event("change", { bubbles: true }));
        else one.click();
      }
    } catch {
      // A press tries again.
      state = "away";
      say(words["noSnapshot"]);
    }
    pressed.clear();
  };
  root.hidden = false;
  const ask = (event: Event): void => {
    const asked = (event.target as HTMLElement).closest<HTMLElement>("button[data-part], input[data-part]");
    if (!asked || state === "here") return;
    say(words["fetching"]);
    pressed.add(asked);
    void bring();
  };
  for (const button of root.querySelectorAll("button[data-part]")) button.addEventListener("click", ask);
  root.addEventListener("change", ask);
  // A camera has opened the address on a paper, and what was kept answers there.
  if (root.dataset["at"] !== location.pathname || (await caches.has(STORE))) void bring();
  else say(words["notKept"]);
}

/** Resolves when it has run. */
function fetchScript(src: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { type: "module", src });
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}
