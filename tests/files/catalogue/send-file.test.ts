import { beforeAll, expect, test } from "vitest";
import { sendFile } from "#app/features/catalogue/send-file.server.ts";
import type { FileFacts } from "#app/features/catalogue/courses.server.ts";
import { openFile, putFile, readStoredFile } from "#app/infra/files.server.ts";
import { SVG } from "#tests/support/courseware.ts";

const bytes = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 256));
let recording: FileFacts;
let drawing: FileFacts;

beforeAll(async () => {
  const sha256 = await putFile(bytes);
  recording = { path: "files/client.mp3", sha256, bytes: bytes.length, mediaType: "audio/mpeg" };
  drawing = {
    path: "figures/line.svg",
    sha256: await putFile(Buffer.from(SVG)),
    bytes: SVG.length,
    mediaType: "image/svg+xml",
  };
});

const ask = (file: FileFacts, headers: Record<string, string> = {}, method = "GET") =>
  sendFile(new Request("http://localhost/files/x", { headers, method }), file);
const bodyOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

test("a whole file comes with its type, its length and leave to keep it", async () => {
  const response = await ask(recording);
  expect(response.status).toBe(200);
  expect(await bodyOf(response)).toEqual(bytes);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "audio/mpeg",
    "content-length": "1000",
    "content-disposition": 'attachment; filename="client.mp3"',
    "cache-control": "private, max-age=31536000, immutable, no-transform",
    "accept-ranges": "bytes",
    etag: `"${recording.sha256}"`,
  });
});

test.each([
  ["bytes=0-9", 0, 9],
  ["bytes=990-", 990, 999],
  ["bytes=-10", 990, 999],
  ["bytes=500-5000", 500, 999],
])("%s is answered with that part", async (range, start, end) => {
  const response = await ask(recording, { Range: range });
  expect(response.status).toBe(206);
  expect(response.headers.get("Content-Range")).toBe(`bytes ${start}-${end}/1000`);
  expect(await bodyOf(response)).toEqual(bytes.subarray(start, end + 1));
});

test("a part that is not there is refused, and the refusal is not kept", async () => {
  const response = await ask(recording, { Range: "bytes=1000-" });
  expect(response.status).toBe(416);
  expect(response.headers.get("Content-Range")).toBe("bytes */1000");
  expect(response.headers.get("Cache-Control")).toBeNull();
});

test("a part of an older file is not patched into this one", async () => {
  const range = "bytes=0-9";
  const same = await ask(recording, { Range: range, "If-Range": `"${recording.sha256}"` });
  expect(same.status).toBe(206);
  expect((await ask(recording, { Range: range, "If-Range": '"another"' })).status).toBe(200);
});

test("who has the file is told so without its bytes", async () => {
  for (const known of [`"${recording.sha256}"`, `W/"${recording.sha256}"`, `"x", "${recording.sha256}"`]) {
    const response = await ask(recording, { "If-None-Match": known });
    expect(response.status).toBe(304);
    expect(await bodyOf(response)).toHaveLength(0);
  }
  expect((await ask(recording, { "If-None-Match": '"x"' })).status).toBe(200);
});

test("HEAD answers the length and no bytes", async () => {
  const response = await ask(recording, {}, "HEAD");
  expect(response.headers.get("Content-Length")).toBe("1000");
  expect(await bodyOf(response)).toHaveLength(0);
});

test("a drawing opened by itself cannot act", async () => {
  const response = await ask(drawing);
  expect(response.headers.get("Content-Security-Policy")).toContain("sandbox");
  expect(response.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
  expect(response.headers.get("Content-Disposition")).toBeNull();
});

test("a stored file is named by what it holds", async () => {
  expect(await putFile(bytes)).toBe(recording.sha256);
  expect(await readStoredFile(recording.sha256)).toEqual(bytes);
  expect(await openFile("0".repeat(64))).toBeNull();
  await expect(openFile("../../etc/passwd")).rejects.toThrow("not the name of a stored file");
});
