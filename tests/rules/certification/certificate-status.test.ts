import { describe, expect, test } from "vitest";
import {
  CERTIFICATE_STATUSES,
  certificateStatus,
  counts,
} from "#app/features/certification/certificate-status.ts";
import { HandOverForm } from "#app/features/certification/hand-over.ts";

describe("what a learner's certificate is worth on a day", () => {
  const issued = { issuedOn: "2026-01-10", supersededOn: null, revokedOn: null, inError: false };
  const [replaced, revoked] = [{ supersededOn: "2026-03-01" }, { revokedOn: "2026-04-01" }];

  test.each<[string, Partial<Parameters<typeof certificateStatus>[0]>, string, string]>([
    ["it does not expire", {}, "2056-01-01", "valid"],
    ["the day before it was replaced", replaced, "2026-02-28", "valid"],
    ["replaced, from that day", replaced, "2026-03-01", "superseded"],
    ["the day before it was revoked", revoked, "2026-03-31", "valid"],
    ["revoked, from that day", revoked, "2026-04-01", "revoked"],
    ["replaced, and revoked later", { ...replaced, ...revoked }, "2026-03-31", "superseded"],
    ["both, and the revocation is told", { ...replaced, ...revoked }, "2026-04-01", "revoked"],
    ["in error: on no day", { ...revoked, inError: true }, "2026-01-10", "in-error"],
  ])("%s", (_, own, day, status) => expect(certificateStatus({ ...issued, ...own }, day)).toBe(status));
});

test("one that was corrected stands for what was achieved still; one that was revoked does not", () =>
  expect(CERTIFICATE_STATUSES.filter(counts)).toEqual(["valid", "superseded"]));

test("certificates are handed over of those that were chosen, and of one at least", () => {
  const record = { intent: "record", handedOn: "2026-05-12" };
  expect(HandOverForm.safeParse({ ...record, certificates: ["c1"] }).success).toBe(true);
  expect(HandOverForm.safeParse({ ...record, certificates: [] }).success).toBe(false);
});
