import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { chooseLanguage, signIn, useBrowser } from "./browser.ts";
import { startDemo } from "./demo.ts";
import type { DemoFacts } from "./demo-facts.ts";

/*
 * Every page as somebody sees it in the demonstration, on a narrow phone. Each way of looking is a file of journeys, so
 * that they go on side by side.
 */

type Visit = { as: string | null; at: string; status?: number };
const by =
  (as: string | null) =>
  (...addresses: string[]): Visit[] =>
    addresses.map((at) => ({ as, at }));
const anyone = by(null);
const learner = by("dara");
const trainer = by("vanna");
const administrator = by("aminata");
const officer = by("jean");
const owner = by("petra");
const gone = (at: string): Visit => ({ as: null, at, status: 410 });

/** Where each route is looked at, by hand; a page without a row fails. */
export const VISITS: Record<string, (facts: DemoFacts) => Visit[]> = {
  "/": () => [...anyone("/"), ...learner("/")],
  "/privacy": () => anyone("/privacy"),
  "/offline": () => anyone("/offline"),
  "/courses": () => [...anyone("/courses"), ...trainer("/courses")],
  "/courses/:courseId": () => anyone("/courses/management-essentials"),
  "/v": ({ number }) =>
    anyone("/v", `/v?q=${number}`, "/v?q=TR-2025-014", "/v?q=PB-2026-000000-0", "/v?q=nothing"),
  "/v/offline": () => anyone("/v/offline"),
  "/v/file": () => anyone("/v/file"),
  "/v/list": () => anyone("/v/list"),
  "/v/name": () => anyone("/v/name"),
  "/v/:code": ({ code, trainerCode }) => [
    ...anyone(`/v/${code}`, `/v/${trainerCode}`),
    { as: null, at: "/v/00000000000000000000000000", status: 404 },
  ],
  "/*": () => [
    { as: null, at: "/nothing/here", status: 404 },
    { as: "dara", at: "/outbox", status: 403 },
  ],

  "/calls": () => anyone("/calls"),
  "/calls/:callId": ({ call }) => anyone(`/calls/${call}`),
  "/calls/:callId/apply": ({ call }) => [
    ...anyone(`/calls/${call}/apply`),
    ...learner(`/calls/${call}/apply`),
  ],
  "/applications/:token": ({ applicant }) => [
    ...anyone(`/applications/${applicant}`),
    { as: null, at: "/applications/none", status: 404 },
  ],

  "/sign-in": () => anyone("/sign-in"),
  "/sign-in/code": () => anyone("/sign-in/code"),
  "/forgot-password": () => anyone("/forgot-password"),
  "/reset-password/:token": ({ reset }) => [
    ...anyone(`/reset-password/${reset}`),
    gone("/reset-password/none"),
  ],
  "/invitation/:token": ({ invitation }) => [
    ...anyone(`/invitation/${invitation}`),
    gone("/invitation/none"),
  ],
  "/set-up/:token": () => [gone("/set-up/none")],
  "/welcome": () => learner("/welcome"),
  "/send-again": () => learner("/send-again"),
  "/me": () => learner("/me"),
  "/me/password": () => learner("/me/password"),
  "/me/messages": () => learner("/me/messages"),
  "/inbox": () => [...learner("/inbox"), ...by("sophea")("/inbox"), ...by("fatou")("/inbox")],
  "/me/devices": () => learner("/me/devices"),
  "/me/deputies": () => [...by("petra")("/me/deputies"), ...learner("/me/deputies")],
  "/me/calendar": () => [...learner("/me/calendar"), ...trainer("/me/calendar")],
  "/me/data": () => [...learner("/me/data"), ...trainer("/me/data")],
  "/me/name": () => learner("/me/name"),

  "/learn": () => [...learner("/learn"), ...by("ingrid")("/learn"), ...by("sophea")("/learn")],
  "/learn/:enrolmentId": ({ running, finished }) => learner(`/learn/${running}`, `/learn/${finished}`),
  "/learn/:enrolmentId/final": ({ running, finished }) =>
    learner(`/learn/${running}/final`, `/learn/${finished}/final`),
  "/learn/:enrolmentId/action-plan": ({ running, finished }) =>
    learner(`/learn/${running}/action-plan`, `/learn/${finished}/action-plan`),
  "/learn/:enrolmentId/name": ({ running }) => learner(`/learn/${running}/name`),
  "/learn/:enrolmentId/days": ({ running, finished }) =>
    learner(`/learn/${running}/days`, `/learn/${finished}/days`),
  "/learn/:enrolmentId/days/:date": ({ running, today }) => learner(`/learn/${running}/days/${today}`),
  "/learn/:enrolmentId/follow-up/:months": ({ finished }) => learner(`/learn/${finished}/follow-up/3`),
  "/learn/:enrolmentId/travel": ({ running }) => learner(`/learn/${running}/travel`),
  "/learn/:enrolmentId/test/:sitting": ({ running, finished }) =>
    learner(`/learn/${running}/test/post`, `/learn/${finished}/test/post`),
  "/learn/:enrolmentId/electives": ({ chosen, undecided }) => [
    ...by("sophea")(`/learn/${chosen}/electives`),
    ...by("fatou")(`/learn/${undecided}`, `/learn/${undecided}/electives`),
  ],
  "/learn/:enrolmentId/:moduleId": ({ running }) =>
    learner(`/learn/${running}/the-managers-job`, `/learn/${running}/credit-risk-and-delinquency`),
  "/learn/:enrolmentId/:moduleId/:unitId": ({ running }) =>
    ["reading-par30", "the-worst-officer", "watch-list", "module-test", "my-first-three-days"].flatMap(
      (unit) => learner(`/learn/${running}/credit-risk-and-delinquency/${unit}`),
    ),
  "/learn/:enrolmentId/:moduleId/forms/:page": ({ finished }) =>
    ["a", "b", "key"].flatMap((page) => learner(`/learn/${finished}/danger-of-too-much-debt/forms/${page}`)),
  "/attempts/:attemptId": ({ open }) => learner(`/attempts/${open}`, `/attempts/${open}?q=1`),
  "/attempts/:attemptId/result": ({ passed, failed }) => [
    ...learner(`/attempts/${passed}/result`),
    ...by("vannak")(`/attempts/${failed}/result`),
  ],
  "/certificates": () => [
    ...learner("/certificates"),
    ...by("anh")("/certificates"),
    ...by("cheikh")("/certificates"),
  ],

  "/work": () => [...administrator("/work"), ...trainer("/work"), ...by("ana")("/work")],
  "/preview/:versionId": ({ version }) => trainer(`/preview/${version}`),
  "/translations/:versionId/:locale": ({ version }) => administrator(`/translations/${version}/fr`),
  "/translations/:versionId/:locale/:moduleId/:unitId": ({ version }) =>
    administrator(`/translations/${version}/fr/the-managers-job/five-levers`),
  "/translations/:versionId/:locale/:moduleId/:kind/:id": ({ version }) =>
    [
      "management-essentials/course/words",
      "the-managers-job/module/words",
      "the-managers-job/sheets/time-diary",
      "credit-risk-and-delinquency/figures/ageing",
      "the-managers-job/items/ride-to-collect",
    ].flatMap((at) => administrator(`/translations/${version}/fr/${at}`)),
  "/preview/:versionId/:moduleId/trainer/:text": ({ version }) =>
    trainer(
      `/preview/${version}/the-managers-job/trainer/session-plan`,
      `/preview/${version}/the-managers-job/trainer/slides`,
    ),
  "/preview/:versionId/:moduleId/forms/:page": ({ education }) =>
    ["b", "key"].flatMap((page) => trainer(`/preview/${education}/insurance-and-claims/forms/${page}`)),
  "/preview/:versionId/:moduleId/:unitId": ({ version }) =>
    trainer(
      `/preview/${version}/the-managers-job/five-levers`,
      `/preview/${version}/the-managers-job/module-test`,
    ),
  "/cohorts": () => administrator("/cohorts"),
  "/holidays": () => administrator("/holidays", "/holidays?country=KH"),
  "/unreached": ({ evenings }) => [
    ...owner("/unreached", "/unreached?as=calls", "/unreached?as=slips", "/unreached?show=told"),
    ...trainer(`/unreached?cohort=${evenings}`),
  ],
  "/cohorts/new": () => administrator("/cohorts/new"),
  "/cohorts/:cohortId": ({ evenings, days }) => administrator(`/cohorts/${evenings}`, `/cohorts/${days}`),
  "/cohorts/:cohortId/edit": ({ evenings }) => administrator(`/cohorts/${evenings}/edit`),
  "/cohorts/:cohortId/enrol": ({ evenings }) => administrator(`/cohorts/${evenings}/enrol`),
  "/cohorts/:cohortId/calendar": ({ evenings, planned }) => [
    ...trainer(`/cohorts/${evenings}/calendar`),
    ...administrator(`/cohorts/${planned}/calendar`),
  ],
  "/cohorts/:cohortId/calendar/:halfDayId": ({ evenings, halfDay }) =>
    trainer(`/cohorts/${evenings}/calendar/${halfDay}`),
  "/sheets": () => [
    ...trainer("/sheets"),
    { as: "vanna", at: "/sheets?code=0000", status: 404 },
    { as: "vanna", at: "/sheets?code=0000-0000-0000", status: 404 },
  ],
  "/cohorts/:cohortId/attendance/:halfDayId/print": ({ evenings, halfDay }) =>
    trainer(`/cohorts/${evenings}/attendance/${halfDay}/print`),
  "/cohorts/:cohortId/attendance/:halfDayId/meeting": ({ evenings, halfDay }) =>
    trainer(`/cohorts/${evenings}/attendance/${halfDay}/meeting`),
  "/cohorts/:cohortId/attendance/:halfDayId/pages": ({ evenings, halfDay }) =>
    trainer(`/cohorts/${evenings}/attendance/${halfDay}/pages`),
  "/cohorts/:cohortId/calendar/:halfDayId/files": ({ evenings, halfDay }) =>
    trainer(`/cohorts/${evenings}/calendar/${halfDay}/files`),
  "/cohorts/:cohortId/attendance/:halfDayId": ({ evenings, halfDay }) =>
    trainer(`/cohorts/${evenings}/attendance/${halfDay}`),
  "/cohorts/:cohortId/call": ({ called, planned }) =>
    administrator(`/cohorts/${called}/call`, `/cohorts/${planned}/call`),
  "/cohorts/:cohortId/applications": ({ called, planned }) =>
    administrator(`/cohorts/${called}/applications`, `/cohorts/${planned}/applications`),
  "/cohorts/:cohortId/applications/:applicationId": ({ called, application }) =>
    administrator(`/cohorts/${called}/applications/${application}`),
  "/cohorts/:cohortId/people/:enrolmentId": ({ evenings, running }) => [
    ...trainer(`/cohorts/${evenings}/people/${running}`),
    ...administrator(`/cohorts/${evenings}/people/${running}`),
  ],
  "/cohorts/:cohortId/people/:enrolmentId/electives": ({ planned, chosen }) =>
    administrator(`/cohorts/${planned}/people/${chosen}/electives`),
  "/cohorts/:cohortId/people/:enrolmentId/move": ({ planned, chosen }) =>
    administrator(`/cohorts/${planned}/people/${chosen}/move`),
  "/cohorts/:cohortId/move": ({ planned }) => administrator(`/cohorts/${planned}/move`),
  "/me/panels": () => [...by("chenda")("/me/panels"), ...by("dara")("/me/panels")],
  "/me/panels/:seatId": ({ mySeat, mySeatAsked }) => [
    ...trainer(`/me/panels/${mySeat}`),
    ...by("chenda")(`/me/panels/${mySeatAsked}`),
    { as: "vanna", at: `/me/panels/${mySeatAsked}`, status: 404 },
  ],
  "/panels/:token": ({ guest, guestDeclared }) => [
    ...anyone(`/panels/${guest}`),
    ...anyone(`/panels/${guestDeclared}`),
    gone("/panels/none"),
  ],
  "/confirm/:token": ({ confirm }) => [...anyone(`/confirm/${confirm}`), gone("/confirm/none")],
  "/cohorts/:cohortId/follow-up": ({ days }) => administrator(`/cohorts/${days}/follow-up`),
  "/cohorts/:cohortId/behind": ({ evenings }) => trainer(`/cohorts/${evenings}/behind`),
  "/cohorts/:cohortId/fees": ({ evenings, planned }) =>
    administrator(`/cohorts/${evenings}/fees`, `/cohorts/${planned}/fees`),
  "/cohorts/:cohortId/people/:enrolmentId/fee": ({ evenings, running }) =>
    administrator(`/cohorts/${evenings}/people/${running}/fee`),
  "/cohorts/:cohortId/travel": ({ evenings }) => [
    ...administrator(`/cohorts/${evenings}/travel`),
    ...trainer(`/cohorts/${evenings}/travel`),
  ],
  "/cohorts/:cohortId/test": ({ evenings, days, planned }) =>
    administrator(`/cohorts/${evenings}/test`, `/cohorts/${days}/test`, `/cohorts/${planned}/test`),
  "/cohorts/:cohortId/test/:sitting": ({ days }) => administrator(`/cohorts/${days}/test/post`),
  "/cohorts/:cohortId/evaluations": ({ evenings, days }) =>
    administrator(`/cohorts/${evenings}/evaluations`, `/cohorts/${days}/evaluations`),
  "/cohorts/:cohortId/report": ({ evenings, days }) => [
    ...trainer(`/cohorts/${evenings}/report`),
    ...administrator(`/cohorts/${days}/report`),
  ],
  "/cohorts/:cohortId/codes": ({ evenings }) => administrator(`/cohorts/${evenings}/codes`),
  "/cohorts/:cohortId/certificates": ({ evenings, days }) =>
    administrator(`/cohorts/${evenings}/certificates`, `/cohorts/${days}/certificates`),
  "/cohorts/:cohortId/hand-over": ({ days, planned }) =>
    administrator(`/cohorts/${days}/hand-over`, `/cohorts/${planned}/hand-over`),
  "/weakest-items": () => [...trainer("/weakest-items"), ...by("chenda")("/weakest-items")],
  "/reports": ({ days }) => [
    ...administrator("/reports", `/reports?cohort=${days}&by=organisation`, "/reports?to=2000-01-01"),
    ...by("chenda")("/reports"),
  ],
  "/certificates/issued": () => officer("/certificates/issued"),
  "/certificates/issued/:certificateId": ({ certificate }) => officer(`/certificates/issued/${certificate}`),
  "/candidacies": () => [...by("sophea")("/candidacies"), ...learner("/candidacies")],
  "/candidacies/new": () => learner("/candidacies/new"),
  "/candidacies/:candidacyId": ({ candidacy }) => by("sophea")(`/candidacies/${candidacy}`),
  "/candidates": () => [
    ...officer("/candidates", "/candidates?queue=decision"),
    ...by("lina")("/candidates"),
  ],
  "/candidates/assessors": () => officer("/candidates/assessors"),
  "/candidates/new": () => officer("/candidates/new"),
  "/candidates/:candidacyId": ({ candidacy, practising }) => [
    ...officer(`/candidates/${candidacy}`),
    ...by("kwame")(`/candidates/${practising}`),
  ],
  "/candidates/:candidacyId/certificate": ({ provisional }) =>
    officer(`/candidates/${provisional}/certificate`),
  "/candidates/:candidacyId/observations": ({ candidacy, practising }) =>
    officer(`/candidates/${practising}/observations`, `/candidates/${candidacy}/observations`),
  "/candidates/:candidacyId/session": ({ facilitator, candidacy }) => [
    ...by("sovann")(`/candidates/${facilitator}/session`),
    ...by("lina")(`/candidates/${candidacy}/session`),
  ],
  "/observations": () => [...by("kwame")("/observations"), ...by("lina")("/observations")],
  "/observations/:ratingId": ({ rating }) => by("kwame")(`/observations/${rating}`),
  "/certifications": () => [
    ...officer("/certifications", "/certifications?q=nobody"),
    ...by("chenda")("/certifications"),
  ],
  "/certifications/import": () => officer("/certifications/import"),
  "/certifications/new": () => officer("/certifications/new"),
  "/refresher-days/:dayId": ({ refresherDay }) => by("chenda")(`/refresher-days/${refresherDay}`),
  "/refresher-days/:dayId/print": ({ refresherDay }) => by("chenda")(`/refresher-days/${refresherDay}/print`),
  "/coverage": ({ organisation }) => [
    ...by("chenda")("/coverage", "/coverage?topic=budget", "/coverage?on=2020-01-01"),
    ...by("rithy")(`/coverage?organisation=${organisation}`),
    ...officer("/coverage"),
  ],
  "/coverage/people": ({ organisation }) => [
    ...by("chenda")(`/coverage/people?organisation=${organisation}&topic=budget`),
    ...officer(`/coverage/people?organisation=${organisation}&topic=saving&state=away`),
  ],
  "/licences": () => [...officer("/licences", "/licences?on=2025-01-01"), ...by("chenda")("/licences")],
  "/licences/:organisationId/:licenceSchemeId": ({ organisation }) => [
    ...officer(`/licences/${organisation}/mmw-licence`, `/licences/${organisation}/fe-licence`),
    ...by("chenda")(`/licences/${organisation}/mmw-licence?on=2025-01-01`),
  ],
  "/licensed": () => anyone("/licensed", "/licensed?country=ZW"),
  "/certificate-templates": () => officer("/certificate-templates"),
  "/certificate-templates/:templateId": () => [
    ...officer(
      "/certificate-templates/management-course",
      "/certificate-templates/financial-education-trainer",
    ),
    { as: "jean", at: "/certificate-templates/none", status: 404 },
  ],
  "/schemes": () => officer("/schemes"),
  "/schemes/:schemeId": () => [
    ...officer("/schemes/mmw-volume-1-trainer"),
    ...by("chenda")("/schemes/fe-facilitator"),
    { as: "aminata", at: "/schemes/none", status: 404 },
  ],
  "/schemes/:keptSchemeId/next": () => officer("/schemes/mmw-volume-1-trainer/next"),
  "/schemes/:keptSchemeId/calls": () => [
    ...officer("/schemes/mmw-volume-1-trainer/calls"),
    { as: "jean", at: "/schemes/mmw-licence/calls", status: 404 },
  ],
  "/schemes/:keptSchemeId/move": () =>
    officer("/schemes/mmw-volume-1-trainer/move", "/schemes/mmw-master-trainer/move"),
  "/schemes/:keptSchemeId/next/:schemePart": () => [
    ...officer("/schemes/mmw-volume-1-trainer/next/phase-3"),
    { as: "jean", at: "/schemes/mmw-volume-1-trainer/next/none", status: 404 },
  ],
  "/certifications/:certificationId": ({ certification, suspended, decided }) =>
    officer(
      `/certifications/${certification}`,
      `/certifications/${decided}`,
      `/certifications/${suspended}?on=2026-01-05`,
    ),
  "/attestations/:organisationId": ({ organisation }) => [
    ...by("chenda")(`/attestations/${organisation}`, `/attestations/${organisation}?date=2026-12-31`),
    ...by("rithy")(`/attestations/${organisation}`),
  ],
  "/complaints": () => anyone("/complaints"),
  "/complaints/:token": ({ receipt }) => [
    ...anyone(`/complaints/${receipt}`, `/complaints/${receipt}?new=1`),
    { as: null, at: "/complaints/none", status: 404 },
  ],
  "/trainers": () => anyone("/trainers", "/trainers?country=ZW"),
  "/trainers/schemes": () => anyone("/trainers/schemes"),
  "/trainers/schemes/:publishedSchemeId/:version": () => [
    ...anyone("/trainers/schemes/mmw-volume-1-trainer/1.0", "/trainers/schemes/mmw-licence/1.0"),
    { as: null, at: "/trainers/schemes/mmw-volume-1-trainer/9.9", status: 404 },
  ],
  "/exam-banks": () => by("ana")("/exam-banks"),
  "/exam-banks/:bankId": ({ examBank }) => by("ana")(`/exam-banks/${examBank}`),
  "/exam-sittings": ({ examBank }) => officer("/exam-sittings", `/exam-sittings?bank=${examBank}`),
  "/exam-sittings/:sittingId": ({ sitting }) => officer(`/exam-sittings/${sitting}`),
  "/invigilate/:roomId": ({ sitting }) => by("vanna")(`/invigilate/${sitting}`),
  "/exam-papers": () => by("ana")("/exam-papers"),
  "/exam-keying": () => officer("/exam-keying", "/exam-keying?code=0000-0000-0000"),
  "/exam-keying/:sheetId": ({ onPaper }) => officer(`/exam-keying/${onPaper.sheetId}`),
  "/script-pages/:pagesId": ({ onPaper }) => by("vanna")(`/script-pages/${onPaper.pagesId}`),
  "/exam-marking": () => by("kwame")("/exam-marking"),
  "/exam-marking/:workId": ({ scriptToMark }) => by("kwame")(`/exam-marking/${scriptToMark}`),
  "/my-exams/:scriptId": ({ script }) => by("sophea")(`/my-exams/${script}`),
  "/suspension-proposals": () => [
    ...officer("/suspension-proposals"),
    ...by("lina")("/suspension-proposals"),
  ],
  "/suspension-proposals/:proposalId": ({ proposal }) => officer(`/suspension-proposals/${proposal}`),
  "/complaint-register": () => officer("/complaint-register", "/complaint-register?show=decided"),
  "/complaint-register/:complaintId": ({ complaint }) => officer(`/complaint-register/${complaint}`),
  "/me/certifications": () => [...trainer("/me/certifications"), ...learner("/me/certifications")],
  "/me/certifications/:certificationId": ({ suspended }) => by("chenda")(`/me/certifications/${suspended}`),
  "/me/certifications/:certificationId/renewal": ({ suspended }) =>
    by("chenda")(`/me/certifications/${suspended}/renewal`),
  "/certifications/:certificationId/renewal": ({ certification, suspended }) =>
    officer(`/certifications/${certification}/renewal`, `/certifications/${suspended}/renewal`),
  "/certifications/:certificationId/observations": ({ certification }) =>
    officer(`/certifications/${certification}/observations`),
  "/name-changes": () => officer("/name-changes", "/name-changes?state=all"),
  "/name-changes/:nameChangeId": ({ nameChange }) => officer(`/name-changes/${nameChange}`),
  "/marking": () => trainer("/marking"),
  "/marking/:attemptId": ({ toMark }) => trainer(`/marking/${toMark}`),
  "/action-plans": () => trainer("/action-plans"),
  "/action-plans/:enrolmentId": ({ toReview }) => trainer(`/action-plans/${toReview}`),

  "/search": () => [
    ...owner("/search", "/search?q=so", "/search?q=nobody-at-all"),
    ...administrator("/search?q=ម"),
  ],
  "/people": () => [...owner("/people"), ...administrator("/people?q=nobody")],
  "/people/invite": () => owner("/people/invite"),
  "/people/import": ({ planned }) => [
    ...owner("/people/import"),
    ...administrator(`/people/import?cohort=${planned}`),
  ],
  "/cohorts/:cohortId/enrolment-code": ({ planned }) => administrator(`/cohorts/${planned}/enrolment-code`),
  "/enrol": () => learner("/enrol"),
  "/enrol/:code": () => learner("/enrol/7K3M-Q2XD"),
  "/people/duplicates": () =>
    owner("/people/duplicates", "/people/duplicates?q=nobody", "/people/duplicates?state=proposed"),
  "/people/:personId/merge/:otherId": ({ twice: { keptId, goneId } }) =>
    owner(`/people/${goneId}/merge/${keptId}`),
  "/merges/:mergeId": ({ merge }) => [...owner(`/merges/${merge}`), ...administrator(`/merges/${merge}`)],
  "/people/:personId": ({ person }) => [...owner(`/people/${person}`), ...by("chenda")(`/people/${person}`)],
  "/organisations": () => owner("/organisations"),
  "/organisations/:organisationId/staff-list": ({ organisation }) =>
    by("chenda")(`/organisations/${organisation}/staff-list`),
  "/organisations/:organisationId/modules": ({ organisation }) => [
    ...by("chenda")(`/organisations/${organisation}/modules`),
    ...owner(`/organisations/${organisation}/modules`),
  ],
  "/organisations/:organisationId": ({ organisation }) => [
    ...owner(`/organisations/${organisation}`),
    ...by("chenda")(`/organisations/${organisation}`),
  ],
  "/audit": () => by("ingrid")("/audit"),
  "/data-requests": () => owner("/data-requests", "/data-requests?show=answered"),
  "/data-requests/:dataRequestId": ({ dataRequest }) => owner(`/data-requests/${dataRequest}`),
  "/retention": () => owner("/retention"),
  "/issuer-keys": () => owner("/issuer-keys"),
  "/retention/:purgeKind": () => owner("/retention/mails", "/retention/applications"),
  "/outbox": () => owner("/outbox"),
  "/jobs": () => owner("/jobs", "/jobs?state=done"),
};

/** The tests of one language, each page with what `look` finds wrong with it; call it at the top of the file. */
export async function lookAtEveryPage(language: string, look: (page: Page) => Promise<string[]>) {
  const demo = await startDemo(inject("template"));
  Object.assign(process.env, { APP_MODE: "test", DATABASE_URL: demo.databaseUrl, DATA_DIR: demo.dataDir });
  const { readDemoFacts } = await import("./demo-facts.ts");
  const browser = useBrowser();
  const open = new Map<string | null, Page>();
  let facts: DemoFacts;

  beforeAll(async () => {
    const inOffice = () => browser.newPage(demo.app.origin);
    await certify(await inOffice());
    facts = await readDemoFacts(await beginTest(await inOffice()));
  });
  afterAll(async () => {
    const { db } = await import("#app/infra/db.server.ts");
    await db.$disconnect();
    await demo.close();
  });

  async function pageOf(username: string | null): Promise<Page> {
    const known = open.get(username);
    if (known) return known;
    const page = await browser.newPage(demo.app.origin, { width: 360 });
    open.set(username, page);
    if (username) await signIn(page, username);
    else await page.goto("/");
    await chooseLanguage(page, language);
    return page;
  }

  test.each(Object.keys(VISITS))("%s", async (path) => {
    const faults: string[] = [];
    for (const { as, at, status = 200 } of VISITS[path]!(facts)) {
      const page = await pageOf(as);
      const response = await page.goto(at);
      expect(response?.status(), at).toBe(status);
      expect(new URL(page.url()).pathname, at).toBe(at.split("?")[0]);
      faults.push(...(await look(page)).map((fault) => `${at}: ${fault}`));
    }
    expect(faults).toEqual([]);
  });

  return browser;
}

/** Certificates are there to be looked at, as after the journey of the README. */
async function certify(page: Page): Promise<void> {
  await signIn(page, "aminata");
  await page.goto("/cohorts");
  await page.getByRole("link", { name: "Kampong Cham, officers’ days" }).click();
  await page.getByRole("link", { name: "End-of-training report" }).click();
  await page.getByRole("button", { name: "Validate the report" }).click();
  await page.locator(".eyebrow a").click();
  await page.getByRole("link", { name: "Certificates", exact: true }).click();
  await page.locator("main [name=intent][value=all]").click();
  await page.locator("#notice").waitFor();
  await page.context().close();
}

/** A test that is begun and not handed in; answers its id. */
async function beginTest(page: Page): Promise<string> {
  await signIn(page, "dara");
  await page.getByRole("link", { name: "Credit risk and delinquency" }).first().click();
  await page.locator("main a[href$='/module-test']").first().click();
  await page.getByRole("button", { name: "Start" }).click();
  await page.locator("#hand-in").waitFor();
  await page.context().close();
  return page.url().split("/").at(-1)!;
}
