import { PLATFORM_STEPS } from "./checklist.ts";
import { CRITERIA } from "./criteria.ts";
import { MASTER_PARTS, TRAINER_PARTS, type RenewalAsks, type Requirement, type Scheme } from "./scheme.ts";
import { LICENCE_DOCUMENTS } from "./schemes.ts";

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
    parts: TRAINER_PARTS,
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

/** Sections of the second volume that everybody takes. */
const CORE_SECTIONS = ["readiness", "portfolio"] as const;

/** The practicum of the second volume is of its electives too: fewer modules, and one at least that is core (T12). */
const LED_OF_VOLUME_2 = {
  kind: "delivery",
  modules: 2,
  sections: 1,
  minutes: 360,
  observedMinutes: 180,
  coreModules: 1,
  coreSections: CORE_SECTIONS,
} as const satisfies Requirement;

const withDelivery = (asked: Requirement): Requirement =>
  asked.kind === "delivery" ? LED_OF_VOLUME_2 : asked;

export const VOLUME_2_SCHEME: Scheme = {
  ...TRAINER_SCHEME,
  id: "mmw-volume-2-trainer",
  stages: TRAINER_SCHEME.stages.map((stage) => ({ ...stage, asks: stage.asks.map(withDelivery) })),
};

/**
 * Who may assess candidates (domain §6.5). The founding ones are recorded from paper with their original numbers; the
 * others come from among the trainers, lead a training of trainers beside a master trainer, and pass an exam.
 */
export const MASTER_SCHEME: Scheme = {
  ...TRAINER_SCHEME,
  id: "mmw-master-trainer",
  kind: "master-trainer",
  stages: [
    {
      id: "master-nominated",
      enteredBy: "candidate",
      recommendedBy: null,
      decidedBy: "officer",
      asks: [
        { kind: "held", schemes: [TRAINER_SCHEME.id, VOLUME_2_SCHEME.id], months: 24 },
        {
          kind: "cycles",
          count: 4,
          withinMonths: 0,
          observed: 0,
          data: false,
          reported: false,
          mean: 400,
        },
        { kind: "document", document: "reference", count: 2 },
        { kind: "document", document: "conflicts" },
      ],
      leaveWithin: null,
      repeat: null,
    },
    {
      id: "master-training",
      enteredBy: "officer",
      recommendedBy: null,
      decidedBy: "cohort-administrator",
      asks: [
        { kind: "enrolled" },
        { kind: "led-by-master-trainer" },
        { kind: "attendance", mayMiss: 1, madeUp: true },
      ],
      leaveWithin: { months: 12, extendMonths: 6 },
      repeat: null,
    },
    {
      id: "master-supervised",
      enteredBy: "cohort-administrator",
      recommendedBy: "master-trainer",
      decidedBy: "officer",
      asks: [{ kind: "mentored", count: 1, each: [TRAINER_SCHEME.id, VOLUME_2_SCHEME.id] }],
      leaveWithin: { months: 24, extendMonths: 12 },
      repeat: null,
    },
    {
      id: "master-refreshment",
      enteredBy: "officer",
      recommendedBy: null,
      decidedBy: "cohort-administrator",
      asks: [{ kind: "refresher", pass: 7000, withinMonths: 12 }],
      leaveWithin: { months: 12, extendMonths: 6 },
      repeat: null,
    },
    {
      id: "master-exam",
      enteredBy: "cohort-administrator",
      recommendedBy: "master-trainer",
      decidedBy: "officer",
      asks: [
        { kind: "exam", pass: 7500, firstFrom: 0, firstUntil: 60, resits: 1, resitFrom: 14, resitUntil: 60 },
      ],
      leaveWithin: null,
      repeat: null,
    },
    {
      id: "decision",
      enteredBy: "officer",
      recommendedBy: null,
      decidedBy: "officer",
      asks: [
        { kind: "held", schemes: [TRAINER_SCHEME.id, VOLUME_2_SCHEME.id], months: 24 },
        { kind: "impartial" },
      ],
      leaveWithin: null,
      repeat: null,
    },
  ],
};

/** Trains the officers who teach clients (domain §6.6): three whole courses with clients, each with its tests and report. */
export const NATIONAL_SCHEME: Scheme = {
  ...TRAINER_SCHEME,
  id: "fe-national-trainer",
  kind: "national-trainer",
  stages: [
    {
      id: "national-applied",
      enteredBy: "candidate",
      recommendedBy: null,
      decidedBy: "officer",
      asks: [
        { kind: "document", document: "cv" },
        { kind: "document", document: "commitment" },
        { kind: "document", document: "conflicts" },
      ],
      leaveWithin: null,
      repeat: null,
    },
    {
      id: "national-training",
      enteredBy: "officer",
      recommendedBy: null,
      decidedBy: "cohort-administrator",
      asks: [{ kind: "enrolled" }, { kind: "attendance", mayMiss: 1, madeUp: true }],
      leaveWithin: { months: 12, extendMonths: 6 },
      repeat: null,
    },
    {
      id: "national-cycles",
      enteredBy: "cohort-administrator",
      recommendedBy: null,
      decidedBy: "officer",
      asks: [
        { kind: "cycles", count: 3, withinMonths: 12, observed: 1, data: true, reported: true, mean: 0 },
      ],
      leaveWithin: { months: 12, extendMonths: 6 },
      repeat: null,
    },
  ],
};

// ── Short ways ──────────────────────────────────────────────────────────────────────────────────────

/**
 * Another language for somebody certified (domain §0a): a localised case and one observed delivery, by the same criteria
 * and the same separation of who assesses and who decides. What it ends in keeps the end of the certification it widens.
 */
const languageOf = (scheme: Scheme, id: string): Scheme => ({
  ...TRAINER_SCHEME,
  id,
  widens: scheme.id,
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
});

export const LANGUAGE_SCHEME = languageOf(TRAINER_SCHEME, "mmw-volume-1-language");
export const VOLUME_2_LANGUAGE_SCHEME = languageOf(VOLUME_2_SCHEME, "mmw-volume-2-language");

/**
 * The other volume for somebody certified (domain §0a): its exam and its practicum. The training of trainers is credited,
 * and the end stays that of the certification it widens.
 */
const extensionTo = (into: Scheme, widened: Scheme, id: string): Scheme => ({
  ...TRAINER_SCHEME,
  id,
  widens: widened.id,
  into: into.id,
  stages: [
    {
      id: "volume-applied",
      enteredBy: "candidate",
      recommendedBy: null,
      decidedBy: "officer",
      asks: [{ kind: "document", document: "conflicts" }],
      leaveWithin: null,
      repeat: null,
    },
    {
      id: "volume-exam",
      enteredBy: "officer",
      recommendedBy: null,
      decidedBy: "officer",
      asks: [
        { kind: "exam", pass: 7000, firstFrom: 0, firstUntil: 180, resits: 1, resitFrom: 14, resitUntil: 60 },
      ],
      leaveWithin: null,
      repeat: null,
    },
    {
      id: "volume-practicum",
      enteredBy: "officer",
      recommendedBy: null,
      decidedBy: "master-trainer",
      asks: [{ kind: "enrolled" }, ...into.stages.find(({ id: stage }) => stage === "phase-3")!.asks],
      leaveWithin: { months: 12, extendMonths: 6 },
      repeat: null,
    },
    {
      ...into.stages.at(-1)!,
      repeat: { to: "volume-practicum", times: 1, weakAtMost: 3 },
    },
  ],
});

export const TO_VOLUME_1_SCHEME = extensionTo(TRAINER_SCHEME, VOLUME_2_SCHEME, "mmw-volume-1-extension");
export const TO_VOLUME_2_SCHEME = extensionTo(VOLUME_2_SCHEME, TRAINER_SCHEME, "mmw-volume-2-extension");

/**
 * An organisation that runs courses (domain §2.3): no phases, one file and one decision. A pair of trainers, since courses
 * are delivered by two.
 */
const licence = (id: string, schemes: readonly string[]): Scheme => ({
  ...TRAINER_SCHEME,
  id,
  kind: "licence",
  stages: [
    {
      id: "licence",
      enteredBy: "candidate",
      recommendedBy: "master-trainer",
      decidedBy: "officer",
      asks: [
        { kind: "trainers-in-force", count: 2, schemes },
        { kind: "reports-filed", withinDays: 30 },
        { kind: "contact" },
        ...LICENCE_DOCUMENTS.map((document) => ({ kind: "document" as const, document })),
      ],
      leaveWithin: null,
      repeat: null,
    },
  ],
  validity: { ...TRAINER_SCHEME.validity, lasts: { years: 2 } },
  renewal: { ...TRAINER_SCHEME.renewal, parts: [], refreshers: [] },
  reapplyAfterDays: 0,
});

export const MANAGEMENT_LICENCE = licence("mmw-licence", [TRAINER_SCHEME.id, VOLUME_2_SCHEME.id]);
export const EDUCATION_LICENCE = licence("fe-licence", [NATIONAL_SCHEME.id]);

export const FIRST_SCHEMES: readonly Scheme[] = [
  TRAINER_SCHEME,
  LANGUAGE_SCHEME,
  TO_VOLUME_1_SCHEME,
  VOLUME_2_SCHEME,
  VOLUME_2_LANGUAGE_SCHEME,
  TO_VOLUME_2_SCHEME,
  MASTER_SCHEME,
  FACILITATOR_SCHEME,
  NATIONAL_SCHEME,
  MANAGEMENT_LICENCE,
  EDUCATION_LICENCE,
];

/**
 * What a master trainer's own renewal asks (domain §6.4). What a trainer's asks besides is asked of the certification as a
 * trainer, without which the master's does not hold.
 */
const MASTER_RENEWAL: Scheme = {
  ...MASTER_SCHEME,
  version: "1.1",
  renewal: {
    ...MASTER_SCHEME.renewal,
    asks: { ...RENEWAL, trainings: 1, calibrations: 2, difference: 75 },
    parts: ["R6", "R7", ...MASTER_PARTS],
    trainings: ["training-of-trainers"],
  },
};

/** Whoever observed one of the three courses is named, and is not somebody to whom the candidate is tied. */
export const NATIONAL_OBSERVED: Scheme = {
  ...NATIONAL_SCHEME,
  version: "1.1",
  stages: NATIONAL_SCHEME.stages.map((stage) =>
    stage.id === "national-cycles" ? { ...stage, asks: [...stage.asks, { kind: "impartial" }] } : stage,
  ),
};

/**
 * Who attests (domain §6.6): an area manager who has seen the session, and the employer's training department records it.
 * Under the first version a certification officer decided.
 */
export const FACILITATOR_ATTESTED: Scheme = {
  ...FACILITATOR_SCHEME,
  version: "1.1",
  stages: FACILITATOR_SCHEME.stages.map((stage) =>
    stage.id === "trained"
      ? { ...stage, recommendedBy: "attester", decidedBy: "training-department" }
      : stage,
  ),
};

/** The steps of an observed session by name, and which of them nobody may miss (domain §6.6); before, they were counted by hand. */
export const FACILITATOR_TICKED: Scheme = {
  ...FACILITATOR_ATTESTED,
  version: "1.2",
  checklist: {
    asked: PLATFORM_STEPS,
    critical: ["message", "no-selling", "respect", "understanding"],
  },
};

/** Later versions the platform brought, in their order, each where no officer had published one of their own before it. */
export const SECOND_VERSIONS: readonly Scheme[] = [MASTER_RENEWAL, NATIONAL_OBSERVED, FACILITATOR_ATTESTED];
const THIRD_VERSIONS: readonly Scheme[] = [FACILITATOR_TICKED];
export const LATER_VERSIONS: readonly (readonly Scheme[])[] = [SECOND_VERSIONS, THIRD_VERSIONS];

/** All that the platform brought. */
export const EVERY_VERSION: readonly Scheme[] = [...FIRST_SCHEMES, ...LATER_VERSIONS.flat()];
