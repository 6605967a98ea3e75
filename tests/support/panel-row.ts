import { loadCandidacy, readFile } from "#app/features/trainers/candidacies/candidacy-file.server.ts";
import type { About } from "#app/features/trainers/panels/panels.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import { newId, newSecret, sha256 } from "#app/infra/ids.server.ts";
import { addDays } from "#app/lib/calendar-day.ts";

type Own = Partial<Prisma.PanelSeatUncheckedCreateInput>;

/** A panel that sits on an appeal or a candidate. */
export async function panelRow(about: About, of: string): Promise<string> {
  const open = await db.panel.findUnique({ where: { of_openKey: { of, openKey: "open" } } });
  if (open) return open.id;
  const id = newId();
  const called = { reason: "", calledAt: now(), calledBy: "test" };
  await db.panel.create({ data: { id, ...about, of, openKey: "open", ...called } });
  return id;
}

/** A guest who was asked onto it, with their link. */
export async function panelGuest(
  about: About,
  of: string,
  own: Own = {},
): Promise<{ id: string; secret: string }> {
  const [id, secret] = [newId(), newSecret()];
  const guest = {
    name: "Ada Obi",
    email: `${id}@school.example`,
    employer: "School of Management",
    tokenHash: sha256(secret),
  };
  await seatRow(await panelRow(about, of), { id, ...guest, ...own });
  return { id, secret };
}

/** How many stages a candidate of the demonstration has come into. */
export async function stagesEntered(candidacyId: string): Promise<number> {
  const row = (await loadCandidacy({ id: candidacyId }))!;
  return (await readFile(row)).history.candidacy.entered.length;
}

/** Somebody with an account who sits on it. */
export const panelMember = async (about: About, of: string, personId: string, own: Own = {}) =>
  seatRow(await panelRow(about, of), { personId, name: "A member", ...own });

async function seatRow(panelId: string, own: Own & { name: string }): Promise<string> {
  const id = newId();
  const { id: created } = await db.panelSeat.create({
    data: {
      id,
      panelId,
      email: "",
      employer: "",
      locale: "en",
      until: addDays(today(), 30),
      seatedBy: "test",
      seatedAt: now(),
      ...own,
    },
  });
  return created;
}
