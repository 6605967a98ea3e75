import { PRIVACY_NOTICE_VERSION } from "#app/features/identity/privacy-notice.ts";
import { startSession } from "#app/features/identity/session.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";

/* Learners by the hundred, put in at once: a test that needs a crowd is not about how it came in. */

export type CrowdMember = { personId: string; enrolmentId: string };

const CHUNK = 500;

export async function makeLearners(
  { versionId, cohortId }: { versionId: string; cohortId: string },
  count: number,
): Promise<CrowdMember[]> {
  const members = Array.from({ length: count }, () => ({ personId: newId(), enrolmentId: newId() }));
  const at = now();
  for (let from = 0; from < count; from += CHUNK) {
    const some = members.slice(from, from + CHUNK);
    await db.person.createMany({
      data: some.map(({ personId }) => ({
        id: personId,
        username: personId,
        name: `Learner ${personId}`,
        locale: "en",
        timeZone: "UTC",
        theme: "system",
        noticeVersion: PRIVACY_NOTICE_VERSION,
        searchText: `learner ${personId}`,
        createdAt: at,
      })),
    });
    await db.enrolment.createMany({
      data: some.map(({ personId, enrolmentId }) => ({
        id: enrolmentId,
        personId,
        cohortId,
        courseVersionId: versionId,
        status: "active",
        enrolledAt: at,
        sortName: `learner ${personId}`,
        electives: "[]",
      })),
    });
  }
  return members;
}

/** Signed in: what the browser sends back. */
export const cookieOf = async (personId: string): Promise<string> =>
  (await startSession(personId, "test", [])).split(";")[0] ?? "";
