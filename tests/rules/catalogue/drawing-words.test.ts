import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawn, keyProblems, keysIn, wordsDrawn } from "#app/features/catalogue/drawing-words.ts";
import { svgProblems } from "#app/features/catalogue/svg-safety.ts";

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" role="img">
<title>{{title}}</title>
<text x="1">{{late}}: 33,500</text>
<text><tspan>{{late}}</tspan><tspan>7.0 %</tspan></text>
</svg>`;

test("keys are found once each, with their line", () => {
  expect(keysIn(SVG)).toEqual([
    { key: "title", line: 2 },
    { key: "late", line: 3 },
  ]);
  expect(keysIn("<text>{late} {{}} }}</text>")).toEqual([{ key: "", line: 1 }]);
});

test("words take the place of their key everywhere, and no other", () => {
  const result = drawn(SVG, { title: "Late", late: "Over 30 days" });
  expect(result).toContain("<title>Late</title>");
  expect(result).toContain("Over 30 days: 33,500");
  expect(result).toContain("<tspan>Over 30 days</tspan>");
  expect(drawn(SVG, { late: "x" })).toContain("<title>{{title}}</title>");
  expect(drawn("<text>{{constructor}}</text>", {})).toBe("<text>{{constructor}}</text>");
});

test("the words in the drawing itself, without its keys", () => {
  expect(wordsDrawn(SVG)).toEqual([
    { text: "…: 33,500", line: 3 },
    { text: "…  7.0 %", line: 4 },
  ]);
});

describe("keys that are none", () => {
  test.each([
    ["<text>{{Late}}</text>", "{{Late}}: a key is small letters, digits, - and _"],
    ["<text>{{ late }}</text>", "{{ late }}: a key is small letters, digits, - and _"],
    ['<text x="{{late}}">1</text>', "a key stands for words, not inside a tag"],
  ])("%s", (svg, message) => expect(keyProblems(svg)).toEqual([{ line: 1, message }]));

  test("words between tags are none of these", () => expect(keyProblems(SVG)).toEqual([]));
});

test("whatever the words say, they stay words", () => {
  expect(drawn("<text>{{a}}</text>", { a: `<script>"x" & 'y'</script> {{a}} $&` })).toBe(
    "<text>&lt;script&gt;&quot;x&quot; &amp; &apos;y&apos;&lt;/script&gt; {{a}} $&amp;</text>",
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."<>&\"'/= {}abconclick:;#") }), (words) => {
      const result = drawn("<text>{{a}}</text>", { a: words });
      expect(result.replace(/^<text>|<\/text>$/g, "")).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|apos);)/);
    }),
  );
  expect(svgProblems(drawn(SVG, { title: "R & D: <script>", late: "Ça va" }))).toEqual([]);
});
