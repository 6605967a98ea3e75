import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

/* The built app, as `npm start` runs it, on a free port of the loopback. The build is there: the test command makes it. */

export type App = {
  origin: string;
  pid: number;
  stop: () => Promise<void>;
  /** As a power cut would. */
  kill: () => Promise<void>;
  /** How it ended; null while it runs. */
  ended: () => { code: number | null; signal: NodeJS.Signals | null } | null;
  /** What it wrote: its log, and what it could not help saying. */
  complaints: () => string;
};

export type AppOptions = {
  databaseUrl: string;
  dataDir: string;
  /** By which the browser knows the loopback. */
  host?: string;
  env?: Record<string, string>;
};

export async function startApp({
  databaseUrl,
  dataDir,
  host = "localhost",
  env = {},
}: AppOptions): Promise<App> {
  const port = await freePort();
  const origin = `http://${host}:${port}`;
  const child = spawn(process.execPath, ["build/server.js"], {
    env: {
      PATH: process.env["PATH"],
      NODE_ENV: "production",
      APP_MODE: "test",
      LOG_LEVEL: "error",
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      PORT: String(port),
      PUBLIC_ORIGIN: origin,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk));
  await listening(child, () => output);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  };
  return {
    origin,
    pid: child.pid!,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
    ended: () =>
      child.exitCode === null && child.signalCode === null
        ? null
        : { code: child.exitCode, signal: child.signalCode },
    complaints: () => output,
  };
}

async function listening(child: ChildProcess, said: () => string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.stdout!.on("data", () => said().includes("is open at") && resolve());
    child.once("exit", (code) => reject(new Error(`the app ended (${code}) before it was open\n${said()}`)));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("no port");
  await new Promise((resolve) => server.close(resolve));
  return address.port;
}
