import { Worker, type ResourceLimits } from "node:worker_threads";
import { sharedMemory } from "./shared-memory.server.ts";

type Settings = {
  /** An answer that takes longer is given up, and the thread with it. */
  limitMs: number;
  /** A thread nobody asks ends itself and gives its memory back. */
  idleMs: number;
  memory: ResourceLimits;
};

type Question<Asked, Answer> = {
  asked: Asked;
  answer: (answer: Answer) => void;
  fail: (error: Error) => void;
};

export type Reply<Answer> = { answer: Answer } | { error: string };

/**
 * One thread that answers one question after the other, started when first asked. A question that hangs or eats
 * its memory costs its own asker an error; the next one gets a new thread. The file posts one Reply to each
 * message it gets.
 */
export class DeadlineThread<Asked, Answer> {
  #file: string;
  #settings: Settings;
  #waiting: Question<Asked, Answer>[] = [];
  #current: Question<Asked, Answer> | null = null;
  #worker: Worker | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(file: string, settings: Settings) {
    this.#file = file;
    this.#settings = settings;
  }

  ask(asked: Asked): Promise<Answer> {
    return new Promise((answer, fail) => {
      this.#waiting.push({ asked, answer, fail });
      this.#next();
    });
  }

  /** Ends the thread; what was still waiting fails. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    const unanswered = [this.#current, ...this.#waiting.splice(0)];
    this.#current = null;
    for (const question of unanswered) question?.fail(new Error("the thread was closed"));
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #next(): void {
    if (this.#current) return;
    clearTimeout(this.#timer);
    this.#current = this.#waiting.shift() ?? null;
    if (!this.#current) {
      this.#timer = setTimeout(() => void this.close(), this.#settings.idleMs).unref();
      return;
    }
    const { limitMs } = this.#settings;
    this.#timer = setTimeout(() => this.#giveUp(new Error(`no answer within ${limitMs} ms`)), limitMs);
    this.#worker ??= this.#start();
    this.#worker.ref();
    this.#worker.postMessage(this.#current.asked);
  }

  #start(): Worker {
    const worker = new Worker(this.#file, {
      resourceLimits: this.#settings.memory,
      workerData: sharedMemory,
    });
    // One that was given up may still have something to say.
    const ifCurrent = (act: () => void) => this.#worker === worker && act();
    worker.on("message", (reply: Reply<Answer>) => ifCurrent(() => this.#settle(reply)));
    worker.on("error", (error) => ifCurrent(() => this.#giveUp(error)));
    worker.on("exit", (code) => ifCurrent(() => this.#giveUp(new Error(`the thread ended with ${code}`))));
    return worker;
  }

  #settle(reply: Reply<Answer>): void {
    const question = this.#current;
    this.#current = null;
    this.#worker?.unref();
    if ("error" in reply) question?.fail(new Error(reply.error));
    else question?.answer(reply.answer);
    this.#next();
  }

  #giveUp(error: Error): void {
    const question = this.#current;
    const worker = this.#worker;
    this.#current = null;
    this.#worker = null;
    void worker?.terminate();
    question?.fail(error);
    this.#next();
  }
}
