import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { certificatesOf } from "#app/features/certification/certificates.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { revokeCertificate } from "#app/features/certification/revoke-certificate.server.ts";
import { credentialFile } from "#app/features/credentials/badges.server.ts";
import { certificateFile } from "#app/features/credentials/certificate-files.server.ts";
import { lookAtFile } from "#app/features/credentials/check-file.server.ts";
import { qrText } from "#app/features/credentials/credentials.server.ts";
import { forgetSigningKeys } from "#app/features/credentials/issuer-keys.server.ts";
import { forgetSealingKey } from "#app/features/credentials/sealing-keys.server.ts";
import { forgetStatusLists } from "#app/features/credentials/status-lists.server.ts";
import { transcriptFile } from "#app/features/credentials/transcript-file.server.ts";
import { exitCodeOf } from "#app/features/credentials/verdict.ts";
import { finishedCohort } from "#tests/support/certification-fixture.ts";

/* A file that somebody was given, as the public page looks at it. */

beforeAll(() => {
  forgetSigningKeys();
  forgetSealingKey();
  forgetStatusLists();
});

async function issued() {
  const { cohortId, administrator, learners } = await finishedCohort(["Sok Dara"]);
  await issueCertificates(administrator, cohortId, "all-who-qualify");
  const [certificate] = await certificatesOf(learners[0]!.personId);
  const { file } = await certificateFile(certificate!);
  const pdf = new Uint8Array(await new Response(file.stream() as ReadableStream).arrayBuffer());
  const others = await Promise.all(
    (["png", "svg", "json", "jwt"] as const).map(async (as) =>
      Buffer.from((await credentialFile(certificate!.id, as))!),
    ),
  );
  return {
    administrator,
    certificate: certificate!,
    files: [pdf, ...others, Buffer.from(await qrText(certificate!.id))],
  };
}

test("each form of a certificate is valid with every step in order, and revoked once it is", async () => {
  const { administrator, certificate, files } = await issued();
  for (const file of files) {
    const { verdict, steps, says } = await lookAtFile(file);
    expect([verdict, says?.number, says?.name], JSON.stringify(steps)).toEqual([
      "valid",
      certificate.number,
      "Sok Dara",
    ]);
    expect(steps.every(({ found }) => found === "ok")).toBe(true);
  }
  const [pdf] = files;
  expect((await lookAtFile(pdf!)).steps[0]).toEqual({ step: "hash", found: "ok" });
  await revokeCertificate(administrator, certificate.id, "issued by mistake");
  forgetStatusLists();
  for (const file of files) expect((await lookAtFile(file)).verdict).toBe("revoked");
});

test("a transcript, drawn anew each time, is genuine though no register keeps its bytes", async () => {
  const { certificate } = await issued();
  const transcript = await transcriptFile(certificate, null);
  const { verdict, steps } = await lookAtFile(transcript!);
  expect([verdict, steps[0]]).toEqual(["valid", { step: "hash", found: "not-kept" }]);
});

test("five hundred files that are none get an answer, and none of them is good", async () => {
  const { files } = await issued();
  const broken = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.json().map((json) => Buffer.from(json)),
    fc
      .tuple(fc.constantFrom(...files), fc.nat(), fc.integer({ min: 1, max: 255 }))
      .map(([file, at, change]) => {
        const copy = Uint8Array.from(file);
        copy[at % copy.length]! ^= change;
        return copy;
      }),
    fc.tuple(fc.constantFrom(...files), fc.double({ min: 0, max: 0.99, noNaN: true })).map(([file, part]) =>
      file.subarray(0, Math.floor(file.length * part)),
    ), // prettier-ignore
    fc.constantFrom(...files).map((file) => Buffer.concat([file, Buffer.from("%PDF-1.7 more")])),
  );
  await fc.assert(
    fc.asyncProperty(broken, async (bytes) => {
      const { verdict, says } = await lookAtFile(bytes);
      // A drawing around a badge is not signed: it may change, and what is inside still holds.
      const svg = Buffer.from(bytes).subarray(0, 4).toString() === "<svg";
      if (!svg) expect(exitCodeOf(verdict), Buffer.from(bytes).toString("latin1").slice(0, 200)).not.toBe(0);
      if (exitCodeOf(verdict) === 1) expect(says).toBeNull();
    }),
    { numRuns: 500 },
  );
}, 120_000);
