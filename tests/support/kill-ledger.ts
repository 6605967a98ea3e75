/*
 * What the app said it did, kept outside of it, and held against what is stored after it was killed. A save that
 * was not answered may be there or not; one that was acknowledged must be, itself or a later one.
 */

export type StoredAnswer = { itemId: string; value: string; revision: number; points: number | null };
export type StoredAttempt = {
  id: string;
  state: string;
  paper: string;
  points: number | null;
  answers: StoredAnswer[];
};
export type StoredLine = { subjectId: string; action: string };

type Saves = { sent: string[]; acknowledged: number; last: number };

export class Ledger {
  acknowledged = 0;
  inFlight = 0;
  readonly started = new Set<string>();
  readonly handedIn = new Set<string>();
  readonly refused = new Set<string>();
  readonly #saves = new Map<string, Saves>();
  #waiting: { until: () => boolean; go: () => void }[] = [];

  /** Notes that `value` is on its way; answer with what came of it (nothing at all if the line broke). */
  send(attemptId: string, itemId: string, value: string): (outcome: "saved" | "refused" | "unknown") => void {
    const key = `${attemptId} ${itemId}`;
    const saves = this.#saves.get(key) ?? { sent: [], acknowledged: 0, last: -1 };
    this.#saves.set(key, saves);
    const index = saves.sent.push(value) - 1;
    this.inFlight += 1;
    this.#wake();
    return (outcome) => {
      this.inFlight -= 1;
      if (outcome === "refused") this.refused.add(value);
      if (outcome === "saved") {
        saves.acknowledged += 1;
        saves.last = index;
        this.acknowledged += 1;
      }
      this.#wake();
    };
  }

  /** Resolves in the very moment in which it holds. */
  when(until: () => boolean): Promise<void> {
    return new Promise((go) => {
      this.#waiting.push({ until, go });
      this.#wake();
    });
  }

  #wake() {
    const holds = this.#waiting.filter(({ until }) => until());
    this.#waiting = this.#waiting.filter((each) => !holds.includes(each));
    for (const { go } of holds) go();
  }

  /** Everything that is not as it was said, in words; empty when all is well. */
  complaints(attempts: StoredAttempt[], lines: StoredLine[]): string[] {
    const stored = new Map(attempts.map((attempt) => [attempt.id, attempt]));
    return [
      ...[...this.started]
        .filter((id) => !stored.has(id))
        .map((id) => `${id}: its start was acknowledged and is lost`),
      ...[...this.handedIn]
        .filter((id) => stored.get(id)?.state !== "graded")
        .map((id) => `${id}: its handing in was acknowledged and is lost`),
      ...[...this.#saves].flatMap(([key, saves]) => complaintsAbout(key, saves, stored)),
      ...attempts.flatMap((attempt) => this.#inventions(attempt)),
      ...attempts.flatMap((attempt) => halves(attempt, lines)),
      ...lines
        .filter(({ subjectId }) => !stored.has(subjectId))
        .map(({ subjectId }) => `${subjectId}: a line without its attempt`),
    ];
  }

  #inventions({ id, answers }: StoredAttempt): string[] {
    return answers.flatMap(({ itemId, value }) => {
      const text = textOf(value);
      if (this.refused.has(text)) return [`${id} ${itemId}: ${text} was refused and is stored`];
      const sent = this.#saves.get(`${id} ${itemId}`)?.sent.includes(text);
      return sent ? [] : [`${id} ${itemId}: ${text} was never sent and is stored`];
    });
  }
}

const textOf = (value: string): string => String((JSON.parse(value) as { text?: unknown }).text);

function complaintsAbout(
  key: string,
  { sent, acknowledged, last }: Saves,
  stored: Map<string, StoredAttempt>,
) {
  if (acknowledged === 0) return [];
  const [attemptId = "", itemId] = key.split(" ");
  const answer = stored.get(attemptId)?.answers.find((each) => each.itemId === itemId);
  const at = answer ? sent.indexOf(textOf(answer.value)) : -1;
  if (!answer || at < last)
    return [`${key}: ${sent[last]} was acknowledged and is lost (${at}, not ${last})`];
  const counted = answer.revision >= acknowledged && answer.revision <= sent.length;
  return counted ? [] : [`${key}: revision ${answer.revision} after ${acknowledged} of ${sent.length} saves`];
}

/** An attempt is there whole, with its lines, or not at all; handed in it is marked to the last answer. */
function halves({ id, state, paper, points, answers }: StoredAttempt, lines: StoredLine[]): string[] {
  const count = (action: string) =>
    lines.filter((line) => line.subjectId === id && line.action === `attempt.${action}`).length;
  const graded = state === "graded";
  const items: unknown = JSON.parse(paper);
  return [
    ...(Array.isArray(items) && items.length > 0 ? [] : [`${id}: an attempt without a paper`]),
    ...(graded || state === "in-progress" ? [] : [`${id}: half handed in (${state})`]),
    ...(count("started") === 1 ? [] : [`${id}: ${count("started")} lines about its start`]),
    ...(count("submitted") === Number(graded)
      ? []
      : [`${id}: ${state}, ${count("submitted")} lines about handing in`]),
    ...(count("graded") === Number(graded)
      ? []
      : [`${id}: ${state}, ${count("graded")} lines about its grade`]),
    ...((points !== null) === graded ? [] : [`${id}: ${state} with points ${points}`]),
    ...answers
      .filter((answer) => (answer.points !== null) !== graded)
      .map(({ itemId }) => `${id} ${itemId}: ${state}, its answer half marked`),
  ];
}
