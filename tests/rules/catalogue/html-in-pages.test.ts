import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("one component puts HTML into pages, and it is the one whose HTML was sanitised", () => {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  const injecting = files.filter((name) =>
    /dangerouslySetInnerHTML|\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write/.test(
      readFileSync(`app/${name}`, "utf8"),
    ),
  );
  expect(injecting.map((name) => name.replaceAll("\\", "/"))).toEqual(["features/catalogue/lesson-text.tsx"]);
});
