import { courseVersion, questionBank, type QuestionBank } from "#app/features/catalogue/courses.server.ts";
import type { CourseOutline } from "#app/features/catalogue/course-outline.ts";
import { assessmentAt, FINAL, type Assessment } from "#app/features/catalogue/course-outline.ts";
import type { Question } from "#app/features/catalogue/question.ts";
import { remember } from "#app/features/catalogue/remember.server.ts";
import { rowsOf, sql } from "#app/infra/db.server.ts";
import { own } from "./enrolment-scope.server.ts";
import { maxPointsOf, Paper, questionAt } from "./quiz-draw.ts";

/**
 * What never changes about an attempt once it was started: whose it is, of what, and its paper. So it is read once
 * and kept; whether it is still open is asked of the database every time.
 */
export type Sitting = {
  attemptId: string;
  personId: string;
  enrolmentId: string;
  moduleId: string;
  unitId: string;
  isFinal: boolean;
  outline: CourseOutline;
  versionId: string;
  assessment: Assessment;
  paper: Paper;
  bank: QuestionBank;
  /** The items of the paper in order. */
  questions: Question[];
  maxPoints: number;
};

type Row = {
  enrolmentId: string;
  courseVersionId: string;
  moduleId: string;
  unitId: string;
  paper: string;
};

/** Only as an attempt of this person: staff have found it, and whose it is, within their reach first. */
export const sitting = remember(500, async (attemptId: string, personId: string): Promise<Sitting | null> => {
  const [row] = await rowsOf<Row>(sql`
    SELECT a."enrolmentId", e."courseVersionId", a."moduleId", a."unitId", a."paper"
      FROM "Attempt" a JOIN "Enrolment" e ON e."id" = a."enrolmentId" 
      WHERE a."id" = ${attemptId} AND ${own({ personId })}`);
  if (!row) return null;
  const { enrolmentId, courseVersionId: versionId, moduleId, unitId } = row;
  const [version, bank] = await Promise.all([courseVersion(versionId), questionBank(versionId)]);
  const assessment = version && assessmentAt(version.outline, moduleId, unitId);
  if (!assessment) throw new Error(`attempt ${attemptId} is of an assessment that is not there`);
  const paper = Paper.parse(JSON.parse(row.paper));
  const where = { attemptId, personId, enrolmentId, moduleId, unitId, versionId };
  return {
    ...where,
    isFinal: moduleId === FINAL.moduleId,
    outline: version.outline,
    assessment,
    paper,
    bank,
    questions: paper.map(({ item }) => questionAt(bank.questions, item)),
    maxPoints: maxPointsOf(paper, bank.questions),
  };
});

/** Short texts counted right, in every language: one may switch in the middle of an attempt. */
export const acceptedTexts = ({ bank, outline }: Sitting, item: string): string[] =>
  [outline.source, ...outline.languages].flatMap((locale) => bank.textOf(item, locale).text.accept ?? []);
