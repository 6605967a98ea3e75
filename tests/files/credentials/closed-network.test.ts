import { X509Certificate } from "node:crypto";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { drawAndSeal } from "#app/features/certification/draw-and-seal.server.ts";
import { verifyFile } from "#app/features/credentials/verify-file.server.ts";
import { aCertificate, aSeal } from "#tests/support/sealed-papers.ts";
import { AT, check, signs, someCredential, tokenOf, trust } from "#tests/support/some-credential.ts";

/* Nothing here may open a connection, from before the first file is read. */

const opened = vi.hoisted(() => {
  const asked: string[] = [];
  const { Socket } = process.getBuiltinModule("node:net");
  Socket.prototype.connect = () => {
    asked.push("socket");
    throw new Error("the network is closed");
  };
  for (const dns of [process.getBuiltinModule("node:dns"), process.getBuiltinModule("node:dns/promises")])
    dns.lookup = (() => {
      asked.push("dns");
      throw new Error("the network is closed");
    }) as never;
  return asked;
});

test("with the network closed a credential is signed and checked: as a proof, as a token, inside a signed file", async () => {
  await expect(fetch("http://127.0.0.1:39999")).rejects.toThrow();
  expect(opened.splice(0)).not.toEqual([]); // it is closed
  const [credential] = fc.sample(someCredential, { numRuns: 1, seed: 11 });
  const token = await tokenOf(credential!);
  for (const text of [JSON.stringify(await signs(credential!)), token])
    expect(["valid", "expires-soon"]).toContain((await check(text)).verdict);

  const seal = await aSeal();
  const attachment = { ...seal.attachment!, bytes: Buffer.from(token) };
  const pdf = await drawAndSeal({
    set: [aCertificate({ kind: "achievement", locale: "fr" })],
    seal: { ...seal, attachment },
  });
  const certificates = seal.with.chain.map((der) => new X509Certificate(der).toString());
  const checked = await verifyFile(pdf, { ...trust, certificates, unsafeSeals: [], timeServices: [] }, AT);
  expect(checked.steps.map(({ step, found }) => `${step} ${found}`)).toContain("signer ok");
  expect(["valid", "expires-soon"]).toContain(checked.verdict);
  expect(opened).toEqual([]);
});
