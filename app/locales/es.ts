import admission from "./es/admission.json" with { type: "json" };
import admin from "./es/admin.json" with { type: "json" };
import anchors from "./es/anchors.json" with { type: "json" };
import attestation from "./es/attestation.json" with { type: "json" };
import audit from "./es/audit.json" with { type: "json" };
import candidacy from "./es/candidacy.json" with { type: "json" };
import catalogue from "./es/catalogue.json" with { type: "json" };
import certification from "./es/certification.json" with { type: "json" };
import cohorts from "./es/cohorts.json" with { type: "json" };
import common from "./es/common.json" with { type: "json" };
import credentials from "./es/credentials.json" with { type: "json" };
import exams from "./es/exams.json" with { type: "json" };
import licences from "./es/licences.json" with { type: "json" };
import panels from "./es/panels.json" with { type: "json" };
import identity from "./es/identity.json" with { type: "json" };
import notifications from "./es/notifications.json" with { type: "json" };
import learning from "./es/learning.json" with { type: "json" };
import observation from "./es/observation.json" with { type: "json" };
import reports from "./es/reports.json" with { type: "json" };
import rights from "./es/rights.json" with { type: "json" };
import schemes from "./es/schemes.json" with { type: "json" };
import search from "./es/search.json" with { type: "json" };
import trainers from "./es/trainers.json" with { type: "json" };

export const es = {
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
