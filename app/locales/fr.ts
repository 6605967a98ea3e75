import admission from "./fr/admission.json" with { type: "json" };
import admin from "./fr/admin.json" with { type: "json" };
import anchors from "./fr/anchors.json" with { type: "json" };
import attestation from "./fr/attestation.json" with { type: "json" };
import audit from "./fr/audit.json" with { type: "json" };
import candidacy from "./fr/candidacy.json" with { type: "json" };
import catalogue from "./fr/catalogue.json" with { type: "json" };
import certification from "./fr/certification.json" with { type: "json" };
import cohorts from "./fr/cohorts.json" with { type: "json" };
import common from "./fr/common.json" with { type: "json" };
import credentials from "./fr/credentials.json" with { type: "json" };
import exams from "./fr/exams.json" with { type: "json" };
import licences from "./fr/licences.json" with { type: "json" };
import panels from "./fr/panels.json" with { type: "json" };
import identity from "./fr/identity.json" with { type: "json" };
import notifications from "./fr/notifications.json" with { type: "json" };
import learning from "./fr/learning.json" with { type: "json" };
import observation from "./fr/observation.json" with { type: "json" };
import reports from "./fr/reports.json" with { type: "json" };
import rights from "./fr/rights.json" with { type: "json" };
import schemes from "./fr/schemes.json" with { type: "json" };
import search from "./fr/search.json" with { type: "json" };
import trainers from "./fr/trainers.json" with { type: "json" };

export const fr = {
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
