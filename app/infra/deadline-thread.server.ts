import { Worker, type ResourceLimits } from "node:worker_threads";

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

  #next(): void {
    if (this.#current) return;
    clearTimeout(this.#timer);
    this.#current = this.#waiting.shift() ?? null;
    if (!this.#current) {
      this.#timer = setTimeout(() => this.#end(), this.#settings.idleMs).unref();
      return;
    }
    const { limitMs } = this.#settings;
    this.#timer = setTimeout(() => this.#giveUp(new Error(`no answer within ${limitMs} ms`)), limitMs);
    this.#worker ??= this.#start();
    this.#worker.ref();
    this.#worker.postMessage(this.#current.asked);
  }

  #start(): Worker {
    const worker = new Worker(this.#file, { resourceLimits: this.#settings.memory });
    const ifMine = (error: Error) => {
      if (this.#worker === worker) this.#giveUp(error);
    };
    worker.on("message", (reply: Reply<Answer>) => this.#settle(reply));
    worker.on("error", ifMine);
    worker.on("exit", (code) => ifMine(new Error(`the thread ended with ${code}`)));
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
    this.#current = null;
    this.#end();
    question?.fail(error);
    this.#next();
  }

  #end(): void {
    const worker = this.#worker;
    this.#worker = null;
    void worker?.terminate();
  }
}
