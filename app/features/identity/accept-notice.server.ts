import { recordAudit, type Doer } from "#app/features/audit/record.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { PRIVACY_NOTICE_VERSION } from "./privacy-notice.ts";

/** The person has read the notice in this language and agrees; pressed twice it is one acceptance. */
export async function acceptNotice(personId: string, locale: string, requestId: string): Promise<void> {
  const noticeVersion = PRIVACY_NOTICE_VERSION;
  const doer: Doer = { personId, requestId };
  await inTransaction(async (tx) => {
    const { count } = await tx.person.updateMany({
      where: { id: personId, OR: [{ noticeVersion: null }, { noticeVersion: { not: noticeVersion } }] },
      data: { noticeVersion },
    });
    if (count === 0) return;
    await tx.noticeAcceptance.upsert({
      where: { personId_noticeVersion: { personId, noticeVersion } },
      create: { id: newId(), personId, noticeVersion, locale, at: now() },
      update: {},
    });
    await recordAudit(
      tx,
      doer,
      "privacy-notice.accepted",
      { kind: "person", id: personId },
      { noticeVersion },
    );
  });
}
