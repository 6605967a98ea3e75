import sharp from "sharp";
import { appealOnCandidacy } from "#app/features/trainers/candidacies/candidacy-files.server.ts";
import { openCandidacyPanel } from "#app/features/trainers/candidacies/candidacy-panel.server.ts";
import type { PanelForm } from "#app/features/trainers/panels/panel-forms.ts";
import { mySeat, actOnPanel } from "#app/features/trainers/panels/panels.server.ts";
import { sayAsSeat } from "#app/features/trainers/panels/panel-seats.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { act, on, seenNow, taken } from "./candidate-story.ts";

type Story = { candidacyId: string; candidate: Actor; decider: Actor; officer: Actor; day: CalendarDay };

/** Declined for a year that was not counted; she appeals with the letter, and two of the panel have their seats. */
export async function tellAppeal({ candidacyId, candidate, decider, officer, day }: Story): Promise<void> {
  await on(addDays(day, -14), async () =>
    taken(await act(decider, candidacyId, "decline", "Two years in microfinance; three are asked.")),
  );
  await on(addDays(day, -9), async () =>
    taken(
      await appealOnCandidacy(candidate, candidacyId, {
        id: newId(),
        seen: await seenNow(candidacyId),
        reason: "My first year, in Takeo, was not counted. The letter of that branch is with this appeal.",
        papers: [await letter()],
      }),
    ),
  );
  const { id: of } = await db.candidacyEvent.findFirstOrThrow({ where: { candidacyId, kind: "decline" } });
  await on(addDays(day, -8), async () => {
    for (const username of ["ana", "kwame"]) {
      const form: PanelForm = { intent: "seat-member", of, username };
      const done = await actOnPanel(form, openCandidacyPanel(officer, candidacyId));
      if (!done?.ok) throw new Error(`the panel of the story was refused: ${JSON.stringify(done)}`);
    }
  });
  const { id, personId } = await db.panelSeat.findFirstOrThrow({
    where: { panel: { of }, person: { username: "ana" } },
  });
  const declare = { intent: "declare", employer: "", part: "yes", tie: "yes", interest: "yes" } as const;
  const declared = await on(addDays(day, -7), () => sayAsSeat(mySeat(id, personId!), declare, ""));
  if (!declared?.ok) throw new Error("the declaration of the story was refused");
}

/** A letter as somebody photographs it. */
async function letter() {
  const lines = [
    "To whom it may concern",
    "Ms Keo Pisey was a client officer",
    "of our branch in Takeo for one year.",
  ];
  const text = lines.map((line, index) => `<text x="120" y="${260 + index * 70}">${line}</text>`).join("");
  const sheet = `<svg xmlns="http://www.w3.org/2000/svg" width="1240" height="900"><rect width="1240" height="900" fill="#f3f0e6"/>
    <g font-family="serif" font-size="40" fill="#222">${text}</g></svg>`;
  const bytes = await sharp(Buffer.from(sheet)).jpeg().toBuffer();
  const arrayBuffer = () => Promise.resolve(Uint8Array.from(bytes).buffer);
  return { name: "Letter of the branch in Takeo.jpg", size: bytes.length, arrayBuffer };
}
