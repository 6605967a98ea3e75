import { parentPort } from "node:worker_threads";
import type { Reply } from "./deadline-thread.server.ts";

/** The other end of a DeadlineThread: each question is answered by `answerTo`, or with the reason why not. */
export function answerInThread(answerTo: (asked: never) => Promise<unknown>): void {
  const reply = (message: Reply<unknown>) => parentPort?.postMessage(message);
  parentPort?.on("message", (asked: unknown) => {
    answerTo(asked as never).then(
      (answer) => reply({ answer }),
      (error: unknown) => reply({ error: String(error) }),
    );
  });
}
