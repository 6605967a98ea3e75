import remarkDirective from "remark-directive";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import type { LessonFacts } from "./course-source.ts";
import { CALLOUTS, TRAINER_CALLOUTS, type LessonLabels } from "./lesson-labels.ts";
import type { TrainerText } from "./trainer-texts.ts";
import { isFigure, typeset } from "./typography.ts";

/*
 * A unit's Markdown, understood once for both uses: what the checks must know of it, and the tree that becomes
 * HTML. Whatever the format does not know is named as a problem and leaves the tree.
 */

export type LessonSetting = {
  labels: LessonLabels;
  language: string;
  /** What is written for trainers only; left out for what learners read. */
  trainer?: TrainerText;
};

const parser = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(remarkDirective);

/** The nodes of Markdown with GFM and directives, as the parser itself types them. */
export type Root = ReturnType<typeof parser.parse>;
type Content = Root["children"][number];
type Nodes = Root | Content;
type Node<Type extends Content["type"]> = Extract<Content, { type: Type }>;
export type Lesson = { tree: Root; facts: LessonFacts };
type Parents = Extract<Nodes, { children: unknown }>;

/** `firstLine` is the line of the file on which the Markdown begins. */
export function readLesson(markdown: string, setting: LessonSetting, firstLine = 1): Lesson {
  const tree = parser.parse(markdown);
  return new LessonReader(markdown, setting, firstLine).read(tree);
}

/** One pass over one lesson; the tree is changed in place. */
class LessonReader {
  private readonly markdown: string;
  private readonly setting: LessonSetting;
  private readonly firstLine: number;
  private readonly facts: LessonFacts = {
    text: "",
    links: [],
    pictures: [],
    anchors: [],
    marks: [],
    resolutions: [],
    passages: [],
    sections: [],
    problems: [],
  };
  private tables = 0;
  private depth = 1;

  constructor(markdown: string, setting: LessonSetting, firstLine: number) {
    this.markdown = markdown;
    this.setting = setting;
    this.firstLine = firstLine;
  }

  read(tree: Root): Lesson {
    this.facts.text = textOf(tree);
    this.readSections(tree);
    this.readChildren(tree, null);
    if (this.setting.trainer === "slides") tree.children = inSlides(tree.children);
    return { tree, facts: this.facts };
  }

  private readSections(tree: Root): void {
    for (const node of tree.children) {
      const { sections } = this.facts;
      if (node.type === "heading" && node.depth === 2)
        sections.push({ title: textOf(node), line: this.lineOf(node), text: "" });
      else if (node.type !== "table" && sections.length > 0) sections.at(-1)!.text += `${textOf(node)}\n`;
    }
  }

  private lineOf(node: Nodes): number {
    return (node.position?.start.line ?? 1) + this.firstLine - 1;
  }

  private problem(node: Nodes, message: string): null {
    this.facts.problems.push({ line: this.lineOf(node), message });
    return null;
  }

  /** What a reader sees of it, without the addresses behind its words. */
  private passage(node: Nodes, words = textOf(node)): void {
    if (words.trim() !== "") this.facts.passages.push({ text: words, line: this.lineOf(node) });
  }

  private readChildren(parent: Parents, around: string | null): void {
    const children = parent.children as Content[];
    parent.children = children.flatMap((child) => this.readNode(child, parent, around) ?? []) as never;
  }

  /** The node as it shall be, or null when it goes. `around` is the directive it stands in. */
  private readNode(node: Content, parent: Parents, around: string | null): Content | null {
    switch (node.type) {
      case "html":
        return this.problem(node, "HTML is not allowed; use Markdown");
      case "footnoteReference":
      case "footnoteDefinition":
        return this.problem(node, "footnotes are not allowed; say it in the text");
      case "text":
        node.value = typeset(node.value, this.setting.language);
        return node;
      case "definition":
      case "imageReference":
      case "linkReference":
        return this.problem(node, "write the address in place: [words](address)");
      case "textDirective":
        return this.asTyped(node); // "8:40" is a time, not a directive
      case "leafDirective":
        return this.problem(node, `there is no directive ::${node.name}`);
      case "containerDirective":
        return this.readDirective(node, around);
      case "image":
        return this.problem(node, "a picture stands alone in its own paragraph");
      case "paragraph":
        return this.readParagraph(node, around);
      case "heading":
        return this.readHeading(node, around);
      case "link":
        return this.readLink(node, around);
      case "table":
        return this.readTable(node, around);
      case "list": {
        const sentence = this.sentenceIn(node);
        if (sentence) return this.readNode(sentence, parent, around);
        break;
      }
      case "listItem":
        if (node.checked !== null && node.checked !== undefined && parent.type === "list") {
          prepend(node, text(node.checked ? "☑ " : "☐ "));
          node.checked = null;
        }
    }
    if ("children" in node) this.readChildren(node, around);
    if (node.type === "tableCell") this.passage(node);
    if (node.type === "code") this.passage(node, node.value);
    return node;
  }

  private asTyped(node: Node<"textDirective">): Node<"text"> {
    const { start, end } = node.position!;
    return text(this.markdown.slice(start.offset, end.offset));
  }

  /** "200. Of 6,300 less …" is no two-hundredth point but a sentence that begins with a figure. */
  private sentenceIn({ ordered, start, children, position }: Node<"list">): Node<"paragraph"> | null {
    const [item, ...others] = children;
    const [words, ...more] = item?.children ?? [];
    if (!ordered || start === 1 || others.length > 0 || words?.type !== "paragraph" || more.length > 0)
      return null;
    const figure = this.markdown.slice(position!.start.offset, words.position!.start.offset);
    prepend(item!, text(figure));
    return words;
  }

  private readParagraph(node: Node<"paragraph">, around: string | null): Content | null {
    const [only] = node.children;
    if (node.children.length === 1 && only?.type === "image") return this.readPicture(only);
    this.readChildren(node, around);
    this.passage(node);
    return node.children.length > 0 ? node : null;
  }

  private readPicture(image: Node<"image">): Node<"paragraph"> {
    const { url, alt, title } = image;
    this.facts.pictures.push({ path: url, alt: alt ?? "", line: this.lineOf(image) });
    this.passage(image, alt ?? "");
    this.passage(image, title ?? "");
    const drawn: Node<"image"> = {
      type: "image",
      url,
      alt: typeset(alt ?? "", this.setting.language),
      data: { hProperties: { loading: "lazy" } },
    };
    const caption: Node<"paragraph"> = {
      type: "paragraph",
      children: [text(typeset(title ?? "", this.setting.language))],
      data: { hName: "figcaption" },
    };
    return {
      type: "paragraph",
      data: { hName: "figure" },
      children: (title ? [drawn, caption] : [drawn]) as Node<"paragraph">["children"],
    };
  }

  private readHeading(node: Node<"heading">, around: string | null): Node<"heading"> {
    if (node.depth === 1) this.problem(node, "the title is the only h1; begin headings at ##");
    else if (node.depth > this.depth + 1) this.problem(node, "a heading level is skipped");
    if (node.depth > 4) this.problem(node, "headings go down to #### only");
    this.depth = node.depth;
    const id = this.anchorFor(textOf(node));
    node.data = { hProperties: { id } };
    this.readChildren(node, around);
    this.passage(node);
    return node;
  }

  /** The prefix keeps an author's heading from taking the name of something the page itself uses. */
  private anchorFor(words: string): string {
    const slug = (words.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join("-");
    const taken = this.facts.anchors.filter((id) => id === `s-${slug}` || id.startsWith(`s-${slug}.`)).length;
    const id = taken > 0 ? `s-${slug}.${taken + 1}` : `s-${slug}`;
    this.facts.anchors.push(id);
    return id;
  }

  private readLink(node: Node<"link">, around: string | null): Node<"link"> {
    this.facts.links.push({ target: node.url, line: this.lineOf(node) });
    if (node.url.startsWith("unit:")) node.url = `#${node.url}`;
    else if (node.url.startsWith("#")) node.url = `#s-${node.url.slice(1)}`;
    node.title = null;
    this.readChildren(node, around);
    return node;
  }

  private readTable(table: Node<"table">, around: string | null): Content {
    this.readChildren(table, around);
    for (const cell of table.children[0]?.children ?? []) cell.data = { hProperties: { scope: "col" } };
    alignFigures(table);
    partPairs(table);
    if (isTableOfWords(table)) stackOnPhones(table);
    this.tables += 1;
    const label = `${this.setting.labels.table} ${this.tables}`;
    const properties = { className: ["scroll"], tabIndex: 0, role: "region", ariaLabel: label };
    return boxed("div", properties, [table]);
  }

  private readDirective(node: Node<"containerDirective">, around: string | null): Content | null {
    const { name, attributes } = node;
    this.facts.marks.push(name);
    if (Object.keys(attributes ?? {}).length > 0) this.problem(node, `:::${name} takes no attributes`);
    if (node.children[0]?.data && "directiveLabel" in node.children[0].data)
      return this.problem(node, `:::${name} takes no label of its own`);
    this.readChildren(node, name);
    const children = node.children;
    const { labels } = this.setting;
    if (isOneOf(TRAINER_CALLOUTS, name) && this.setting.trainer !== "session-plan")
      return this.problem(node, `:::${name} stands in a session plan`);
    if (isOneOf(CALLOUTS, name) || isOneOf(TRAINER_CALLOUTS, name))
      return boxed("aside", { className: [name] }, [kind(labels[name]), ...children]);
    if (name === "check") {
      if (!children.some(({ data }) => data?.hName === "details"))
        this.problem(node, "::::check has no :::answer");
      return boxed("div", { className: ["check"] }, [kind(labels.check), ...children]);
    }
    if (name === "answer") {
      if (around !== "check") return this.problem(node, ":::answer stands inside ::::check");
      return boxed("details", { className: ["answer"] }, [summary(labels.answer), ...children]);
    }
    if (name === "resolution") {
      this.facts.resolutions.push(this.lineOf(node));
      return boxed("details", { className: ["resolution"] }, [summary(labels.resolution), ...children]);
    }
    return this.problem(node, `there is no directive :::${name}`);
  }
}

const isOneOf = <Name extends string>(names: readonly Name[], name: string): name is Name =>
  (names as readonly string[]).includes(name);

const text = (value: string): Node<"text"> => ({ type: "text", value });

const named = (hName: string, className: string | null, words: string): Node<"paragraph"> => ({
  type: "paragraph",
  children: [text(words)],
  data: { hName, ...(className ? { hProperties: { className: [className] } } : {}) },
});
const kind = (words: string) => named("p", "kind", words);
const summary = (words: string) => named("summary", null, words);

type Properties = Record<string, string | number | string[]>;

const boxed = (hName: string, hProperties: Properties, children: Content[]): Content =>
  ({ type: "blockquote", children, data: { hName, hProperties } }) as Content;

/** Each heading of the second level begins a slide. */
function inSlides(nodes: Content[]): Content[] {
  const slides: Content[][] = [];
  const before: Content[] = [];
  for (const node of nodes) {
    if (node.type === "heading" && node.depth === 2) slides.push([]);
    (slides.at(-1) ?? before).push(node);
  }
  return [...before, ...slides.map((slide) => boxed("section", { className: ["slide"] }, slide))];
}

function prepend(item: Parents, words: Node<"text">): void {
  const [first] = item.children;
  if (first?.type === "paragraph") first.children.unshift(words);
}

function textOf(node: Nodes): string {
  if (node.type === "text" || node.type === "inlineCode") return node.value;
  if (node.type === "break") return "\n";
  if (!("children" in node)) return "";
  const between = node.type === "paragraph" || node.type === "heading" ? "" : "\n";
  return node.children.map((child) => textOf(child as Nodes)).join(between);
}

/** A column of figures lines up at its end, whether its author thought of it or not. */
function alignFigures(table: Node<"table">): void {
  const [, ...rows] = table.children;
  table.align = (table.children[0]?.children ?? []).map((_, column) => {
    const cells = rows
      .map((row) => textOf(row.children[column] ?? row).trim())
      .filter((words) => words !== "");
    return table.align?.[column] ?? (cells.length > 0 && cells.every(isFigure) ? "right" : null);
  });
}

/** "57,000 (1,900)": one figure of another, which may stand under it where the line is short. */
const PAIR = /\d.* \(.*\d/u;

function partPairs(table: Node<"table">): void {
  for (const { children } of table.children.slice(1))
    for (const cell of children)
      if (PAIR.test(textOf(cell))) cell.data = { hProperties: { className: ["pair"] } };
}

/** Cells longer than this, beside two other columns, would be squeezed to a word a line on a phone. */
const LONG_CELL = 22;
/** What each row is about may wrap more often, unless four columns or more stand beside it. */
const LONG_NAME = 30;
/** So short a name of a row (a number, a letter) says little without the name of its column. */
const SHORT_NAME = 3;
/** As little says a range or a share: “9–13”, “60 %”. */
const WITHOUT_WORDS = /^[^\p{L}]*\d[^\p{L}]*$/u;

/** Words among three columns or more: on a phone the rows are better told one after the other. */
function isTableOfWords(table: Node<"table">): boolean {
  const [name = 0, ...beside] = longestCells(table);
  if (beside.length < 2) return false;
  return beside.some((longest) => longest > LONG_CELL) || (beside.length > 3 && name > LONG_NAME);
}

function longestCells({ children: [head, ...rows] }: Node<"table">): number[] {
  return (head?.children ?? []).map((_, column) =>
    Math.max(0, ...rows.map((row) => textOf(row.children[column] ?? row).trim().length)),
  );
}

/** Each row is drawn as a card on a phone, every value beside its column's name (`.stacked`, app/ui/app.css). */
function stackOnPhones(table: Node<"table">): void {
  const [head, ...rows] = table.children;
  const titles = (head?.children ?? []).map((cell) => textOf(cell).trim());
  const names = rows.map((row) => textOf(row.children[0] ?? row).trim());
  const namesSayLittle =
    names.every((name) => name.length <= SHORT_NAME) || names.some((name) => WITHOUT_WORDS.test(name));
  table.data = { hProperties: { className: ["stacked"], role: "table" } };
  for (const row of table.children) row.data = { hProperties: { role: "row" } };
  for (const cell of head?.children ?? [])
    cell.data = { hProperties: { scope: "col", role: "columnheader" } };
  for (const row of rows)
    row.children.forEach((cell, column) => {
      const role = column === 0 ? "rowheader" : "cell";
      const dataLabel = column > 0 || namesSayLittle ? titles[column] : undefined;
      cell.data = { hProperties: { role, ...(dataLabel ? { dataLabel } : {}) } };
    });
}
