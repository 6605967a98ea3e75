import path from "node:path";
import { withDeadline } from "./db.server.ts";
import { DeadlineThread } from "./deadline-thread.server.ts";

const LIMIT_MS = 20_000;

/** Run from its source (tests, scripts) the app has no file for a thread, and does the work where it stands. */
const fromSource = import.meta.url.endsWith(".ts");

type Settings = {
  /** Of the build, where the thread begins. */
  file: string;
  /** A thread nobody asks ends itself and gives its memory back. */
  idleMs: number;
};

/**
 * What takes long, one at a time and off the thread that answers requests: what hangs is ended after its limit and
 * nobody else waits for it.
 */
export function offThread<Asked, Answer>(
  { file, idleMs }: Settings,
  here: (asked: Asked) => Promise<Answer>,
): (asked: Asked) => Promise<Answer> {
  let thread: DeadlineThread<Asked, Answer> | null = null;
  return async (asked) => {
    if (fromSource) return withDeadline(LIMIT_MS, "The drawing", here(asked));
    thread ??= new DeadlineThread(path.resolve(file), {
      limitMs: LIMIT_MS,
      idleMs,
      memory: { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 8 },
    });
    return thread.ask(asked);
  };
}
