import type { Scheme } from "./scheme.ts";

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
