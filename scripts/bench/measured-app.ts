import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { Agent, request, type IncomingHttpHeaders } from "node:http";
import { serverCommand } from "../server-command.mjs";

/* The built app as `npm start` runs it, watched from outside: CPU and memory are the operating system's account. */

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string; bytes: number };
/** A list is a field given several times. */
export type Fields = Record<string, string | string[]>;

export type MeasuredApp = {
  origin: string;
  ask: (path: string, options?: { cookie?: string; form?: Fields; json?: boolean }) => Promise<Answer>;
  /** CPU seconds used so far, user and system. */
  cpuSeconds: () => number;
  pssMegabytes: () => number;
  stop: () => Promise<void>;
};

const TICKS_PER_SECOND = 100;

export async function startMeasuredApp(env: Record<string, string>): Promise<MeasuredApp> {
  const port = 4300 + (process.pid % 500);
  const origin = `http://localhost:${port}`;
  const child = spawn(process.execPath, serverCommand, {
    env: { ...process.env, ...env, NODE_ENV: "production", PORT: String(port), PUBLIC_ORIGIN: origin },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await open(child);
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  return {
    origin,
    ask: (path, { cookie, form, json } = {}) =>
      send(agent, port, path, {
        ...(cookie ? { cookie } : {}),
        ...(form ? { body: encode(form) } : {}),
        ...(json ? { accept: "application/json" } : {}),
      }),
    cpuSeconds: () => cpuOf(child.pid!),
    pssMegabytes: () => pssOf(child.pid!),
    async stop() {
      agent.destroy();
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
    },
  };
}

const encode = (fields: Fields): string =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((each): [string, string] => [name, each]),
    ),
  ).toString();

function open(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout!.on("data", (chunk: Buffer) => chunk.includes("is open at") && resolve());
    child.once("exit", (code) => reject(new Error(`the app ended (${code})`)));
  });
}

type Sending = { cookie?: string; body?: string; accept?: string };

/** As a browser asks: keep-alive, gzip; the text comes back unpacked only where it must be checked. */
function send(agent: Agent, port: number, path: string, sending: Sending): Promise<Answer> {
  const { cookie, body, accept } = sending;
  const headers: Record<string, string> = {
    "accept-encoding": "identity",
    "accept-language": "en",
    ...(cookie ? { cookie } : {}),
    ...(accept ? { accept } : {}),
    ...(body === undefined
      ? {}
      : {
          "content-type": "application/x-www-form-urlencoded",
          "content-length": String(Buffer.byteLength(body)),
          "sec-fetch-site": "same-origin",
        }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: "127.0.0.1", port, path, method: body === undefined ? "GET" : "POST", headers, agent },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const whole = Buffer.concat(chunks);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: whole.toString(),
            bytes: whole.length,
          });
        });
      },
    );
    // The app may have closed a connection that lay idle in the moment it is used again; browsers ask once more, too.
    sent.once("error", (error) =>
      sent.reusedSocket ? resolve(send(agent, port, path, sending)) : reject(error),
    );
    sent.end(body);
  });
}

function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function pssOf(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}
