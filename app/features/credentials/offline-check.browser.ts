import jsQR from "jsqr";
import { browser } from "./machine.browser.ts";
import { resultOf, toneOf } from "./verdict.ts";
import { Snapshot, trustIn } from "./verify-credential.ts";
import { UNREADABLE, verifyFile, type CheckedFile } from "./verify-file.ts";

/*
 * The check without a line: this page, this file and the last states are kept on the phone, when asked for. A mark is read
 * by the camera, or was the address that led here; a file is dropped or chosen. Nothing leaves the phone.
 */

type Words = Record<
  "kept" | "notKept" | "asOf" | "noSnapshot" | "noCamera" | "what" | "of" | "number" | "steps",
  string
> & {
  word: Record<string, string>;
  verdict: Record<string, string>;
  step: Record<string, string>;
  ok: Record<string, string>;
  found: Record<string, string>;
  result: Record<string, string>;
};

const STORE = "check";
const PAGE = "/v/offline";
const SNAPSHOT = "/status/snapshot";
const KEPT_AT = "X-Kept";

/** A page may stand open all day: what is older is asked for anew, so that a revocation is seen within five minutes. */
const NEW_ENOUGH_MS = 180_000;
/** Whoever is shown a paper does not wait longer for newer states. */
const LONGEST_ASKED_MS = 3000;

const root = document.querySelector<HTMLElement>("#offline-check");
if (root) begin(root, JSON.parse(root.dataset["words"]!) as Words);

function begin(page: HTMLElement, words: Words): void {
  const part = (name: string) => page.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  const time = new Intl.DateTimeFormat(language(), {
    dateStyle: "medium",
    timeStyle: "short",
  });
  let turns = 0;
  const say = (text: string): void => void (part("state").textContent = text);
  page.hidden = false;

  part("keep").addEventListener(
    "click",
    () =>
      void keep()
        .catch(() => null)
        .then(tell),
  );
  part("file").addEventListener("change", (event) => {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    if (file) void file.arrayBuffer().then((bytes) => check(new Uint8Array(bytes)));
  });
  part("scan").addEventListener("click", () => {
    part("scan").hidden = true;
    scan(part("camera"), part("stop"))
      .then((text) => (text === null ? undefined : check(new TextEncoder().encode(text))))
      .catch(() => say(words.noCamera))
      .finally(() => (part("scan").hidden = false));
  });
  void refresh().then(tell);
  // Somebody's camera has opened the address on the paper, and there was no line.
  if (location.hash.length > 1 && location.pathname !== PAGE)
    void check(new TextEncoder().encode(location.href));

  async function tell(): Promise<void> {
    const kept = await keptSnapshot();
    say(kept ? words.kept.replace("{{at}}", time.format(kept.at)) : words.notKept);
  }

  /** Nobody is to read the answer about another file. */
  async function check(bytes: Uint8Array): Promise<void> {
    const turn = ++turns;
    const answer = part("answer");
    answer.hidden = true;
    answer.replaceChildren();
    const snapshot = await newestSnapshot();
    await tell();
    if (!snapshot) return say(words.noSnapshot);
    const checked = await verifyFile(bytes, trustIn(snapshot.value), Date.now(), browser).catch(
      () => UNREADABLE,
    );
    if (turn < turns) return;
    show(answer, checked, words, (at) => words.asOf.replace("{{at}}", time.format(at)), snapshot.at);
  }
}

/** The day before the month, as everywhere here. */
function language(): string {
  const { lang } = document.documentElement;
  return lang === "en" ? "en-GB" : lang;
}

// ── What is kept ────────────────────────────────────────────────────────────────────────────────────

type Kept = { value: ReturnType<typeof Snapshot.parse>; at: number };

async function keep(): Promise<void> {
  await fill();
  await navigator.serviceWorker.register("/check-worker.js", { scope: "/v/" });
}

/** All at once or nothing: states of today are of no use to a page that cannot read the marks of today. */
async function fill(): Promise<void> {
  const snapshot = await freshly(SNAPSHOT);
  const page = await freshly(PAGE);
  const store = await caches.open(STORE);
  const files = ["/favicon.svg", "/icons.svg", "/guilloche.svg", ...filesOf(await page.clone().text())];
  await store.addAll(files);
  await store.put(PAGE, page);
  await store.put(SNAPSHOT, await dated(snapshot));
  const addresses = new Set([PAGE, SNAPSHOT, ...files].map((one) => new URL(one, location.href).href));
  for (const { url } of await store.keys()) if (!addresses.has(url)) await store.delete(url);
}

/** Without a line the worker answers with what was kept: that is not new, and stays of its day. */
async function freshly(address: string): Promise<Response> {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok || answer.headers.has(KEPT_AT)) throw new Error(`${address} is not to be had`);
  return answer;
}

/** What the page needs that was just fetched: since this one was opened, another build may have come. */
function filesOf(html: string): string[] {
  const page = new DOMParser().parseFromString(html, "text/html");
  const addresses = [...page.querySelectorAll("script[src], link[rel=stylesheet], [data-check]")].map(
    (one) => one.getAttribute("src") ?? one.getAttribute("href") ?? one.getAttribute("data-check"),
  );
  return addresses.filter((one) => one !== null);
}

/** With a line, what was kept is made new. */
async function refresh(): Promise<void> {
  if (await keptSnapshot()) await fill().catch(() => null);
}

/** Its own clock says when it was taken: a cache on the way may have kept it for a minute. */
const dated = async (answer: Response) =>
  new Response(await answer.blob(), { headers: { [KEPT_AT]: new Date().toISOString() } });

async function keptSnapshot(): Promise<Kept | null> {
  const kept = await caches.match(SNAPSHOT, { cacheName: STORE });
  return kept ? read(kept, Date.parse(kept.headers.get(KEPT_AT) ?? "")) : null;
}

/** What is kept, made new first where it is old and there is a line; else, where nothing is kept, what there is to be had. */
async function newestSnapshot(): Promise<Kept | null> {
  const kept = await keptSnapshot();
  if (!kept) return fetchSnapshot();
  if (Date.now() - kept.at < NEW_ENOUGH_MS) return kept;
  await Promise.race([refresh(), new Promise((resolve) => setTimeout(resolve, LONGEST_ASKED_MS))]);
  return keptSnapshot();
}

async function fetchSnapshot(): Promise<Kept | null> {
  const answer = await fetch(SNAPSHOT).catch(() => null);
  return answer?.ok ? read(answer, Date.now()) : null;
}

async function read(answer: Response, at: number): Promise<Kept | null> {
  const parsed = Snapshot.safeParse(await answer.json().catch(() => null));
  return parsed.success ? { value: parsed.data, at } : null;
}

// ── The camera ──────────────────────────────────────────────────────────────────────────────────────

type Detector = { detect: (of: HTMLVideoElement) => Promise<{ rawValue: string }[]> };

/** What the mark says; null where the camera was stopped before it saw one. */
async function scan(place: HTMLElement, stop: HTMLElement): Promise<string | null> {
  const video = place.querySelector("video")!;
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: "environment", width: 1920 },
  });
  let stopped = false;
  stop.addEventListener("click", () => (stopped = true), { once: true });
  try {
    video.srcObject = stream;
    place.hidden = false;
    await video.play();
    const look = await lookout();
    for (;;) {
      const text = await look(video);
      if (text || stopped) return text;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  } finally {
    for (const track of stream.getTracks()) track.stop();
    place.hidden = true;
  }
}

/** The browser's own reader where there is one, else ours. */
async function lookout(): Promise<(video: HTMLVideoElement) => Promise<string | null>> {
  const own = (globalThis as { BarcodeDetector?: new (of: object) => Detector }).BarcodeDetector;
  if (own) {
    const detector = new own({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
  }
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
  return async (video) => {
    const { videoWidth: width, videoHeight: height } = video;
    if (width === 0) return null;
    Object.assign(context.canvas, { width, height });
    context.drawImage(video, 0, 0);
    return jsQR(context.getImageData(0, 0, width, height).data, width, height)?.data ?? null;
  };
}

// ── The answer ──────────────────────────────────────────────────────────────────────────────────────

const STEP_TONE = { ok: "good", failed: "danger", unknown: "warn", noted: "due" } as const;

function show(
  place: HTMLElement,
  checked: CheckedFile,
  words: Words,
  asOf: (at: number) => string,
  keptAt: number,
) {
  const { verdict, steps, credential, claims, statusAsOf } = checked;
  const heading = element("h2", { className: `verdict ${toneOf(verdict)}` }, [
    element("em", {}, [words.word[verdict]!]),
    ` ${words.verdict[verdict]!}`,
  ]);
  const facts: [string, string | undefined][] = [
    [words.what, claims?.scope ?? credential?.name],
    [words.of, claims?.name ?? credential?.credentialSubject.identifier[0]?.identityHash],
    [words.number, claims?.number ?? credential?.credentialSubject.licenseNumber],
  ];
  const list = element(
    "dl",
    { className: "facts" },
    facts.flatMap(([term, value]) =>
      value ? [element("dt", {}, [term]), element("dd", { dir: "auto" }, [value])] : [],
    ),
  );
  const looked = steps.map(({ step, found }) => {
    const result = resultOf(found);
    const said = found === "ok" ? words.ok[step]! : words.found[found]!;
    const tag = element("span", { className: `tag ${STEP_TONE[result]}` }, [words.result[result]!]);
    return element("li", {}, [element("b", {}, [words.step[step]!]), " ", tag, element("br", {}, []), said]);
  });
  place.replaceChildren(
    heading,
    element("p", {}, [asOf(statusAsOf ? Date.parse(statusAsOf) : keptAt)]),
    list,
    element("h3", {}, [words.steps]),
    element("ol", { className: "stack tight" }, looked),
  );
  place.hidden = false;
  place.focus();
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  own: { className?: string; dir?: string },
  children: (Node | string)[],
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), own);
  made.append(...children);
  return made;
}
