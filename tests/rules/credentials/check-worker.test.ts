import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";

/* The worker of the check without a line, by itself: how long it waits, and for what. */

type Asked = { signal: AbortSignal };

/** With a clock of its own, and a line that does as it is told. */
function worker(fetched: (asked: Asked) => Promise<unknown>) {
  const timers = new Map<number, () => void>();
  const setTimer = (done: () => void) => timers.set(timers.size + 1, done).size;
  const passing = {
    timeout: () => {
      const control = new AbortController();
      setTimer(() => control.abort());
      return control.signal;
    },
  };
  let listener: ((event: object) => void) | undefined;
  const sandbox = createContext({
    addEventListener: (name: string, each: (event: object) => void) => name === "fetch" && (listener = each),
    location: { origin: "https://passbook.example" },
    URL,
    AbortController,
    AbortSignal: passing,
    setTimeout: setTimer,
    clearTimeout: (timer: number) => timers.delete(timer),
    fetch: (_request: object, asked: Asked) => fetched(asked),
    caches: { match: () => Promise.resolve("what was kept") },
  });
  runInContext(readFileSync("public/check-worker.js", "utf8"), sandbox);
  return {
    ask: () =>
      new Promise((resolve) =>
        listener!({
          request: { method: "GET", mode: "navigate", url: "https://passbook.example/v/offline" },
          respondWith: (answer: Promise<unknown>) => void answer.then(resolve),
        }),
      ),
    eightSecondsPass: () => timers.forEach((done) => done()),
  };
}

test("an answer that has begun may take its time: its body is not cut off", async () => {
  let signal: AbortSignal | undefined;
  const { ask, eightSecondsPass } = worker((asked) => {
    signal = asked.signal;
    return Promise.resolve("the beginning of an answer");
  });
  expect(await ask()).toBe("the beginning of an answer");
  eightSecondsPass();
  expect(signal!.aborted).toBe(false);
});

test("one that does not begin is no answer: what was kept is shown", async () => {
  const { ask, eightSecondsPass } = worker(
    ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted")))),
  );
  const answer = ask();
  eightSecondsPass();
  expect(await answer).toBe("what was kept");
});

test("a proxy that finds nobody behind it is no answer either; ours is, whatever it says", async () => {
  const answers = [{ status: 502 }, { status: 504 }, { status: 500 }, { status: 404 }];
  const { ask } = worker(() => Promise.resolve(answers.shift()));
  expect(await ask()).toBe("what was kept");
  expect(await ask()).toBe("what was kept");
  expect(await ask()).toEqual({ status: 500 });
  expect(await ask()).toEqual({ status: 404 });
});
