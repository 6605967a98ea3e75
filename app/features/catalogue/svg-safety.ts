/* A drawing is shown as a picture and may be opened by itself: it holds shapes and words, nothing that acts,
 * loads or restyles, and it says in words what it shows (docs/courseware.md). */

type Rule = [RegExp, string];

const ACTS: Rule[] = [
  [/<!ENTITY|<\?xml-stylesheet|@import/i, "an entity or stylesheet"],
  [/<(?:\w+:)?(?:script|foreignObject|iframe|object|embed|handler|listener)\b/i, "an element that acts"],
  [/<(?:\w+:)?link\b/i, "a link to a style"],
  [/<(?:\w+:)?(?:animate\w*|set)\b/i, "an animation"],
  [/[\s"'/]on[a-z]+\s*=/i, "an event attribute"],
  [/\b(?:href|src)\s*=\s*["']?\s*(?!["']?#)[^\s"'>#]/i, "a reference to something outside itself"],
  [/url\(\s*["']?(?!#)/i, "a reference to something outside itself"],
  [/=\s*["']?\s*(?:javascript|vbscript|data):/i, "a script or data address"],
];
/** Harmless in a picture that we draw into dots ourselves, and what drawing programs write. */
const RESTYLES: Rule[] = [
  [/<!DOCTYPE/i, "a document type"],
  [/<(?:\w+:)?style\b|\sstyle\s*=/i, "a style; use presentation attributes"],
];
/** A picture inside that stands there whole. */
const PICTURE_INSIDE = /"data:image\/(?:png|jpe?g);base64,[\w+/=\s]*"/g;

type Problem = { line: number; message: string };

/** What in it does more than draw, with its line. */
export const svgDangers = (svg: string): Problem[] => broken(svg, [...ACTS, ...RESTYLES]);

/** The same of one that nobody is shown: it is drawn once, by us, into dots. */
export const actsOf = (svg: string): Problem[] => broken(svg.replace(PICTURE_INSIDE, '"#"'), ACTS);

function broken(svg: string, rules: Rule[]): Problem[] {
  const lineAt = (offset: number) => svg.slice(0, offset).split("\n").length;
  // Character references could spell any of the above; drawings need none but the five of XML.
  const hidden = /&(?!(?:amp|lt|gt|quot|apos);)/.exec(svg);
  const found = rules.flatMap(([pattern, what]) => {
    const match = pattern.exec(svg);
    return match
      ? [{ line: lineAt(match.index), message: `a drawing holds no ${what.replace(/^an? /, "")}` }]
      : [];
  });
  if (hidden)
    found.push({ line: lineAt(hidden.index), message: "write the character itself, not a reference" });
  return found;
}

/** What is wrong with a drawing of a course: that, and what its reader would miss. */
export function svgProblems(svg: string): Problem[] {
  const found = svgDangers(svg);
  const root = /<svg\b[^>]*>/.exec(svg);
  if (!root) return [{ line: 1, message: "this is not an SVG drawing" }];
  if (!/\sviewBox="/.test(root[0])) found.push({ line: 1, message: "the drawing has no viewBox" });
  if (!/\srole="img"/.test(root[0])) found.push({ line: 1, message: 'the drawing has no role="img"' });
  if (!/<title\b[^>]*>[^<]+<\/title>/.test(svg))
    found.push({ line: 1, message: "the drawing has no <title>" });
  return found;
}
