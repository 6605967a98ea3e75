/*
 * Suggestions under a search box, as one types. What is shown are links after the box: Tab and the arrow keys reach them,
 * Escape puts them away, Enter asks the page as it does without this file.
 */

const PAUSE = 250;
const LEAST = 2;

type Answer = {
  said: string;
  groups: { title: string; hits: { href: string; name: string; about: string }[] }[];
};

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-suggest]")) suggest(form);

function suggest(form: HTMLFormElement) {
  const box = form.querySelector<HTMLInputElement>("input[name=q]")!;
  const list = made("div", "suggestions");
  const said = made("p", "hidden-text");
  said.setAttribute("role", "status");
  list.hidden = true;
  form.append(said, list);
  let timer = 0;
  let asking: AbortController | null = null;
  let shownFor = "";

  box.addEventListener("input", () => {
    clearTimeout(timer);
    asking?.abort();
    timer = window.setTimeout(() => void ask(), PAUSE);
  });
  box.addEventListener("focus", () => (list.hidden = shownFor === "" || shownFor !== box.value.trim()));
  form.addEventListener("keydown", move);
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) list.hidden = true;
  });

  async function ask() {
    const q = box.value.trim();
    if ([...q].length < LEAST) return put(null, "");
    asking = new AbortController();
    const url = `${form.dataset["suggest"]}?${new URLSearchParams({ q }).toString()}`;
    try {
      const answer = await fetch(url, { signal: asking.signal, redirect: "error" });
      if (answer.ok) put((await answer.json()) as Answer, q);
    } catch {
      // A newer question, or no line: the button still asks the page.
    }
  }

  function put(answer: Answer | null, q: string) {
    shownFor = answer && answer.groups.length > 0 ? q : "";
    said.textContent = answer?.said ?? "";
    list.hidden = shownFor === "" || !form.contains(document.activeElement);
    list.replaceChildren(
      ...(answer?.groups ?? []).flatMap(({ title, hits }) => {
        const lines = made("ul", "plain");
        lines.append(
          ...hits.map(({ href, name, about }) => {
            const line = document.createElement("li");
            const link = made("a", "");
            link.href = href;
            link.append(told("span", "", name), told("span", "soft", about));
            line.append(link);
            return line;
          }),
        );
        return [told("p", "kind", title), lines];
      }),
    );
  }

  function move(event: KeyboardEvent) {
    if (event.key === "Escape" && !list.hidden) {
      list.hidden = true;
      box.focus();
      event.preventDefault();
    }
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || list.hidden) return;
    const stops = [box, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement as HTMLAnchorElement);
    stops[(at + step + stops.length) % stops.length]!.focus();
    event.preventDefault();
  }
}

function made<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  return element;
}

function told(tag: "p" | "span", className: string, text: string): HTMLElement {
  const element = made(tag, className);
  element.dir = "auto";
  element.textContent = text;
  return element;
}
