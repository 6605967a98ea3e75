import { expect, test } from "vitest";
import { remember } from "#app/features/catalogue/remember.server.ts";

function counted(answers: Record<string, string | null | Error>) {
  const asked: string[] = [];
  const kept = remember(2, async (first: string, second: string) => {
    const name = `${first}/${second}`;
    asked.push(name);
    const answer = answers[name] ?? null;
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return { asked, kept };
}

test("an answer is asked for once, also by many at the same time", async () => {
  const { asked, kept } = counted({ "a/b": "yes" });
  expect(await Promise.all([kept("a", "b"), kept("a", "b"), kept("a", "b")])).toEqual(["yes", "yes", "yes"]);
  expect(await kept("a", "b")).toBe("yes");
  expect(asked).toEqual(["a/b"]);
});

test("nothing and a failure are asked for again", async () => {
  const answers: Record<string, string | null | Error> = { "a/b": null, "c/d": new Error("no line") };
  const { asked, kept } = counted(answers);
  expect(await kept("a", "b")).toBeNull();
  await expect(kept("c", "d")).rejects.toThrow("no line");
  answers["a/b"] = "now";
  answers["c/d"] = "back";
  expect(await kept("a", "b")).toBe("now");
  expect(await kept("c", "d")).toBe("back");
  expect(asked).toEqual(["a/b", "c/d", "a/b", "c/d"]);
});

test("what was not asked for longest goes first", async () => {
  const { asked, kept } = counted({ "a/1": "a", "b/1": "b", "c/1": "c" });
  for (const first of ["a", "b", "a", "c", "a", "b"]) await kept(first, "1");
  expect(asked).toEqual(["a/1", "b/1", "c/1", "b/1"]);
});
