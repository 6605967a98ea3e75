import { CRITERIA } from "./criteria.ts";
import { RENEWAL_PARTS, type RenewalAsks, type Scheme } from "./scheme.ts";

/*
 * The schemes as the platform brings them: the first version of each. They never change, because people were certified
 * under them; what is changed later is published as a version of its own (ADR 0028).
 */

const RENEWAL: RenewalAsks = {
  deliveries: 2,
  modulesLed: 12,
  recentMonths: 18,
  refresherMonths: 12,
  refresherPass: 7000,
  floor: 3,
  participantMean: 350,
  responses: 10,
};

const TRAINER_LADDER = [-180, -90, -30, -7, 0, 30, 75] as const;

/** The trainer scheme of a volume, as documented and with the labelled defaults of domain §6.2. */
export const TRAINER_SCHEME: Scheme = {
  id: "mmw-volume-1-trainer",
  kind: "trainer",
  version: "1.0",
  timeZone: "UTC",
  reapplyAfterDays: 180,
  keepGatesMonths: 24,
  validity: {
    lasts: { years: 3 },
    windowDays: 180,
    graceDays: 90,
    decideWithinDays: 60,
    reminders: TRAINER_LADDER,
  },
  renewal: {
    asks: RENEWAL,
    parts: RENEWAL_PARTS,
    refreshers: ["trainers-refresher"],
    observedBy: "lowest-score",
  },
  stages: [
    {
      id: "applied",
      enteredBy: "candidate",
      recommendedBy: null,
      decidedBy: "officer",
      asks: [
        {
          kind: "selection",
          total: 6000,
          minimums: { microfinanceYears: 3, managementYears: 2, trainingYears: 1 },
        },
        { kind: "document", document: "cv" },
        { kind: "document", document: "commitment" },
        { kind: "document", document: "conflicts" },
      ],
      leaveWithin: null,
      repeat: null,
    },
    {
      id: "admitted",
      enteredBy: "officer",
      recommendedBy: null,
      decidedBy: "cohort-administrator",
      asks: [{ kind: "enrolled" }],
      leaveWithin: null,
      repeat: null,
    },
    {
      id: "phase-1",
      enteredBy: "cohort-administrator",
      recommendedBy: "master-trainer",
      decidedBy: "system",
      asks: [
        { kind: "attendance", mayMiss: 2, madeUp: false },
        { kind: "practice", practice: "presentation", count: 1, localised: false, feedback: false },
        { kind: "debriefs", share: 8000 },
        { kind: "assessment-form", mean: 0, floor: 0 },
      ],
      leaveWithin: null,
      repeat: null,
    },
    {
      id: "phase-1-exam",
      enteredBy: "system",
      recommendedBy: "master-trainer",
      decidedBy: "officer",
      asks: [
        { kind: "exam", pass: 7000, firstFrom: 21, firstUntil: 45, resits: 1, resitFrom: 14, resitUntil: 60 },
        { kind: "assessment-form", mean: 300, floor: 2 },
      ],
      leaveWithin: null,
      repeat: null,
    },
    {
      id: "phase-2-eligible",
      enteredBy: "officer",
      recommendedBy: null,
      decidedBy: "cohort-administrator",
      asks: [{ kind: "enrolled" }, { kind: "led-by-master-trainer" }],
      leaveWithin: { months: 12, extendMonths: 0 },
      repeat: null,
    },
    {
      id: "phase-2",
      enteredBy: "cohort-administrator",
      recommendedBy: "master-trainer",
      decidedBy: "officer",
      asks: [
        { kind: "attendance", mayMiss: 1, madeUp: true },
        { kind: "practice", practice: "micro-teaching", count: 2, localised: true, feedback: true },
        { kind: "last-micro-teaching", floor: 3, of: CRITERIA.slice(2, 11) },
      ],
      leaveWithin: null,
      repeat: { to: "phase-2-eligible", times: 1, weakAtMost: 12 },
    },
    {
      id: "provisional",
      enteredBy: "officer",
      recommendedBy: null,
      decidedBy: "cohort-administrator",
      asks: [{ kind: "enrolled" }],
      leaveWithin: { months: 12, extendMonths: 6 },
      repeat: null,
    },
    {
      id: "phase-3",
      enteredBy: "cohort-administrator",
      recommendedBy: null,
      decidedBy: "master-trainer",
      asks: [
        { kind: "delivery", modules: 3, sections: 2, minutes: 360, observedMinutes: 180 },
        { kind: "criteria-scored" },
        { kind: "feedback", mean: 0, atLeast: 8, shareOfPresent: 6000 },
        { kind: "impartial" },
      ],
      leaveWithin: { months: 12, extendMonths: 6 },
      repeat: null,
    },
    {
      id: "decision",
      enteredBy: "master-trainer",
      recommendedBy: null,
      decidedBy: "officer",
      asks: [
        { kind: "criteria-floor", floor: 3 },
        { kind: "feedback", mean: 350, atLeast: 8, shareOfPresent: 6000 },
        { kind: "report" },
        { kind: "impartial" },
      ],
      leaveWithin: null,
      repeat: { to: "phase-3", times: 1, weakAtMost: 3 },
    },
  ],
};

/** An employer's attestation of an officer who teaches clients (domain §6.6). */
export const FACILITATOR_SCHEME: Scheme = {
  id: "fe-facilitator",
  kind: "facilitator",
  version: "1.0",
  timeZone: "Asia/Phnom_Penh",
  reapplyAfterDays: 0,
  keepGatesMonths: 6,
  validity: {
    lasts: { months: 12 },
    windowDays: 60,
    graceDays: 30,
    decideWithinDays: 30,
    reminders: [-60, -30, -7, 0, 15],
  },
  renewal: {
    asks: { ...RENEWAL, recentMonths: 6 },
    parts: ["R2", "R3", "R6"],
    refreshers: ["refresher-what-officers-forget", "refresher-our-weakest-items"],
    observedBy: "checklist",
  },
  stages: [
    {
      id: "nominated",
      enteredBy: "candidate",
      recommendedBy: null,
      decidedBy: "cohort-administrator",
      asks: [
        { kind: "attendance", mayMiss: 1, madeUp: true },
        { kind: "exam", pass: 7000, firstFrom: 0, firstUntil: 60, resits: 1, resitFrom: 7, resitUntil: 60 },
      ],
      leaveWithin: null,
      repeat: null,
    },
    {
      id: "trained",
      enteredBy: "cohort-administrator",
      recommendedBy: null,
      decidedBy: "officer",
      asks: [{ kind: "checklist", share: 8000 }, { kind: "impartial" }],
      leaveWithin: { months: 6, extendMonths: 0 },
      repeat: null,
    },
  ],
};

/**
 * Who may assess candidates (domain §6.5). The founding ones are recorded from paper with their original numbers; the
 * way there has no stages yet, so nobody applies for it here.
 */
export const MASTER_SCHEME: Scheme = {
  ...TRAINER_SCHEME,
  id: "mmw-master-trainer",
  kind: "master-trainer",
  stages: [],
};

/**
 * Another language for somebody certified (domain §0a): a localised case and one observed delivery, by the same criteria
 * and the same separation of who assesses and who decides. What it ends in keeps the end of the certification it widens.
 */
export const LANGUAGE_SCHEME: Scheme = {
  ...TRAINER_SCHEME,
  id: "mmw-volume-1-language",
  widens: TRAINER_SCHEME.id,
  stages: [
    {
      id: "language-applied",
      enteredBy: "candidate",
      recommendedBy: null,
      decidedBy: "officer",
      asks: [{ kind: "document", document: "localised-case" }],
      leaveWithin: null,
      repeat: null,
    },
    {
      id: "language-observed",
      enteredBy: "officer",
      recommendedBy: null,
      decidedBy: "master-trainer",
      asks: [{ kind: "criteria-scored" }, { kind: "impartial" }],
      leaveWithin: { months: 12, extendMonths: 6 },
      repeat: null,
    },
    {
      id: "decision",
      enteredBy: "master-trainer",
      recommendedBy: null,
      decidedBy: "officer",
      asks: [{ kind: "criteria-floor", floor: 3 }, { kind: "impartial" }],
      leaveWithin: null,
      repeat: { to: "language-observed", times: 1, weakAtMost: 3 },
    },
  ],
};

export const FIRST_SCHEMES: readonly Scheme[] = [
  TRAINER_SCHEME,
  LANGUAGE_SCHEME,
  MASTER_SCHEME,
  FACILITATOR_SCHEME,
];
