import { ADMINISTRATION } from "./forms/administration.ts";
import { ADMISSION } from "./forms/admission.ts";
import { ATTESTATION } from "./forms/attestation.ts";
import { CATALOGUE } from "./forms/catalogue.ts";
import { CERTIFICATION } from "./forms/certification.ts";
import { COHORTS } from "./forms/cohorts.ts";
import { COMING_IN } from "./forms/coming-in.ts";
import { LEARNING } from "./forms/learning.ts";
import { LICENCES } from "./forms/licences.ts";
import { RIGHTS } from "./forms/rights.ts";
import type { ValidForms } from "./forms/scene.ts";

/*
 * For every action a form that is right, by somebody who may, on something of their own: written by hand. Each has
 * to succeed; each is where hostile forms start from. By the route's address.
 */

export const VALID_FORMS: Record<string, ValidForms> = {
  ...COMING_IN,
  ...LEARNING,
  ...CATALOGUE,
  ...COHORTS,
  ...ADMISSION,
  ...CERTIFICATION,
  ...ATTESTATION,
  ...LICENCES,
  ...RIGHTS,
  ...ADMINISTRATION,
};
