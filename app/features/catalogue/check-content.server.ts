import { byPlace, checkCourse } from "./check-course.ts";
import { countCourse, type CourseCounts } from "./course-counts.ts";
import type { Problem } from "./course-source.ts";
import { courseIdsIn, readCourse } from "./read-course.server.ts";

export type ContentReport = { problems: Problem[]; courses: Record<string, CourseCounts> };

/** Every course of a content folder, or those asked for, read and checked. */
export async function checkContent(contentDir: string, only: readonly string[] = []): Promise<ContentReport> {
  const problems: Problem[] = [];
  const courses: Record<string, CourseCounts> = {};
  for (const courseId of await courseIdsIn(contentDir)) {
    if (only.length > 0 && !only.includes(courseId)) continue;
    const reading = await readCourse(contentDir, courseId);
    const found = [...reading.problems, ...(reading.source ? checkCourse(reading.source) : [])].sort(byPlace);
    problems.push(...found);
    if (reading.source) courses[courseId] = countCourse(reading.source, found);
  }
  return { problems, courses };
}
