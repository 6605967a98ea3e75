import { expect, test } from "vitest";
import { labelsIn } from "#app/features/catalogue/lesson-labels.ts";
import { lessonHtml } from "#app/features/catalogue/lesson-html.server.ts";
import { readLesson } from "#app/features/catalogue/lesson-markdown.server.ts";
import { svgProblems } from "#app/features/catalogue/svg-safety.ts";
import { withUnitLinks } from "#app/features/catalogue/lesson-links.ts";
import { SVG } from "#tests/support/courseware.ts";

const picture = { src: "/files/0190-version/first/figures/line.svg", width: 40, height: 20 };
const html = (markdown: string, language = "en") =>
  lessonHtml(readLesson(markdown, { labels: labelsIn(language), language }).tree, () => picture);

/** What an author might paste, or an attacker might hide in a translation that nobody reads. */
const PAYLOADS = [
  "<script>alert(1)</script>",
  "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
  "<scr<script>ipt>alert(1)</scr</script>ipt>",
  "<img src=x onerror=alert(1)>",
  "<img src=x onerror\n=alert(1)>",
  '<img """><script>alert(1)</script>">',
  "<svg onload=alert(1)>",
  "<svg><script>alert(1)</script></svg>",
  "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
  "<svg><animate onbegin=alert(1) attributeName=x></svg>",
  "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
  "<body onload=alert(1)>",
  "<iframe src=javascript:alert(1)></iframe>",
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  "<object data=javascript:alert(1)>",
  "<embed src=javascript:alert(1)>",
  "<form action=javascript:alert(1)><button>x</button></form>",
  "<input autofocus onfocus=alert(1)>",
  "<details open ontoggle=alert(1)>",
  "<video><source onerror=alert(1)></video>",
  "<audio src=x onerror=alert(1)>",
  "<marquee onstart=alert(1)>",
  "<a href=javascript:alert(1)>x</a>",
  "<base href=https://evil.example/>",
  "<link rel=stylesheet href=https://evil.example/x.css>",
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  "<style>*{background:url(https://evil.example)}</style>",
  "<div style=background:url(javascript:alert(1))>x</div>",
  "<p class=bar id=main>x</p>",
  "<!--<img src=x onerror=alert(1)>-->",
  "<![CDATA[<script>alert(1)</script>]]>",
  "<?xml version='1.0'?><script>alert(1)</script>",
  "<template><script>alert(1)</script></template>",
  "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](java\tscript:alert(1))",
  "[x](<java\nscript:alert(1)>)",
  "[x](&#106;avascript:alert(1))",
  "[x](&#x6A;avascript&colon;alert(1))",
  "[x](javascript&#58;alert(1))",
  "[x](%6Aavascript:alert(1))",
  "[x](\u0001javascript:alert(1))",
  "[x](vbscript:msgbox(1))",
  "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
  "[x](data:text/html,<script>alert(1)</script>)",
  "[x](//evil.example)",
  "[x](\\\\evil.example)",
  "[x](http://evil.example)",
  "[x](/sign-out)",
  "[x](../../../admin)",
  '[x](https://a.example "onmouseover=alert(1)")',
  '[x](https://a.example/"onmouseover="alert(1))',
  '[x](unit:a/b"onclick=alert(1))',
  '[x](#"onclick=alert(1))',
  "[x]: javascript:alert(1)\n\n[x]",
  "<javascript:alert(1)>",
  "<https://a.example/<script>>",
  "![x](javascript:alert(1))",
  "![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)",
  '![x" onerror="alert(1)](figures/line.svg)',
  '![x](figures/line.svg "y\\" onload=\\"alert(1)")',
  "![<script>alert(1)</script>](figures/line.svg)",
  ":::note{onclick=alert(1) style=color:red id=main class=bar}\nx\n:::",
  ":::script\nalert(1)\n:::",
  ":::iframe{src=javascript:alert(1)}\nx\n:::",
  "::img{src=x onerror=alert(1)}",
  ":a[x]{href=javascript:alert(1)}",
  ":::note[<img src=x onerror=alert(1)>]\nx\n:::",
  "## <img src=x onerror=alert(1)>",
  '## x" onclick="alert(1)',
  "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
  "`<script>alert(1)</script>`",
  '```html"><script>alert(1)</script>\n<img src=x onerror=alert(1)>\n```',
  "    <script>alert(1)</script>",
  "- [ ] <input onfocus=alert(1) autofocus>",
  "[^1]\n\n[^1]: <script>alert(1)</script>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "\\<script>alert(1)\\</script>",
  "\u0000<script>alert(1)</script>",
  "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
];

const TAGS =
  /^(p|h2|h3|h4|ul|ol|li|blockquote|pre|hr|br|strong|em|del|code|a|figure|figcaption|img|table|thead|tbody|tr|th|td|div|aside|details|summary)$/;
const VALUES: Record<string, RegExp> = {
  href: /^(https:\/\/[^"]+|mailto:[^"]+|#(s-|unit:)[^"]*)$/,
  src: /^\/files\/[\w-]+\/[a-z0-9-]+\/figures\/[\w./-]+$/,
  alt: /^[^"]*$/,
  "aria-label": /^Table \d+$/,
  class: /^(kind|scroll|check|answer|resolution|note|gender|protect|rule|say)$/,
  id: /^s-/,
  width: /^\d+$/,
  height: /^\d+$/,
  loading: /^lazy$/,
  scope: /^col$/,
  align: /^(left|center|right)$/,
  tabindex: /^0$/,
  role: /^region$/,
  start: /^\d+$/,
};

/** Reads the HTML as strictly as it can be written; whatever is neither text nor an allowed tag is a finding. */
function findings(markup: string): string[] {
  const found: string[] = [];
  const rest = markup.replaceAll(
    /<(\/?)([a-z0-9]+)((?:\s[a-z-]+="[^"]*")*)>/g,
    (_, close, tag, attributes) => {
      if (!TAGS.test(tag)) found.push(`<${tag}>`);
      if (close && attributes) found.push(`</${tag}${attributes}>`);
      for (const [, name = "", value = ""] of String(attributes).matchAll(/\s([a-z-]+)="([^"]*)"/g))
        if (!VALUES[name]?.test(value)) found.push(`${name}="${value}"`);
      return "";
    },
  );
  if (rest.includes("<")) found.push(rest);
  return found;
}

test("the judge finds what it should", () => {
  for (const bad of ["<script>", '<p onclick="x">', '<a href="javascript:x">', "<p class=x>", "<!-- -->"])
    expect(findings(bad), bad).not.toEqual([]);
});

test(`${PAYLOADS.length} payloads come out harmless, alone and inside what surrounds them`, () => {
  expect(PAYLOADS.length).toBeGreaterThanOrEqual(60);
  const around = [
    (payload: string) => payload,
    (payload: string) => `Some words ${payload} and more`,
    (payload: string) => `:::note\n${payload}\n:::`,
    (payload: string) => `::::check\n${payload}\n\n:::answer\n${payload}\n:::\n::::`,
    (payload: string) => `> - ${payload}`,
    (payload: string) => `| a |\n|---|\n| ${payload} |`,
    (payload: string) => `**${payload}**`,
  ];
  for (const payload of PAYLOADS)
    for (const wrap of around) expect(findings(html(wrap(payload))), wrap(payload)).toEqual([]);
});

test("links to units lead where the reader is, and nowhere else", () => {
  const markup = html('[next](unit:credit-risk/tracing) and `href="#unit:x`');
  expect(markup).toContain('href="#unit:credit-risk/tracing"');
  expect(withUnitLinks(markup, "/learn/1")).toContain('<a href="/learn/1/credit-risk/tracing">next</a>');
});

test("a lesson says in its own language what its parts are", () => {
  const markdown = ":::gender\nx\n:::\n\n::::check\nQ\n\n:::answer\nA\n:::\n::::";
  expect(html(markdown)).toBe(
    '<aside class="gender">\n<p class="kind">Who gains, who pays</p>\n<p>x</p>\n</aside>\n' +
      '<div class="check">\n<p class="kind">Check yourself</p>\n<p>Q</p>\n' +
      '<details class="answer">\n<summary>Show the answer</summary>\n<p>A</p>\n</details>\n</div>',
  );
  expect(html(markdown, "fr")).toContain("À vous de vérifier");
});

test("a table of words is drawn as cards on a phone, a table of figures is not", () => {
  const words = html(
    "| Minute | What a camera saw | Step |\n|--|--|--|\n| 4 | A little each time money comes | 2 |",
  );
  expect(words).toContain('<table class="stacked" role="table">');
  expect(words).toContain('role="rowheader" data-label="Minute">4<');
  expect(words).toContain('<td role="cell" data-label="What a camera saw">');
  const ranges =
    "| Weeks | She does | Seen by |\n|--|--|--|\n| 9–13 | Late clients by herself, from day 1 | guide |";
  expect(html(ranges)).toContain('role="rowheader" data-label="Weeks">9–13<');
  expect(html("| Branch | Clients | Late |\n|--|--|--|\n| Suong | 1,240 | 7.0 % |")).not.toContain("stacked");
  expect(
    html("| On the mat | In the conversation |\n|--|--|\n| Ask | What would you do again, and when? |"),
  ).not.toContain("stacked");
});

test("a table can be scrolled by keyboard, names its columns and lines up its figures", () => {
  const markup = html("| Loans | Share |\n|---|---|\n| On time | 86.3 % |\n| Late | 7 % |");
  expect(markup).toContain('<div class="scroll" tabindex="0" role="region" aria-label="Table 1">');
  expect(markup).toContain('<th scope="col">Loans</th>');
  expect(markup).toContain('<td align="right">86.3\u00a0%</td>');
  expect(html("| A | B |\n|--|--:|\n| Yao | 57,000 (1,900) |")).toContain(
    '<td align="right" class="pair">57,000 (1,900)</td>',
  );
});

test("a picture keeps its place before it arrives", () => {
  expect(html('![A line](figures/line.svg "The line")')).toBe(
    `<figure><img src="${picture.src}" alt="A line" loading="lazy" width="40" height="20">` +
      "<figcaption>The line</figcaption></figure>",
  );
});

test("a sentence that begins with a figure is no list", () => {
  expect(html("What is left?\n\n200. Of 6,300 less, **200** are.\n\nSo.")).toContain(
    "<p>200. Of 6,300 less, <strong>200</strong> are.</p>",
  );
  expect(html("1. The only one.")).toContain("<ol>");
  expect(html("3. The third.\n4. The fourth.")).toContain('<ol start="3">');
});

test("a time of day is no directive, and two equal headings have two names", () => {
  const markup = html("At 8:40 and note:this.\n\n## Again\n\n## Again");
  expect(markup).toContain("<p>At 8:40 and note:this.</p>");
  expect(markup).toContain('<h2 id="s-again">Again</h2>');
  expect(markup).toContain('<h2 id="s-again.2">Again</h2>');
});

test.each([
  '<path onload="x()"/>',
  "<script>x()</script>",
  "<svg:script>x()</svg:script>",
  '<a href="https://evil.example"><path/></a>',
  "<a xlink:href='javascript:x()'><path/></a>",
  '<image href="data:image/png;base64,AA"/>',
  '<use href="other.svg#x"/>',
  '<rect style="fill:red"/>',
  "<style>*{}</style>",
  '<rect fill="url(https://evil.example)"/>',
  "<foreignObject><p>x</p></foreignObject>",
  '<set attributeName="href" to="javascript:x()"/>',
  "<text>&#60;script&#62;</text>",
])("a drawing with %s is refused", (inside) => {
  expect(svgProblems(SVG.replace("<path", `${inside}<path`)), inside).not.toEqual([]);
});

test("a drawing that refers to its own parts is not refused", () => {
  const own = '<linearGradient id="g"/><use href="#g"/><rect fill="url(#g)"/><text>Data: 3 on 4</text>';
  expect(svgProblems(SVG.replace("<path", `${own}<path`))).toEqual([]);
});
