import { expect, test } from "vitest";
import { decideApplications } from "#app/features/admission/decide-applications.server.ts";
import { applicationBy, findApplication } from "#app/features/admission/applications.server.ts";
import { callOf } from "#app/features/admission/calls.server.ts";
import { printedLetter } from "#app/features/admission/letters.server.ts";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { layOutLetter, renderLetterPdf } from "#app/features/cohorts/letter-pdf.server.tsx";
import { postponeCohort } from "#app/features/cohorts/move-cohort.server.ts";
import { newsLetter } from "#app/features/cohorts/news-letter.server.ts";
import { db } from "#app/infra/db.server.ts";
import { loadShapedFonts } from "#app/infra/shaped-fonts.server.ts";
import { draftedNote } from "#app/infra/words.server.ts";
import { makeApplication, makeCall } from "#tests/support/admission-fixture.ts";
import * as fresh from "#tests/support/fresh.ts";
import { anyHost } from "#tests/support/any-host.ts";

async function called() {
  const cohortId = await fresh.cohortAhead();
  await makeCall(cohortId);
  return {
    cohortId,
    call: (await callOf(cohortId))!,
    actor: (await fresh.staff("cohort-administrator")).actor,
  };
}
/** Lines as they are set, without what breaking them did to their ends. */
const said = (text: string) => text.replace(/\s+/gu, "");

test("what is printed is what was mailed, in the applicant's language; what staff print lets nobody answer", async () => {
  const { cohortId, call, actor } = await called();
  const applicationId = await makeApplication(call.id, { name: "កែវ ចន្ធី", locale: "fr" });
  const before = (await findApplication(actor, cohortId, applicationId))!;
  expect(printedLetter(call, before, "secret")).toBeNull();
  const decision = {
    intent: "offer" as const,
    applications: [applicationId],
    note: "Bienvenue.",
    replyBy: "2099-11-30",
  };
  expect(await decideApplications(actor, call, decision)).toMatchObject({ ok: true });

  const mail = await db.outboxMessage.findFirstOrThrow({
    where: { address: `${applicationId}@example.org` },
  });
  const secret = /applications\/(\S+)/.exec(mail.body)![1]!;
  const application = (await applicationBy(secret))!;
  const letter = printedLetter(call, application, secret)!;
  expect(letter).toMatchObject({ locale: "fr", subject: mail.subject, blocks: [{ text: mail.body }] });
  expect(letter.day).toMatch(/20\d\d/);
  const byStaff = printedLetter(call, application, null)!;
  expect(JSON.stringify(byStaff)).not.toContain("/applications/");
  expect(JSON.stringify(byStaff)).toContain(call.contact);

  const pages = layOutLetter(letter, await loadShapedFonts());
  expect(pages).toHaveLength(1);
  expect(said(pages[0]!.lines.map(({ text }) => text).join(""))).toContain(said(mail.subject + mail.body));
  for (const { left, width, baseline } of pages[0]!.lines) {
    expect(left).toBeGreaterThanOrEqual(0);
    expect(left + width).toBeLessThanOrEqual(460);
    expect(baseline).toBeLessThan(780);
  }
  const pdf = await renderLetterPdf(letter);
  expect(pdf).toEqual(await renderLetterPdf(letter));
  expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe("%PDF-");
});

test("a long letter goes on, on a second page, and says everything", async () => {
  const text = Array.from({ length: 80 }, (_, index) => `Paragraph ${index} of a long letter.`).join("\n\n");
  const facts = { from: "A", to: ["B"], day: "C", madeOn: "2026-11-29", subject: "D" };
  const letter = {
    locale: "en",
    direction: "ltr" as const,
    ...facts,
    blocks: [{ kind: "text" as const, text }],
  };
  const pages = layOutLetter(letter, await loadShapedFonts());
  expect(pages.length).toBeGreaterThan(1);
  const words = ({ lines }: { lines: { text: string }[] }) => lines.map((line) => line.text).join("");
  expect(said(pages.map(words).join(""))).toContain(said(text));

  const note = draftedNote("es")!;
  const drafted = layOutLetter({ ...letter, locale: "es", note }, await loadShapedFonts());
  expect(said(words(drafted.at(-1)!)).endsWith(said(note))).toBe(true);
  expect(draftedNote("en")).toBeNull();
});

test("new dates are a letter too, for who has no e-mail; before there are any there is none", async () => {
  const cohortId = await fresh.cohortAhead();
  const { actor } = await fresh.staff("cohort-administrator");
  const { enrolmentId, personId } = await fresh.learner(cohortId);
  await db.person.update({ where: { id: personId }, data: { email: null } });
  const cohort = (await findRunCohort(actor, cohortId))!;
  expect(await newsLetter(cohort, enrolmentId)).toBeNull();
  const moved = await postponeCohort(
    actor,
    cohort,
    {
      intent: "postpone",
      startDate: "2099-12-05",
      note: "Floods.",
    },
    anyHost,
  );
  expect(moved).toMatchObject({ ok: true, value: 1 });
  const letter = (await newsLetter(cohort, enrolmentId))!;
  expect(JSON.stringify(letter.blocks)).toContain("Floods.");
  expect(await newsLetter((await findRunCohort(actor, await fresh.cohortAhead()))!, enrolmentId)).toBeNull();
});
