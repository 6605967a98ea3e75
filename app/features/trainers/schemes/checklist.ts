import { LOCALES, type Locale } from "#app/lib/locales.ts";

/*
 * What whoever observes a session ticks, one step after another (domain §6.6). Which steps there are, which of them are
 * critical, and in which words, is a version's to say; under one that says nothing they are counted by hand.
 */

/** As the platform brings them, in the order of a session. */
export const PLATFORM_STEPS = [
  "opening",
  "message",
  "example",
  "plain-words",
  "no-selling",
  "everybody",
  "respect",
  "try",
  "understanding",
  "next-step",
] as const;
/** Of a version's own, after them. */
export const OWN_STEPS = ["own-1", "own-2", "own-3", "own-4", "own-5", "own-6"] as const;
export const STEPS = [...PLATFORM_STEPS, ...OWN_STEPS] as const;
export type StepId = (typeof STEPS)[number];

/** The platform's, those of its own that a version has, and one more. */
export function stepsToChoose(checklist: Pick<Checklist, "asked"> | undefined): StepId[] {
  const isAsked = (step: StepId) => checklist?.asked.includes(step) ?? false;
  const next = OWN_STEPS.find((step) => !isAsked(step));
  return STEPS.filter((step) => PLATFORM_STEPS.some((one) => one === step) || isAsked(step) || step === next);
}

type Said = Partial<Record<Locale, string>>;
export type Checklist = {
  asked: readonly StepId[];
  critical: readonly StepId[];
  /** In words of its own; where nothing is said, in the platform's. */
  says?: Partial<Record<StepId, Said>> | undefined;
};

/** A step of one version, with the words that are its own. */
export type Step = { step: StepId; critical: boolean; says?: Said | undefined };

export const stepsOf = ({ asked, critical, says }: Checklist): Step[] =>
  STEPS.filter((step) => asked.includes(step)).map((step) => ({
    step,
    critical: critical.includes(step),
    ...(says?.[step] ? { says: says[step] } : {}),
  }));

export type Counted = { done: number; steps: number; criticalMissed: number };
export type Ticked = Counted & { missed: Step[] };
/** What was seen of a session: step by step, or under a version that names none, by count. */
export type Seen = Counted & { missed?: Step[] | undefined };

/** What was missed is kept as the version said it on that day. */
export function ticked(checklist: Checklist, done: readonly string[]): Ticked {
  const steps = stepsOf(checklist);
  return allBut(
    steps,
    steps.filter(({ step }) => !done.includes(step)),
  );
}

export const allBut = (steps: readonly Step[], missed: Step[]): Ticked => ({
  done: steps.length - missed.length,
  steps: steps.length,
  criticalMissed: missed.filter(({ critical }) => critical).length,
  missed,
});

/** Whether what was written down says of each step of a version whether it was done: a count does not. */
export function saysEach(checklist: Checklist, { missed, ...counts }: Seen): boolean {
  if (!missed) return false;
  const named = missed.map(({ step }) => step);
  const said = allBut(
    stepsOf(checklist),
    stepsOf(checklist).filter(({ step }) => named.includes(step)),
  );
  return (
    said.missed.length === missed.length &&
    said.done === counts.done &&
    said.steps === counts.steps &&
    said.criticalMissed === counts.criticalMissed
  );
}

/** Steps that in some language nobody could read: one of its own not said in all, or the platform's in some other words. */
export const halfSaid = ({ asked, says = {} }: Checklist): StepId[] =>
  asked.filter((step) => {
    const said = LOCALES.filter((locale) => says[step]?.[locale]).length;
    return said < LOCALES.length && (said > 0 || OWN_STEPS.some((own) => own === step));
  });
