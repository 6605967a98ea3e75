import { seededRandom } from "#app/lib/seeded-random.ts";
import type { Scene } from "#tests/access/forms/scene.ts";
import { HOSTILE_VALUES, STRANGE_NAMES, type Value } from "./hostile-values.ts";

/* Hostile inputs made from a form that is right: one field of it, all of them, its names, or the body as a whole. */

export type Hostile = { what: string; make: (scene: Scene) => Sent };
export type Sent = { headers: Record<string, string>; body: Buffer };

type Pair = [name: string, value: Value];

const MOST_BYTES = 1024 * 1024;
const URL_ENCODED = "application/x-www-form-urlencoded";
const BOUNDARY = "----passbook";

/** `count` of them, the same ones for the same seed: half spoil a value, the others names and the body as a whole. */
export function hostileTo(scene: Scene, count: number, seed: string): Hostile[] {
  const random = seededRandom(seed);
  const fields = pairsOf(scene).length;
  const some = (all: Hostile[], share: number) => shuffled(random, all).slice(0, Math.ceil(count * share));
  const chosen = [
    ...some(spoiltBodies(random), 0.2),
    ...some(spoiltNames(fields), 0.2),
    ...some(spoiltValues(fields), 0.5),
  ];
  return [...chosen, ...shuffled(random, strangers()).slice(0, Math.max(0, count - chosen.length))];
}

export const sendRight = (scene: Scene): Sent =>
  scene.file ? multipart(scene, pairsOf(scene)) : urlEncoded(pairsOf(scene));

const pairsOf = ({ fields }: Scene): Pair[] =>
  Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each): Pair => [name, each]));

// ── values ──────────────────────────────────────────────────────────────────────────────────────────

/** Fields are counted, not named: their names hold ids, which are new with each scene. */
function spoiltValues(fields: number): Hostile[] {
  const one = Array.from({ length: fields }, (_, at) =>
    HOSTILE_VALUES.map((value) =>
      changing(`field ${at} is ${show(value)}`, (pairs) =>
        pairs.map(([name, old], index) => [name, index === at ? value : old]),
      ),
    ),
  ).flat();
  const all = HOSTILE_VALUES.map((value) =>
    changing(`every field is ${show(value)}`, (pairs) => pairs.map(([name]) => [name, value])),
  );
  return fields > 1 ? [...one, ...all] : one;
}

const strangers = (): Hostile[] =>
  STRANGE_NAMES.flatMap((name) =>
    HOSTILE_VALUES.map((value) =>
      changing(`also ${show(name)} is ${show(value)}`, (pairs) => [...pairs, [name, value]]),
    ),
  );

// ── names ───────────────────────────────────────────────────────────────────────────────────────────

const NAMINGS: Record<string, (pair: Pair) => Pair[]> = {
  "is missing": () => [],
  "comes twice": (pair) => [pair, pair],
  "comes twice, differently": ([name, value]) => [
    [name, value],
    [name, "x"],
  ],
  "is a list": ([name, value]) => [[`${name}[]`, value]],
  "is a list and a text": ([name, value]) => [
    [name, value],
    [`${name}[]`, value],
  ],
  "is a text and a list": ([name, value]) => [
    [`${name}[]`, value],
    [name, value],
  ],
  "is a long list": ([name, value]) => Array.from({ length: 1000 }, (): Pair => [`${name}[]`, value]),
  "is no list": ([name, value]) => [[name.replace("[]", ""), value]],
  "is a list of lists": ([name, value]) => [[`${name}[][]`, value]],
  "is indexed": ([name, value]) => [[`${name}[0]`, value]],
  "is an object": ([name, value]) => [
    [`${name}[toString]`, value],
    [`${name}.length`, value],
  ],
  "is in capitals": ([name, value]) => [[name.toUpperCase(), value]],
  "has a NUL in its name": ([name, value]) => [[`${name}\0`, value]],
  "is its own value": ([name]) => [[name, name]],
};

const spoiltNames = (fields: number): Hostile[] =>
  Array.from({ length: fields }, (_, at) =>
    Object.entries(NAMINGS).map(([how, name]) =>
      changing(`field ${at} ${how}`, (pairs) =>
        pairs.flatMap((pair, index) => (index === at ? name(pair) : [pair])),
      ),
    ),
  ).flat();

// ── the body as a whole ─────────────────────────────────────────────────────────────────────────────

const typed = (type: string | null): Record<string, string> =>
  type === null ? {} : { "content-type": type };

function spoiltBodies(random: () => number): Hostile[] {
  const noise = (length: number) => Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
  const raw = (what: string, type: string | null, body: (scene: Scene) => Buffer): Hostile => ({
    what,
    make: (scene) => ({ headers: typed(type), body: body(scene) }),
  });
  const right = (scene: Scene) => urlEncoded(pairsOf(scene)).body;
  const parts = (scene: Scene) => multipart(scene, pairsOf(scene)).body;
  const text = (body: string) => () => Buffer.from(body);
  return [
    raw("no body", null, text("")),
    raw("an empty form", URL_ENCODED, text("")),
    raw("no type", null, right),
    raw("as plain text", "text/plain", right),
    raw("as JSON", "application/json", (scene) => Buffer.from(JSON.stringify(scene.fields))),
    raw("JSON said to be a form", URL_ENCODED, (scene) => Buffer.from(JSON.stringify(scene.fields))),
    raw("a form said to be parts", `multipart/form-data; boundary=${BOUNDARY}`, right),
    raw("a type that is none", "form", right),
    raw("a type with a strange charset", `${URL_ENCODED}; charset=utf-16`, right),
    raw("types twice", `${URL_ENCODED}, multipart/form-data`, right),
    raw("noise", URL_ENCODED, () => noise(2000)),
    raw("only signs", URL_ENCODED, text("&&&==&=&[]=&%=%&+=+&")),
    raw("a megabyte of signs", URL_ENCODED, text("&".repeat(MOST_BYTES))),
    raw("a megabyte in one field", URL_ENCODED, text(`a=${"x".repeat(MOST_BYTES - 2)}`)),
    raw(
      "ten thousand fields",
      URL_ENCODED,
      text(Array.from({ length: 10_000 }, (_, index) => `f${index}=1`).join("&")),
    ),
    raw("in parts, as it should be", `multipart/form-data; boundary=${BOUNDARY}`, parts),
    raw("parts without their boundary", "multipart/form-data", parts),
    raw("parts with another boundary", "multipart/form-data; boundary=other", parts),
    raw("parts with an empty boundary", "multipart/form-data; boundary=", parts),
    raw("parts that break off", `multipart/form-data; boundary=${BOUNDARY}`, (scene) =>
      parts(scene).subarray(0, -20),
    ),
    raw("parts that break off in a head", `multipart/form-data; boundary=${BOUNDARY}`, (scene) =>
      parts(scene).subarray(0, 60),
    ),
    raw("parts of noise", `multipart/form-data; boundary=${BOUNDARY}`, () =>
      Buffer.concat([Buffer.from(`--${BOUNDARY}\r\n`), noise(2000)]),
    ),
    raw(
      "a part without a name",
      `multipart/form-data; boundary=${BOUNDARY}`,
      text(`--${BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\nx\r\n--${BOUNDARY}--\r\n`),
    ),
    raw(
      "a part with a long head",
      `multipart/form-data; boundary=${BOUNDARY}`,
      text(`--${BOUNDARY}\r\nX: ${"x".repeat(90_000)}\r\n\r\nx\r\n--${BOUNDARY}--\r\n`),
    ),
    { what: "every field is a file", make: (scene) => multipart(scene, pairsOf(scene), "evil.exe") },
    {
      what: "every field is a file with an evil name",
      make: (scene) => multipart(scene, pairsOf(scene), "../../\u202e.svg"),
    },
    {
      what: "a file too many",
      make: (scene) => multipart({ ...scene, file: { name: "file", bytes: noise(50_000) } }, pairsOf(scene)),
    },
    {
      what: "an empty file",
      make: (scene) =>
        multipart({ ...scene, file: { name: "file", bytes: Buffer.alloc(0) } }, pairsOf(scene)),
    },
    {
      what: "a file like a list, and none",
      make: (scene) =>
        multipart(
          { ...scene, file: { name: "file", bytes: Buffer.from('Name,E-mail\n"broken') } },
          pairsOf(scene),
        ),
    },
    changing("an intent nobody knows", (pairs) => [
      ...pairs.filter(([name]) => name !== "intent"),
      ["intent", "destroy"],
    ]),
    changing("nothing but the intent", (pairs) => pairs.filter(([name]) => name === "intent")),
    changing("backwards", (pairs) => [...pairs].reverse()),
  ];
}

// ── writing it down ─────────────────────────────────────────────────────────────────────────────────

const changing = (what: string, change: (pairs: Pair[]) => Pair[]): Hostile => ({
  what,
  make(scene) {
    const pairs = change(pairsOf(scene));
    return scene.file ? multipart(scene, pairs) : urlEncoded(pairs);
  },
});

const bytesOf = (value: Value): Buffer =>
  Buffer.isBuffer(value) ? value : Buffer.from(typeof value === "string" ? value : value.literal);

function escaped(value: Value): string {
  if (typeof value === "object" && "literal" in value) return value.literal;
  if (typeof value === "string") return encodeURIComponent(value);
  return [...value].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}

const urlEncoded = (pairs: Pair[]): Sent => ({
  headers: { "content-type": URL_ENCODED },
  body: Buffer.from(pairs.map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join("&")),
});

function multipart({ file }: Scene, pairs: Pair[], fileName?: string): Sent {
  const part = (name: string, bytes: Buffer, own = "") =>
    Buffer.concat([
      Buffer.from(
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name.replaceAll('"', "%22")}"${own}\r\n\r\n`,
      ),
      bytes,
      Buffer.from("\r\n"),
    ]);
  const asFile = (name: string) => `; filename="${name}"\r\nContent-Type: text/csv`;
  return {
    headers: { "content-type": `multipart/form-data; boundary=${BOUNDARY}` },
    body: Buffer.concat([
      ...pairs.map(([name, value]) => part(name, bytesOf(value), fileName ? asFile(fileName) : "")),
      ...(file ? [part(file.name, file.bytes, asFile("people.csv"))] : []),
      Buffer.from(`--${BOUNDARY}--\r\n`),
    ]),
  };
}

// ── addresses ───────────────────────────────────────────────────────────────────────────────────────

/** What pages read from their address, and names that are nobody's. */
const PARAMETERS = [
  "q",
  "next",
  "page",
  "after",
  "before",
  "show",
  "state",
  "role",
  "kind",
  "phase",
  "status",
];
const MORE_PARAMETERS = [
  "organisation",
  "about",
  "action",
  "by",
  "day",
  "detail",
  "in",
  "lang",
  "check",
  "__proto__",
  "",
];
const LONGEST_PART = 2000;

/** Addresses of a route whose gaps or parameters hold what they should not. */
export function hostileAddresses(route: string, right: string, count: number, seed: string): string[] {
  const parts = right.split("/");
  const gaps = route.split("/").flatMap((part, at) => (/^[:*]/.test(part) ? [at] : []));
  const values = HOSTILE_VALUES.map(escaped).filter((value) => value.length <= LONGEST_PART);
  const inPath = gaps.flatMap((at) =>
    values
      .filter(Boolean)
      .map((value) => parts.map((part, index) => (index === at ? value : part)).join("/")),
  );
  const inQuery = [...PARAMETERS, ...MORE_PARAMETERS].flatMap((name) =>
    values.map((value) => `${right}?${escaped(name)}=${value}&${escaped(name)}=${value}`),
  );
  const random = seededRandom(seed);
  const own = shuffled(random, inPath).slice(0, Math.ceil(count / 2));
  return [...own, ...shuffled(random, inQuery).slice(0, count - own.length)];
}

/** Enough of it to know it by: some are a megabyte long. */
export function show(value: Value): string {
  const whole = typeof value === "string" || Buffer.isBuffer(value) ? value : value.literal;
  const written = JSON.stringify(
    Buffer.isBuffer(whole) ? whole.subarray(0, 60).toString("hex") : whole.slice(0, 60),
  );
  return written.length > 60 ? `${written.slice(0, 40)}… (${whole.length})` : written;
}

function shuffled<Item>(random: () => number, items: Item[]): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}
