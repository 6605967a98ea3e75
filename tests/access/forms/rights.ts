import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { paths } from "#app/lib/paths.ts";
import * as fresh from "#tests/support/fresh.ts";
import { as, type Scene, type ValidForms } from "./scene.ts";

const OFFICER = "certification-officer";
const asking = { printedName: "Sok Dara Phal", printedNameLocal: "", why: "marriage", words: "" };

const opened = (personId: string, id = newId()) =>
  db.nameChange.create({
    data: { ...asking, id, personId, state: "open", askedAt: now(), note: "" },
  });

const mine = async (fields: Record<string, string>): Promise<Scene> => {
  const { personId, cookie } = await fresh.someone();
  if (fields["intent"] === "withdraw") await opened(personId);
  return { path: "/me/name", cookie, fields };
};

async function decided(fields: Record<string, string>): Promise<Scene> {
  const { personId } = await fresh.certificate();
  const { id } = await opened(personId);
  return as(OFFICER, paths.nameChange(id), fields);
}

export const RIGHTS: Record<string, ValidForms> = {
  "/me/name": {
    ask: async () => ({
      ...(await mine({ intent: "ask", ...asking })),
      file: { name: "evidence", bytes: Buffer.from("%PDF-1.7\n%%EOF") },
    }),
    withdraw: () => mine({ intent: "withdraw" }),
  },
  "/name-changes/:nameChangeId": {
    approve: () => decided({ verdict: "approved", note: "" }),
    decline: () => decided({ verdict: "declined", note: "The paper cannot be read" }),
  },
};
