import admission from "./km/admission.json" with { type: "json" };
import admin from "./km/admin.json" with { type: "json" };
import anchors from "./km/anchors.json" with { type: "json" };
import attestation from "./km/attestation.json" with { type: "json" };
import audit from "./km/audit.json" with { type: "json" };
import candidacy from "./km/candidacy.json" with { type: "json" };
import catalogue from "./km/catalogue.json" with { type: "json" };
import certification from "./km/certification.json" with { type: "json" };
import cohorts from "./km/cohorts.json" with { type: "json" };
import common from "./km/common.json" with { type: "json" };
import credentials from "./km/credentials.json" with { type: "json" };
import exams from "./km/exams.json" with { type: "json" };
import licences from "./km/licences.json" with { type: "json" };
import panels from "./km/panels.json" with { type: "json" };
import identity from "./km/identity.json" with { type: "json" };
import notifications from "./km/notifications.json" with { type: "json" };
import learning from "./km/learning.json" with { type: "json" };
import observation from "./km/observation.json" with { type: "json" };
import reports from "./km/reports.json" with { type: "json" };
import rights from "./km/rights.json" with { type: "json" };
import schemes from "./km/schemes.json" with { type: "json" };
import search from "./km/search.json" with { type: "json" };
import trainers from "./km/trainers.json" with { type: "json" };

export const km = {
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
