import { askForData } from "#app/features/rights/data-requests.server.ts";
import { askForName } from "#app/features/rights/name-changes.server.ts";
import type { Actor } from "#app/lib/actor.ts";

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
