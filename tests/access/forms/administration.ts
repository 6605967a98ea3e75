import { previewImport } from "#app/features/identity/import-people.server.ts";
import { noteTold } from "#app/features/cohorts/unreached.server.ts";
import { enqueue, notify } from "#app/features/notifications/outbox.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import * as fresh from "#tests/support/fresh.ts";
import { as, CONTACT, type Fields, type Scene, type ValidForms } from "./scene.ts";

const ADMINISTRATOR = "platform-administrator";

const onPerson =
  (intent: string, fields: Fields = {}) =>
  async (): Promise<Scene> => {
    const { personId } = await fresh.someone({ email: `${newId()}@rumdul.example` });
    return as(ADMINISTRATOR, paths.person(personId), { intent, ...fields });
  };

/** Another one each time. */
let days = 0;
const someDay = () => addDays("2100-01-01", (days += 1));

async function unreachedMessage(): Promise<string> {
  const { personId } = await fresh.someone();
  const key = newId();
  const words = { locale: "en", subject: "S", body: "B" };
  await notify(db, { key, personId, address: null, kind: "plan-approved", action: "/learn", ...words });
  return (await db.outboxMessage.findUniqueOrThrow({ where: { key } })).id;
}

const affiliation = { position: "Loan officer", staffNumber: "4711" };

async function endAffiliation(): Promise<Scene> {
  const { organisationId } = await fresh.organisation();
  const scene = await onPerson("end-affiliation", { until: "2026-11-01" })();
  const affiliationId = newId();
  const personId = scene.path.split("/").at(-1)!;
  await db.affiliation.create({ data: { id: affiliationId, personId, organisationId, from: "2020-01-01" } });
  return { ...scene, fields: { ...scene.fields, affiliationId } };
}

async function endRole(): Promise<Scene> {
  const scene = await onPerson("end-role")();
  const assignmentId = newId();
  const personId = scene.path.split("/").at(-1)!;
  const scope = { scopeKind: "programme", scopeId: "management" };
  await db.roleAssignment.create({
    data: { id: assignmentId, personId, role: "marker", ...scope, grantedAt: now() },
  });
  return { ...scene, fields: { ...scene.fields, assignmentId } };
}

const listed = (intent: string) => async (): Promise<Scene> => {
  const { personId } = await fresh.someone({ email: `${newId()}@rumdul.example` });
  return as(ADMINISTRATOR, "/people", { intent, "people[]": [personId], "listed[]": [personId] });
};

const csv = () =>
  Buffer.from(`Name,E-mail,Phone\nSok Dara,${newId()}@rumdul.example,+855 12 345 678\nប៉ែន សុភា,,\n`);

async function confirmedStaff(): Promise<Scene> {
  const { organisationId } = await fresh.organisation();
  const scene = await confirmedList(organisationId);
  return { ...scene, path: paths.staffList(organisationId) };
}

async function confirmedList(organisationId: string | null = null): Promise<Scene> {
  const { actor } = await fresh.staff(ADMINISTRATOR);
  const looked = await previewImport(actor, new Uint8Array(csv()), {
    organisationId,
    complete: organisationId !== null,
    locale: "en",
    timeZone: "UTC",
  });
  if (!looked.ok) throw new Error(looked.reason.key);
  return as(ADMINISTRATOR, "/people/import", { intent: "import", "carried[]": looked.value.carried });
}

const onOrganisation = (fields: Fields) => async (): Promise<Scene> => {
  const { organisationId, unitId } = await fresh.organisation();
  const own: Fields = fields["intent"] === "edit-unit" ? { unitId } : {};
  if (/^(edit|remove)-contact$/.test(String(fields["intent"])))
    own["contactId"] = await contactOf(organisationId);
  return as(ADMINISTRATOR, paths.organisation(organisationId), { ...fields, ...own });
};

async function contactOf(organisationId: string): Promise<string> {
  const id = newId();
  const data = { id, organisationId, name: "Ouk Leakena", role: "", phone: "+855 12 345 678", email: "" };
  await db.organisationContact.create({ data });
  return id;
}

const contact = {
  contactName: "Ouk Leakena",
  contactRole: "Training",
  contactPhone: "+855 12 345 678",
  contactEmail: "leakena@rumdul.example",
};
const unit = { unitName: "Kampong Thom", unitKind: "branch", parentId: "" };

export const ADMINISTRATION: Record<string, ValidForms> = {
  "/people": { codes: listed("codes"), "codes for all": listed("codes-all"), invite: listed("invite") },
  "/people/invite": {
    invite: async () => {
      const { organisationId, unitId } = await fresh.organisation();
      const place = `${organisationId}/${unitId}`;
      const own = { username: "", place, ...affiliation, role: "marker", scope: "programme:management" };
      return as(ADMINISTRATOR, "/people/invite", { ...CONTACT, ...own, email: `${newId()}@rumdul.example` });
    },
  },
  "/organisations/:organisationId/staff-list": {
    look: async () => ({
      ...(await as(ADMINISTRATOR, paths.staffList((await fresh.organisation()).organisationId), {
        intent: "look",
        complete: "yes",
      })),
      file: { name: "file", bytes: csv() },
    }),
    import: confirmedStaff,
  },
  "/people/import": {
    look: async () => ({
      ...(await as(ADMINISTRATOR, "/people/import", { intent: "look", organisationId: "" })),
      file: { name: "file", bytes: csv() },
    }),
    import: () => confirmedList(),
    "import into a cohort": async () => ({
      ...(await confirmedList()),
      path: paths.importInto(await fresh.cohort()),
    }),
  },
  "/people/:personId": {
    edit: onPerson("edit", CONTACT),
    "add affiliation": async () => {
      const { organisationId, unitId } = await fresh.organisation();
      const place = `${organisationId}/${unitId}`;
      return onPerson("add-affiliation", { place, ...affiliation, from: "2026-01-01" })();
    },
    "end affiliation": endAffiliation,
    "grant role": onPerson("grant-role", { role: "marker", scope: "programme:management" }),
    "end role": endRole,
    "confirm name": onPerson("confirm-name", {
      printedName: "Sok Dara",
      printedNameLocal: "",
      reason: "By phone",
    }),
    "issue code": onPerson("issue-code"),
    "send invitation": onPerson("send-invitation"),
    "end sessions": onPerson("end-sessions"),
    deactivate: onPerson("deactivate"),
    reactivate: onPerson("reactivate"),
  },
  "/organisations": {
    create: async () =>
      as(ADMINISTRATOR, "/organisations", { name: `Rumdul ${newId()}`, kind: "mfi", country: "KH" }),
  },
  "/organisations/:organisationId": {
    edit: async () =>
      onOrganisation({ intent: "edit", name: `Rumdul ${newId()}`, kind: "mfi", country: "KH" })(),
    "add unit": onOrganisation({ intent: "add-unit", ...unit }),
    "edit unit": onOrganisation({ intent: "edit-unit", ...unit }),
    "add contact": onOrganisation({ intent: "add-contact", ...contact }),
    "edit contact": onOrganisation({ intent: "edit-contact", ...contact }),
    "remove contact": onOrganisation({ intent: "remove-contact" }),
    "set seats": async () => {
      const id = await fresh.course();
      const { courseId } = await db.courseVersion.findUniqueOrThrow({ where: { id } });
      return onOrganisation({ intent: "set-seats", courseId, seats: "10" })();
    },
  },
  "/outbox": {
    retry: async () => {
      const key = newId();
      const mail = {
        personId: null,
        address: "x@rumdul.example",
        kind: "invitation",
        locale: "en",
        subject: "S",
        body: "B",
      };
      await enqueue(db, { key, ...mail });
      const { id } = await db.outboxMessage.update({
        where: { key },
        data: { lastError: "refused", attempts: 3 },
      });
      return as(ADMINISTRATOR, "/outbox", { mail: id });
    },
  },
  "/holidays": {
    add: () =>
      as(ADMINISTRATOR, "/holidays", {
        intent: "add",
        country: "KH",
        date: "2100-11-09",
        name: "Independence",
      }),
    import: () =>
      as(ADMINISTRATOR, "/holidays", { intent: "import", country: "SN", text: "2100-04-04, Independence" }),
    remove: async () => {
      const id = newId();
      await db.holiday.create({ data: { id, country: "BO", date: someDay(), name: "Carnival" } });
      return as(ADMINISTRATOR, "/holidays", { intent: "remove", id });
    },
  },
  "/unreached": {
    told: async () => {
      const message = await unreachedMessage();
      return as(ADMINISTRATOR, "/unreached", { intent: "told", message, means: "phone", day: "2026-01-05" });
    },
    takeBack: async () => {
      const message = await unreachedMessage();
      const { actor } = await fresh.staff(ADMINISTRATOR);
      await noteTold(actor, message, { means: "slip", day: "2026-01-05" });
      return as(ADMINISTRATOR, "/unreached", { intent: "take-back", message });
    },
  },
  "/jobs": {
    retry: async () => {
      const id = newId();
      const at = now();
      await db.job.create({
        data: {
          id,
          kind: "issue-certificates",
          payload: JSON.stringify({ cohortId: newId(), enrolmentIds: [] }),
          createdBy: null,
          createdAt: at,
          runAfter: at,
          attempts: 8,
          progressDone: 0,
          progressOf: 0,
          lastError: "refused",
          deadAt: at,
        },
      });
      return as(ADMINISTRATOR, "/jobs", { job: id });
    },
  },
};
