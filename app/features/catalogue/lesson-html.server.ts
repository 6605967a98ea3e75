import rehypeSanitize, { type Options } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { CALLOUTS, TRAINER_CALLOUTS } from "./lesson-labels.ts";
import type { Root } from "./lesson-markdown.server.ts";

/*
 * The tree of a lesson as HTML, made once when a version is published. What may stand in it is named here, tag
 * by tag and value by value; anything else is dropped, wherever it came from. The page puts it in as it is.
 */

const ALLOWED: Options = {
  // prettier-ignore
  tagNames: [
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "hr", "br",
    "strong", "em", "del", "code", "a", "figure", "figcaption", "img",
    "table", "thead", "tbody", "tr", "th", "td", "div", "section", "aside", "details", "summary",
  ],
  attributes: {
    a: [["href", /^(https:\/\/[^/]|mailto:[^/]|#(s-|unit:))/]],
    img: [["src", /^\/files\/[\w-]+\/[a-z0-9-]+\/figures\//], "alt", "width", "height", ["loading", "lazy"]],
    h2: [["id", /^s-/]],
    h3: [["id", /^s-/]],
    h4: [["id", /^s-/]],
    ol: ["start"],
    table: [
      ["className", "stacked"],
      ["role", "table"],
    ],
    tr: [["role", "row"]],
    th: [
      ["scope", "col"],
      ["role", "columnheader"],
      ["align", "left", "center", "right"],
    ],
    td: [
      ["className", "pair"],
      ["align", "left", "center", "right"],
      ["role", "rowheader", "cell"],
      "dataLabel",
    ],
    p: [["className", "kind"]],
    div: [["className", "scroll", "check"], ["tabIndex", 0], ["role", "region"], "ariaLabel"],
    aside: [["className", ...CALLOUTS, ...TRAINER_CALLOUTS]],
    section: [["className", "slide"]],
    details: [["className", "answer", "resolution"]],
  },
  protocols: { href: ["https", "mailto"], src: ["none"] },
  ancestors: {
    thead: ["table"],
    tbody: ["table"],
    tr: ["table"],
    th: ["table"],
    td: ["table"],
    summary: ["details"],
  },
  required: {},
  clobber: [], // ids begin with "s-"
  strip: ["script", "style"],
  allowComments: false,
  allowDoctypes: false,
};

const writer = unified().use(remarkRehype).use(rehypeSanitize, ALLOWED).use(rehypeStringify).freeze();

export const lessonHtml = (tree: Root): string => writer.stringify(writer.runSync(tree));
