import type { PaperOf } from "#app/features/certification/paper-log.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { as, type Fields, type Scene, type ValidForms } from "./scene.ts";

/* The log of a certificate on paper, on whatever page it stands. */

const entry = (sequence: number, kind: string) => (of: PaperOf) =>
  db.paperEntry.create({
    data: {
      id: newId(),
      ...of,
      sequence,
      kind,
      copy: 1,
      day: today(),
      recordedBy: "test",
      recordedAt: now(),
    },
  });
export const printed = entry(1, "printed");
export const handedOver = entry(2, "handed-over");

/** @param make something to print, and the page it stands on */
export function paperForms(make: () => Promise<{ path: string; of: PaperOf }>): ValidForms {
  const send = async (fields: Fields, ...before: ((of: PaperOf) => Promise<unknown>)[]): Promise<Scene> => {
    const { path, of } = await make();
    for (const write of before) await write(of);
    return as("certification-officer", path, fields);
  };
  const out = { intent: "hand-over-paper", copy: "1", handedOn: today(), toWhom: "", how: "post" };
  const back = { intent: "paper-came-back", copy: "1", cameBackOn: today(), reason: "Moved" };
  return {
    "print on paper": () => send({ intent: "print-paper" }),
    "hand over on paper": () => send(out, printed),
    "back on paper": () => send(back, printed, handedOver),
  };
}
