import type { Requirement, RequirementKind, Scheme, Stage } from "./scheme.ts";

/*
 * The ways back into a scheme once a certification has expired (domain §6.4): a refresher, the exam, one observed delivery;
 * after a year a practicum besides. They are made of the scheme's own stages and figures, so that nobody has to keep them
 * beside it, and whoever publishes a version has published them. The whole path is the scheme itself.
 */

export const WAYS_BACK = ["refresher-observation", "refresher-exam-observation", "and-practicum"] as const;
export type WayBack = (typeof WAYS_BACK)[number];
export type ReEntry = WayBack | "full-path";

/** Of a facilitator there is one way, and it is not that of a trainer. */
export const waysOf = ({ kind }: Scheme): readonly WayBack[] =>
  kind === "facilitator" ? ["refresher-observation"] : ["refresher-exam-observation", "and-practicum"];

/** Of these rules: whoever has begun goes on, and is read for ever, by the stages of then. */
const EDITIONS = [1, 2] as const;
type Edition = (typeof EDITIONS)[number];
const NOW: Edition = 2;

/** A way that begins, as its file keeps it: a name alone is of the first edition. */
export const wayToStore = (way: WayBack): string => `${way}/${NOW}`;

export function readStoredWay(stored: string): { way: WayBack; edition: Edition } | null {
  const [name, number = "1"] = stored.split("/");
  const way = WAYS_BACK.find((one) => one === name);
  const edition = EDITIONS.find((one) => String(one) === number);
  return way && edition ? { way, edition } : null;
}

export function onWayBack(scheme: Scheme, way: WayBack, edition: Edition = NOW): Scheme {
  const exam = way === "refresher-observation" ? [] : examOf(scheme);
  const seen = edition === 1 ? seenAtFirst(scheme, way) : seenOn(scheme, way);
  return { ...scheme, back: way, stages: [returning(scheme), ...exam, ...seen] };
}

const seenOn = (scheme: Scheme, way: WayBack): Stage[] =>
  way === "and-practicum" ? practicumOf(scheme) : observedOf(scheme);

/** When a master trainer who came back was held to have been seen as a trainer, and whole courses came before the decision. */
function seenAtFirst(scheme: Scheme, way: WayBack): Stage[] {
  const decision = decisionOf(scheme);
  const end = decision ? [decision] : [];
  if (way === "and-practicum") {
    const whole = wholeOf(scheme);
    const led = ledInPublic(scheme) ?? (whole && [whole, ...end]);
    if (led) return led;
  }
  return decision && scheme.kind === "master-trainer" ? end : observedOf(scheme, []);
}

type Asked<Kind> = Extract<Requirement, { kind: Kind }>;
const askedOf = <Kind extends RequirementKind>({ stages }: Scheme, kind: Kind): Asked<Kind> | undefined =>
  stages.flatMap(({ asks }) => asks).find((asked): asked is Asked<Kind> => asked.kind === kind);
const stageAsking = ({ stages }: Scheme, kind: RequirementKind): Stage | undefined =>
  stages.find(({ asks }) => asks.some((asked) => asked.kind === kind));

/** The refresher of a renewal, and what the scheme asks to be declared. */
const returning = (scheme: Scheme): Stage => {
  const { refresherPass: pass, refresherMonths: withinMonths } = scheme.renewal.asks;
  const declares = scheme.stages.some(({ asks }) =>
    asks.some((asked) => asked.kind === "document" && asked.document === "conflicts"),
  );
  return {
    id: "return-applied",
    enteredBy: "candidate",
    recommendedBy: null,
    decidedBy: "officer",
    asks: [
      { kind: "refresher", pass, withinMonths },
      ...(declares ? [{ kind: "document" as const, document: "conflicts" }] : []),
    ],
    leaveWithin: null,
    repeat: null,
  };
};

/** As for another volume: no course comes before it, so its days count from the day one is let in. */
function examOf(scheme: Scheme): Stage[] {
  const exam = askedOf(scheme, "exam");
  if (!exam) return [];
  const asks = [{ ...exam, firstFrom: 0, firstUntil: 180 }];
  const common = { recommendedBy: null, leaveWithin: null, repeat: null } as const;
  return [{ id: "return-exam", enteredBy: "officer", decidedBy: "officer", asks, ...common }];
}

const decisionOf = ({ stages }: Scheme): Stage | undefined => stages.find(({ id }) => id === "decision");

/** Sessions, with the decision on them. */
function ledInPublic(scheme: Scheme): Stage[] | null {
  const decision = decisionOf(scheme);
  const practicum = stageAsking(scheme, "delivery");
  if (!practicum || !decision) return null;
  const asks: Requirement[] = [
    { kind: "enrolled" },
    ...practicum.asks.filter(({ kind }) => kind !== "enrolled"),
  ];
  return [
    { ...practicum, id: "return-practicum", enteredBy: "officer", asks },
    { ...decision, repeat: decision.repeat && { ...decision.repeat, to: "return-practicum" } },
  ];
}

/** A training beside a master trainer, or whole courses. */
const wholeOf = (scheme: Scheme): Stage | undefined =>
  stageAsking(scheme, "mentored") ?? stageAsking(scheme, "cycles");

/** As the scheme asks of everybody; where nobody is observed in it, the one delivery besides. */
function practicumOf(scheme: Scheme): Stage[] {
  const led = ledInPublic(scheme);
  if (led) return led;
  const whole = wholeOf(scheme);
  if (!whole) return observedOf(scheme);
  const decision = decisionOf(scheme);
  const first: Stage = { ...whole, enteredBy: "officer" };
  const seen = whole.asks.some((asked) => asked.kind === "cycles" && asked.observed > 0);
  return seen ? [first, ...(decision ? [decision] : [])] : [first, ...observedOf(scheme)];
}

/** By the checklist, or on the twelve criteria. */
function observedOf(scheme: Scheme, rests = restsOn(decisionOf(scheme))): Stage[] {
  const checked = stageAsking(scheme, "checklist");
  if (checked) return [checked];
  const decision = decisionOf(scheme);
  const { floor } = askedOf(scheme, "criteria-floor") ?? scheme.renewal.asks;
  return [
    {
      id: "return-observed",
      enteredBy: "officer",
      recommendedBy: null,
      decidedBy: "master-trainer",
      asks: [askedOf(scheme, "criteria-scored") ?? { kind: "criteria-scored" }, { kind: "impartial" }],
      leaveWithin: { months: 12, extendMonths: 6 },
      repeat: null,
    },
    {
      ...decision,
      id: "decision",
      enteredBy: "master-trainer",
      recommendedBy: null,
      decidedBy: "officer",
      asks: [...rests, { kind: "criteria-floor", floor }, { kind: "impartial" }],
      leaveWithin: null,
      repeat: { to: "return-observed", times: 1, weakAtMost: 3 },
    },
  ];
}

/** A certification that the other one rests on, valid that day: for how long it was held counted the first time. */
const restsOn = (decision: Stage | undefined): Requirement[] =>
  (decision?.asks ?? []).flatMap((asked) => (asked.kind === "held" ? [{ ...asked, months: 0 }] : []));
