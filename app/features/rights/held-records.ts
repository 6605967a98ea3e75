/*
 * Everything that may be held about a person, in the order of the features, and what an erasure does to it. Deleted:
 * the rows go. Emptied: the row stays for what hangs on it, and what says who it is goes. Kept: it names nobody.
 */

export type Erasing = "deleted" | "emptied" | "kept";

export const HELD = {
  account: { models: ["Person"], erasing: "emptied" },
  notices: { models: ["NoticeAcceptance"], erasing: "deleted" },
  "places-of-work": { models: ["Affiliation"], erasing: "deleted" },
  roles: { models: ["RoleAssignment", "Deputyship", "DeputyAct"], erasing: "deleted" },
  "contact-for": { models: ["OrganisationContact"], erasing: "deleted" },
  devices: { models: ["Session"], erasing: "deleted" },
  "ways-in": { models: ["SignInCode", "PersonToken", "CalendarFeed"], erasing: "deleted" },
  mails: { models: ["OutboxMessage", "InboxMessage", "ToldOtherwise"], erasing: "deleted" },
  "message-choices": { models: ["InboxOnly", "Digest"], erasing: "deleted" },
  enrolments: { models: ["Enrolment"], erasing: "emptied" },
  "units-done": { models: ["UnitMark"], erasing: "deleted" },
  tests: { models: ["Attempt", "Answer", "AttemptPermission", "CohortTestResult"], erasing: "deleted" },
  "action-plans": { models: ["ActionPlan", "ActionPlanGoal", "FollowUp"], erasing: "deleted" },
  attendance: { models: ["AttendanceMark"], erasing: "kept" },
  "attendance-changes": { models: ["AttendanceChange"], erasing: "deleted" },
  "days-evaluated": { models: ["EvaluationVoter"], erasing: "deleted" },
  fees: { models: ["FeeLine"], erasing: "emptied" },
  travel: { models: ["TravelNeeds", "Passport"], erasing: "deleted" },
  "sessions-held": { models: ["HalfDayTrainer"], erasing: "kept" },
  applications: { models: ["Application", "ApplicationLink", "ApplicationScore"], erasing: "deleted" },
  certificates: {
    models: ["Certificate", "CertificateEnrolment", "CertificateEnding", "PaperEntry", "Credential"],
    erasing: "emptied",
  },
  candidacies: { models: ["Candidacy", "CandidacyEvent", "CandidacyFile"], erasing: "emptied" },
  observations: {
    models: ["Observation", "ObservationRating", "RatingEntry", "AgreedRating"],
    erasing: "emptied",
  },
  exams: {
    models: ["ExamScript", "ExamAnswer", "ExamMark", "ExamKeying", "ExamScan", "ExamIncident"],
    erasing: "emptied",
  },
  certifications: {
    models: [
      "Certification",
      "CertificationFact",
      "CertificationPaper",
      "Panel",
      "PanelSeat",
      "RenewalEvidence",
      "SuspensionProposal",
    ],
    erasing: "emptied",
  },
  attestations: { models: ["Attestation", "Leave", "LeaveEnd", "RefresherMark"], erasing: "emptied" },
  complaints: {
    models: ["Complaint", "ComplaintConcern", "ComplaintLink", "ComplaintNote"],
    erasing: "deleted",
  },
  roster: { models: ["RosterConsent"], erasing: "deleted" },
  "name-changes": { models: ["NameChange"], erasing: "deleted" },
  merges: { models: ["PersonMerge"], erasing: "deleted" },
  "data-requests": { models: ["DataRequest"], erasing: "emptied" },
  trail: { models: ["AuditEntry"], erasing: "kept" },
} as const satisfies Record<string, { models: readonly string[]; erasing: Erasing }>;

export type HeldKind = keyof typeof HELD;
export const HELD_KINDS = Object.keys(HELD) as HeldKind[];

/** Tables that hold nothing about a person beyond the id of who did something, and why. */
export const ABOUT_NOBODY = {
  "the platform's own": ["Setting", "Job", "Holiday"],
  "organisations and their units": ["Organisation", "OrganisationUnit", "OrganisationSeats"],
  "what an employer settled about its attestations": ["RefresherDate", "TopicNeed", "RefresherDay"],
  "what is taught": [
    "Course",
    "CourseVersion",
    "UnitText",
    "UnitSheet",
    "ClientForms",
    "CourseItem",
    "CourseItemText",
    "CourseWords",
    "ReviewedText",
    "CourseFile",
  ],
  "a course of a group, its days, report and call": [
    "Cohort",
    "CohortCodes",
    "EnrolmentCode",
    "CohortCancellation",
    "HalfDay",
    "SessionFile",
    "SessionIncident",
    "CohortTest",
    "CohortFee",
    "TrainingReport",
    "Call",
  ],
  "answers without a person": ["EvaluationBallot"],
  "the questions of exams": ["ExamBank", "ExamItem", "VoidedItem"],
  "a day of exams": ["ExamSitting"],
  "what an organisation may run, and what it handed in for it": [
    "Licence",
    "LicenceFact",
    "LicenceRequest",
    "LicenceFile",
  ],
  "the rules of certification": ["SchemeVersion", "SchemeDraft", "SchemeCall"],
  "how certificates look": ["CertificateTemplate", "CertificateTemplateDraft"],
  "what credentials are checked with": ["IssuerKey", "SealingCertificate"],
  "a count": ["CertificateCounter", "InvoiceCounter"],
} as const;
