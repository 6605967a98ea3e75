import { once } from "node:events";
import { createServer, request } from "node:http";
import { buffer } from "node:stream/consumers";

/* The fault a kill test must see: something in front that says "saved" first and hands the answer on afterwards. */

export type Front = { origin: string; close: () => Promise<void> };

export async function answerEarly(appOrigin: () => string): Promise<Front> {
  const server = createServer((asked, answer) => {
    void (async () => {
      const body = await buffer(asked);
      const early = asked.url?.endsWith("/answers") ?? false;
      if (early) answer.writeHead(200, { "content-type": "application/json" }).end('{"saved":true}');
      const { port } = new URL(appOrigin());
      const { method, url: path, headers } = asked;
      const handed = request({ host: "127.0.0.1", port, method, path, headers }, (response) => {
        if (early) return void response.resume();
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
      });
      handed.once("error", () => answer.destroy());
      handed.end(body);
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("no port");
  return {
    origin: `http://localhost:${address.port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
