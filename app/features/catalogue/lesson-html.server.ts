import rehypeSanitize, { type Options } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { CALLOUTS, TRAINER_CALLOUTS } from "./lesson-labels.ts";
import type { PictureAt } from "./course-source.ts";
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

const drawer = unified().use(remarkRehype).freeze();
const writer = unified().use(rehypeSanitize, ALLOWED).use(rehypeStringify).freeze();

/** The tree stays as it is; a picture that is nowhere is left out. */
export function lessonHtml(tree: Root, pictureAt: PictureAt): string {
  const drawn = drawer.runSync(tree);
  placePictures(drawn, pictureAt);
  return writer.stringify(writer.runSync(drawn));
}

type Drawn = ReturnType<typeof drawer.runSync>;
type Element = Extract<Drawn["children"][number], { type: "element" }>;

function placePictures(parent: Drawn | Element, pictureAt: PictureAt): void {
  parent.children = (parent.children as Drawn["children"]).filter((child) => {
    if (child.type !== "element") return true;
    if (child.tagName === "figure") return placePicture(child, pictureAt);
    placePictures(child, pictureAt);
    return true;
  }) as never;
}

function placePicture({ children }: Element, pictureAt: PictureAt): boolean {
  const image = children.find(
    (child): child is Element => child.type === "element" && child.tagName === "img",
  );
  const picture = image && pictureAt(String(image.properties["src"]));
  if (!picture) return false;
  const { src, width, height } = picture;
  Object.assign(image.properties, { src, ...(width && height ? { width, height } : {}) });
  return true;
}
