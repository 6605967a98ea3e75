/*
 * A released result is a record of its candidacy. Some refusals of it are for good: the candidacy has ended, has moved on or
 * has had all its sittings, so the result is told and stands beside it. Some pass, once something else is written down there:
 * until then the result waits. Any other has nothing to do with the one candidacy, and nothing is released.
 */

const FOR_GOOD = ["ended", "notHere", "sitting.passed", "sitting.used-up"];
const FOR_NOW = ["sitting.course-running", "sitting.result-waiting", "sitting.too-late", "sitting.window"];

const among = (keys: readonly string[], key: string) => keys.some((one) => key === `candidacy.${one}`);

/** What a refusal by a candidacy means for the result; null: it is not the candidacy's own. */
export function asideFor(key: string): "good" | "now" | null {
  if (among(FOR_GOOD, key)) return "good";
  return among(FOR_NOW, key) ? "now" : null;
}
