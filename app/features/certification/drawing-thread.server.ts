import { answerInThread } from "#app/infra/answer-in-thread.server.ts";
import { drawAndSeal } from "./draw-and-seal.server.ts";

/* The thread certificates are drawn in, built as a file of its own (build/drawing-thread.js). */

answerInThread(drawAndSeal);
