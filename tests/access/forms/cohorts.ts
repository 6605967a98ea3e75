import { codeOf, makeCode } from "#app/features/cohorts/enrolment-codes.server.ts";
import { shortOf } from "#app/features/cohorts/attendance-forms.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Role } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { drawnTest } from "#tests/support/cohort-test-fixture.ts";
import { makeCohort } from "#tests/support/learning-fixture.ts";
import * as fresh from "#tests/support/fresh.ts";
import { as, type Fields, type Scene, type ValidForms } from "./scene.ts";

const cohortFields = async (): Promise<Fields> => ({
  name: "Kampong Cham, spring",
  courseVersionId: await fresh.course(),
  hostId: "",
  format: "blended",
  audience: "public",
  "locales[]": ["en", "fr"],
  place: "Kampong Cham",
  timeZone: "Asia/Phnom_Penh",
  startDate: "2027-03-01",
  endDate: "2027-03-05",
  issuer: "Mekong Institute",
  signatoryName1: "Aminata Diallo",
  signatoryRole1: "Certification officer",
  signatoryName2: "",
  signatoryRole2: "",
  version: "1",
});

const onSheet = (intent: string) => async (): Promise<Scene> => {
  const { cohortId, enrolmentId } = await fresh.learner();
  const halfDayId = await fresh.halfDay(cohortId);
  const who = shortOf(enrolmentId);
  const marks = { [`m.${who}`]: "present", [`n.${who}`]: "10", [`s.${who}`]: "none" };
  return as("trainer", paths.attendance(cohortId, halfDayId), { intent, reason: "Late bus", ...marks });
};

const givenOnPhone = async (): Promise<Scene> => {
  const { cohortId, enrolmentId } = await fresh.learner();
  const fields = { s: "none", [`m.${shortOf(enrolmentId)}`]: "late", [`n.${shortOf(enrolmentId)}`]: "10" };
  return as("trainer", paths.saveMarks(cohortId, await fresh.halfDay(cohortId)), fields);
};

const PERMIT = { intent: "permit", reason: "The line broke", minutes: "" };

async function participant(fields: Fields, status = "active"): Promise<Scene> {
  const { cohortId, enrolmentId } = await fresh.learner();
  await db.enrolment.update({ where: { id: enrolmentId }, data: { status } });
  return as("trainer", paths.participant(cohortId, enrolmentId), fields);
}

async function reopening(): Promise<Scene> {
  const { cohortId, enrolmentId } = await fresh.handedIn();
  const fields = { ...PERMIT, kind: "reopen", grantId: crypto.randomUUID(), assessment: "risk/letter" };
  return as("trainer", paths.participant(cohortId, enrolmentId), fields);
}

const TEXTS = { objectives: "Reached", deviations: "", lessons: "More time", incidents: "" };

async function report(role: Role, state: string, fields: Fields): Promise<Scene> {
  const cohortId = await fresh.cohort();
  await db.trainingReport.create({
    data: { id: newId(), cohortId, state, ...TEXTS, submittedBy: newId(), version: 3 },
  });
  return as(role, paths.trainingReport(cohortId), { ...fields, version: "3" });
}

/** One white pixel. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==",
  "base64",
);

const REPORT = Buffer.from("Name,Join time,Leave time\nSok Dara,08:31,11:30\n");

async function onMeeting(fields: (who: string) => Fields): Promise<Scene> {
  const { cohortId, enrolmentId } = await fresh.learner();
  const halfDayId = await fresh.halfDay(cohortId);
  await db.halfDay.update({ where: { id: halfDayId }, data: { startsAt: "08:30" } });
  return as("trainer", paths.meetingMarks(cohortId, halfDayId), fields(shortOf(enrolmentId)));
}

const meetingFields = (intent: string) => (who: string) => ({
  intent,
  "carried[]": ['[["Sok Dara","",[[1790905000000,1790915000000]]]]'],
  "a.0": who,
  assigned: who,
  "take[]": [who],
  [`s.${who}`]: "none",
});

const addFile = (pathOf: (cohortId: string, halfDayId: string) => string) => async (): Promise<Scene> => {
  const cohortId = await fresh.cohort();
  const scene = await as("trainer", pathOf(cohortId, await fresh.halfDay(cohortId)), { intent: "add" });
  return { ...scene, file: { name: "files[]", bytes: PIXEL } };
};

const takeAway =
  (purpose: string, pathOf: (cohortId: string, halfDayId: string) => string) => async (): Promise<Scene> => {
    const cohortId = await fresh.cohort();
    const halfDayId = await fresh.halfDay(cohortId);
    const id = newId();
    const facts = { name: "a.pdf", sha256: "0".repeat(64), bytes: 1, mediaType: "application/pdf" };
    await db.sessionFile.create({
      data: { id, halfDayId, purpose, ...facts, addedBy: newId(), addedAt: new Date() },
    });
    const fields = { intent: "remove", fileId: id, reason: "Wrong day" };
    return as("trainer", pathOf(cohortId, halfDayId), fields);
  };

async function onFee(fields: Fields): Promise<Scene> {
  const { cohortId, enrolmentId } = await fresh.learner();
  await db.cohortFee.create({ data: { cohortId, amount: 45_000, currency: "USD" } });
  return as("cohort-administrator", paths.fee(cohortId, enrolmentId), { ...fields, version: "0" });
}

async function withCode(): Promise<string> {
  const cohortId = await fresh.cohort();
  const { actor } = await fresh.staff("cohort-administrator");
  await makeCode(actor, cohortId, { closesOn: "2098-12-31", seats: null });
  return cohortId;
}

export const COHORTS: Record<string, ValidForms> = {
  "/cohorts/new": { create: async () => as("cohort-administrator", "/cohorts/new", await cohortFields()) },
  "/cohorts/:cohortId": {
    close: async () => as("cohort-administrator", paths.cohort((await fresh.finished()).cohortId), {}),
  },
  "/cohorts/:cohortId/people/:enrolmentId/move": {
    transfer: async () => {
      const { cohortId, enrolmentId } = await fresh.learner();
      return as("cohort-administrator", paths.moveParticipant(cohortId, enrolmentId), {
        intent: "transfer",
        toCohortId: await fresh.cohort(),
        reason: "Ill in the first week",
      });
    },
    substitute: async () => {
      const { cohortId, enrolmentId } = await fresh.learner(await fresh.cohortAhead());
      const { username } = await fresh.someone();
      return as("cohort-administrator", paths.moveParticipant(cohortId, enrolmentId), {
        intent: "substitute",
        identifier: username,
        reason: "On leave",
      });
    },
  },
  "/learn/:enrolmentId/follow-up/:months": {
    answer: async () => {
      const { cookie, enrolmentId } = await fresh.learnerToFollowUp();
      const fields = { "state-1": "partly", "note-1": "Slowly.", supervisorName: "", supervisorEmail: "" };
      return { path: paths.followUp(enrolmentId, 3), cookie, fields };
    },
  },
  "/confirm/:token": {
    confirm: async () => {
      const path = paths.confirmFollowUp(await fresh.followUpToConfirm());
      return { path, cookie: "", fields: { confirmation: "confirmed", comment: "I saw it." } };
    },
  },
  "/cohorts/:cohortId/fees": {
    set: async () =>
      as("cohort-administrator", paths.fees(await fresh.cohort()), { amount: "450.00", currency: "USD" }),
  },
  "/cohorts/:cohortId/people/:enrolmentId/fee": {
    edit: async () => onFee({ intent: "edit", amount: "450,00", currency: "EUR", payer: "Rumdul" }),
    invoice: async () => onFee({ intent: "invoice" }),
  },
  "/learn/:enrolmentId/travel": {
    needs: async () => {
      const { cookie, enrolmentId } = await fresh.learner();
      const fields = { arrivesOn: "", arrival: "By bus", diet: "No pork", access: "" };
      const contact = { contactName: "Sok Phal", contactPhone: "+855 12 345 678" };
      return {
        path: paths.myTravel(enrolmentId),
        cookie,
        fields: { intent: "needs", ...fields, ...contact },
      };
    },
    passport: async () => {
      const { cookie, enrolmentId } = await fresh.learner();
      const fields = { name: "SOK DARA", number: "N1234567", nationality: "KH", birthDate: "1990-02-03" };
      return {
        path: paths.myTravel(enrolmentId),
        cookie,
        fields: { intent: "passport", ...fields, expiresOn: "2031-02-03" },
      };
    },
    forget: async () => {
      const { cookie, enrolmentId } = await fresh.learner();
      return { path: paths.myTravel(enrolmentId), cookie, fields: { intent: "forget" } };
    },
  },
  "/cohorts/:cohortId/test": {
    draw: async () => {
      const cohortId = await makeCohort(await fresh.wholeCourse());
      return as("trainer", paths.cohortTest(cohortId), { intent: "draw", count: "5" });
    },
    key: async () => {
      const { cohortId, enrolmentId } = await fresh.learner(undefined, await fresh.wholeCourse());
      await drawnTest(cohortId);
      const who = shortOf(enrolmentId);
      const fields = { intent: "key", [`pre.${who}`]: "3", [`was.pre.${who}`]: "" };
      return as("trainer", paths.cohortTest(cohortId), fields);
    },
  },
  "/learn/:enrolmentId/test/:sitting": {
    sit: async () => {
      const { cohortId, enrolmentId, cookie } = await fresh.learner(undefined, await fresh.wholeCourse());
      await drawnTest(cohortId);
      await db.cohort.update({ where: { id: cohortId }, data: { startDate: "2099-01-01" } });
      return { path: paths.sitTest(enrolmentId, "pre"), cookie, fields: {} };
    },
  },
  "/cohorts/:cohortId/follow-up": {
    ask: async () => {
      const { cohortId } = await fresh.learnerToFollowUp();
      return as("trainer", paths.followUps(cohortId), { months: "3" });
    },
  },
  "/cohorts/:cohortId/move": {
    postpone: async () =>
      as("cohort-administrator", paths.moveCohort(await fresh.cohortAhead()), {
        intent: "postpone",
        startDate: "2100-01-05",
        note: "The hall is being painted.",
      }),
    repeat: async () =>
      as("cohort-administrator", paths.moveCohort(await fresh.cohort()), {
        intent: "repeat",
        startDate: "2100-01-05",
        name: "Kampong Cham, again",
      }),
    "see the letter": async () =>
      as("cohort-administrator", paths.moveCohort(await fresh.cohortAhead()), {
        intent: "preview-cancel",
        reason: "The host has lost its hall.",
      }),
    cancel: async () =>
      as("cohort-administrator", paths.moveCohort(await fresh.cohortAhead()), {
        intent: "cancel",
        reason: "The host has lost its hall.",
      }),
  },
  "/cohorts/:cohortId/behind": {
    write: async () => {
      const { cohortId } = await fresh.learner();
      const fields = { messageId: newId(), to: "all", subject: "Thursday", body: "Bring your figures." };
      return as("trainer", paths.behind(cohortId), fields);
    },
    preview: async () => {
      const { cohortId } = await fresh.learner();
      const fields = { messageId: newId(), to: "all", subject: "Thursday", body: "Bring your figures." };
      return as("trainer", paths.behind(cohortId), { intent: "preview", ...fields });
    },
  },
  "/cohorts/:cohortId/calendar/:halfDayId": {
    "note an incident": async () => {
      const cohortId = await fresh.cohort();
      const path = paths.session(cohortId, await fresh.halfDay(cohortId));
      return as("trainer", path, { intent: "incident", words: "No power from ten to noon.", after: "" });
    },
    plan: async () => {
      const cohortId = await fresh.cohort();
      const fields = {
        title: "Risk",
        startsAt: "08:30",
        contactMinutes: "180",
        room: "Room 2",
        "modules[]": ["risk"],
      };
      return as("trainer", paths.session(cohortId, await fresh.halfDay(cohortId)), fields);
    },
  },
  "/cohorts/:cohortId/attendance/:halfDayId/meeting": {
    look: async () => ({
      ...(await onMeeting(() => ({ intent: "look", timeZone: "UTC" }))),
      file: { name: "file", bytes: REPORT },
    }),
    "look again": () => onMeeting(meetingFields("again")),
    "take over": () => onMeeting(meetingFields("take")),
  },
  "/cohorts/:cohortId/attendance/:halfDayId/pages": {
    add: addFile(paths.signedSheet),
    "take away": takeAway("signed-sheet", paths.signedSheet),
  },
  "/cohorts/:cohortId/calendar/:halfDayId/files": {
    add: addFile(paths.handouts),
    "take away": takeAway("handout", paths.handouts),
  },
  "/cohorts/:cohortId/enrolment-code": {
    make: async () => {
      const fields = { intent: "make", closesOn: "2098-12-31", seats: "" };
      return as("cohort-administrator", paths.enrolmentCode(await fresh.cohort()), fields);
    },
    end: async () => {
      const cohortId = await withCode();
      return as("cohort-administrator", paths.enrolmentCode(cohortId), { intent: "end" });
    },
  },
  "/enrol/:code": {
    "come in": async () => {
      const { code } = (await codeOf(await withCode()))!;
      const { cookie } = await fresh.someone();
      return { path: paths.enrolByCode(code), cookie, fields: {} };
    },
  },
  "/me/calendar": {
    "make an address": async () => {
      const { cookie } = await fresh.someone();
      return { path: "/me/calendar", cookie, fields: {} };
    },
  },
  "/cohorts/:cohortId/attendance/:halfDayId/marks": { save: givenOnPhone },
  "/cohorts/:cohortId/people/:enrolmentId/electives": {
    choose: async () => {
      const { cohortId, enrolmentId } = await fresh.learnerWithElectives();
      const fields = { "electives[]": ["leasing"], seen: "" };
      return as("trainer", paths.participantElectives(cohortId, enrolmentId), fields);
    },
  },
  "/cohorts/:cohortId/edit": {
    edit: async () =>
      as("cohort-administrator", paths.editCohort(await fresh.cohort()), await cohortFields()),
  },
  "/cohorts/:cohortId/enrol": {
    enrol: async () => {
      const { personId } = await fresh.someone();
      return as("cohort-administrator", paths.enrolPeople(await fresh.cohort()), { "people[]": [personId] });
    },
  },
  "/cohorts/:cohortId/calendar": {
    plan: async () =>
      as("trainer", paths.calendar(await fresh.cohort()), {
        intent: "plan",
        first: "2026-10-05",
        last: "2026-10-09",
        "without[]": ["6", "7"],
        "parts[]": ["am", "pm"],
        title: "Week one",
        contactMinutes: "180",
      }),
    remove: async () => {
      const cohortId = await fresh.cohort();
      return as("trainer", paths.calendar(cohortId), {
        intent: "remove",
        halfDayId: await fresh.halfDay(cohortId),
      });
    },
  },
  "/cohorts/:cohortId/attendance/:halfDayId": { save: onSheet("save"), verify: onSheet("verify") },
  "/cohorts/:cohortId/people/:enrolmentId": {
    "one attempt more": () =>
      participant({
        ...PERMIT,
        kind: "extra-attempt",
        grantId: crypto.randomUUID(),
        assessment: "risk/letter",
      }),
    "minutes more": () =>
      participant({
        ...PERMIT,
        kind: "extra-minutes",
        grantId: crypto.randomUUID(),
        assessment: "/final",
        minutes: "30",
      }),
    reopen: reopening,
    withdraw: () => participant({ intent: "withdraw", reason: "Moved away" }),
    defer: () => participant({ intent: "defer", reason: "Ill until spring" }),
    "no show": () => participant({ intent: "no-show" }),
    return: () => participant({ intent: "return" }, "withdrawn"),
  },
  "/cohorts/:cohortId/report": {
    save: () => report("trainer", "draft", { intent: "save", ...TEXTS }),
    submit: () => report("trainer", "draft", { intent: "submit", ...TEXTS }),
    validate: () => report("cohort-administrator", "submitted", { intent: "validate", note: "Good" }),
    return: () => report("cohort-administrator", "submitted", { intent: "return", note: "Say more" }),
  },
  "/cohorts/:cohortId/codes": {
    issue: async () => {
      const { personId, cohortId } = await fresh.learner();
      return as("cohort-administrator", paths.signInCodes(cohortId), { "people[]": [personId] });
    },
  },
};
