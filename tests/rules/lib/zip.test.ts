import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { baseName, readZip } from "#app/lib/zip.ts";
import { zipBytes, type Packed } from "#tests/support/zip-bytes.ts";

const LIMITS = { files: 3, fileBytes: 100, allBytes: 150 };
const outcome = (bytes: Uint8Array) => {
  const read = readZip(bytes, LIMITS);
  return read.ok ? read.value.map(({ name, packed }) => `${name}=${packed.length}`) : read.reason.key;
};
const of = (...files: Packed[]) => outcome(zipBytes(files));

describe("an archive", () => {
  test("gives its files; folders and what a Mac adds are left out", () => {
    expect(
      of({ name: "past/" }, { name: "past/list.csv", content: "abc" }, { name: "__MACOSX/._list.csv" }, { name: "past/.DS_Store" }),
    ).toEqual(["past/list.csv=3"]); // prettier-ignore
    expect(
      outcome(zipBytes([{ name: "អាន.pdf", content: "abcd" }], { comment: "from the archive" })),
    ).toEqual(["អាន.pdf=4"]);
    expect(baseName("past/2016/p. 4.pdf")).toBe("p. 4.pdf");
  });

  test.each<[string, string]>([
    ["../list.csv", "upwards"],
    ["past/../../etc/passwd", "upwards, further on"],
    ["/etc/passwd", "absolute"],
    ["C:/list.csv", "a drive"],
    ["past\\list.csv", "another system's folders"],
    ["\\\\host\\list.csv", "another machine"],
    ["list\u0000.csv", "a letter no name has"],
    ["./list.csv", "a roundabout way"],
    ["", "no name"],
  ])("with a name that leads elsewhere is refused: %j, %s", (name) =>
    expect(of({ name })).toBe("zip.leads-elsewhere"),
  );

  test.each<[string, string, Packed[]]>([
    ["a password", "zip.file-unreadable", [{ name: "a", flags: 1 }]],
    ["another packing", "zip.file-unreadable", [{ name: "a", method: 12 }]],
    ["a link", "zip.file-unreadable", [{ name: "a", mode: 0o120777 }]],
    ["a size that is not so", "zip.file-unreadable", [{ name: "a", size: 2 }]],
    ["a file that is nowhere", "zip.file-unreadable", [{ name: "a", at: 4_000_000_000 }]],
    ["a bomb", "zip.too-large", [{ name: "a", method: 8, size: 4_000_000_000 }]],
    ["many small ones that are large together", "zip.too-large", [{ name: "a", method: 8, size: 99 }, { name: "b", method: 8, size: 99 }]],
    ["two of one name", "zip.twice", [{ name: "A.pdf" }, { name: "a.pdf" }]],
    ["one inside another", "zip.unreadable", [{ name: "a" }, { name: "b", at: 0 }]],
    ["too many", "zip.too-many", ["a", "b", "c", "d"].map((name) => ({ name }))],
    ["very many", "zip.too-many", Array.from({ length: 9 }, (_, index) => ({ name: `__MACOSX/${index}` }))],
  ])("with %s is refused: %s", (_, key, files) => expect(of(...files)).toBe(key)); // prettier-ignore

  test("is answered whatever it is, and gives nothing it does not hold", () => {
    const whole = zipBytes([{ name: "list.csv", content: "a;b" }, { name: "a.pdf" }]);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), fc.nat(whole.length), (at, byte, cut) => {
        const changed = whole.slice();
        changed[at] = byte;
        for (const bytes of [changed, changed.subarray(0, cut)]) {
          const read = readZip(bytes, LIMITS);
          if (!read.ok) continue;
          for (const { packed, size } of read.value) {
            expect(packed.byteOffset + packed.byteLength).toBeLessThanOrEqual(bytes.byteOffset + bytes.length);
            expect(size).toBeLessThanOrEqual(LIMITS.fileBytes);
          }
        }
      }),
    ); // prettier-ignore
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(outcome(bytes)).toBe("zip.unreadable");
      }),
    );
  });
});
