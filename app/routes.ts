import { index, route, type RouteConfig } from "@remix-run/route-config";

/* What happens at a URL: every address and its file, grouped by audience. Tests read this list as the manifest. */
export default [
  // anyone
  index("routes/public/home.tsx"),
  route("health", "routes/public/health.ts"),
  route("ready", "routes/public/ready.ts"),
  route("privacy", "routes/public/privacy.tsx"),
  route("offline", "routes/public/offline.tsx"),
  route("preferences", "routes/public/preferences.ts"),
  route("courses", "routes/catalogue/courses.tsx"),
  route("courses/:courseId", "routes/catalogue/course.tsx"),
  route("v", "routes/certification/check.tsx"),
  route("v/:code", "routes/certification/verify.tsx"),

  // coming in
  route("sign-in", "routes/identity/sign-in.tsx"),
  route("sign-in/code", "routes/identity/first-sign-in.tsx"),
  route("sign-out", "routes/identity/sign-out.ts"),
  route("forgot-password", "routes/identity/forgot-password.tsx"),
  route("reset-password/:token", "routes/identity/reset-password.tsx"),
  route("invitation/:token", "routes/identity/invitation.tsx"),
  route("set-up/:token", "routes/identity/set-up.tsx"),
  route("welcome", "routes/identity/welcome.tsx"),
  route("send-again", "routes/identity/send-again.tsx"),
  route("me", "routes/identity/profile.tsx"),
  route("me/password", "routes/identity/password.tsx"),
  route("me/devices", "routes/identity/devices.tsx"),

  // learning
  route("learn", "routes/learning/my-learning.tsx"),
  route("learn/:enrolmentId", "routes/learning/my-course.tsx"),
  route("learn/:enrolmentId/final", "routes/learning/final.tsx"),
  route("learn/:enrolmentId/action-plan", "routes/learning/action-plan.tsx"),
  route("learn/:enrolmentId/name", "routes/learning/printed-name.tsx"),
  route("learn/:enrolmentId/:moduleId", "routes/learning/module.tsx"),
  route("learn/:enrolmentId/:moduleId/:unitId", "routes/learning/unit.tsx"),
  route("attempts/:attemptId", "routes/learning/attempt.tsx"),
  route("attempts/:attemptId/answers", "routes/learning/save-answer.ts"),
  route("attempts/:attemptId/result", "routes/learning/attempt-result.tsx"),
  route("files/:versionId/:moduleId/*", "routes/catalogue/file.ts"),
  route("certificates", "routes/certification/my-certificates.tsx"),
  route("certificates/:certificateId/pdf", "routes/certification/certificate-pdf.ts"),

  // staff
  route("work", "routes/admin/work-list.tsx"),
  route("preview/:versionId", "routes/catalogue/preview.tsx"),
  route("preview/:versionId/:moduleId/:unitId", "routes/catalogue/preview-unit.tsx"),
  route("cohorts", "routes/cohorts/cohorts.tsx"),
  route("cohorts/new", "routes/cohorts/new-cohort.tsx"),
  route("cohorts/:cohortId", "routes/cohorts/cohort.tsx"),
  route("cohorts/:cohortId/edit", "routes/cohorts/edit-cohort.tsx"),
  route("cohorts/:cohortId/enrol", "routes/cohorts/enrol-people.tsx"),
  route("cohorts/:cohortId/calendar", "routes/cohorts/calendar.tsx"),
  route("cohorts/:cohortId/attendance/:halfDayId", "routes/cohorts/attendance-sheet.tsx"),
  route("cohorts/:cohortId/people/:enrolmentId", "routes/cohorts/participant.tsx"),
  route("cohorts/:cohortId/report", "routes/cohorts/training-report.tsx"),
  route("cohorts/:cohortId/codes", "routes/cohorts/sign-in-codes.tsx"),
  route("cohorts/:cohortId/certificates", "routes/certification/issue-certificates.tsx"),
  route("certificates/issued", "routes/certification/issued-certificates.tsx"),
  route("certificates/issued/:certificateId", "routes/certification/issued-certificate.tsx"),
  route("marking", "routes/learning/marking.tsx"),
  route("marking/:attemptId", "routes/learning/mark-attempt.tsx"),
  route("action-plans", "routes/learning/action-plans.tsx"),
  route("action-plans/:enrolmentId", "routes/learning/review-action-plan.tsx"),

  // administration
  route("people", "routes/admin/people.tsx"),
  route("people/invite", "routes/admin/invite-person.tsx"),
  route("people/import", "routes/admin/import-people.tsx"),
  route("people/:personId", "routes/admin/person.tsx"),
  route("organisations", "routes/admin/organisations.tsx"),
  route("organisations/:organisationId", "routes/admin/organisation.tsx"),
  route("audit", "routes/admin/audit-trail.tsx"),
  route("outbox", "routes/admin/outbox.tsx"),

  route("*", "routes/public/not-found.tsx"),
] satisfies RouteConfig;
