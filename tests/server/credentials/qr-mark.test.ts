import { execFileSync } from "node:child_process";
import { createPrivateKey, sign } from "node:crypto";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import jsQR from "jsqr";
import sharp from "sharp";
import { beforeAll, expect, inject, test } from "vitest";
import { certificateNumber } from "#app/features/certification/certificate-number.ts";
import { certificatesOf } from "#app/features/certification/certificates.server.ts";
import { forgetHolder } from "#app/features/certification/forget-holder.server.ts";
import { nameKey } from "#app/features/certification/name-hash.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { certificateFile } from "#app/features/credentials/certificate-files.server.ts";
import { lookAtFile } from "#app/features/checks/check-file.server.ts";
import { writeCompact } from "#app/features/credentials/compact.ts";
import { qrText } from "#app/features/credentials/credentials.server.ts";
import { pictureOf, sharePicture } from "#app/features/credentials/share-picture.server.ts";
import { forgetStatusLists, statusSnapshot } from "#app/features/credentials/status-lists.server.ts";
import { Snapshot } from "#app/features/credentials/verify-credential.ts";
import { verifyFile } from "#app/features/credentials/verify-file.server.ts";
import { inTransaction } from "#app/infra/db.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { qrDots } from "#app/infra/qr-dots.ts";
import { endCertificate, finishedCohort } from "#tests/support/certification-fixture.ts";
import { judge, poppler } from "#tests/support/judges.ts";

/* The mark on the paper: what it carries, and whether a cheap phone reads it. */

const zbarimg = judge("zbarimg");
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(inject("runFolder") ?? tmpdir(), "mark-"));
});

/** As two readers by different hands see it; zbar is not asked where it is not installed. */
async function read(png: Buffer): Promise<(string | null)[]> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const one = jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data ?? null;
  if (!zbarimg) return [one];
  const file = path.join(folder, "mark.png");
  await writeFile(file, png);
  try {
    const answer = execFileSync(zbarimg, ["-q", "--raw", "-Sdisable", "-Sqrcode.enable", file], {
      stdio: "pipe",
    });
    return [one, answer.toString().trim()];
  } catch {
    return [one, null];
  }
}

test("a certificate on paper, printed at 150 dpi, is checked by its mark alone until it is revoked", async () => {
  const { cohortId, administrator, learners } = await finishedCohort(["Nguyễn Thị Ánh Tuyết"]);
  await issueCertificates(administrator, cohortId, "all-who-qualify");
  const [certificate] = await certificatesOf(learners[0]!.personId);
  const { file } = await certificateFile(certificate!);
  const pdf = path.join(folder, "certificate.pdf");
  await writeFile(pdf, Buffer.from(await new Response(file.stream() as ReadableStream).arrayBuffer()));
  execFileSync(poppler().pdftoppm, ["-r", "150", "-png", "-singlefile", pdf, path.join(folder, "page")]);
  const text = await qrText({ certificateId: certificate!.id });
  const [seen, ...others] = await read(await sharp(path.join(folder, "page.png")).png().toBuffer());
  expect([seen, ...others]).toEqual([seen, ...others].map(() => text));

  const check = async () => {
    const { didDocument, ...lists } = Snapshot.parse(await statusSnapshot());
    return verifyFile(Buffer.from(seen!), { issuers: [didDocument], ...lists }, new Date());
  };
  const { verdict, claims, format } = await check();
  expect([verdict, format, claims?.name, claims?.number]).toEqual([
    "valid",
    "mark",
    "Nguyễn Thị Ánh Tuyết",
    certificate!.number,
  ]);
  const elsewhere = Buffer.from(
    seen!.replace(/\/v\/./, (at) => `${at.slice(0, -1)}${at.endsWith("0") ? "1" : "0"}`),
  );
  const { didDocument, ...lists } = Snapshot.parse(await statusSnapshot());
  expect((await verifyFile(elsewhere, { issuers: [didDocument], ...lists }, new Date())).verdict).toBe(
    "altered",
  );
  await endCertificate(certificate!.id, "revoked");
  forgetStatusLists();
  expect((await check()).verdict).toBe("revoked");
}, 60_000);

/** As dark or light dots of a printer, from some way off, out of focus. */
async function photographed(text: string, millimetres: number, blur: number, shift: number): Promise<Buffer> {
  const marked = qrDots(text, "L");
  const dots = (mm: number) => (mm / 25.4) * 150;
  const module = dots(millimetres) / marked.length;
  const width = Math.ceil(module * (marked.length + 8)) + 2;
  const path = marked
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + 4} ${y + 4}h1v1h-1z`] : [])))
    .join("");
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${width}"><rect width="100%" height="100%" fill="#fff"/><path transform="translate(${shift} ${shift}) scale(${module})" d="${path}" fill="#14343b"/></svg>`;
  const printed = await sharp(Buffer.from(drawing)).greyscale().threshold(140).png().toBuffer();
  const seen = await sharp(printed)
    .resize(width * 4)
    .png()
    .toBuffer();
  return sharp(seen)
    .blur(dots(blur) * 4)
    .png()
    .toBuffer();
}

/** Always the same: one in ten, drawn by chance, is read less well. */
const privateKey = createPrivateKey({
  key: Buffer.from(`302e020100300506032b657004220420${"11".repeat(32)}`, "hex"),
  format: "der",
  type: "pkcs8",
});
const url = "https://passbook.example/v/7K3QW9ZD4MXBVC8PEAH2GJ5RNT";
const markOfName = (name: string) =>
  `${url}#${writeCompact(
    {
      kind: "achievement",
      number: certificateNumber("2026", 123_456),
      name,
      scope: "management-essentials",
      issuedOn: "2026-11-02",
      validUntil: "2029-11-01",
      list: 1,
      place: 100_000,
    },
    Buffer.alloc(32, 7).toString("base64url"),
    url,
    (bytes) => sign(null, bytes, privateKey),
  )}`;

/** Says that it was left out where zbar is not installed: there all that follows is read by one alone. */
test.skipIf(!zbarimg)("zbar is asked beside jsQR, and reads for itself", async () => {
  const text = markOfName("Sok Dara");
  expect(await read(await photographed(text, 28.9, 0.05, 0))).toEqual([text, text]);
  const nothing = sharp({ create: { width: 300, height: 300, channels: 3, background: "#fff" } });
  expect(await read(await nothing.png().toBuffer())).toEqual([null, null]);
});

test.each([
  ["Jean-Baptiste Kouassi", 49],
  // As many bytes of a name as are ever signed.
  ["សុខតារាពេជ្រសុភាវត្ត", 53],
] as const)(
  "the mark of %s, 20 mm wide at 150 dpi and seen out of focus, is read by both readers",
  async (name, size) => {
    const text = markOfName(name);
    expect(qrDots(text, "L")).toHaveLength(size);
    for (const [millimetres, blur] of [
      [20, 0.12],
      [28.9, 0.16], // as we print it
    ] as const)
      for (const shift of [0, 0.33, 0.66])
        for (const seen of await read(await photographed(text, millimetres, blur, shift)))
          expect(seen, `${millimetres} mm, ${blur} mm out of focus`).toBe(text);
  },
  60_000,
);

test("a picture for a chat is a badge; what a chat makes of it still leads to the check, and no name is drawn for nobody", async () => {
  const { cohortId, administrator, learners } = await finishedCohort(["Sok Dara"]);
  await issueCertificates(administrator, cohortId, "all-who-qualify");
  for (const { personId } of learners) {
    const [certificate] = await certificatesOf(personId);
    const { id, facts } = certificate!;
    const picture = Buffer.from((await sharePicture({ certificateId: id }))!);
    expect((await lookAtFile(picture)).verdict).toBe("valid");
    expect(await sharp(picture).metadata()).toMatchObject({ width: 1080, height: 1350 });
    // Pressed again it is not drawn again.
    const key = canonicalJson(facts);
    expect(await pictureOf(key)).toBe(await pictureOf(key));
    const chat = sharp(picture).resize({ width: 600 }).jpeg({ quality: 40 });
    const seen = await read(
      await sharp(await chat.toBuffer())
        .png()
        .toBuffer(),
    );
    expect(seen).toEqual(seen.map(() => facts.verifyUrl));
    await inTransaction(async (tx) => forgetHolder(tx, personId, await nameKey()));
    expect(await sharePicture({ certificateId: id })).toBeNull();
  }
});
