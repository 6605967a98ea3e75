import type { Edition } from "#app/features/trainers/renewal/renewal.ts";
import type { Known, Work } from "#app/features/trainers/renewal/renewal-file.ts";

/* Nothing recorded of a holder, who was certified under the edition that holds. */

export const OWN_EDITION: Edition = { own: true, since: null, courses: [], pass: 7000 };

export const NO_WORK: Work = {
  deliveries: [],
  tests: [],
  rated: [],
  calibrations: [],
  observed: [],
  entered: [],
};

export const NOTHING_KNOWN: Known = {
  deliveries: [],
  refreshers: [],
  workshops: [],
  suspensions: [],
  rated: [],
  calibrations: [],
  observations: [],
  edition: OWN_EDITION,
  bridged: [],
};
