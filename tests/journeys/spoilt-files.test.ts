import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { seededRandom } from "#app/lib/seeded-random.ts";
import { en } from "#app/locales/en.ts";
import type { App } from "#tests/support/app.ts";
import { ask } from "#tests/support/ask.ts";
import { openStage } from "#tests/support/stage.ts";

/*
 * What is put before the public check by somebody who wants it to fall over: our own files spoilt in every way, and
 * others that are none. Each gets an answer in words, over real HTTP, and none is the server's fault.
 */

const stage = await openStage(inject("template"), { FIXED_TODAY: "2026-11-02" });
const { finishedCohort } = await import("#tests/support/certification-fixture.ts");
const { issueCertificates } = await import("#app/features/certification/issue-certificates.server.ts");
const { certificatesOf } = await import("#app/features/certification/certificates.server.ts");
const { credentialFile } = await import("#app/features/credentials/badges.server.ts");
const { certificateFile } = await import("#app/features/credentials/certificate-files.server.ts");

const FILES = 500;
const LISTS = 150;
/** Deeper than a reader that calls itself can go. */
const DEEP = 60_000;

const random = seededRandom("spoilt");
const below = (limit: number) => Math.floor(random() * limit);
const oneOf = <Item>(items: readonly Item[]): Item => items[below(items.length)]!;

let app: App;
let code: string;
let ours: { json: Buffer; all: Buffer[] };

beforeAll(async () => {
  const { cohortId, administrator, learners } = await finishedCohort(["Sok Dara"]);
  await issueCertificates(administrator, cohortId, "all-who-qualify");
  const [certificate] = await certificatesOf(learners[0]!.personId);
  const { file } = await certificateFile(certificate!);
  const pdf = Buffer.from(await new Response(file.stream() as ReadableStream).arrayBuffer());
  const [json, ...others] = await Promise.all(
    (["json", "png", "svg", "jwt"] as const).map(async (as) =>
      Buffer.from((await credentialFile({ certificateId: certificate!.id }, as))!),
    ),
  );
  code = certificate!.code;
  ours = { json: json!, all: [pdf, json!, ...others] };
  app = await stage.start({ TRUST_PROXY: "1" });
});
afterAll(() => stage.close());

let networks = 0;
/** Each from a network of its own, so that nothing is turned away for being much. */
async function send(path: string, body: BodyInit, type?: string) {
  const network = (networks += 1);
  const sent = new Request("http://localhost", { method: "POST", body });
  const { status, text } = await ask(app.origin, path, {
    body: Buffer.from(await sent.arrayBuffer()),
    headers: {
      "content-type": type ?? sent.headers.get("content-type")!,
      "x-forwarded-for": `2001:db8:${(network >> 8).toString(16)}:${(network & 255).toString(16)}::1`,
    },
  });
  return { status, text };
}

function asFile(bytes: Buffer, name: string): FormData {
  const form = new FormData();
  form.set("file", new Blob([Uint8Array.from(bytes)]), name);
  return form;
}

const nested = (open: string, close: string) => open.repeat(DEEP) + close.repeat(DEEP);

/** Ours with one part of it replaced by what no reader expects there. */
const WHAT_NO_ONE_EXPECTS = [
  null,
  true,
  -1,
  1e308,
  "",
  "\u0000",
  [],
  {},
  [[[]]],
  { "@id": {} },
  "z".repeat(9000),
];
function spoiltJson(): Buffer {
  const value = JSON.parse(ours.json.toString()) as Record<string, unknown>;
  const inside = [value, ...Object.values(value).filter((part) => part !== null && typeof part === "object")];
  const place = oneOf(inside) as Record<string, unknown>;
  place[oneOf(Object.keys(place))] = oneOf(WHAT_NO_ONE_EXPECTS);
  return Buffer.from(JSON.stringify(value));
}

const deepIn = (key: string) =>
  Buffer.from(
    JSON.stringify({ ...(JSON.parse(ours.json.toString()) as object), [key]: "DEEP" }).replace(
      '"DEEP"',
      nested("[", "]"),
    ),
  );

const WAYS: (() => Buffer)[] = [
  () => {
    const spoilt = Buffer.from(oneOf(ours.all));
    spoilt[below(spoilt.length)]! ^= 1 + below(255);
    return spoilt;
  },
  () => {
    const whole = oneOf(ours.all);
    return whole.subarray(0, 1 + below(whole.length));
  },
  () => {
    const whole = oneOf(ours.all);
    const at = below(whole.length);
    return Buffer.concat([whole.subarray(0, at), whole.subarray(at + 1 + below(200))]);
  },
  () => Buffer.concat([oneOf(ours.all), oneOf(ours.all)]),
  () => Buffer.from(Array.from({ length: 1 + below(4000) }, () => below(256))),
  () => Buffer.concat([oneOf(ours.all).subarray(0, 12), Buffer.from(nested(oneOf(["[", '{"a":']), ""))]),
  spoiltJson,
  spoiltJson,
  () => deepIn(oneOf(["@context", "credentialSubject", "proof", "issuer", "evidence"])),
  () =>
    Buffer.from(
      oneOf(["eyJhbGciOiJub25lIn0.e30.", "a.b.c", "..", "{}", "[]", "null", "0", "<svg/>", "%PDF-1.7"]),
    ),
];

/** As a script is answered, and as a page says it. */
const { verdict } = en.credentials.file;
const ANSWERS = [...Object.keys(verdict), ...Object.values(verdict)];

test("five hundred spoilt files get a verdict each", { timeout: 300_000 }, async () => {
  const faults: string[] = [];
  for (let index = 0; index < FILES; index += 1) {
    const bytes = WAYS[index % WAYS.length]!();
    const name = oneOf(["a.pdf", "a.png", "a.json", "a.jwt", "a", "../a.svg"]);
    // One in seven as a person sees it; the others as a script would ask.
    const path = index % 7 === 6 ? "/v/file" : "/v/file.data";
    const { status, text } = await send(path, asFile(bytes, name));
    const answered = ANSWERS.some((answer) => text.includes(answer));
    if (status >= 500 || !answered)
      faults.push(`no. ${index}: ${status} for ${bytes.subarray(0, 40).toString("latin1")}`);
  }
  expect(faults).toEqual([]);
});

test("lists and codes that are none get an answer each", { timeout: 120_000 }, async () => {
  const lists = [
    ...Array.from({ length: LISTS }, () => JSON.stringify({ codes: [code, oneOf(WHAT_NO_ONE_EXPECTS)] })),
    ...WHAT_NO_ONE_EXPECTS.map((codes) => JSON.stringify({ codes })),
    `{"codes":${nested("[", "]")}}`,
    JSON.stringify({ codes: Array.from({ length: 501 }, () => code) }),
    JSON.stringify({ codes: [code.repeat(1000)] }),
    "",
    "{",
    "\ufeff{}",
  ];
  const statuses = new Set<number>();
  for (const list of lists) statuses.add((await send("/api/credentials", list, "application/json")).status);
  for (const [index, spoilt] of Array.from({ length: 60 }, () => WAYS[below(5)]!()).entries()) {
    const odd = encodeURIComponent(spoilt.subarray(0, 1 + below(60)).toString("latin1"));
    const answer = await ask(app.origin, `/api/credentials/${odd}`, {
      headers: { "x-forwarded-for": `203.0.113.${index + 1}` },
    });
    statuses.add(answer.status);
  }
  expect([...statuses].filter((status) => ![200, 400, 404, 413].includes(status))).toEqual([]);
});
