import { newLink } from "#app/features/admission/application-links.server.ts";
import { inTransaction } from "#app/infra/db.server.ts";
import { paths } from "#app/lib/paths.ts";
import { applicationTo, makeApplication, makeCall } from "#tests/support/admission-fixture.ts";
import * as fresh from "#tests/support/fresh.ts";
import { as, type Fields, type ValidForms } from "./scene.ts";

const CALL: Fields = {
  intent: "publish",
  opensOn: "2026-01-01",
  closesOn: "2026-11-30",
  seats: "20",
  contact: "courses@example.org",
  pass: "60",
  version: "0",
  "about-en": "For managers of branches.",
  "criteria-en": "Two years in microfinance.",
  "costs-en": "None.",
  "question-1-en": "Why?",
  "question-1-kind": "text",
  "question-1-required": "yes",
  "criterion-1-name": "Experience",
  "criterion-1-weight": "2",
  "criterion-1-least": "2",
};

const APPLICANT: Fields = {
  name: "Keo Chanthy",
  email: "keo.chanthy@example.org",
  phone: "+855 12 345 678",
  sex: "female",
  country: "KH",
  organisation: "Rumdul Microfinance",
  organisationKind: "mfi",
  position: "Branch manager",
  consent: "yes",
  "answer-1": "To learn.",
};

/** A cohort that lies ahead, with a call and one application. */
async function selection(own: Parameters<typeof makeApplication>[1] = {}) {
  const cohortId = await fresh.cohortAhead();
  const callId = await makeCall(cohortId);
  return { cohortId, callId, applicationId: await makeApplication(callId, own) };
}

const decide =
  (intent: string, own: Fields, state = "received") =>
  async () => {
    const { cohortId, applicationId } = await selection({ state });
    const fields = { intent, "applications[]": [applicationId], note: "", ...own };
    return as("cohort-administrator", paths.applications(cohortId), fields);
  };

const answer = (intent: string) => async () => {
  const { applicationId } = await selection({ state: "offered", replyBy: "2099-01-01" });
  const secret = await inTransaction((tx) => newLink(tx, applicationId));
  return { path: paths.application(secret), cookie: "", fields: { intent } };
};

export const ADMISSION: Record<string, ValidForms> = {
  "/cohorts/:cohortId/call": {
    publish: async () => as("cohort-administrator", paths.editCall(await fresh.cohortAhead()), CALL),
  },
  "/calls/:callId/apply": {
    apply: async () => {
      const { callId } = await applicationTo(await fresh.cohortAhead());
      return { path: paths.applyFor(callId), cookie: "", fields: APPLICANT };
    },
  },
  "/applications/:token": {
    accept: answer("accept"),
    refuse: answer("refuse"),
    withdraw: answer("withdraw"),
  },
  "/cohorts/:cohortId/applications": {
    offer: decide("offer", { replyBy: "2099-01-01" }),
    shortlist: decide("shortlist", {}),
    wait: decide("wait", { note: "Number 3 on the list." }),
    decline: decide("decline", {}),
    reopen: decide("reopen", {}, "declined"),
  },
  "/cohorts/:cohortId/applications/:applicationId": {
    score: async () => {
      const { cohortId, applicationId } = await selection();
      const fields = { "score-1": "4", "score-2": "3", comment: "Clear reasons." };
      return as("trainer", paths.applicationOf(cohortId, applicationId), fields);
    },
  },
};
