import { attendanceRate, finalMean, gain, postMean, preMean, type Group } from "./participation.ts";

/** The columns of a report's table, on the screen and in every file: counts, and shares of 1. */
export const REPORT_COLUMNS = [
  { key: "people", of: ({ people }: Group) => people, share: false },
  { key: "women", of: ({ women }: Group) => women, share: false },
  { key: "attendance", of: attendanceRate, share: true },
  { key: "attendanceMet", of: ({ attendanceMet }: Group) => attendanceMet, share: false },
  { key: "completed", of: ({ completed }: Group) => completed, share: false },
  { key: "participated", of: ({ participated }: Group) => participated, share: false },
  { key: "finalTaken", of: ({ finalTaken }: Group) => finalTaken, share: false },
  { key: "finalMean", of: finalMean, share: true },
  { key: "finalPassed", of: ({ finalPassed }: Group) => finalPassed, share: false },
  { key: "testPairs", of: ({ testPairs }: Group) => testPairs, share: false },
  { key: "preMean", of: preMean, share: true },
  { key: "postMean", of: postMean, share: true },
  { key: "gain", of: gain, share: true },
  { key: "certified", of: ({ certified }: Group) => certified, share: false },
] as const;

/** A page of paper is narrower: how many sat both tests, and their means, stand among its facts. */
const NOT_PRINTED = ["testPairs", "preMean", "postMean"];
export const PRINTED_COLUMNS = REPORT_COLUMNS.map(({ key }) => !NOT_PRINTED.includes(key));

export type ReportColumn = (typeof REPORT_COLUMNS)[number]["key"];
