import { expect, test } from "vitest";
import {
  mayDecideProposal,
  mayProposeSuspension,
  proposalState,
  type Proposing,
} from "#app/features/trainers/certifications/suspension-proposal.ts";
import type { Result } from "#app/lib/result.ts";

const key = (result: Result<null>) => (result.ok ? "ok" : result.reason.key);
const propose = (own: Partial<Proposing>) =>
  key(
    mayProposeSuspension({
      holderId: "holder",
      actorId: "master",
      isMaster: true,
      standing: { status: "active" },
      waits: false,
      ...own,
    }),
  );

test.each([
  ["a master trainer", () => propose({}), "ok"],
  ["of one that has lapsed and may come back", () => propose({ standing: { status: "lapsed" } }), "ok"],
  ["who is none today", () => propose({ isMaster: false }), "proposal.master-only"],
  ["about themselves", () => propose({ actorId: "holder" }), "certification-own-record"],
  ["of one that is over", () => propose({ standing: { status: "revoked" } }), "certification-over"],
  ["of one that is suspended", () => propose({ standing: { status: "suspended" } }), "certification-suspended-already"],
  ["what they have proposed already", () => propose({ waits: true }), "proposal.waits-already"],
])("%s proposes: %s", (_case, found, expected) => expect(found()).toBe(expected)); // prettier-ignore

test.each([
  ["an officer", ["officer"], "ok"],
  ["whoever proposed it", ["master"], "proposal.by-another"],
  ["who stands in for whoever proposed it", ["officer", "master"], "proposal.by-another"],
  ["whom it is about", ["holder"], "certification-own-record"],
])("%s decides", (_case, authorities, expected) => {
  const waiting = { proposedBy: "master", outcome: null };
  expect(key(mayDecideProposal(waiting, "holder", authorities))).toBe(expected);
  expect(key(mayDecideProposal({ ...waiting, outcome: "declined" }, "holder", authorities))).toBe("changed-meanwhile");
}); // prettier-ignore

test("it is overdue from the day after the one it should be decided by", () => {
  const state = (outcome: string | null, day: string) =>
    proposalState({ decideBy: "2026-12-10", outcome }, day);
  expect([state(null, "2026-12-10"), state(null, "2026-12-11")]).toEqual(["waiting", "overdue"]);
  expect([state("suspended", "2027-01-01"), state("declined", "2027-01-01")]).toEqual([
    "suspended",
    "declined",
  ]);
});
