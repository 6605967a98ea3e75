/* What people, phones and attackers put into a field. A Buffer is bytes that are no text; a literal stands in the
 * body as it is, percent signs and all. */

export type Literal = { literal: string };
export type Value = string | Buffer | Literal;

const literal = (text: string): Literal => ({ literal: text });
const many = (text: string, count: number): string => text.repeat(count);

const EMPTY: Value[] = ["", " ", "\t\n\r", "\u00a0\u2003", "\u200b", "\ufeff"];

const BYTES: Value[] = [
  "\0",
  "a\0b",
  "\u0001\u0008\u001b[31m\u007f",
  Buffer.from([0xed, 0xa0, 0x80]), // a lone high surrogate
  Buffer.from([0x61, 0xed, 0xb0, 0x80, 0x62]), // a lone low one, inside
  Buffer.from([0xff, 0xfe, 0x00, 0xc0, 0x80]),
  literal("%"),
  literal("%ZZ%u0041"),
  literal("a=b=c"),
  literal("a;b"),
];

const SCRIPTS: Value[] = [
  "\u202eolleh\u202d\u2066\u2069",
  "សុខ តារា",
  "محمد",
  many("👩🏽‍🏫", 60),
  "\u{1f1f0}\u{1f1ed}\u{e0067}\u{10ffff}",
  `e${many("\u0301", 800)}`,
  many("\ufdfa", 300), // grows eighteenfold under NFKC
  "\ufb03\u2460\uff21\u212b\u0131\u1e9e\u01c5",
  "\u2028\u2029\u0085",
  "１２٣४",
];

const NAMES: Value[] = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "then",
  "null",
  "NULL",
  "true",
  "on",
];

const CODE: Value[] = [
  "' OR '1'='1' --",
  `"; DROP TABLE "Person"; --`,
  "%' ESCAPE '\\",
  "_%_\\",
  "$1 :x ? ${x} {{7*7}}",
  "<script>alert(1)</script>",
  `"><img src=x onerror=alert(1)>`,
  "</textarea></title></style>",
  "&lt;&#0;&bogus;",
  "javascript:alert(1)",
  "=HYPERLINK(1)",
  "../../../etc/passwd",
  "..\\..\\con",
  "file:///etc/passwd",
  "//evil.example",
  "a/b/c/d",
  "a:b:c",
  "a\r\nSet-Cookie: x=y",
  '{"$gt":""}',
  '[{"a":[1,{"b":null}]}]',
  "{{count}} $t(common.brand)",
  `${many("(", 3000)}a+)+$`,
  many("a ", 5000),
];

const NUMBERS: Value[] = [
  "NaN",
  "Infinity",
  "-Infinity",
  "1e309",
  "-1",
  "0",
  "-0",
  "1.5",
  "1,5",
  "2147483647",
  "2147483648",
  "-2147483649",
  "4294967296",
  "9007199254740991",
  "9007199254740993",
  "9223372036854775808",
  "1e3",
  "0x10",
  "1_000",
  `1${many("0", 400)}`,
  `0.${many("0", 400)}1`,
];

const DATES: Value[] = [
  "2026-02-30",
  "0000-00-00",
  "0001-01-01",
  "275760-09-14",
  "+275760-09-14",
  "-271821-04-20",
  "9999-12-31",
  "2026-1-1",
  "2026-11-02T00:00:00Z",
  "٢٠٢٦-١١-٠٢",
];

const KNOWN_ELSEWHERE: Value[] = [
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "own:",
  "all:x",
  "programme:",
  "organisation:x/y",
  "platform-administrator",
  "Mars/Phobos",
  "+25:00",
  "Etc/GMT+99",
  "en_US",
  "x-klingon",
  "ZZ",
  "a@b",
  `${many("a", 64)}@${many("b.", 120)}c`,
  "\u202ea@b.example",
];

const LONG: Value[] = [
  many("x", 501),
  many("x", 20_000),
  many("x", 20_001),
  many("\n", 20_000),
  many("<", 20_000),
  many("é", 100_000),
  many("\0", 100_000),
];

export const HOSTILE_VALUES: readonly Value[] = [
  ...EMPTY,
  ...BYTES,
  ...SCRIPTS,
  ...NAMES,
  ...CODE,
  ...NUMBERS,
  ...DATES,
  ...KNOWN_ELSEWHERE,
  ...LONG,
];

/** Names no form asks for, and names that mean something to a language. */
export const STRANGE_NAMES: readonly string[] = [
  "extra",
  "__proto__",
  "__proto__[]",
  "constructor",
  "constructor[prototype]",
  "prototype[]",
  "toString",
  "hasOwnProperty[]",
  "",
  "[]",
  "[][]",
  "shown[]",
  "id",
  "personId",
  "role",
  "isAdmin",
  "_method",
  "_data",
  "kept",
  "a1",
  "a999999999",
  "m.__proto__",
  "points.1e9",
  "intent[]",
  many("n", 100_000),
  "\0",
  "\u202e",
];
