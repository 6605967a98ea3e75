/** In some scripts a letter has three bytes, or nine: a mark with all of a long name no phone would read. */
const MOST_NAME_BYTES = 60;

/** As a mark has it. */
export function shortName(name: string): string {
  const size = (text: string) => new TextEncoder().encode(text).length;
  if (size(name) <= MOST_NAME_BYTES) return name;
  let short = "";
  for (const { segment } of new Intl.Segmenter("und", { granularity: "grapheme" }).segment(name)) {
    if (size(`${short}${segment}…`) > MOST_NAME_BYTES) break;
    short += segment;
  }
  return `${short}…`;
}

/** One that was cut: what it is the beginning of it does not say. */
export const isCut = (name: string): boolean => name.endsWith("…");
