import { Agent, request, type IncomingHttpHeaders } from "node:http";

/* One request over a real connection, with every header as the test says it: fetch would add and refuse some. */

export type Asked = { status: number; headers: IncomingHttpHeaders; text: string };
export type Asking = {
  method?: string;
  /** In small letters; undefined takes one away. */
  headers?: Record<string, string | undefined>;
  body?: string | Buffer;
  /** Said as the browser says it of our own forms. */
  cookie?: string;
};

/** A line each: one that was kept may just be closing, and a test is not about that. */
const agent = new Agent({ keepAlive: false });
const LONGEST_MS = 20_000;

/** Rejects when the answer is not there whole. A body goes as a form, from our own site, unless headers say else. */
export function ask(
  origin: string,
  path: string,
  { method, headers, body, cookie }: Asking = {},
): Promise<Asked> {
  const { port, host } = new URL(origin);
  const said: Record<string, string | undefined> = {
    host,
    ...(cookie === undefined ? {} : { cookie }),
    ...(body === undefined ? {} : { ...FORM, "content-length": String(Buffer.byteLength(body)) }),
    ...headers,
  };
  const sent = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        host: "127.0.0.1",
        port,
        path,
        method: method ?? (body === undefined ? "GET" : "POST"),
        headers: sent as Record<string, string>,
        agent,
        signal: AbortSignal.timeout(LONGEST_MS),
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.once("error", reject);
        answer.once("close", () => reject(new Error("the answer broke off")));
        answer.once("end", () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
        });
      },
    );
    asking.once("error", reject);
    asking.end(body);
  });
}

const FORM = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };

/** Fields as a browser sends them; a list is a field given several times. */
export const formBody = (fields: Record<string, string | string[]>): string =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => [name, each])),
  ).toString();
