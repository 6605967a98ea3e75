import admission from "./en/admission.json" with { type: "json" };
import admin from "./en/admin.json" with { type: "json" };
import anchors from "./en/anchors.json" with { type: "json" };
import attestation from "./en/attestation.json" with { type: "json" };
import audit from "./en/audit.json" with { type: "json" };
import candidacy from "./en/candidacy.json" with { type: "json" };
import catalogue from "./en/catalogue.json" with { type: "json" };
import certification from "./en/certification.json" with { type: "json" };
import cohorts from "./en/cohorts.json" with { type: "json" };
import common from "./en/common.json" with { type: "json" };
import credentials from "./en/credentials.json" with { type: "json" };
import exams from "./en/exams.json" with { type: "json" };
import licences from "./en/licences.json" with { type: "json" };
import panels from "./en/panels.json" with { type: "json" };
import identity from "./en/identity.json" with { type: "json" };
import notifications from "./en/notifications.json" with { type: "json" };
import learning from "./en/learning.json" with { type: "json" };
import observation from "./en/observation.json" with { type: "json" };
import reports from "./en/reports.json" with { type: "json" };
import rights from "./en/rights.json" with { type: "json" };
import schemes from "./en/schemes.json" with { type: "json" };
import search from "./en/search.json" with { type: "json" };
import trainers from "./en/trainers.json" with { type: "json" };

/** English is the source: its keys are the keys of every other language (tests/rules/locales.test.ts). */
export const en = {
  admin,
  admission,
  anchors,
  attestation,
  audit,
  candidacy,
  catalogue,
  certification,
  cohorts,
  common,
  credentials,
  exams,
  identity,
  licences,
  panels,
  notifications,
  learning,
  observation,
  reports,
  rights,
  schemes,
  search,
  trainers,
};
