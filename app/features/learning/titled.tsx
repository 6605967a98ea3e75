import { DirText } from "#app/ui/dir-text.tsx";
import type { Title } from "./titles.ts";

/** Words of the course inside a page that may be in another language. */
export function Titled({ of }: { of: Title }) {
  return <DirText lang={of.locale}>{of.words}</DirText>;
}
