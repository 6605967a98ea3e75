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

/** One of its papers, while the seat is theirs and what it is about is not over. */
export async function paperOfSeat(
  key: SeatKey,
  paperId: string,
  reader: Reader,
): Promise<OpenedPaper | null> {
  const panel = await caseToRead(key);
  if (!panel) return null;
  const found = await caseOf(db, panel, false);
  return found?.matter.of === panel.of ? paperOfCase(panel, paperId, reader) : null;
}

export const sayAsSeat = (key: SeatKey, form: SeatForm, requestId: string) =>
  actOnSeat(key, form, requestId, async (tx, panel) => (await caseOf(tx, panel, false))?.matter ?? null);
