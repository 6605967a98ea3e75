import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import type { App } from "#tests/support/app.ts";
import { ask, formBody, type Asked } from "#tests/support/ask.ts";
import { faultsIn, type Schema } from "#tests/support/json-schema.ts";
import { openStage } from "#tests/support/stage.ts";

/* Certificates over real HTTP, from the press of the button to whoever checks the paper. Addresses come from a
 * trusted proxy, so that a test can be many networks. */

const stage = await openStage(inject("template"), { FIXED_TODAY: "2026-11-02" });
const { finishedCohort } = await import("#tests/support/certification-fixture.ts");
const { licenceRow, licensee } = await import("#tests/support/licence-fixture.ts");
const { makePerson } = await import("#tests/support/learning-fixture.ts");
const { startSession } = await import("#app/features/identity/session.server.ts");
const { PRIVACY_NOTICE_VERSION } = await import("#app/features/identity/privacy-notice.ts");
const { certificatesOf } = await import("#app/features/certification/certificates.server.ts");
const { checkCharacter } = await import("#app/features/certification/certificate-number.ts");
const { db } = await import("#app/infra/db.server.ts");
const { now } = await import("#app/infra/clock.server.ts");
const { newId } = await import("#app/infra/ids.server.ts");

let app: App;
beforeAll(async () => {
  app = await stage.start({ TRUST_PROXY: "1" });
});
afterAll(() => stage.close());

let networks = 0;
const nextNetwork = () => `203.0.113.${(networks += 1)}`;
/** A visitor from a network of their own. */
const visitor = (cookie?: string) => {
  const headers = { "x-forwarded-for": nextNetwork(), "accept-language": "en" };
  return (path: string, more: Record<string, string> = {}, fields?: Record<string, string>) =>
    ask(app.origin, path, {
      cookie: cookie ?? "",
      headers: fields
        ? {
            ...headers,
            "content-type": "application/x-www-form-urlencoded",
            "sec-fetch-site": "same-origin",
            ...more,
          }
        : { ...headers, ...more },
      ...(fields ? { body: formBody(fields) } : {}),
    });
};

async function signedIn(personId: string, role?: string, scope = { kind: "programme", id: "management" }) {
  await db.person.update({ where: { id: personId }, data: { noticeVersion: PRIVACY_NOTICE_VERSION } });
  if (role)
    await db.roleAssignment.create({
      data: { id: newId(), personId, role, scopeKind: scope.kind, scopeId: scope.id, grantedAt: now() },
    });
  const cookie = await startSession(personId, "Test");
  return visitor(cookie.split(";")[0]);
}

const NAME = "Šárka Unmistakable";

/** The certificates of a cohort are one job, done after the answer. */
const untilIssued = (cohortId: string) =>
  vi.waitFor(
    async () => expect(await db.job.count({ where: { subjectId: cohortId, doneAt: { not: null } } })).toBe(1),
    { timeout: 15_000, interval: 50 },
  );

async function issuedOverHttp() {
  const cohort = await finishedCohort([NAME, "Chan Sophea"]);
  const administrator = await signedIn(await makePerson("Administrator"), "cohort-administrator");
  const page = `/cohorts/${cohort.cohortId}/certificates`;
  const before = await administrator(page);
  const answer = await administrator(page, {}, { intent: "all" });
  await untilIssued(cohort.cohortId);
  const [learner] = cohort.learners;
  const [certificate] = await certificatesOf(learner!.personId);
  return { ...cohort, page, before, answer, administrator, learner: learner!, certificate: certificate! };
}

/** The text of a page, tags and entities of no-break spaces taken for spaces. */
const words = (html: string) =>
  html
    .replace(/<head>.*?<\/head>/s, " ")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");

describe("issuing", () => {
  test("says how many qualify, issues with one press, and a second press issues nothing more", async () => {
    const { before, answer, administrator, page, certificate } = await issuedOverHttp();
    expect(words(before.text)).toContain("2 people qualify now");
    expect(answer.status).toBe(302);
    expect(answer.headers.location).toBe(page);
    const after = await administrator(page);
    expect(words(after.text)).toContain(certificate.number);
    expect(words(after.text)).toContain("2 of 2 issued");
    expect(words(after.text)).not.toContain("qualify now Each gets");
    expect((await administrator(page, {}, { intent: "all" })).status).toBe(302);
    expect(await certificatesOf(certificate.personId)).toHaveLength(1);
  });

  test("is not there for who runs another programme, nor for a trainer", async () => {
    const { page, cohortId } = await issuedOverHttp();
    const elsewhere = { kind: "programme", id: "financial-education" };
    const foreign = await signedIn(await makePerson("Other"), "cohort-administrator", elsewhere);
    expect((await foreign(page)).status).toBe(404);
    expect((await foreign(page, {}, { intent: "all" })).status).toBe(404);
    const trainer = await signedIn(await makePerson("Trainer"), "trainer", { kind: "cohort", id: cohortId });
    expect((await trainer(page)).status).toBe(403);
  });
});

describe("the file", () => {
  test("is drawn by the built app and downloads under its number; asked again it is not sent again", async () => {
    const { learner, certificate } = await issuedOverHttp();
    const holder = await signedIn(learner.personId);
    const path = `/certificates/${certificate.id}/pdf`;
    const first = await holder(path);
    expect(first.status).toBe(200);
    expect(first.text.startsWith("%PDF-")).toBe(true);
    expect(first.headers).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="${certificate.number}.pdf"`,
      "cache-control": expect.stringContaining("no-cache"),
    });
    const { pdfSha256 } = await db.certificate.findUniqueOrThrow({ where: { id: certificate.id } });
    expect(first.headers.etag).toBe(`"${pdfSha256}"`);
    expect(Number(first.headers["content-length"])).toBeGreaterThan(10_000);
    const again = await holder(path, { "if-none-match": first.headers.etag! });
    expect([again.status, again.text]).toEqual([304, ""]);
    const mine = words((await holder("/certificates")).text);
    expect(mine).toMatch(/Download the PDF, \d+ KB/);
    const stranger = await signedIn(await makePerson("Stranger"));
    expect((await stranger(path)).status).toBe(404);
    expect((await visitor()(path)).status).toBe(302);
  });
});

describe("the public check", () => {
  test("with the code answers in one sentence, and keeps e-mail and scores to itself", async () => {
    const { certificate, learner } = await issuedOverHttp();
    const page = await visitor()(`/v/${certificate.code.toLowerCase()}`);
    expect(page.status).toBe(200);
    expect(words(page.text)).toContain(
      `Valid. ${NAME} completed “ Management essentials ” on 30 October 2026.`,
    );
    expect(page.headers["x-robots-tag"]).toBe("noindex");
    expect(page.text).toContain('<meta name="robots" content="noindex"');
    expect(page.text).not.toContain("@mfi.example");
    const data = await visitor()(`/v/${certificate.code}.data`);
    for (const { text } of [page, data]) {
      expect(text).not.toContain(learner.personId);
      expect(text).not.toMatch(/passed|points|score/i);
    }
    const french = await visitor()(`/v/${certificate.code}`, { "accept-language": "fr" });
    expect(words(french.text)).toContain("a suivi avec succès le cours");
  });

  test("with the number alone tells whether it holds and never whose it is, in any form of it", async () => {
    const { certificate, learner } = await issuedOverHttp();
    for (const typed of [certificate.number, certificate.number.toLowerCase().replaceAll("-", " ")])
      for (const suffix of ["/v?q=", "/v.data?q="]) {
        const page = await visitor()(`${suffix}${encodeURIComponent(typed)}`);
        expect(page.text).toContain(certificate.number);
        for (const secret of ["Unmistakable", certificate.code, learner.personId, certificate.factsSha256])
          expect(page.text).not.toContain(secret);
      }
    const page = await visitor()(`/v?q=${certificate.number}`);
    expect(words(page.text)).toContain(`Valid. Certificate ${certificate.number} is in our register`);
  });

  test("with a licence's number tells whose it is, and neither its code nor who signed it", async () => {
    const { organisationId } = await licensee();
    const row = licenceRow(organisationId, { number: newId().toUpperCase() });
    await db.licence.create({ data: row });
    for (const path of ["/v?q=", "/v.data?q="]) {
      const page = await visitor()(path + row.number);
      expect(page.text).toContain(`Rumdul ${organisationId}`);
      for (const secret of ["Jean Kouassi", row.code!, row.certificateSha256!])
        expect(page.text).not.toContain(secret);
    }
  });

  test("tells a mistyped number from one that was never issued, and a code leads on", async () => {
    const asked = async (q: string) => words((await visitor()(`/v?q=${encodeURIComponent(q)}`)).text);
    const unused = `PB-2026-999999-${checkCharacter("PB2026999999")}`;
    expect(await asked(unused)).toContain(`no certificate with the number ${unused}`);
    expect(await asked(unused.replace("999999", "999998"))).toContain("is mistyped");
    expect(await asked("Sok Dara")).toContain("neither a number nor a code");
    const code = "0".repeat(26);
    const led = await visitor()(`/v?q=${code.toLowerCase()}`);
    expect([led.status, led.headers.location]).toEqual([302, `/v/${code}`]);
    const unknown = await visitor()(`/v/${code}`);
    expect([
      unknown.status,
      words(unknown.text).includes("We have issued no certificate with this code"),
    ]).toEqual([404, true]);
  });

  test("is slowed by network after thirty checks a minute, in words and with when to come back", async () => {
    const busy = visitor();
    const statuses: number[] = [];
    for (let index = 0; index < 31; index++) statuses.push((await busy(`/v/${"0".repeat(26)}`)).status);
    expect(statuses).toEqual([...Array.from({ length: 30 }, () => 404), 429]);
    const later = await busy("/v?q=PB-2026-000001-4");
    expect(later.status).toBe(429);
    expect(Number(later.headers["retry-after"])).toBeGreaterThan(0);
    expect(words(later.text)).toContain("many checks from this network");
    expect((await visitor()(`/v/${"0".repeat(26)}`)).status).toBe(404);
  });
});

describe("correcting and revoking", () => {
  test("takes two people to revoke; the public page says so from then on", async () => {
    const { certificate } = await issuedOverHttp();
    const officer = await signedIn(await makePerson("Officer"), "certification-officer");
    const other = await signedIn(await makePerson("Other officer"), "certification-officer");
    const path = `/certificates/issued/${certificate.id}`;
    const reason = "Signed for somebody else";
    await officer(path, {}, { intent: "propose-ending", as: "revoked", reason });
    expect(words((await officer(path)).text)).toContain("Somebody else must confirm it");
    expect((await certificatesOf(certificate.personId))[0]!.status).toBe("valid");
    const shown = await other(path);
    expect(words(shown.text)).toContain(reason);
    const seen = /name="seen" value="([0-9a-f]{64})"/.exec(shown.text)![1]!;
    await other(path, {}, { intent: "confirm-ending", as: "revoked", seen });
    const page = words((await visitor()(`/v/${certificate.code}`)).text);
    expect(page).toContain("Revoked. This certificate was revoked on");
    expect(page).not.toContain("Signed for somebody else");
    const holder = await signedIn(certificate.personId);
    expect(words((await holder("/certificates")).text)).toContain("Reason: Signed for somebody else");
  });

  test("a changed name becomes a new edition; the old paper says it was replaced", async () => {
    const { certificate, administrator } = await issuedOverHttp();
    const officer = await signedIn(await makePerson("Officer"), "certification-officer");
    const path = `/certificates/issued/${certificate.id}`;
    const data = { printedName: "Šárka Changed" };
    await db.person.update({ where: { id: certificate.personId }, data });
    const shown = await officer(path);
    expect(words(shown.text)).toMatch(/Šárka Unmistakable\s+Šárka Changed/);
    const seen = /name="seen" value="([0-9a-f]{64})"/.exec(shown.text)![1]!;
    const answer = await officer(path, {}, { intent: "correct", reason: "Marriage", seen });
    expect(answer.status).toBe(302);
    const [newer] = await certificatesOf(certificate.personId);
    expect(answer.headers.location).toBe(`/certificates/issued/${newer!.id}`);
    const old = words((await visitor()(`/v/${certificate.code}`)).text);
    expect(old).toContain(`Valid. The holder has this certificate today under the number ${newer!.number}, `);
    expect(old).toContain("an earlier edition: it was replaced by a corrected one on");
    expect(old).not.toContain("Changed");
    expect((await administrator(path, {}, { intent: "correct", reason: "x", seen })).status).toBe(403);
  });
});

// ── Machines ────────────────────────────────────────────────────────────────────────────────────────

type Answer = { content?: Record<string, { schema: Schema }> };
type Asking = (network: string) => Promise<Asked>;
type Described = { paths: Record<string, Record<string, { responses: Record<string, Answer> }>> };

describe("what the OpenAPI document says machines are answered", () => {
  test("is what they are answered: every status of every address, in its type and its shape", async () => {
    const { certificate } = await issuedOverHttp();
    const machine = visitor();
    const { paths } = JSON.parse((await machine("/api/openapi.json")).text) as Described;
    const did = JSON.parse((await machine("/.well-known/did.json")).text) as { assertionMethod: string[] };
    const post =
      (codes: unknown): Asking =>
      (network) =>
        ask(app.origin, "/api/credentials", {
          headers: { "content-type": "application/json", "x-forwarded-for": network },
          body: JSON.stringify({ codes }),
        });
    const get =
      (path: string, accept = "application/json"): Asking =>
      (network) =>
        ask(app.origin, path, { headers: { accept, "x-forwarded-for": network } });
    const again =
      (asking: Asking): Asking =>
      async (network) => {
        for (let count = 0; count < 40; count += 1) {
          const answer = await asking(network);
          if (answer.status === 429) return answer;
        }
        throw new Error("nobody was slowed");
      };
    const credential = get(`/api/credentials/${certificate.code}`);
    const ofFacilitators = "/achievements/schemes/fe-facilitator/1.0/facilitator";
    const asked: Record<string, Asking> = {
      "post /api/credentials 200": post([certificate.code, "unknown"]),
      "post /api/credentials 400": post("none"),
      "post /api/credentials 413": post(Array.from({ length: 501 }, () => certificate.code)),
      "post /api/credentials 429": again(post([certificate.code])),
      "get /api/credentials/{code} 200": credential,
      "get /api/credentials/{code} 404": get("/api/credentials/nothing"),
      "get /api/credentials/{code} 429": again(credential),
      "get /achievements/{in}/{id}/{version}/{paper} 200": get(ofFacilitators),
      "get /achievements/{in}/{id}/{version}/{paper} 303": get(ofFacilitators, "text/html"),
      "get /achievements/{in}/{id}/{version}/{paper} 404": get(ofFacilitators.replace("1.0", "9")),
      "get /status/{list}/{purpose} 200": get("/status/1/revocation"),
      "get /status/{list}/{purpose} 404": get("/status/900/revocation"),
      "get /status/snapshot 200": get("/status/snapshot"),
      "get /.well-known/did.json 200": get("/.well-known/did.json"),
      "get /keys/certificates.pem 200": get("/keys/certificates.pem"),
      "get /keys/{thumbprint} 200": get(`/keys/${did.assertionMethod[0]!.split("#")[1]}`),
      "get /keys/{thumbprint} 404": get("/keys/none"),
    };
    // In other types than the first.
    const askedAs: Record<string, Asking> = {
      "post /api/credentials 200 text/csv": (network) =>
        ask(app.origin, "/api/credentials", {
          headers: { "content-type": "application/x-www-form-urlencoded", "x-forwarded-for": network },
          body: formBody({ list: certificate.code }),
        }),
      "get /api/credentials/{code} 200 application/vc": get(
        `/api/credentials/${certificate.code}`,
        "application/vc",
      ),
      "get /api/credentials/{code} 200 application/vc+jwt": get(
        `/api/credentials/${certificate.code}`,
        "application/vc+jwt",
      ),
    };
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { responses }]) =>
        Object.entries(responses).map(([status, answer]) => ({ method, path, status, answer })),
      ),
    );
    expect(documented.map(({ method, path, status }) => `${method} ${path} ${status}`).sort()).toEqual(
      Object.keys(asked).sort(),
    );
    for (const { method, path, status, answer } of documented) {
      const name = `${method} ${path} ${status}`;
      const first = await asked[name]!(nextNetwork());
      expect([name, first.status]).toEqual([name, Number(status)]);
      for (const [type, { schema }] of Object.entries(answer.content ?? {})) {
        const { headers, text } = (await askedAs[`${name} ${type}`]?.(nextNetwork())) ?? first;
        expect([name, headers["content-type"]?.split(";")[0]]).toEqual([name, type]);
        const value: unknown = type.includes("json") || type === "application/vc" ? JSON.parse(text) : text;
        expect([name, ...faultsIn(value, schema)]).toEqual([name]);
      }
    }
    // What is said of a certificate is all that is documented, and nothing else.
    const { schema } =
      paths["/api/credentials/{code}"]!["get"]!.responses["200"]!.content!["application/json"]!;
    const said = JSON.parse((await credential(nextNetwork())).text) as Record<string, unknown>;
    expect(Object.keys(said).sort()).toEqual(Object.keys(schema["properties"] as object).sort());
    expect(faultsIn({ ...said, valid: "yes", since: "today" }, schema)).toEqual([
      "$.valid is string, not boolean",
      "$.since is no date",
    ]);
  });
});
