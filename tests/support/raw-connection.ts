import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { App } from "./app.ts";

/* Below HTTP clients: what is said is said as it stands. */

export const dial = ({ origin }: App): Socket => connect(Number(new URL(origin).port), "127.0.0.1");

/** Everything the other side says until it ends. */
export async function collect(socket: Socket): Promise<string> {
  let text = "";
  socket.on("data", (chunk: Buffer) => (text += chunk.toString("latin1")));
  await once(socket, "close");
  return text;
}

/** Lines as they stand, also those no client would send. */
export async function exchange(to: App, lines: string[]): Promise<string> {
  const socket = dial(to);
  socket.setTimeout(10_000, () => socket.destroy(new Error("no answer")));
  const said = collect(socket);
  socket.write(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
  return said;
}

/** Until it takes no more calls. */
export async function untilRefused(by: App): Promise<void> {
  for (let time = 0; time < 500; time += 1) {
    const socket = dial(by);
    const outcome = await Promise.race([
      once(socket, "connect").then(() => "taken"),
      once(socket, "error").then(() => "refused"),
    ]).catch(() => "refused");
    socket.destroy();
    if (outcome === "refused") return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("it still takes calls");
}
