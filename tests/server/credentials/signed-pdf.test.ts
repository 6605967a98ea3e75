import { execFileSync } from "node:child_process";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { certificatesOf } from "#app/features/certification/certificates.server.ts";
import type { OwnCertificate } from "#app/features/certification/certificate-view.ts";
import { drawAndSeal } from "#app/features/certification/draw-and-seal.server.ts";
import { drawUnsealed } from "#app/features/certification/draw-certificate.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { specimen } from "#app/features/certification/specimen.server.ts";
import { readLogo } from "#app/features/certification/template-logo.server.ts";
import { FIRST_TEMPLATE, paletteOf } from "#app/features/certification/template.ts";
import { certificateFile } from "#app/features/credentials/certificate-files.server.ts";
import { checkTimeStamp } from "#app/features/credentials/time-stamp.ts";
import { node } from "#app/features/credentials/machine.server.ts";
import { attachedCredential } from "#app/features/credentials/pdf-envelope.ts";
import {
  forgetSealingKey,
  sealingCertificates,
  sealingKey,
} from "#app/features/credentials/sealing-keys.server.ts";
import { forgetStatusLists, statusSnapshot } from "#app/features/credentials/status-lists.server.ts";
import { Snapshot } from "#app/features/credentials/verify-credential.ts";
import type { FileTrust } from "#app/features/credentials/verify-file.ts";
import { verifyFile } from "#app/features/credentials/verify-file.server.ts";
import { makeCertificate, type KeyPair } from "#app/infra/certificate-authority.server.ts";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { readStoredFile } from "#app/infra/files.server.ts";
import { forgetTimeService, sealPdf, type Seal } from "#app/infra/sealed-pdf.server.ts";
import { toBase64url } from "#app/lib/base64url.ts";
import { seededRandom } from "#app/lib/seeded-random.ts";
import { srgbProfile } from "#app/lib/srgb-profile.ts";
import { endCertificate, finishedCohort, type FinishedCohort } from "#tests/support/certification-fixture.ts";
import { judge } from "#tests/support/judges.ts";

/* The signature of a PDF as programs judge it that did not make it, and as our own check does, which asks for more. */

/** As many as the issue asks for. */
const FLIPS = Number(process.env["FLIPS"] ?? 2000);
const AT = new Date();

let folder: string;
let cohort: FinishedCohort;
let certificate: OwnCertificate;
let pdf: Buffer;
let trust: FileTrust;

const at = (name: string) => path.join(folder, name);
const saved = (name: string, bytes: Uint8Array | string) => {
  writeFileSync(at(name), bytes);
  return at(name);
};
const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
const openssl = (...args: string[]) => run("openssl", ...args);

const trustNow = async (): Promise<FileTrust> => {
  const { didDocument, ...more } = Snapshot.parse(JSON.parse(JSON.stringify(await statusSnapshot())));
  return { issuers: [didDocument], ...more };
};
const pdfOf = async (one: Parameters<typeof certificateFile>[0]) =>
  readStoredFile((await certificateFile(one)).sha256);
const foundIn = async (bytes: Uint8Array, by = trust) => {
  const { verdict, steps } = await verifyFile(bytes, by, AT);
  return [
    verdict,
    ...steps.filter(({ found }) => found !== "ok").map(({ step, found }) => `${step} ${found}`),
  ];
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(inject("runFolder") ?? tmpdir(), "signed-"));
  cohort = await finishedCohort(["Sok Dara", "Kim Bopha"]);
  await issueCertificates(cohort.administrator, cohort.cohortId, "all-who-qualify");
  [certificate] = (await certificatesOf(cohort.learners[0]!.personId)) as [OwnCertificate];
  pdf = await pdfOf(certificate);
  trust = await trustNow();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What is signed, and the signature, taken out by hand. */
function parts(bytes: Buffer) {
  const [start, end] = /\/ByteRange \[0 (\d+) (\d+)/.exec(bytes.toString("latin1"))!.slice(1).map(Number);
  const hole = Buffer.from(bytes.subarray(start! + 1, end! - 1).toString("latin1"), "hex");
  return {
    start: start!,
    end: end!,
    content: Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]),
    signature: hole.subarray(0, 4 + hole.readUInt16BE(2)),
  };
}

function cadesOf(bytes: Buffer, authorities: string): string {
  const { content, signature } = parts(bytes);
  const files = ["-in", saved("signature.der", signature), "-content", saved("content", content)];
  const how = [
    "-verify",
    "-cades",
    "-binary",
    "-inform",
    "DER",
    "-CAfile",
    saved("authorities.pem", authorities),
  ];
  execFileSync("openssl", ["cms", ...how, ...files, "-out", at("out")], { stdio: "pipe" });
  return "successful";
}

describe("a certificate's file", () => {
  test.skipIf(!judge("pdfsig"))("is one whole signed document to pdfsig", () => {
    const said = run(judge("pdfsig")!, saved("own.pdf", pdf));
    for (const line of ["ETSI.CAdES.detached", "Total document signed", "Signature is Valid", "SHA-256"])
      expect(said).toContain(line);
    expect(said.match(/Signature #/g)).toHaveLength(1);
  });

  test("is signed as CAdES wants it, to openssl, under an authority of our own", async () => {
    expect(cadesOf(pdf, (await sealingCertificates()).join(""))).toBe("successful");
    const stranger = await makeCertificate({ name: "Stranger", from: AT, years: 1 }, null);
    expect(() => cadesOf(pdf, new X509Certificate(stranger.certificate).toString())).toThrow(/failed/i);
  });

  test.skipIf(!judge("qpdf"))("is a sound PDF to qpdf", () => {
    const file = saved("own.pdf", pdf);
    expect(run(judge("qpdf")!, "--check", file)).toContain("No syntax or stream encoding errors");
    run(judge("qpdf")!, "--qdf", file, at("plain.pdf"));
    const text = readFileSync(at("plain.pdf"), "latin1");
    for (const mark of ["/AFRelationship /Data", "/OutputIntent", "/Lang (en)", "/Alt "])
      expect(text).toContain(mark);
  });

  test.skipIf(!judge("pdfdetach"))("carries its credential, which others take out unchanged", async () => {
    run(judge("pdfdetach")!, "-save", "1", "-o", at("credential.jwt"), saved("own.pdf", pdf));
    const token = readFileSync(at("credential.jwt"));
    expect((await verifyFile(token, trust, AT)).credential?.credentialSubject.licenseNumber).toBe(
      certificate.number,
    );
  });

  test.skipIf(!judge("pdffonts"))(
    "brings each of its fonts along, and says that it is built as PDF/A-3b",
    () => {
      const [, , ...fonts] = run(judge("pdffonts")!, saved("own.pdf", pdf)).trim().split("\n");
      expect(fonts.length).toBeGreaterThan(2);
      for (const line of fonts) expect(line).toMatch(/ yes yes yes +\d+ +0$/);
      const text = pdf.toString("latin1");
      for (const mark of ["<pdfaid:part>3<", "<pdfaid:conformance>B<"]) expect(text).toContain(mark);
    },
  );

  test.skipIf(!judge("pdfinfo"))("is read line by line in its order, and its link by its address", () => {
    const file = saved("own.pdf", pdf);
    expect(run(judge("pdfinfo")!, file)).toMatch(/Tagged: +yes/);
    const read = run(judge("pdfinfo")!, "-struct-text", file);
    const { facts } = certificate;
    const order = [facts.issuer, facts.programme, "Certificate of", facts.holder.name, facts.course.title];
    const places = [...order, `No. ${facts.number}`].map((text) => read.indexOf(`"${text}`));
    expect(places).not.toContain(-1);
    const [, ...inOrder] = [places.pop(), ...places];
    expect(inOrder).toEqual(Array.from(inOrder).sort((a, b) => a - b));
    expect(run(judge("pdfinfo")!, "-struct", file)).toMatch(/Link[^]*Object/);
  });

  test.skipIf(!judge("zbarimg"))("has a code that a scanner reads", () => {
    run(judge("pdftoppm")!, "-r", "150", "-png", "-singlefile", saved("own.pdf", pdf), at("page"));
    expect(run(judge("zbarimg")!, "-q", "--raw", at("page.png"))).toContain(certificate.facts.verifyUrl);
  });

  test("is found good by our own check, step by step, and tells when its state changes", async () => {
    const { verdict, steps, signedAt } = await verifyFile(pdf, trust, AT);
    expect([verdict, ...steps.map(({ step, found }) => `${step} ${found}`)]).toEqual([
      "valid",
      ...["file", "single-signature", "whole-file", "file-signature", "signer", "attachment"].map(
        (s) => `${s} ok`,
      ),
      ...["read", "issuer", "signature", "content", "period", "revocation", "suspension"].map(
        (s) => `${s} ok`,
      ),
    ]);
    expect(Math.abs(Date.parse(signedAt!) - AT.getTime())).toBeLessThan(120_000);

    const [other] = await certificatesOf(cohort.learners[1]!.personId);
    const theirs = await pdfOf(other!);
    await endCertificate(other!.id, "revoked");
    forgetStatusLists();
    expect(await foundIn(theirs, await trustNow())).toEqual(["revoked", "revocation revoked"]);
    expect(await foundIn(pdf, { ...trust, certificates: [] })).toEqual([
      "unknown-issuer",
      "signer unknown-signer",
    ]);
  });
});

const logo = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 160"><defs><linearGradient id="g"><stop stop-color="#14545f"/>' +
    '<stop offset="1" stop-color="#a8401f"/></linearGradient></defs><circle cx="80" cy="80" r="70" fill="url(#g)"/>' +
    '<path d="M40 90q40-70 80 0M180 40h260M180 80q60-40 120 0t120 0M180 120h200" fill="none" stroke="#8a2" stroke-width="12"/></svg>',
);

/** A trainer's in Khmer beside English, with a logo, a full mark and a credential. */
async function heaviest() {
  const text = { ...FIRST_TEMPLATE, second: "en" as const };
  const read = await readLogo({ size: logo.length, arrayBuffer: async () => new Uint8Array(logo).buffer });
  if (typeof read === "string") throw new Error(read);
  const look = { palette: paletteOf(text.colours), logo: read };
  const one = specimen("management-trainer", { text, look }, { kind: "trainer", locale: "km" });
  return [{ ...one, look, mark: `${one.facts.verifyUrl}#${toBase64url(Buffer.alloc(150, pdf))}` }];
}
const credential = () => ({
  name: "credential.jwt",
  type: "application/vc+jwt",
  description: "Trainer",
  bytes: attachedCredential(pdf)!,
});

describe("a file that is sent over bad lines", () => {
  test("is no longer than 60 kB, also in two languages with a logo", async () => {
    const seal = { ...(await aSeal(await sealingKey())), attachment: credential() };
    const bytes = await drawAndSeal({ set: await heaviest(), seal });
    expect(bytes.length).toBeLessThanOrEqual(60_000);
  });

  test.skipIf(!judge("pdftoppm"))("looks as it was drawn before it was written with less", async () => {
    const set = await heaviest();
    // A line may fall on the next dot: what is compared is six dots wide.
    const picture = async (bytes: Uint8Array, name: string) => {
      run(judge("pdftoppm")!, "-r", "150", "-png", "-singlefile", saved(`${name}.pdf`, bytes), at(name));
      return sharp(at(`${name}.png`))
        .greyscale()
        .resize(292, 206)
        .raw()
        .toBuffer();
    };
    const before = await picture(await drawUnsealed(set), "before");
    const furthest = async (bytes: Uint8Array) => {
      const after = await picture(bytes, "after");
      return before.reduce((most, value, dot) => Math.max(most, Math.abs(value - after[dot]!)), 0);
    };
    const seal = await aSeal(await sealingKey());
    expect(await furthest(await drawAndSeal({ set, seal }))).toBeLessThan(50);
    const [one] = set as [(typeof set)[0]];
    const otherMark = { ...one, mark: `${one.mark.slice(0, -1)}x` };
    expect(await furthest(await drawAndSeal({ set: [otherMark], seal }))).toBeGreaterThan(60);
  });

  test("brings a short profile along, which to a colour engine is sRGB", async () => {
    const colours = Buffer.from(
      Array.from({ length: 3 * 4096 }, (_, index) => (index * 37 + (index >> 5) * 11) % 256),
    );
    const converted = async (profile: Uint8Array, name: string) => {
      const picture = sharp(colours, { raw: { width: 64, height: 64, channels: 3 } });
      const tagged = await picture.withIccProfile(saved(name, profile)).png().toBuffer();
      return sharp(tagged, { ignoreIcc: true }).raw().toBuffer();
    };
    const furthest = (other: Buffer) =>
      other.reduce((most, value, index) => Math.max(most, Math.abs(value - colours[index]!)), 0);
    const profile = srgbProfile();
    expect(furthest(await converted(profile, "own.icc"))).toBeLessThanOrEqual(1);
    // Another curve is another profile.
    const other = Buffer.from(profile);
    other.writeInt32BE(1.8 * 65_536, other.indexOf("para", 252) + 12);
    expect(furthest(await converted(other, "other.icc"))).toBeGreaterThan(5);
    const sealed = await drawAndSeal({ set: await heaviest(), seal: await aSeal(await sealingKey()) });
    expect(Buffer.from(sealed).includes(deflateSync(profile, { level: 9 }))).toBe(true);
  });
});

describe("whoever changes a signed file is found out", () => {
  test(`by any ${FLIPS} bytes at random`, async () => {
    const random = seededRandom("signed-pdf");
    const { start, end } = parts(pdf);
    const below = (limit: number) => Math.floor(random() * limit);
    const missed: string[] = [];
    for (let count = 0; count < FLIPS; count += 1) {
      // Half of them where the signature stands: readers do not look at all of it.
      const place = count % 2 === 0 ? below(pdf.length) : start + below(end - start);
      const changed = Buffer.from(pdf);
      changed[place]! ^= 1 + below(255);
      const [verdict] = await foundIn(changed);
      if (verdict === "valid" || verdict === "expires-soon") missed.push(`${place} of ${start}-${end}`);
    }
    expect(missed).toEqual([]);
  });

  test("also by what readers call valid: something after it, letters that read the same, a second signature", async () => {
    const { start, end } = parts(pdf);
    const upper = Buffer.from(pdf);
    upper.write(pdf.subarray(start, end).toString("latin1").toUpperCase(), start, "latin1");
    expect(await foundIn(upper)).toEqual(["altered", "whole-file not-whole"]);
    const padded = Buffer.from(pdf);
    padded.write("1", end - 3, "latin1");
    expect(await foundIn(padded)).toEqual(["altered", "whole-file not-whole"]);
    for (const more of ["\n", "\n%%EOF", "\n1 0 obj\n<<>>\nendobj\n%%EOF"])
      expect(await foundIn(Buffer.concat([pdf, Buffer.from(more)]))).toEqual([
        "altered",
        "whole-file not-whole",
      ]);
    const more = pdf.subarray(pdf.indexOf("/ByteRange"), end + 200);
    expect(await foundIn(Buffer.concat([pdf, more]))).toEqual([
      "altered",
      "single-signature several-signatures",
    ]);
  });

  test.skipIf(!judge("pdfsig"))("and pdfsig does call such a file valid", () => {
    const padded = Buffer.from(pdf);
    padded.write("1", parts(pdf).end - 3, "latin1");
    expect(run(judge("pdfsig")!, saved("padded.pdf", padded))).toContain("Signature is Valid");
  });

  test("by a signature that is as good, of somebody else", async () => {
    const authority = await makeCertificate(
      { name: "Passbook authority of localhost", from: AT, years: 30 },
      null,
    );
    const forger = await makeCertificate({ name: "Passbook certificates", from: AT, years: 1 }, authority);
    expect(await foundIn(await sealed(forger))).toEqual(["unknown-issuer", "signer unknown-signer"]);
    // The same name and serial number do not make it the same certificate.
    const { authority: own } = ownPairs();
    const good = await makeCertificate({ name: "Next", from: new Date(AT.getTime() - 5000), years: 1 }, own);
    expect((await foundIn(await sealed(good)))[0]).toBe("unreadable"); // signed by us, with no credential inside
    const early = await makeCertificate(
      { name: "Early", from: new Date(AT.getTime() + 86_400_000), years: 1 },
      own,
    );
    expect(await foundIn(await sealed(early))).toEqual(["unknown-issuer", "signer unknown-signer"]);
  });

  test("and 500 files that are none get an answer each", async () => {
    const random = seededRandom("malformed");
    const below = (limit: number) => Math.floor(random() * limit);
    const { start, end } = parts(pdf);
    const mangle: ((count: number) => Buffer)[] = [
      () => pdf.subarray(0, below(pdf.length)),
      () => Buffer.concat([pdf.subarray(0, start + below(end - start)), pdf.subarray(end)]),
      // A hole with something else in it, of its length.
      (count) => {
        const forged = Buffer.from(pdf);
        const bytes = Buffer.from(Array.from({ length: 40 + count }, () => below(256)));
        forged.write(
          `3082${(bytes.length % 256).toString(16).padStart(4, "0")}${bytes.toString("hex")}`,
          start + 1,
        );
        return forged;
      },
      () => Buffer.from(`%PDF-1.7\n/ByteRange [0 ${below(99)} ${below(99)} ${below(99)}]\n/Contents <30>`),
      (count) =>
        Buffer.concat([Buffer.from("%PDF-"), Buffer.from(Array.from({ length: count }, () => below(256)))]),
    ];
    const bad = ["unreadable", "unsigned", "altered"];
    for (let count = 0; count < 500; count += 1) {
      const bytes = mangle[count % mangle.length]!(count);
      const [verdict, ...steps] = await foundIn(bytes);
      expect(bad, `${count}`).toContain(verdict);
      expect(steps.length, `${count}`).toBeGreaterThan(0);
    }
    expect((await foundIn(Buffer.alloc(6 * 1024 * 1024, "%PDF-")))[0]).toBe("unreadable");
  });
});

/** Any PDF will do. */
const plain = () =>
  import("pdf-lib").then(async ({ PDFDocument }) => {
    const document = await PDFDocument.create({ updateMetadata: false });
    document.addPage();
    return document.save();
  });

const aSeal = async (key: Seal["with"]): Promise<Seal> => ({
  with: key,
  at: new Date(),
  name: "localhost",
  contact: "http://localhost",
  attachment: null,
});

const sealed = async ({ key, certificate: own }: KeyPair) =>
  sealPdf(await plain(), await aSeal({ key, chain: [own] }));

const pemOf = ({ key, certificate: own }: KeyPair): string =>
  createPrivateKey({ key: Buffer.from(key), format: "der", type: "pkcs8" })
    .export({ format: "pem", type: "pkcs8" })
    .toString() + new X509Certificate(own).toString();

/** As they lie on disk. */
function ownPairs() {
  const pem = readFileSync(path.join(env.DATA_DIR, "keys", "seal", "authority.pem"), "utf8");
  const key = createPrivateKey(pem).export({ format: "der", type: "pkcs8" });
  return { authority: { key, certificate: new X509Certificate(pem).raw } };
}

describe("keys to sign files with", () => {
  const keys = path.join(env.DATA_DIR, "keys", "seal");
  const again = () => {
    forgetSealingKey();
    return sealingKey();
  };
  afterEach(() => {
    Object.assign(env, { SEAL_FILE: undefined, SEAL_PASSPHRASE: "", TSA_URL: undefined });
    forgetSealingKey();
  });

  test("are made once and lie where only we may read them; the database holds no private half", async () => {
    const [first, second] = [await again(), await again()];
    expect(second.chain).toEqual(first.chain);
    expect(readdirSync(keys)).toHaveLength(2);
    for (const name of readdirSync(keys)) expect(statSync(path.join(keys, name)).mode & 0o777).toBe(0o600);
    for (const { pem } of await db.sealingCertificate.findMany()) expect(pem).not.toContain("PRIVATE");
  });

  test("are followed by another after a year; what the old one signed stays good", async () => {
    const { authority } = ownPairs();
    const old = await makeCertificate(
      { name: "Old", from: new Date(AT.getTime() - 400 * 86_400_000), years: 20 },
      authority,
    );
    const before = await sealed(old);
    const [own] = readdirSync(keys).filter((name) => name !== "authority.pem");
    const kept = readFileSync(path.join(keys, own!), "utf8");
    rmSync(path.join(keys, own!));
    writeFileSync(path.join(keys, "old.pem"), pemOf(old));
    const next = await again();
    expect(next.chain).not.toContainEqual(old.certificate);
    expect((await foundIn(before, await trustNow())).slice(1)).toEqual(["attachment no-credential"]);
    rmSync(path.join(keys, "old.pem"));
    writeFileSync(path.join(keys, own!), kept, { mode: 0o600 });
  });

  test("come from a PKCS #12 or PEM file where one is named, RSA too", async () => {
    const subject = ["-subj", "/CN=Certificates Inc"];
    openssl(
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-keyout",
      at("rsa.key"),
      "-out",
      at("rsa.pem"),
      ...subject,
    );
    const files = ["-inkey", at("rsa.key"), "-in", at("rsa.pem")];
    openssl("pkcs12", "-export", ...files, "-out", at("given.p12"), "-passout", "pass:secret");
    saved("given.pem", readFileSync(at("rsa.key"), "utf8") + readFileSync(at("rsa.pem"), "utf8"));
    for (const [file, passphrase] of [
      ["given.p12", "secret"],
      ["given.pem", ""],
    ] as const) {
      Object.assign(env, { SEAL_FILE: at(file), SEAL_PASSPHRASE: passphrase });
      const key = await again();
      const bytes = await sealPdf(await plain(), await aSeal(key));
      expect(cadesOf(Buffer.from(bytes), readFileSync(at("rsa.pem"), "utf8"))).toBe("successful");
      expect((await foundIn(bytes, await trustNow())).slice(1)).toEqual(["attachment no-credential"]);
    }
    Object.assign(env, { SEAL_FILE: at("given.p12"), SEAL_PASSPHRASE: "wrong" });
    await expect(again()).rejects.toThrow("cannot be read with SEAL_PASSPHRASE");
    openssl("ecparam", "-name", "secp384r1", "-genkey", "-noout", "-out", at("p384.key"));
    openssl("req", "-x509", "-new", "-key", at("p384.key"), "-out", at("p384.crt"), ...subject);
    const pkcs8 = openssl("pkcs8", "-topk8", "-nocrypt", "-in", at("p384.key"));
    saved("p384.pem", pkcs8 + readFileSync(at("p384.crt"), "utf8"));
    Object.assign(env, { SEAL_FILE: at("p384.pem") });
    await expect(again()).rejects.toThrow("neither RSA nor P-256");
    const ended = await makeCertificate(
      { name: "Ended", from: new Date(AT.getTime() - 800 * 86_400_000), years: 1 },
      null,
    );
    saved("ended.pem", pemOf(ended));
    Object.assign(env, { SEAL_FILE: at("ended.pem") });
    await expect(again()).rejects.toThrow("has ended on");
    Object.assign(env, { SEAL_FILE: at("rsa.key") });
    await expect(again()).rejects.toThrow("with its certificate");
  });
});

describe("a time stamp", () => {
  const keyOf = (name: string) => ["-keyout", at(`${name}.key`), "-newkey", "rsa:2048", "-nodes"];
  const makeSelfSigned = (name: string, subject: string, more: string[]) =>
    openssl("req", "-x509", ...keyOf(name), "-out", at(`${name}.pem`), "-subj", subject, ...more);
  function makeUnder(authority: string, name: string, ...extensions: string[]) {
    openssl("req", "-new", ...keyOf(name), "-out", at(`${name}.csr`), "-subj", "/CN=Clock");
    const by = ["-CA", at(`${authority}.pem`), "-CAkey", at(`${authority}.key`), "-CAcreateserial"];
    const more = ["-extfile", saved(`${name}.ext`, extensions.join("\n"))];
    openssl("x509", "-req", "-in", at(`${name}.csr`), "-out", at(`${name}.pem`), ...by, ...more);
  }
  const derOf = (name: string) => new X509Certificate(readFileSync(at(`${name}.pem`))).raw;

  /** A time-stamp service of one certificate, which openssl is. */
  async function withTimeService(use: (url: string, asked: () => number) => Promise<void>) {
    let asked = 0;
    mkdirSync(at("tsa"), { recursive: true });
    saved("tsa/config", TSA_CONFIG(at("tsa")));
    saved("tsa/serial", "01");
    makeSelfSigned("tsa/root", "/CN=Clocks", []);
    const forStamps = "extendedKeyUsage=critical,timeStamping";
    for (const name of ["tsa/clock", "tsa/second"]) makeUnder("tsa/root", name, forStamps);
    makeUnder("tsa/clock", "tsa/under", forStamps);
    for (const [name, extension] of Object.entries(OF_OTHER_USE)) makeUnder("tsa/root", name, extension);
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      asked += 1;
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        saved("tsa/query", Buffer.concat(chunks));
        openssl(
          "ts",
          "-reply",
          "-config",
          at("tsa/config"),
          "-queryfile",
          at("tsa/query"),
          "-out",
          at("tsa/reply"),
        );
        response.setHeader("Content-Type", "application/timestamp-reply").end(readFileSync(at("tsa/reply")));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      await use(`http://127.0.0.1:${(server.address() as { port: number }).port}`, () => asked);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  /** The stamp of a file, by itself and by who else might have said the same. */
  async function judgesStamps(bytes: Buffer) {
    const { signature } = parts(bytes);
    const token = signature.subarray(signature.indexOf(STAMP) + STAMP.length + 4);
    const stamp = token.subarray(0, 4 + token.readUInt16BE(2));
    saved("stamp.der", stamp);
    const inside = (name: string, place: RegExp) => {
      const read = ["asn1parse", "-inform", "DER", "-in", at(name)];
      const [, offset] = place.exec(openssl(...read))!;
      openssl(...read, "-strparse", offset!, "-out", at("inside.der"), "-noout");
      return readFileSync(at("inside.der"));
    };
    saved("info.der", inside("stamp.der", /^ *(\d+):d=5.*OCTET STRING/m));
    // What was stamped is the last value in the signature before what is not signed.
    saved("whole.der", signature);
    const own = inside("whole.der", /^ *(\d+):d=5.*OCTET STRING.*\n *\d+:d=5 .*cont \[ 1 \]/m);
    const found = async (of: Uint8Array, ...roots: string[]) =>
      (await checkTimeStamp(of, own, roots.map(derOf), node)).found;
    expect(await found(stamp, "tsa/root")).toBe("ok");
    expect(await found(stamp, "tsa/clock")).toBe("ok");
    expect(await found(stamp)).toBe("unknown-time-service");
    makeSelfSigned("tsa/other", "/CN=Clocks", []);
    expect(await found(stamp, "tsa/other")).toBe("unknown-time-service");
    const { at: said } = await checkTimeStamp(stamp, own, [derOf("tsa/root")], node);
    expect(Math.abs(Date.parse(said!) - Date.now())).toBeLessThan(120_000);
    expect((await checkTimeStamp(stamp, own.subarray(1), [derOf("tsa/root")], node)).found).toBe("altered");
    const changed = Buffer.from(stamp);
    changed[stamp.length - 5]! ^= 1; // the service's signature stands last
    expect(await found(changed, "tsa/root")).toBe("altered");

    // The same words, signed by who is known to the root and is not for this, or not for this alone.
    const saidBy = (name: string) => {
      const by = ["-signer", at(`${name}.pem`), "-inkey", at(`${name}.key`), "-cades"];
      const content = ["-in", at("info.der"), "-binary", "-nodetach", "-econtent_type", TIME_STAMP_INFO];
      openssl("cms", "-sign", ...by, ...content, "-outform", "DER", "-out", at("by.der"));
      return readFileSync(at("by.der"));
    };
    for (const name of Object.keys(OF_OTHER_USE))
      expect(await found(saidBy(name), "tsa/root"), name).toBe("unknown-time-service");
    expect(await found(saidBy("tsa/second"), "tsa/root")).toBe("ok");
    // A clock vouches for nobody.
    expect(await found(saidBy("tsa/under"), "tsa/clock")).toBe("unknown-time-service");
  }

  test("stands in the signature where a service is named, and a service that is out stops nobody", async () => {
    const key = await sealingKey();
    const base = await aSeal(key);
    await withTimeService(async (timeService) => {
      const bytes = Buffer.from(await sealPdf(await plain(), { ...base, timeService }));
      expect(cadesOf(bytes, (await sealingCertificates()).join(""))).toBe("successful");
      const { signature } = parts(bytes);
      expect(
        openssl("cms", "-cmsout", "-print", "-inform", "DER", "-in", saved("bt.der", signature)),
      ).toContain("id-smime-aa-timeStampToken");
      expect((await foundIn(bytes)).slice(1)).toEqual([
        "time-stamp unknown-time-service",
        "attachment no-credential",
      ]);
      // All but the stamp is as strict as without one.
      const random = seededRandom("stamped");
      const stamp = start(bytes) + 1 + 2 * signature.indexOf(STAMP);
      for (let count = 0; count < 200; count += 1) {
        const changed = Buffer.from(bytes);
        const place = Math.floor(random() * bytes.length);
        if (place >= stamp && place < start(bytes) + 1 + 2 * signature.length) continue;
        changed[place]! ^= 1 + Math.floor(random() * 255);
        expect((await foundIn(changed))[0], `${place}`).not.toBe("unreadable");
      }
      // Of somebody who is believed.
      const root = new X509Certificate(derOf("tsa/root")).toString();
      expect((await foundIn(bytes, { ...trust, timeServices: [root] })).slice(1)).toEqual([
        "attachment no-credential",
      ]);
      await judgesStamps(bytes);
      // Of another signature.
      const other = Buffer.from(await sealPdf(await plain(), { ...base, timeService }));
      const swapped = swapTimeStamp(bytes, other);
      expect((await foundIn(swapped)).slice(1)).toEqual(["time-stamp altered"]);
    });
    const without = await sealPdf(await plain(), { ...base, timeService: "http://127.0.0.1:9" });
    expect((await foundIn(without)).slice(1)).toEqual(["attachment no-credential"]);
    // Nobody waits for it again so soon, nor for one that answers too much.
    await withTimeService(async (timeService, asked) => {
      await sealPdf(await plain(), { ...base, timeService });
      expect(asked()).toBe(0);
      forgetTimeService();
      // Once for how long its stamps are, and once for each file.
      const stamped = await sealPdf(await plain(), { ...base, timeService });
      expect(asked()).toBe(2);
      const token = parts(Buffer.from(stamped)).signature.length;
      await sealPdf(await plain(), { ...base, timeService });
      expect(asked()).toBe(3);
      // The place is as long as what stands in it, but for a few numbers.
      expect(stamped.length - without.length).toBeLessThan(2 * token);
    });
  }, 60_000);

  test("leaves a file in a complex script within 60 kB", async () => {
    const seal = { ...(await aSeal(await sealingKey())), attachment: credential() };
    const [first] = await heaviest();
    const set = [
      { ...first!, words: { ...first!.words, second: null }, look: { ...first!.look, logo: null } },
    ];
    await withTimeService(async (timeService) => {
      forgetTimeService();
      // And so do two languages, a logo and a short stamp (0041: what a long one makes of it).
      for (const drawn of [set, await heaviest()]) {
        const bytes = await drawAndSeal({ set: drawn, seal: { ...seal, timeService } });
        expect((await foundIn(Buffer.from(bytes))).join()).toContain("unknown-time-service");
        expect(bytes.length).toBeLessThanOrEqual(60_000);
      }
    });
  }, 60_000);
});

const OF_OTHER_USE = {
  "tsa/unsaid": "basicConstraints=CA:FALSE",
  "tsa/passed-over": "extendedKeyUsage=timeStamping",
  "tsa/not-alone": "extendedKeyUsage=critical,timeStamping,codeSigning",
};
const TIME_STAMP_INFO = "1.2.840.113549.1.9.16.1.4";
/** What a stamp in a signature begins with. */
const STAMP = Buffer.from("060b2a864886f70d010910020e", "hex");
const start = (bytes: Buffer): number => parts(bytes).start;

/** The signature of one file with the time stamp of another: the token stands last and is as long. */
function swapTimeStamp(into: Buffer, from: Buffer): Buffer {
  const [a, b] = [parts(into), parts(from)];
  const [start, other] = [a.signature.indexOf(STAMP), b.signature.indexOf(STAMP)];
  const [one, two] = [a.signature.subarray(start), b.signature.subarray(other)];
  if (one.length !== two.length) throw new Error("tokens of two lengths");
  const changed = Buffer.from(into);
  changed.write(two.toString("hex"), a.start + 1 + 2 * start, "latin1");
  return changed;
}

const TSA_CONFIG = (folder: string) => `
[tsa]
default_tsa = service
[service]
serial = ${folder}/serial
crypto_device = builtin
signer_cert = ${folder}/clock.pem
signer_key = ${folder}/clock.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;
