import { now, today } from "#app/infra/clock.server.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import { newId, newSecret, sha256 } from "#app/infra/ids.server.ts";
import { addDays } from "#app/lib/calendar-day.ts";

/** A guest who was asked onto the panel of an appeal, with their link. */
export async function panelGuest(
  certificationId: string,
  of: string,
  own: Partial<Prisma.PanelGuestUncheckedCreateInput> = {},
): Promise<{ id: string; secret: string }> {
  const [id, secret] = [newId(), newSecret()];
  await db.panelGuest.create({
    data: {
      id,
      certificationId,
      of,
      name: "Ada Obi",
      email: `${id}@school.example`,
      employer: "School of Management",
      locale: "en",
      tokenHash: sha256(secret),
      until: addDays(today(), 30),
      invitedBy: "test",
      invitedAt: now(),
      ...own,
    },
  });
  return { id, secret };
}
