/*
 * The drawing of a page, said with less: the renderer writes a rectangle as four lines, its corners as curves of no
 * length, and a colour to sixteen places.
 */

const NUMBER = "-?[\\d.]+";
/** To where the pen is already. */
const NO_CURVE = new RegExp(`^(${NUMBER} ${NUMBER})( [ml])\\n\\1 \\1 \\1 c$`, "gm");
const RECTANGLE = new RegExp(
  `^(${NUMBER}) (${NUMBER}) m\\n(${NUMBER}) \\2 l\\n\\3 (${NUMBER}) l\\n\\1 \\4 l(?:\\n\\1 \\2 l)?\\nh$`,
  "gm",
);
const NOTHING_SAVED = /^q\nQ\n/gm;
const LONG_NUMBER = /-?\d*\.\d{5,}/g;
const LINE_WITH_ONE = /^.*\.\d{5,}.*$/gm;
/** What they say is multiplied by all that follows. */
const MATRIX = / (?:cm|Tm)$/;

/** It is drawn the same; numbers stand alone on their lines, as the renderer writes them. */
export function leanContent(content: string): string {
  const lean = content
    .replace(LINE_WITH_ONE, (line) => line.replace(LONG_NUMBER, MATRIX.test(line) ? sixDigits : short))
    .replace(NO_CURVE, "$1$2")
    .replace(
      RECTANGLE,
      (_, left: string, top: string, right: string, bottom: string) =>
        `${left} ${top} ${short(Number(right) - Number(left))} ${short(Number(bottom) - Number(top))} re`,
    );
  return withoutNothing(lean);
}

function withoutNothing(content: string): string {
  const less = content.replace(NOTHING_SAVED, "");
  return less === content ? content : withoutNothing(less);
}

/** A ten-thousandth of a point is less than any printer's dot, and of a colour less than any screen's step. */
const short = (value: string | number): string => String(Math.round(Number(value) * 10_000) / 10_000);

/** As they are where they are too small to be written without an exponent, which a PDF does not know. */
function sixDigits(value: string): string {
  const rounded = String(Number(Number(value).toPrecision(6)));
  return rounded.includes("e") ? value : rounded;
}
