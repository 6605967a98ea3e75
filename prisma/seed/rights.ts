import { createPerson } from "#app/features/identity/accounts.server.ts";
import { askForData } from "#app/features/rights/data-requests.server.ts";
import { askForName } from "#app/features/rights/name-changes.server.ts";
import { proposeMerge } from "#app/features/rights/merge-people.server.ts";
import { inTransaction } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { must } from "./studying.ts";

/** Bopha has married, and waits for her certificates in her new name. */
export async function askNewName(bopha: Actor): Promise<void> {
  const outcome = await askForName(bopha, {
    printedName: "Kim Bopha Chea",
    printedNameLocal: "",
    why: "marriage",
    words: "We married in March; my new identity card came last week.",
    evidence: null,
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
}

/** Vannak, whose course did not go well, wants to be forgotten. */
export const askToBeForgotten = (vannak: Actor): Promise<string> =>
  askForData(vannak, { kind: "erasure", words: "I do not work in microfinance any more." });

/** A list of the head office brought two people a second time; of one, an administrator proposes to make one account. */
export async function arriveTwice(
  aminata: Actor,
  { organisationId, fatou }: { organisationId: string; fatou: string },
): Promise<void> {
  const again = async (name: string, staffNumber: string | null) => {
    const affiliation = { organisationId, from: "2026-01-12", position: "Client officer", staffNumber };
    const created = await inTransaction((tx) =>
      createPerson(tx, aminata, { name, locale: "en", timeZone: "Asia/Phnom_Penh", affiliation }),
    );
    return must(created).personId;
  };
  await again("SREYMOM Chea", "R-0241");
  const goneId = await again("NDIAYE Fatou", null);
  const choices = { name: "kept", username: "kept", email: "kept", phone: "kept" } as const;
  const words = "She says she has only ever used the first account.";
  must((await proposeMerge(aminata, { keptId: fatou, goneId }, { choices, words }))!);
}
