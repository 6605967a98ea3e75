import { workerData } from "node:worker_threads";

/** Of this process and its threads: one ends when nobody asks it any more, and the next one knows what it had found out. */
export const sharedMemory: SharedArrayBuffer =
  workerData instanceof SharedArrayBuffer ? workerData : new SharedArrayBuffer(64);
