import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, expect, inject, test } from "vitest";
import { certificatesOf } from "#app/features/certification/certificates.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { credentialFile } from "#app/features/credentials/badges.server.ts";
import { asToken, credentialFor, withProof } from "#app/features/credentials/credentials.server.ts";
import { certificateFile } from "#app/features/credentials/certificate-files.server.ts";
import { statusSnapshot } from "#app/features/credentials/status-lists.server.ts";
import { verifyCommand } from "#app/features/credentials/verify-command.server.ts";
import { keepSnapshot } from "#app/features/credentials/keep-snapshot.server.ts";
import { env } from "#app/infra/env.server.ts";
import { readStoredFile } from "#app/infra/files.server.ts";
import { endCertificate, finishedCohort } from "#tests/support/certification-fixture.ts";

/* The check from the command line: what it is given and nothing else, no database and no network. */

let folder: string;
const at = (name: string) => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(inject("runFolder") ?? tmpdir(), "verify-"));
  const { cohortId, administrator, learners } = await finishedCohort(["Sok Dara", "Kim Bopha"]);
  await issueCertificates(administrator, cohortId, "all-who-qualify");
  const [certificate] = await certificatesOf(learners[0]!.personId);
  const credential = (await credentialFor({ certificateId: certificate!.id }))!;
  const json = JSON.stringify(await withProof(credential));
  const [wrong] = await certificatesOf(learners[1]!.personId);
  await endCertificate(wrong!.id, "in-error");
  await writeFile(at("wrong.jwt"), await asToken((await credentialFor({ certificateId: wrong!.id }))!));
  const snapshot = await statusSnapshot();
  await writeFile(at("badge.json"), json);
  await writeFile(at("forged.json"), json.replace("Sok Dara", "Sok Dora"));
  const pdf = await readStoredFile((await certificateFile(certificate!)).sha256);
  await writeFile(at("paper.pdf"), pdf);
  await writeFile(at("forged.pdf"), Buffer.concat([pdf, Buffer.from("\n%%EOF")]));
  await writeFile(at("badge.jwt"), `${await asToken(credential)}\n`);
  for (const as of ["png", "svg"] as const) {
    const badge = Buffer.from((await credentialFile({ certificateId: certificate!.id }, as))!);
    await writeFile(at(`badge.${as}`), badge);
    // One character of the token, inside the picture.
    badge[badge.indexOf("eyJ") + 400]! ^= 1;
    await writeFile(at(`forged.${as}`), badge);
  }
  await writeFile(at("snapshot.json"), JSON.stringify(snapshot));
  await writeFile(at("did.json"), JSON.stringify(snapshot.didDocument));
});

type Ended = {
  code: number;
  said: { verdict?: string; error?: string; steps?: unknown[]; against?: string | null };
};

const verify = async (...args: string[]): Promise<Ended> => {
  const { said, exitCode } = await verifyCommand(args, new Date());
  return { code: exitCode, said };
};

/** No database is told where, nor, unless asked to, a folder. */
const asCommand = (args: string[], told = { DATA_DIR: folder }): Promise<Ended> =>
  new Promise((resolve) => {
    const environment = { PATH: process.env["PATH"], NODE_ENV: "production" as const, ...told };
    execFile(
      process.execPath,
      ["--import", "tsx", "scripts/verify.ts", ...args],
      { env: environment },
      (error, stdout) =>
        resolve({ code: error ? Number(error.code ?? 1) : 0, said: JSON.parse(stdout) as Ended["said"] }),
    );
  });

test("answers in JSON what each file is worth, and by its exit code", async () => {
  const snapshot = ["--snapshot", at("snapshot.json")];
  const [json, jwt, pdf, forgedPdf, forged, keysOnly, nothing, noCredential, none, wrong] = await Promise.all(
    [
      verify(at("badge.json"), ...snapshot),
      asCommand([at("badge.jwt"), ...snapshot]),
      verify(at("paper.pdf"), ...snapshot),
      verify(at("forged.pdf"), ...snapshot),
      verify(at("forged.json"), ...snapshot),
      verify(at("badge.jwt"), "--keys", at("did.json")),
      verify(at("badge.jwt")),
      verify("package.json", ...snapshot),
      verify(at("gone.json"), ...snapshot),
      asCommand(["--frobnicate"]),
    ],
  );
  expect([json.code, json.said.verdict]).toEqual([0, "valid"]);
  expect([jwt.code, jwt.said.verdict]).toEqual([0, "valid"]);
  expect([pdf.code, pdf.said.verdict]).toEqual([0, "valid"]);
  expect([forgedPdf.code, forgedPdf.said.verdict]).toEqual([1, "altered"]);
  expect([forged.code, forged.said.verdict]).toEqual([1, "altered"]);
  expect([keysOnly.code, keysOnly.said.verdict]).toEqual([3, "unknown-status"]);
  expect([nothing.code, nothing.said.verdict]).toEqual([3, "unknown-issuer"]);
  expect([noCredential.code, noCredential.said.verdict]).toEqual([1, "unreadable"]);
  expect([none.code, none.said.error]).toEqual([2, expect.stringContaining("cannot be read")]);
  expect([wrong.code, wrong.said.error]).toEqual([2, expect.stringContaining("Usage")]);
}, 60_000);

test("told nothing else, goes by what the platform here has kept, and says so", async () => {
  await keepSnapshot();
  const here = { DATA_DIR: env.DATA_DIR };
  try {
    const [paper, forged, byKeys] = await Promise.all([
      asCommand([at("paper.pdf")], here),
      asCommand([at("forged.pdf")], here),
      verify(at("badge.jwt"), "--keys", at("did.json")),
    ]);
    expect([paper.code, paper.said.verdict]).toEqual([0, "valid"]);
    expect(paper.said.against).toBe(path.join(env.DATA_DIR, "snapshot.json"));
    expect([forged.code, forged.said.verdict]).toEqual([1, "altered"]);
    expect([byKeys.code, byKeys.said.against]).toEqual([3, at("did.json")]);
  } finally {
    await rm(path.join(env.DATA_DIR, "snapshot.json"));
  }
}, 60_000);

test("says of one that was issued in error that it was, and not that it was revoked", async () => {
  const { code, said } = await verify(at("wrong.jwt"), "--snapshot", at("snapshot.json"));
  expect([code, said.verdict]).toEqual([1, "in-error"]);
  expect(said.steps).toContainEqual({ step: "revocation", found: "in-error" });
});

test("takes a badge for what is inside it", async () => {
  const snapshot = ["--snapshot", at("snapshot.json")];
  const names = ["badge.png", "badge.svg", "forged.png", "forged.svg"];
  const ended = await Promise.all(names.map((name) => verify(at(name), ...snapshot)));
  expect(ended.map(({ code, said }) => [code, said.verdict])).toEqual([
    [0, "valid"],
    [0, "valid"],
    [1, "unreadable"], // its checksum says so before any signature
    [1, expect.stringMatching(/altered|unreadable/)],
  ]);
}, 60_000);
