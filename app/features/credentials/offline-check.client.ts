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
  let coming: Promise<unknown> | null = null;
  const bring = () => (coming ??= fetchScript(root.dataset["check"]!));
  root.hidden = false;
  const ask = (event: Event): void => {
    const asked = (event.target as HTMLElement).closest<HTMLElement>("button[data-part], input[data-part]");
    if (!asked || coming) return;
    say(words["fetching"]);
    bring().then(
      () =>
        event.type === "click" ? asked.click() : asked.dispatchEvent(new Event("change", { bubbles: true })),
      () => {
        coming = null;
        say(words["noSnapshot"]);
      },
    );
  };
  for (const button of root.querySelectorAll("button[data-part]")) button.addEventListener("click", ask);
  root.addEventListener("change", ask);
  // A camera has opened the address on a paper, and what was kept answers there. Where that fails, a press tries again.
  if (root.dataset["at"] !== location.pathname || (await caches.has(STORE)))
    bring().catch(() => {
      coming = null;
      say(words["noSnapshot"]);
    });
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
