import { now } from "#app/infra/clock.server.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";

/* A published call and applications to it; each call makes new ones. */

export const GRID = {
  criteria: [
    { id: "1", name: "Experience", weight: 2, least: 2 },
    { id: "2", name: "Motivation", weight: 1, least: 0 },
  ],
  pass: 60,
};

/** Open at any time the tests run, for a cohort that lies ahead. */
export async function makeCall(
  cohortId: string,
  own: Partial<Prisma.CallUncheckedCreateInput> = {},
): Promise<string> {
  const id = newId();
  await db.call.create({
    data: {
      id,
      cohortId,
      opensOn: "2020-01-01",
      closesOn: "2099-11-30",
      seats: 2,
      contact: "courses@example.org",
      words: JSON.stringify({ en: { about: "For managers.", criteria: "", costs: "" } }),
      questions: JSON.stringify([{ id: "1", kind: "text", required: true, words: { en: "Why?", fr: "" } }]),
      grid: JSON.stringify(GRID),
      publishedAt: now(),
      version: 1,
      ...own,
    },
  });
  return id;
}

export async function makeApplication(
  callId: string,
  own: Partial<Prisma.ApplicationUncheckedCreateInput> = {},
): Promise<string> {
  const id = newId();
  await db.application.create({
    data: {
      id,
      callId,
      state: "received",
      name: "Keo Chanthy",
      email: `${id}@example.org`,
      phone: null,
      sex: "female",
      country: "KH",
      organisation: "Rumdul Microfinance",
      organisationKind: "mfi",
      position: "Branch manager",
      locale: "en",
      timeZone: "UTC",
      searchText: "keo chanthy rumdul microfinance",
      answers: '{"1":"To learn."}',
      appliedAt: now(),
      note: "",
      version: 1,
      ...own,
    },
  });
  return id;
}

export async function applicationTo(cohortId: string): Promise<{ callId: string; applicationId: string }> {
  const callId = await makeCall(cohortId);
  return { callId, applicationId: await makeApplication(callId) };
}
