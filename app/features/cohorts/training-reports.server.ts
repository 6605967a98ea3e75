import { db } from "#app/infra/db.server.ts";
import type { ReportState } from "./training-report.ts";

export type TrainingReportFacts = {
  state: ReportState;
  objectives: string;
  deviations: string;
  lessons: string;
  incidents: string;
  submittedBy: string | null;
  note: string | null;
  version: number;
};

const BLANK: TrainingReportFacts = {
  state: "draft",
  objectives: "",
  deviations: "",
  lessons: "",
  incidents: "",
  submittedBy: null,
  note: null,
  version: 0,
};

/** The report of a cohort the caller has found within its reach; blank until somebody writes. */
export async function readTrainingReport(cohortId: string): Promise<TrainingReportFacts> {
  const row = await db.trainingReport.findUnique({ where: { cohortId } });
  if (!row) return BLANK;
  const { objectives, deviations, lessons, incidents, submittedBy, note, version } = row;
  return {
    state: row.state as ReportState,
    objectives,
    deviations,
    lessons,
    incidents,
    submittedBy,
    note,
    version,
  };
}
