import { afterAll, expect, inject, test } from "vitest";
import { signIn, useBrowser } from "#tests/support/browser.ts";
import { startDemo } from "#tests/support/demo.ts";

/* An officer calls a panel and asks somebody from outside, who does their part on a phone and has no account. */

const demo = await startDemo(inject("template"));
Object.assign(process.env, { APP_MODE: "test", DATABASE_URL: demo.databaseUrl, DATA_DIR: demo.dataDir });
const { db } = await import("#app/infra/db.server.ts");
const { wordsFor } = await import("#app/infra/words.server.ts");
const { t } = wordsFor("en", "UTC");
const { t: fr } = wordsFor("fr", "UTC"); // the officer's language
const browser = useBrowser();

afterAll(async () => {
  await db.$disconnect();
  await demo.close();
});

test("the link comes by mail; they declare, read the file, vote, and the link is spent", async () => {
  const candidacy = await db.candidacy.findFirstOrThrow({
    where: { state: "decision", openKey: "open" },
    include: { person: true },
  });
  const desk = await browser.newPage(demo.app.origin);
  await signIn(desk, "jean");
  await desk.goto(`/candidates/${candidacy.id}`);
  await desk.getByText(fr("panels.call.title")).click();
  await desk.getByLabel(fr("panels.call.why")).fill("The scores of the two assessors are far apart");
  await desk.getByRole("button", { name: fr("panels.call.do") }).click();
  await desk.getByText(fr("panels.guest.title")).click();
  await desk.locator("[name=guestName]").fill("Ada Obi");
  await desk.locator("[name=guestEmail]").fill("ada@school.example");
  await desk.locator("[name=guestEmployer]").fill("School of Management");
  await desk.locator("[name=guestLocale]").selectOption("en");
  await desk.getByRole("button", { name: fr("panels.guest.do") }).click();
  await desk.getByText(fr("panels.state.seated"), { exact: true }).waitFor();

  const { body } = await db.outboxMessage.findFirstOrThrow({ where: { address: "ada@school.example" } });
  const link = /\/panels\/[\w-]+/.exec(body)![0];
  const phone = await browser.newPage(demo.app.origin, { width: 360, phone: true });
  await phone.goto(link);
  await phone.getByRole("heading", { level: 1, name: candidacy.person.name }).waitFor();
  const file = phone.getByRole("heading", { name: t("candidacy.page.counts") });
  expect(await file.count()).toBe(0); // nothing of it before they have declared
  for (const sentence of ["part", "tie", "interest"]) await phone.locator(`[name=${sentence}]`).check();
  await phone.getByRole("button", { name: t("panels.declare.do") }).click();
  await file.waitFor();
  await phone.getByRole("radio", { name: t("panels.outcome.advance") }).check();
  await phone.locator("[name=words]").fill("Both assessors describe the same strengths.");
  await phone.getByRole("button", { name: t("panels.vote.do") }).click();
  await phone.getByText(t("panels.page.thanksVote")).waitFor();
  await phone.goto(link, { waitUntil: "commit" }).catch(() => null);
  await phone.getByText(t("panels.page.goneText")).waitFor();

  await desk.reload();
  await desk.getByText(fr("panels.state.voted"), { exact: true }).waitFor();
  expect(await desk.getByText("Both assessors describe").count()).toBe(0); // not before all three have voted
});

test("an officer with an interest of their own reads so, and finds no way into the renewal they do not decide", async () => {
  const { id, personId } = await db.certification.findFirstOrThrow({
    where: { schemeId: "mmw-volume-1-trainer", person: { affiliations: { some: { until: null } } } },
    orderBy: { id: "asc" },
  });
  const { organisationId } = await db.affiliation.findFirstOrThrow({ where: { personId, until: null } });
  const jean = await db.person.findFirstOrThrow({ where: { username: "jean" } });
  const desk = await browser.newPage(demo.app.origin);
  await signIn(desk, "jean");
  const renewal = desk.getByRole("link", { name: fr("trainers.renewal.link") });
  const interest = desk.getByText(fr("common.refusal.certification-conflict"));
  const seen = async () => {
    await desk.goto(`/certifications/${id}`);
    return [await renewal.count(), await interest.count()];
  };
  expect(await seen()).toEqual([1, 0]);
  await db.affiliation.create({
    data: { id: "jean-there", personId: jean.id, organisationId, from: "2026-01-01" },
  });
  expect(await seen()).toEqual([0, 1]);
});
