/** A mail's paragraphs as the inbox shows them: the line that is its one link becomes the place of the button. */
export type MessageLine = { kind: "text"; text: string } | { kind: "action" };

/** The button stands where the link stood, and at the end of a text without one; exactly once. */
export function messageLines(body: string, link: string): MessageLine[] {
  const texts = body.split("\n").map((line) => line.trim());
  const at = texts.indexOf(link);
  const lines = texts.map((text, index): MessageLine =>
    index === at ? { kind: "action" } : { kind: "text", text },
  );
  const shown = lines.filter((line) => line.kind === "action" || (line.text !== "" && line.text !== link));
  return at === -1 ? [...shown, { kind: "action" }] : shown;
}
