import fc from "fast-check";
import { expect, test } from "vitest";
import { bakePng, bakeSvg, imageKindOf, readBaked } from "#app/features/credentials/baked-image.ts";
import { linkedInAddress } from "#app/features/certification/linked-in.ts";
import { badgeFace } from "#app/features/credentials/badge-face.ts";
import { FIRST_TEMPLATE } from "#app/features/certification/template.ts";
import type { AnyFacts } from "#app/features/certification/trainer-facts.ts";

/* Badges: a credential in a picture, and the way to show one. */

/** One grey pixel, as another program wrote it. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==",
  "base64",
);
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>';
const token = fc.stringMatching(/^[\w-]{1,400}\.[\w-]{1,400}\.[\w-]{1,90}$/);
const bytesOf = (text: string) => new TextEncoder().encode(text);

test("what is baked in is read back, and there only once", () => {
  fc.assert(
    fc.property(token, (credential) => {
      const png = bakePng(PNG, credential);
      expect([imageKindOf(png), readBaked(png)]).toEqual(["png", credential]);
      expect(readBaked(bakePng(png, credential))).toBeNull();
      const svg = bakeSvg(SVG, credential);
      expect([imageKindOf(bytesOf(svg)), readBaked(bytesOf(svg))]).toEqual(["svg", credential]);
      expect(readBaked(bytesOf(bakeSvg(svg, credential)))).toBeNull();
    }),
  );
});

test("the chunk is the one that Open Badges 3.0 names, uncompressed and behind the header", () => {
  const png = Buffer.from(bakePng(PNG, "a.b.c"));
  expect(png.subarray(37, 41).toString("latin1")).toBe("iTXt");
  expect(png.subarray(41, 41 + 29).toString("latin1")).toBe("openbadgecredential\0\0\0\0\0a.b.c");
});

test("a badge of another maker: a credential in JSON as what stands in the element", () => {
  const svg = (content: string) =>
    `<?xml version="1.0"?>\n<svg xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><openbadges:credential>${content}</openbadges:credential></svg>`;
  expect(readBaked(bytesOf(svg('\n<![CDATA[\n{"a":1}\n]]>\n')))?.trim()).toBe('{"a":1}');
  expect(readBaked(bytesOf(svg("")))).toBeNull();
});

test("no byte of a picture can be changed unseen around the credential, and nothing makes it throw", () => {
  const png = bakePng(PNG, "a.b.c");
  fc.assert(
    fc.property(fc.nat(png.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = Uint8Array.from(png);
      changed[at]! ^= change;
      expect(readBaked(changed)).toBeNull();
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom("", "png", "svg"), (noise, kind) => {
      const beginning = { "": [], png: [...PNG.subarray(0, 8)], svg: [...bytesOf("<svg ")] }[kind];
      expect(readBaked(Uint8Array.from([...beginning, ...noise]))).toBeNull();
    }),
  );
  expect(readBaked(png.subarray(0, png.length - 1))).toBeNull();
  expect(readBaked(Uint8Array.from([...png, 0]))).toBeNull();
});

test("a picture is of an achievement: nothing of whoever has it, all that tells it from another", () => {
  const shown = {
    kind: "achievement",
    issuer: "Mekong & Co",
    programme: "Management",
    verifyUrl: "https://passbook.example/v/0",
    code: "0",
    course: { title: "Essentials", version: "1.0" },
  };
  const faceOf = (facts: object) => badgeFace(facts as AnyFacts, "Certificate", null);
  const own = fc.record({
    number: fc.string(),
    holder: fc.record({ name: fc.string(), nameLocal: fc.string() }),
    issuedOn: fc.string(),
    minutes: fc.nat(),
    cohort: fc.string(),
  });
  fc.assert(
    fc.property(own, (facts) => {
      expect(faceOf({ ...facts, ...shown })).toEqual(faceOf(shown));
    }),
  );
  const trainer = { kind: "trainer", scheme: { title: "Essentials" } };
  const others = [
    faceOf({ ...shown, issuer: "Another" }),
    faceOf({ ...shown, programme: "Education" }),
    faceOf({ ...shown, verifyUrl: "https://elsewhere.example/v/0" }),
    faceOf({ ...shown, course: { title: "More" } }),
    faceOf({ ...shown, ...trainer }),
    faceOf({ ...shown, ...trainer, kind: "facilitator" }),
    badgeFace(shown as unknown as AnyFacts, "Zertifikat", null),
    badgeFace(shown as unknown as AnyFacts, "Certificate", FIRST_TEMPLATE),
  ];
  expect(new Set([faceOf(shown), ...others].map((face) => JSON.stringify(face))).size).toBe(9);
});

test("LinkedIn is told what its form asks for, and nothing else", () => {
  const facts = {
    kind: "trainer",
    number: "PB-2026-000123-C",
    verifyUrl: "https://passbook.example/v/0",
    issuer: "Mekong & Co",
    issuedOn: "2026-03-01",
    validUntil: "2029-02-28",
    holder: { name: "Sok Dara" },
    scheme: { id: "x", version: "1", title: "Trainer" },
  } as unknown as AnyFacts;
  const { origin, searchParams } = new URL(linkedInAddress(facts, "Trainer: x"));
  expect(origin).toBe("https://www.linkedin.com");
  expect(Object.fromEntries(searchParams)).toEqual({
    startTask: "CERTIFICATION_NAME",
    name: "Trainer: x",
    organizationName: "Mekong & Co",
    issueYear: "2026",
    issueMonth: "3",
    expirationYear: "2029",
    expirationMonth: "2",
    certUrl: "https://passbook.example/v/0",
    certId: "PB-2026-000123-C",
  });
});

test("a megabyte made to stop whoever looks at it is looked at in a moment", () => {
  const million = (text: string) => text.repeat(Math.ceil(1_000_000 / text.length));
  for (const hostile of [
    `${"<!---->".repeat(140)}x`,
    `<svg ${million("<openbadges:credential ")}`,
    `<svg xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><openbadges:credential>${million("]]> ")}`,
    `<svg xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><openbadges:credential ${million("verify=")}>`,
  ])
    expect(readBaked(bytesOf(hostile))).toBeNull();
});
