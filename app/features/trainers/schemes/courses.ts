import type { RenewalPart, Scheme } from "./scheme.ts";

/*
 * Which courses a scheme is about: in their cohorts a candidate sits and trains (domain §6.2 T4, T11), and having led them
 * renews the certification (R1). A version names them; of one that names none it is every course of the programme but those
 * of the other volume.
 */

type About = Pick<Scheme, "id" | "widens" | "into" | "courses">;

const VOLUMES: Readonly<Record<string, readonly string[]>> = {
  "mmw-volume-1-trainer": ["managing-for-results", "management-essentials"],
  "mmw-volume-2-trainer": ["beyond-the-first-loan"],
};

/** Nobody takes one of them to refresh what they know, unless a version says which others it is about. */
export const OF_A_VOLUME: readonly string[] = Object.values(VOLUMES).flat();

export type CoursesAsked = { only: readonly string[] } | { but: readonly string[] };

export function coursesOf({ id, widens, into, courses }: About): CoursesAsked {
  if (courses) return { only: courses };
  const volume = into ?? widens ?? id;
  if (!VOLUMES[volume]) return { but: [] };
  return { but: Object.keys(VOLUMES).flatMap((other) => (other === volume ? [] : VOLUMES[other]!)) };
}

export function isCourseOf(scheme: About, courseId: string): boolean {
  const asked = coursesOf(scheme);
  return "only" in asked ? asked.only.includes(courseId) : !asked.but.includes(courseId);
}

// ── Courses whose test fills a part of a renewal ────────────────────────────────────────────────────

/** Where a scheme names them. */
export const NAMED_FOR = { R2: "refreshers", M3: "workshops", R7: "bridging" } as const satisfies Partial<
  Record<RenewalPart, string>
>;
export type TestPart = keyof typeof NAMED_FOR;
export const TEST_PARTS = ["R2", "M3", "R7"] as const satisfies readonly TestPart[];

type Renewing = Pick<Scheme, "renewal">;

export const testCourses = ({ renewal }: Renewing, part: TestPart): readonly string[] =>
  renewal[NAMED_FOR[part]] ?? [];

export const allTestCourses = (schemes: readonly Renewing[]): string[] => [
  ...new Set(schemes.flatMap((scheme) => TEST_PARTS.flatMap((part) => testCourses(scheme, part)))),
];

/** What a stage may ask for as a refresher: of a master trainer it is the workshop their renewal asks for as well. */
export const refreshingCourses = (scheme: Renewing): readonly string[] =>
  testCourses(scheme, scheme.renewal.parts.includes("M3") ? "M3" : "R2");

/** Courses that would renew whoever took them for the first time, or led them: each has one of the two parts. */
export const coursesTwice = (scheme: Renewing & Pick<Scheme, "courses">): string[] => {
  const first = [...(scheme.courses ?? OF_A_VOLUME), ...(scheme.renewal.trainings ?? [])];
  return allTestCourses([scheme]).filter((courseId) => first.includes(courseId));
};

type Beside = About & Pick<Scheme, "kind" | "renewal">;

/** Courses that are a training of trainers for a scheme: those it names, else those that another of its programme does. */
export function trainingsFor({ renewal }: Beside, ofProgramme: readonly Beside[]): string[] {
  const { trainings = [] } = renewal;
  return [
    ...new Set(trainings.length > 0 ? trainings : ofProgramme.flatMap((one) => one.renewal.trainings ?? [])),
  ];
}

/**
 * Under which schemes of its programme somebody is certified who leads a course: a training of trainers takes a master
 * trainer, who may lead any other too. None: a refresher, a workshop, what bridges, or a course no trainers are certified for.
 */
export function leadersOf(courseId: string, ofProgramme: readonly Beside[]): string[] {
  const ids = (schemes: readonly Beside[]) => schemes.map(({ id }) => id);
  const masters = ids(ofProgramme.filter(({ kind }) => kind === "master-trainer"));
  if (allTestCourses(ofProgramme).includes(courseId)) return [];
  if (ofProgramme.some(({ renewal }) => renewal.trainings?.includes(courseId))) return masters;
  const trainers = ids(
    ofProgramme.filter(
      (one) => ["trainer", "national-trainer"].includes(one.kind) && !one.widens && isCourseOf(one, courseId),
    ),
  );
  return trainers.length > 0 ? [...trainers, ...masters] : [];
}
