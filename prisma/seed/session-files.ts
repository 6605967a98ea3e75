import sharp from "sharp";
import { addSessionFiles } from "#app/features/cohorts/session-files.server.ts";
import { sessionsOf } from "#app/features/cohorts/sessions.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { must } from "./studying.ts";

/** Lines of a sheet with a squiggle on each: what a trainer photographs. */
function signedSheet(lines: number): string {
  const rows = Array.from({ length: lines }, (_, index) => {
    const y = 220 + index * 90;
    const waves = Array.from({ length: 6 }, (__, wave) => `q 12 ${-30 - ((index + wave) % 4) * 6} 24 0`).join(
      " ",
    );
    return `<path d="M80 ${y + 30}H1160M80 ${y + 4}h${180 + ((index * 53) % 120)}" stroke="#555" stroke-width="3"/>
      <path d="M620 ${y + 12} ${waves}" fill="none" stroke="#1d3c8f" stroke-width="4"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1240" height="1754"><rect width="1240" height="1754" fill="#f3f0e6"/>
    <path d="M80 130h520" stroke="#222" stroke-width="14"/>${rows.join("")}</svg>`;
}

const upload = (name: string, bytes: Buffer) => ({
  name,
  size: bytes.length,
  arrayBuffer: () => Promise.resolve(Uint8Array.from(bytes).buffer),
});

/** The sheet of the first half-day as photographed, and what is handed out today. */
export async function keepFiles(trainer: Actor, cohortId: string, people: number, today: CalendarDay) {
  const sessions = await sessionsOf(cohortId);
  const photo = await sharp(Buffer.from(signedSheet(people)))
    .jpeg()
    .toBuffer();
  const first = { cohortId, halfDayId: sessions[0]!.id };
  must(await addSessionFiles(trainer, first, "signed-sheet", [upload("IMG_2041.JPG", photo)]));
  const now = { cohortId, halfDayId: sessions.find(({ date }) => date === today)!.id };
  const board = await sharp(Buffer.from(signedSheet(4)))
    .rotate(90)
    .png()
    .toBuffer();
  must(await addSessionFiles(trainer, now, "handout", [upload("The board this morning.png", board)]));
}
