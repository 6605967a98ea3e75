/** Addresses with a gap in them, written once. Fixed addresses stand where they are used. */
export const paths = {
  course: (courseId: string) => `/courses/${courseId}`,
  verify: (code: string) => `/v/${code}`,
  myCourse: (enrolmentId: string) => `/learn/${enrolmentId}`,
  final: (enrolmentId: string) => `/learn/${enrolmentId}/final`,
  actionPlan: (enrolmentId: string) => `/learn/${enrolmentId}/action-plan`,
  printedName: (enrolmentId: string) => `/learn/${enrolmentId}/name`,
  myDays: (enrolmentId: string) => `/learn/${enrolmentId}/days`,
  evaluation: (enrolmentId: string, date: string) => `/learn/${enrolmentId}/days/${date}`,
  calendarFeed: (secret: string) => `/feeds/${secret}.ics`,
  electives: (enrolmentId: string) => `/learn/${enrolmentId}/electives`,
  module: (enrolmentId: string, moduleId: string) => `/learn/${enrolmentId}/${moduleId}`,
  unit: (enrolmentId: string, moduleId: string, unitId: string) =>
    `/learn/${enrolmentId}/${moduleId}/${unitId}`,
  clientForm: (enrolmentId: string, moduleId: string, page: string) =>
    `/learn/${enrolmentId}/${moduleId}/forms/${page}`,
  attempt: (attemptId: string) => `/attempts/${attemptId}`,
  saveAnswer: (attemptId: string) => `/attempts/${attemptId}/answers`,
  attemptResult: (attemptId: string) => `/attempts/${attemptId}/result`,
  courseFile: (versionId: string, moduleId: string, path: string) =>
    `/files/${versionId}/${moduleId}/${path}`,
  certificatePdf: (certificateId: string) => `/certificates/${certificateId}/pdf`,
  credential: (certificateId: string, as: "json" | "jwt") =>
    `/certificates/${certificateId}/credential${as === "jwt" ? "?as=jwt" : ""}`,
  preview: (versionId: string) => `/preview/${versionId}`,
  previewUnit: (versionId: string, moduleId: string, unitId: string) =>
    `/preview/${versionId}/${moduleId}/${unitId}`,
  previewTrainer: (versionId: string, moduleId: string, text: "session-plan" | "slides") =>
    `/preview/${versionId}/${moduleId}/trainer/${text}`,
  previewClientForm: (versionId: string, moduleId: string, page: string) =>
    `/preview/${versionId}/${moduleId}/forms/${page}`,
  translation: (versionId: string, locale: string) => `/translations/${versionId}/${locale}`,
  /** Of a unit, or of words: items/ride-to-collect, figures/ageing. */
  reviewText: (versionId: string, locale: string, moduleId: string, part: string) =>
    `/translations/${versionId}/${locale}/${moduleId}/${part}`,
  call: (callId: string) => `/calls/${callId}`,
  applyFor: (callId: string) => `/calls/${callId}/apply`,
  application: (secret: string) => `/applications/${secret}`,
  ownLetter: (secret: string) => `/applications/${secret}/letter`,
  applicantLetter: (cohortId: string, applicationId: string) =>
    `/cohorts/${cohortId}/applications/${applicationId}/letter`,
  newsLetter: (cohortId: string, enrolmentId: string) => `/cohorts/${cohortId}/people/${enrolmentId}/letter`,
  editCall: (cohortId: string) => `/cohorts/${cohortId}/call`,
  applications: (cohortId: string) => `/cohorts/${cohortId}/applications`,
  applicationOf: (cohortId: string, applicationId: string) =>
    `/cohorts/${cohortId}/applications/${applicationId}`,
  cohort: (cohortId: string) => `/cohorts/${cohortId}`,
  editCohort: (cohortId: string) => `/cohorts/${cohortId}/edit`,
  enrolPeople: (cohortId: string) => `/cohorts/${cohortId}/enrol`,
  enrolmentCode: (cohortId: string) => `/cohorts/${cohortId}/enrolment-code`,
  enrolByCode: (code: string) => `/enrol/${encodeURIComponent(code)}`,
  importInto: (cohortId: string) => `/people/import?cohort=${cohortId}`,
  calendar: (cohortId: string) => `/cohorts/${cohortId}/calendar`,
  session: (cohortId: string, halfDayId: string) => `/cohorts/${cohortId}/calendar/${halfDayId}`,
  attendance: (cohortId: string, halfDayId: string) => `/cohorts/${cohortId}/attendance/${halfDayId}`,
  printSheet: (cohortId: string, halfDayId: string) => `/cohorts/${cohortId}/attendance/${halfDayId}/print`,
  signedSheet: (cohortId: string, halfDayId: string) => `/cohorts/${cohortId}/attendance/${halfDayId}/pages`,
  meetingMarks: (cohortId: string, halfDayId: string) =>
    `/cohorts/${cohortId}/attendance/${halfDayId}/meeting`,
  handouts: (cohortId: string, halfDayId: string) => `/cohorts/${cohortId}/calendar/${halfDayId}/files`,
  sessionFile: (fileId: string) => `/session-files/${fileId}`,
  saveMarks: (cohortId: string, halfDayId: string) => `/cohorts/${cohortId}/attendance/${halfDayId}/marks`,
  participant: (cohortId: string, enrolmentId: string) => `/cohorts/${cohortId}/people/${enrolmentId}`,
  moveParticipant: (cohortId: string, enrolmentId: string) =>
    `/cohorts/${cohortId}/people/${enrolmentId}/move`,
  participantElectives: (cohortId: string, enrolmentId: string) =>
    `/cohorts/${cohortId}/people/${enrolmentId}/electives`,
  moveCohort: (cohortId: string) => `/cohorts/${cohortId}/move`,
  followUp: (enrolmentId: string, months: number) => `/learn/${enrolmentId}/follow-up/${months}`,
  confirmFollowUp: (secret: string) => `/confirm/${secret}`,
  followUps: (cohortId: string) => `/cohorts/${cohortId}/follow-up`,
  behind: (cohortId: string) => `/cohorts/${cohortId}/behind`,
  evaluations: (cohortId: string) => `/cohorts/${cohortId}/evaluations`,
  fees: (cohortId: string) => `/cohorts/${cohortId}/fees`,
  feesCsv: (cohortId: string) => `/cohorts/${cohortId}/fees/csv`,
  fee: (cohortId: string, enrolmentId: string) => `/cohorts/${cohortId}/people/${enrolmentId}/fee`,
  invoice: (cohortId: string, enrolmentId: string) => `/cohorts/${cohortId}/people/${enrolmentId}/invoice`,
  myTravel: (enrolmentId: string) => `/learn/${enrolmentId}/travel`,
  travel: (cohortId: string) => `/cohorts/${cohortId}/travel`,
  visaLetter: (cohortId: string, enrolmentId: string) =>
    `/cohorts/${cohortId}/people/${enrolmentId}/visa-letter`,
  cohortTest: (cohortId: string) => `/cohorts/${cohortId}/test`,
  testForm: (cohortId: string, sitting: string) => `/cohorts/${cohortId}/test/${sitting}`,
  sitTest: (enrolmentId: string, sitting: string) => `/learn/${enrolmentId}/test/${sitting}`,
  trainingReport: (cohortId: string) => `/cohorts/${cohortId}/report`,
  signInCodes: (cohortId: string) => `/cohorts/${cohortId}/codes`,
  issueCertificates: (cohortId: string) => `/cohorts/${cohortId}/certificates`,
  myCandidacy: (candidacyId: string) => `/candidacies/${candidacyId}`,
  candidacyFile: (fileId: string) => `/candidacy-files/${fileId}`,
  candidate: (candidacyId: string) => `/candidates/${candidacyId}`,
  observations: (candidacyId: string) => `/candidates/${candidacyId}/observations`,
  rating: (ratingId: string) => `/observations/${ratingId}`,
  ratingEntries: (ratingId: string) => `/observations/${ratingId}/entries`,
  myCertification: (certificationId: string) => `/me/certifications/${certificationId}`,
  myRenewal: (certificationId: string) => `/me/certifications/${certificationId}/renewal`,
  renewal: (certificationId: string) => `/certifications/${certificationId}/renewal`,
  renewalPaper: (certificationId: string, evidenceId: string) =>
    `/certifications/${certificationId}/renewal/${evidenceId}`,
  employer: (organisationId: string) => `/attestations/${organisationId}`,
  refresherDay: (dayId: string) => `/refresher-days/${dayId}`,
  printDay: (dayId: string) => `/refresher-days/${dayId}/print`,
  coverage: (asked: Query = {}) => `/coverage${queryOf(asked)}`,
  coverageCsv: (asked: Query) => `/coverage/csv${queryOf(asked)}`,
  coverageCell: (asked: Query) => `/coverage/people${queryOf(asked)}`,
  receipt: (receipt: string) => `/complaints/${receipt}`,
  examBank: (bankId: string) => `/exam-banks/${bankId}`,
  complaint: (complaintId: string) => `/complaint-register/${complaintId}`,
  scheme: (schemeId: string) => `/schemes/${schemeId}`,
  schemeDraft: (schemeId: string) => `/schemes/${schemeId}/next`,
  certification: (certificationId: string) => `/certifications/${certificationId}`,
  evidence: (cohortId: string) => `/cohorts/${cohortId}/evidence`,
  handOver: (cohortId: string) => `/cohorts/${cohortId}/hand-over`,
  handOverPdf: (cohortId: string, page: number) => `/cohorts/${cohortId}/hand-over/pdf?page=${page}`,
  issuedCertificate: (certificateId: string) => `/certificates/issued/${certificateId}`,
  reportOf: (cohortId: string) => `/reports?cohort=${cohortId}`,
  reportFile: (file: string) => `/reports/${file}`,
  dataRequest: (id: string) => `/data-requests/${id}`,
  purge: (purgeKind: string) => `/retention/${purgeKind}`,
  nameChange: (id: string) => `/name-changes/${id}`,
  nameEvidence: (id: string) => `/name-changes/${id}/evidence`,
  markAttempt: (attemptId: string) => `/marking/${attemptId}`,
  reviewActionPlan: (enrolmentId: string) => `/action-plans/${enrolmentId}`,
  person: (personId: string) => `/people/${personId}`,
  proposeMerge: (keptId: string, goneId: string) => `/people/${keptId}/merge/${goneId}`,
  merge: (mergeId: string) => `/merges/${mergeId}`,
  moduleCoverage: (organisationId: string) => `/organisations/${organisationId}/modules`,
  moduleCoverageFile: (organisationId: string) => `/organisations/${organisationId}/modules/csv`,
  staffList: (organisationId: string) => `/organisations/${organisationId}/staff-list`,
  organisation: (organisationId: string) => `/organisations/${organisationId}`,
};

type Query = Record<string, string | null | undefined>;

/** What is asked of a list, without what is empty. */
function queryOf(asked: Query): string {
  const query = new URLSearchParams(
    Object.entries(asked).flatMap(([key, value]): [string, string][] => (value ? [[key, value]] : [])),
  );
  return query.size > 0 ? `?${query.toString()}` : "";
}
