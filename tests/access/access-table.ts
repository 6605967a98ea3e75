import type { Role } from "#app/lib/actor.ts";

/*
 * Who may open what: written by hand, apart from the permissions the app reads, and deny by default. A route that has
 * no row fails the test, and so does a loader or action the row does not name.
 *
 * `to` are the roles let in; everyone else gets 403, whoever is not signed in the sign-in page (a read) or 401 (a
 * write). `of` is the object in the address: "mine" is the actor's own, "ours" one inside their scope, "any" is not
 * scoped. A foreign object of "mine" or "ours" is 404, exactly like one that does not exist.
 */

export type Gate = "public" | { to: "everyone" | readonly Role[]; of?: "mine" | "ours" | "any" };
export type Row = { loader?: Gate; action?: Gate };

const STAFF = [
  "trainer",
  "assessor",
  "training-head",
  "area-manager",
  "cohort-administrator",
  "certification-officer",
  "exam-custodian",
  "marker",
  "auditor",
  "platform-administrator",
] as const;
const SEE_COHORTS = [
  "trainer",
  "training-head",
  "area-manager",
  "cohort-administrator",
  "certification-officer",
  "auditor",
  "platform-administrator",
] as const;
/** Who runs a cohort in scope, rather than seeing some of its people. */
const RUN_COHORTS = [
  "trainer",
  "training-head",
  "cohort-administrator",
  "certification-officer",
  "auditor",
  "platform-administrator",
] as const;
const ADMINISTRATORS = ["cohort-administrator", "platform-administrator"] as const;
const TAKES_ATTENDANCE = ["trainer", "cohort-administrator"] as const;
const ENROLS = ["training-head", "cohort-administrator", "platform-administrator"] as const;
const MAKES_CARDS = ["trainer", "training-head", "cohort-administrator", "platform-administrator"] as const;
const PREVIEWS = [
  "trainer",
  "assessor",
  "training-head",
  "cohort-administrator",
  "certification-officer",
  "auditor",
  "platform-administrator",
] as const;
const REVIEWS = ["cohort-administrator", "certification-officer", "platform-administrator"] as const;
const SEE_PEOPLE = SEE_COHORTS;
const SEE_ORGANISATIONS = [
  "training-head",
  "cohort-administrator",
  "auditor",
  "platform-administrator",
] as const;
const ISSUES = ["cohort-administrator", "certification-officer"] as const;
const TAKES_EVIDENCE = [
  "cohort-administrator",
  "certification-officer",
  "auditor",
  "platform-administrator",
] as const;
const HANDS_OVER = ["trainer", "cohort-administrator", "certification-officer"] as const;
const SEE_CERTIFICATES = [
  "training-head",
  "cohort-administrator",
  "certification-officer",
  "auditor",
] as const;
const SEE_COVERAGE = [
  "training-head",
  "area-manager",
  "certification-officer",
  "auditor",
  "platform-administrator",
] as const;
const KEEPS_ATTESTATIONS = ["training-head", "certification-officer", "platform-administrator"] as const;
const SEE_LICENCES = [
  "assessor",
  "training-head",
  "cohort-administrator",
  "certification-officer",
  "auditor",
] as const;
const SEE_CANDIDACIES = [...SEE_LICENCES, "area-manager"] as const;
const ACTS_ON_CANDIDACIES = [
  "assessor",
  "training-head",
  "area-manager",
  "cohort-administrator",
  "certification-officer",
] as const;
const OBSERVES_SESSIONS = ["assessor", "area-manager"] as const;
const NOMINATES = ["training-head", "certification-officer"] as const;
const HANDLES_COMPLAINTS = ["certification-officer", "platform-administrator", "auditor"] as const; // the last where it was passed up
const KEEPS_EXAMS = ["exam-custodian"] as const;
const MARKS_EXAMS = ["assessor", "marker"] as const;
const KEYS_EXAMS = ["cohort-administrator", "certification-officer", "exam-custodian"] as const;
const KEEPS_SITTINGS = ["certification-officer"] as const;
const MARKS = ["trainer", "marker"] as const;

const everyone: Gate = { to: "everyone" };
const mine: Gate = { to: "everyone", of: "mine" };
const ours = (to: readonly Role[]): Gate => ({ to, of: "ours" });
const only = (to: readonly Role[]): Gate => ({ to });

const OWN_RATING: Gate = { to: ["assessor"], of: "mine" };

export const ACCESS: Record<string, Row> = {
  // anyone
  "/": { loader: "public" },
  "/health": { loader: "public" },
  "/ready": { loader: "public" },
  "/privacy": { loader: "public" },
  "/offline": {},
  "/preferences": { loader: "public", action: "public" },
  "/courses": { loader: "public" },
  "/courses/:courseId": { loader: "public" },
  "/v": { loader: "public" },
  "/v/offline": {},
  "/check.webmanifest": { loader: "public" },
  "/v/file": { action: "public" },
  "/v/list": { action: "public" },
  "/v/name": { action: "public" },
  "/v/:code": { loader: "public" },
  "/.well-known/did.json": { loader: "public" },
  "/keys/certificates.pem": { loader: "public" },
  "/keys/:thumbprint": { loader: "public" },
  "/status/snapshot": { loader: "public" },
  "/status/:list/:purpose": { loader: "public" },
  "/api/credentials": { loader: "public", action: "public" },
  "/api/credentials/:code": { loader: "public" },
  "/api/openapi.json": { loader: "public" },
  "/achievements/:achievedIn/:achievedId/:version/:paper": { loader: "public" },
  "/complaints": { action: "public" },
  "/complaints/:token": { loader: "public", action: "public" },
  "/panels/:token": { loader: "public", action: "public" },
  "/panels/:token/papers/:casePaperId": { loader: "public" },
  "/trainers": { loader: "public" },
  "/trainers/schemes": { loader: "public" },
  "/trainers/schemes/:publishedSchemeId/:version": { loader: "public" },
  "/licensed": { loader: "public" },
  "/*": { loader: "public", action: "public" },

  // applying
  "/calls": { loader: "public" },
  "/calls/:callId": { loader: "public" },
  "/calls/:callId/apply": { loader: "public", action: "public" },
  "/confirm/:token": { loader: "public", action: "public" },
  "/applications/:token/letter": { loader: "public" },
  "/applications/:token": { loader: "public", action: "public" },

  // coming in
  "/sign-in": { loader: "public", action: "public" },
  "/sign-in/code": { loader: "public", action: "public" },
  "/sign-out": { loader: "public", action: "public" },
  "/forgot-password": { loader: "public", action: "public" },
  "/reset-password/:token": { loader: "public", action: "public" },
  "/invitation/:token": { loader: "public", action: "public" },
  "/set-up/:token": { loader: "public", action: "public" },
  "/welcome": { loader: everyone, action: everyone },
  "/send-again": { loader: everyone, action: everyone },
  "/enrol": { loader: everyone },
  "/enrol/:code": { loader: everyone, action: everyone },
  "/me": { loader: everyone, action: everyone },
  "/me/password": { loader: everyone, action: everyone },
  "/me/messages": { loader: everyone, action: everyone },
  "/inbox": { loader: everyone, action: everyone },
  "/me/devices": { loader: everyone, action: everyone },
  "/me/deputies": { loader: everyone, action: everyone },
  "/me/calendar": { loader: everyone, action: everyone },
  "/me/data": { loader: everyone, action: everyone },
  "/me/data/download": { loader: "public", action: everyone },
  "/me/name": { loader: everyone, action: everyone },
  "/me/panels": { loader: everyone },
  "/me/panels/:readSeatId/papers/:casePaperId": { loader: mine },
  "/me/panels/:seatId": { loader: mine, action: mine },
  "/me/certifications": { loader: everyone, action: everyone },
  "/me/certifications/:certificationId": { loader: mine, action: mine },
  "/me/certifications/:certificationId/renewal": { loader: mine, action: mine },
  "/feeds/:token": { loader: "public" },

  // learning
  "/learn": { loader: everyone },
  "/learn/:enrolmentId": { loader: mine },
  "/learn/:enrolmentId/final": { loader: mine, action: mine },
  "/learn/:enrolmentId/action-plan": { loader: mine, action: mine },
  "/learn/:enrolmentId/name": { loader: mine, action: mine },
  "/learn/:enrolmentId/days": { loader: mine },
  "/learn/:enrolmentId/days/:date": { loader: mine, action: mine },
  "/learn/:enrolmentId/follow-up/:months": { loader: mine, action: mine },
  "/learn/:enrolmentId/travel": { loader: mine, action: mine },
  "/learn/:enrolmentId/test/:sitting": { loader: mine, action: mine },
  "/learn/:enrolmentId/electives": { loader: mine, action: mine },
  "/learn/:enrolmentId/:moduleId": { loader: mine },
  "/learn/:enrolmentId/:moduleId/:unitId": { loader: mine, action: mine },
  "/learn/:enrolmentId/:moduleId/forms/:page": { loader: mine },
  "/attempts/:attemptId": { loader: mine, action: mine },
  "/attempts/:attemptId/answers": { loader: "public", action: mine },
  "/attempts/:attemptId/result": { loader: mine },
  "/files/:versionId/:moduleId/*": { loader: { to: "everyone", of: "any" } },
  "/certificates": { loader: everyone },
  "/certificates/:certificateId/pdf": { loader: mine },
  "/certificates/:certificateId/transcript": { loader: mine },
  "/certificates/:certificateId/credential": { loader: mine },
  "/certificates/:certificateId/picture": { loader: mine },
  "/session-files/:fileId": { loader: mine },
  "/candidacies": { loader: everyone },
  "/candidacies/new": { loader: everyone, action: everyone },
  "/candidacies/:candidacyId": { loader: mine, action: mine },
  "/candidacy-files/:paperId": { loader: mine },
  "/past-papers/:pastPaperId": { loader: mine },

  // staff
  "/work": { loader: only(STAFF) },
  "/preview/:versionId": { loader: { to: PREVIEWS, of: "any" } },
  "/preview/:versionId/:moduleId/trainer/:text": { loader: { to: PREVIEWS, of: "any" } },
  "/preview/:versionId/:moduleId/forms/:page": { loader: { to: PREVIEWS, of: "any" } },
  "/preview/:versionId/:moduleId/:unitId": {
    loader: { to: PREVIEWS, of: "any" },
    action: { to: PREVIEWS, of: "any" },
  },
  "/translations/:versionId/:locale": { loader: ours(REVIEWS), action: ours(REVIEWS) },
  "/translations/:versionId/:locale/:moduleId/:unitId": { loader: ours(REVIEWS), action: ours(REVIEWS) },
  "/translations/:versionId/:locale/:moduleId/:kind/:id": { loader: ours(REVIEWS), action: ours(REVIEWS) },
  "/cohorts": { loader: only(SEE_COHORTS) },
  "/reports": { loader: only(SEE_COHORTS) },
  "/reports/:file": { loader: only(SEE_COHORTS) },
  "/cohorts/new": { loader: only(ADMINISTRATORS), action: only(ADMINISTRATORS) },
  "/cohorts/:cohortId": { loader: ours(SEE_COHORTS), action: ours(ADMINISTRATORS) },
  "/cohorts/:cohortId/edit": { loader: ours(ADMINISTRATORS), action: ours(ADMINISTRATORS) },
  "/cohorts/:cohortId/enrolment-code": { loader: ours(ADMINISTRATORS), action: ours(ADMINISTRATORS) },
  "/cohorts/:cohortId/enrol": { loader: ours(ENROLS), action: ours(ENROLS) },
  "/cohorts/:cohortId/calendar": { loader: ours(TAKES_ATTENDANCE), action: ours(TAKES_ATTENDANCE) },
  "/cohorts/:cohortId/attendance/:halfDayId": {
    loader: ours(TAKES_ATTENDANCE),
    action: ours(TAKES_ATTENDANCE),
  },
  "/cohorts/:cohortId/call": { loader: ours(ADMINISTRATORS), action: ours(ADMINISTRATORS) },
  "/cohorts/:cohortId/applications": {
    loader: ours(TAKES_ATTENDANCE),
    action: ours(["cohort-administrator"]),
  },
  "/cohorts/:cohortId/applications/:applicationId/letter": { loader: ours(["cohort-administrator"]) },
  "/cohorts/:cohortId/people/:enrolmentId/letter": { loader: ours(ADMINISTRATORS) },
  "/cohorts/:cohortId/applications/:applicationId": {
    loader: ours(TAKES_ATTENDANCE),
    action: ours(TAKES_ATTENDANCE),
  },
  "/cohorts/:cohortId/calendar/:halfDayId": {
    loader: ours(TAKES_ATTENDANCE),
    action: ours(TAKES_ATTENDANCE),
  },
  "/cohorts/:cohortId/calendar/:halfDayId/files": {
    loader: ours(TAKES_ATTENDANCE),
    action: ours(TAKES_ATTENDANCE),
  },
  "/cohorts/:cohortId/attendance/:halfDayId/pages": {
    loader: ours(TAKES_ATTENDANCE),
    action: ours(TAKES_ATTENDANCE),
  },
  "/cohorts/:cohortId/attendance/:halfDayId/meeting": {
    loader: ours(TAKES_ATTENDANCE),
    action: ours(TAKES_ATTENDANCE),
  },
  "/sheets": { loader: only(TAKES_ATTENDANCE) },
  "/cohorts/:cohortId/attendance/:halfDayId/print": { loader: ours(TAKES_ATTENDANCE) },
  "/cohorts/:cohortId/attendance/:halfDayId/marks": { loader: "public", action: ours(TAKES_ATTENDANCE) },
  "/cohorts/:cohortId/people/:enrolmentId": { loader: ours(SEE_COHORTS), action: ours(TAKES_ATTENDANCE) },
  "/cohorts/:cohortId/people/:enrolmentId/electives": {
    loader: ours(TAKES_ATTENDANCE),
    action: ours(TAKES_ATTENDANCE),
  },
  "/cohorts/:cohortId/people/:enrolmentId/move": {
    loader: ours(ADMINISTRATORS),
    action: ours(ADMINISTRATORS),
  },
  "/cohorts/:cohortId/move": { loader: ours(ADMINISTRATORS), action: ours(ADMINISTRATORS) },
  "/cohorts/:cohortId/follow-up": { loader: ours(TAKES_ATTENDANCE), action: ours(TAKES_ATTENDANCE) },
  "/cohorts/:cohortId/behind": { loader: ours(TAKES_ATTENDANCE), action: ours(TAKES_ATTENDANCE) },
  "/cohorts/:cohortId/evaluations": { loader: ours(RUN_COHORTS) },
  "/cohorts/:cohortId/fees": {
    loader: ours(["cohort-administrator"]),
    action: ours(["cohort-administrator"]),
  },
  "/cohorts/:cohortId/fees/csv": { loader: ours(["cohort-administrator"]) },
  "/cohorts/:cohortId/people/:enrolmentId/fee": {
    loader: ours(["cohort-administrator"]),
    action: ours(["cohort-administrator"]),
  },
  "/cohorts/:cohortId/people/:enrolmentId/invoice": { loader: ours(["cohort-administrator"]) },
  "/cohorts/:cohortId/travel": { loader: ours(TAKES_ATTENDANCE) },
  "/cohorts/:cohortId/people/:enrolmentId/visa-letter": { loader: ours(ADMINISTRATORS) },
  "/cohorts/:cohortId/test": { loader: ours(TAKES_ATTENDANCE), action: ours(TAKES_ATTENDANCE) },
  "/cohorts/:cohortId/test/:sitting": { loader: ours(TAKES_ATTENDANCE) },
  "/cohorts/:cohortId/report": { loader: ours(RUN_COHORTS), action: ours(RUN_COHORTS) },
  "/cohorts/:cohortId/codes": { loader: ours(MAKES_CARDS), action: ours(MAKES_CARDS) },
  "/cohorts/:cohortId/evidence": { loader: ours(TAKES_EVIDENCE) },
  "/cohorts/:cohortId/hand-over": { loader: ours(HANDS_OVER), action: ours(HANDS_OVER) },
  "/cohorts/:cohortId/hand-over/:printingId": { loader: ours(HANDS_OVER) },
  "/cohorts/:cohortId/certificates": { loader: ours(ISSUES), action: ours(ISSUES) },
  "/holidays": { loader: only(ADMINISTRATORS), action: only(ADMINISTRATORS) },
  "/unreached": { loader: only(MAKES_CARDS), action: only(MAKES_CARDS) },
  "/weakest-items": { loader: only(["trainer", "training-head"]) },
  "/certificates/issued": { loader: only(SEE_CERTIFICATES) },
  "/certificates/issued/:certificateId": {
    loader: ours(SEE_CERTIFICATES),
    action: ours(["cohort-administrator", "certification-officer"]),
  },
  "/candidates": { loader: only(SEE_CANDIDACIES) },
  "/candidates/assessors": { loader: only(["certification-officer"]) },
  "/candidates/new": { loader: only(NOMINATES), action: only(NOMINATES) },
  "/candidates/:candidacyId": { loader: ours(SEE_CANDIDACIES), action: ours(ACTS_ON_CANDIDACIES) },
  "/candidates/:candidacyId/certificate": {
    loader: ours(SEE_CANDIDACIES),
    action: ours(["cohort-administrator", "certification-officer"]),
  },
  "/licences/papers": { loader: only(SEE_LICENCES) },
  "/licences": { loader: only(SEE_LICENCES) },
  "/licences/:organisationId/:licenceSchemeId": {
    loader: ours(SEE_LICENCES),
    action: ours(["assessor", "training-head", "cohort-administrator", "certification-officer"]),
  },
  "/licence-files/:licenceFileId": { loader: ours(SEE_LICENCES) },
  "/licence-certificates/:licenceId": { loader: ours(SEE_LICENCES) },
  "/certificate-templates": { loader: only(["certification-officer"]) },
  "/certificate-templates/:templateId": {
    loader: ours(["certification-officer"]),
    action: ours(["certification-officer"]),
  },
  "/certificate-templates/:templateId/preview": {
    loader: ours(["certification-officer"]),
    action: ours(["certification-officer"]),
  },
  "/schemes": { loader: only(SEE_LICENCES) },
  "/schemes/:schemeId": { loader: only(SEE_LICENCES) },
  "/schemes/:keptSchemeId/next": {
    loader: ours(["certification-officer"]),
    action: ours(["certification-officer"]),
  },
  "/schemes/:keptSchemeId/calls": {
    loader: ours(["certification-officer"]),
    action: ours(["certification-officer"]),
  },
  "/schemes/:keptSchemeId/move": {
    loader: ours(["certification-officer"]),
    action: ours(["certification-officer"]),
  },
  "/schemes/:keptSchemeId/next/:schemePart": {
    loader: ours(["certification-officer"]),
    action: ours(["certification-officer"]),
  },
  "/candidates/:candidacyId/session": { loader: ours(OBSERVES_SESSIONS), action: ours(OBSERVES_SESSIONS) },
  "/candidates/:candidacyId/session/record": { loader: "public", action: ours(OBSERVES_SESSIONS) },
  "/candidates/:candidacyId/observations": {
    loader: ours(["certification-officer"]),
    action: ours(["certification-officer"]),
  },
  "/certifications/:certificationId/observations": {
    loader: ours(["certification-officer"]),
    action: ours(["certification-officer"]),
  },
  "/observations": { loader: only(["assessor"]) },
  "/observations/:ratingId": { loader: OWN_RATING, action: OWN_RATING },
  "/observations/:ratingId/entries": { loader: "public", action: mine },
  "/certifications": { loader: only(SEE_CERTIFICATES) },
  "/certifications/import": {
    loader: only(["certification-officer"]),
    action: only(["certification-officer"]),
  },
  "/certifications/new": {
    loader: only(["certification-officer"]),
    action: only(["certification-officer"]),
  },
  "/certifications/papers": { loader: only(SEE_CERTIFICATES) },
  "/certifications/:certificationId": {
    loader: ours(SEE_CERTIFICATES),
    action: ours(["cohort-administrator", "certification-officer"]),
  },
  "/certifications/:certificationId/renewal": {
    loader: ours(SEE_CERTIFICATES),
    action: ours(["certification-officer"]),
  },
  "/certifications/:certificationId/renewal/:evidenceId": { loader: ours(SEE_CERTIFICATES) },
  "/refresher-days/:dayId": { loader: ours(KEEPS_ATTESTATIONS), action: ours(KEEPS_ATTESTATIONS) },
  "/refresher-days/:dayId/print": { loader: ours(KEEPS_ATTESTATIONS) },
  "/coverage": { loader: only(SEE_COVERAGE) },
  "/coverage/csv": { loader: only(SEE_COVERAGE) },
  "/coverage/people": {
    loader: only(SEE_COVERAGE),
    action: only(["training-head", "certification-officer"]),
  },
  "/attestations/:organisationId": { loader: ours(SEE_COVERAGE), action: ours(KEEPS_ATTESTATIONS) },
  "/exam-banks": { loader: only(KEEPS_EXAMS), action: only(KEEPS_EXAMS) },
  "/exam-banks/:bankId": { loader: ours(KEEPS_EXAMS) },
  "/exam-sittings": { loader: only(KEEPS_SITTINGS), action: only(KEEPS_SITTINGS) },
  "/exam-sittings/:sittingId": { loader: ours(KEEPS_SITTINGS), action: ours(KEEPS_SITTINGS) },
  "/invigilate/:roomId": { loader: mine, action: mine },
  "/exam-papers": { loader: only(KEEPS_EXAMS) },
  "/exam-papers/:bookletId": { loader: ours(KEEPS_EXAMS) },
  "/exam-keying": { loader: only(KEYS_EXAMS) },
  "/exam-keying/:sheetId": { loader: ours(KEYS_EXAMS), action: ours(KEYS_EXAMS) },
  "/script-pages/:pagesId": { loader: mine, action: mine },
  "/exam-scans/:scanId": { loader: ours(MARKS_EXAMS) },
  "/exam-keying-scans/:keyedScanId": { loader: ours(KEYS_EXAMS) },
  "/exam-marking": { loader: only(MARKS_EXAMS) },
  "/exam-marking/:workId": { loader: ours(MARKS_EXAMS), action: ours(MARKS_EXAMS) },
  "/my-exams/:scriptId": { loader: mine, action: mine },
  "/my-exams/:scriptId/answers": { loader: "public", action: mine },
  "/suspension-proposals": {
    loader: only(["assessor", "certification-officer"]),
    action: only(["assessor"]),
  },
  "/suspension-proposals/:proposalId": {
    loader: ours(["certification-officer"]),
    action: ours(["certification-officer"]),
  },
  "/complaint-register": { loader: only(HANDLES_COMPLAINTS) },
  "/complaint-register/:complaintId": {
    loader: ours(HANDLES_COMPLAINTS),
    action: ours(HANDLES_COMPLAINTS),
  },
  "/name-changes": { loader: only(["certification-officer"]) },
  "/name-changes/:nameChangeId": {
    loader: ours(["certification-officer"]),
    action: ours(["certification-officer"]),
  },
  "/name-changes/:nameChangeId/evidence": { loader: ours(["certification-officer"]) },
  "/marking": { loader: only(MARKS) },
  "/marking/:attemptId": { loader: ours(MARKS), action: ours(MARKS) },
  "/action-plans": { loader: only(["trainer"]) },
  "/action-plans/:enrolmentId": { loader: ours(["trainer"]), action: ours(["trainer"]) },

  // administration
  "/search": { loader: only(SEE_PEOPLE) },
  "/search/suggestions": { loader: only(SEE_PEOPLE) },
  "/people": { loader: only(SEE_PEOPLE), action: only(MAKES_CARDS) },
  "/people/invite": { loader: only(ENROLS), action: only(ENROLS) },
  "/people/import": { loader: only(ENROLS), action: only(ENROLS) },
  "/people/duplicates": { loader: only(ADMINISTRATORS) },
  "/people/:personId/merge/:otherId": { loader: ours(ADMINISTRATORS), action: ours(ADMINISTRATORS) },
  "/merges/:mergeId": { loader: ours(ADMINISTRATORS), action: ours(ADMINISTRATORS) },
  "/people/:personId": { loader: ours(SEE_PEOPLE), action: ours(SEE_PEOPLE) },
  "/organisations": { loader: only(SEE_ORGANISATIONS), action: only(["platform-administrator"]) },
  "/organisations/:organisationId/staff-list": {
    loader: ours(["training-head", "cohort-administrator", "platform-administrator"]),
    action: ours(["training-head", "cohort-administrator", "platform-administrator"]),
  },
  "/organisations/:organisationId/modules": { loader: ours(SEE_ORGANISATIONS) },
  "/organisations/:organisationId/modules/csv": { loader: ours(SEE_ORGANISATIONS) },
  "/organisations/:organisationId": {
    loader: ours(SEE_ORGANISATIONS),
    action: ours(SEE_ORGANISATIONS), // each act asks for more
  },
  "/audit": { loader: only(["auditor", "platform-administrator"]) },
  "/retention": { loader: only(["platform-administrator"]) },
  "/issuer-keys": { loader: only(["platform-administrator"]), action: only(["platform-administrator"]) },
  "/retention/:purgeKind": {
    loader: only(["platform-administrator"]),
    action: only(["platform-administrator"]),
  },
  "/data-requests": { loader: only(["platform-administrator"]), action: only(["platform-administrator"]) },
  "/data-requests/:dataRequestId": {
    loader: ours(["platform-administrator"]),
    action: ours(["platform-administrator"]),
  },
  "/outbox": { loader: only(["platform-administrator"]), action: only(["platform-administrator"]) },
  "/jobs": { loader: only(["platform-administrator"]), action: only(["platform-administrator"]) },
};
