import pino from "pino";
import { env } from "./env.server.ts";

/* JSON lines with request ids; ids of things, never names, addresses or typed text. */
export const log = pino({
  level: env.LOG_LEVEL,
  base: null,
  redact: { paths: ["*.password", "*.email", "*.name", "*.cookie"], remove: true },
});
