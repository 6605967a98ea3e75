import { appealCase } from "#app/features/trainers/appeals/appeals.server.ts";
import { candidacyCase } from "#app/features/trainers/candidacies/candidacy-panel.server.ts";
import type { SeatForm } from "./panel-forms.ts";
import type { PanelCase } from "./panel-view.ts";
import { paperOfCase, type OpenedPaper, type Reader } from "./case-papers.server.ts";
import {
  actOnSeat,
  caseToRead,
  seatAsked,
  type Matter,
  type SeatKey,
  type StoredPanel,
} from "./panels.server.ts";
import { db, type Tx } from "#app/infra/db.server.ts";

/* Whoever sits on a panel, whatever it is about: here, where candidates and certifications are both known. */

async function caseOf(
  tx: Tx,
  { certificationId, candidacyId, of }: StoredPanel,
  declared: boolean,
): Promise<{ matter: Matter; asked: PanelCase } | null> {
  if (candidacyId) return candidacyCase(tx, candidacyId, declared);
  if (certificationId) return appealCase(tx, certificationId, of, declared);
  return null;
}

export const askedOfSeat = (key: SeatKey) => seatAsked(key, (panel, declared) => caseOf(db, panel, declared));

/** One of the papers it is shown, while the seat is theirs and what it is about is not over. */
export async function paperOfSeat(
  key: SeatKey,
  paperId: string,
  reader: Omit<Reader, "seat">,
): Promise<OpenedPaper | null> {
  const seat = await caseToRead(key);
  if (!seat) return null;
  const found = await caseOf(db, seat.panel, true);
  if (found?.matter.of !== seat.panel.of) return null;
  if (!found.asked.papers.some(({ id }) => id === paperId)) return null;
  return paperOfCase(seat.panel, paperId, { ...reader, seat: seat.id });
}

export const sayAsSeat = (key: SeatKey, form: SeatForm, requestId: string) =>
  actOnSeat(key, form, requestId, async (tx, panel) => (await caseOf(tx, panel, false))?.matter ?? null);
