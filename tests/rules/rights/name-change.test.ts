import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mayAskForName, mayDecideOnName, type NameDecision } from "#app/features/rights/name-change.ts";
import { evidenceType } from "#app/lib/evidence-file.ts";

const asked: NameDecision = {
  state: "open",
  personId: "dara",
  verdict: "approved",
  note: "",
  beyondReach: 0,
};

describe("asking for another name", () => {
  test("goes once at a time, and for another name", () => {
    expect(mayAskForName({ open: false, same: false }).ok).toBe(true);
    expect(mayAskForName({ open: true, same: false })).toMatchObject({
      reason: { key: "rights.name-asked-already" },
    });
    expect(mayAskForName({ open: false, same: true })).toMatchObject({
      reason: { key: "rights.name-is-the-same" },
    });
  });
});

describe("deciding on a name", () => {
  test("is for somebody else than who asks, and once", () => {
    expect(mayDecideOnName(asked, "jean").ok).toBe(true);
    expect(mayDecideOnName(asked, "dara")).toMatchObject({ reason: { key: "rights.own-request" } });
    for (const state of ["approved", "declined", "withdrawn"] as const)
      expect(mayDecideOnName({ ...asked, state }, "jean")).toMatchObject({
        reason: { key: "changed-meanwhile" },
      });
  });

  test("issues all certificates anew, or none", () => {
    expect(mayDecideOnName({ ...asked, beyondReach: 1 }, "jean")).toMatchObject({
      reason: { key: "rights.beyond-reach", params: { count: 1 } },
    });
    const declined = { ...asked, verdict: "declined", note: "No paper", beyondReach: 1 } as const;
    expect(mayDecideOnName(declined, "jean").ok).toBe(true);
  });

  test("says why when it is a no", () => {
    expect(mayDecideOnName({ ...asked, verdict: "declined" }, "jean")).toMatchObject({
      reason: { key: "rights.say-why" },
    });
  });
});

describe("a paper", () => {
  test("is known by how it begins", () => {
    expect(evidenceType(Buffer.from("%PDF-1.7"))).toBe("application/pdf");
    expect(evidenceType(Buffer.from("89504e470d0a1a0a00", "hex"))).toBe("image/png");
    expect(evidenceType(Buffer.from("ffd8ffe0", "hex"))).toBe("image/jpeg");
    expect(evidenceType(Buffer.from("<svg onload=alert(1)>"))).toBe(null);
    expect(evidenceType(Buffer.from("%PD"))).toBe(null);
  });

  test("is never a page, whatever it is", () => {
    fc.assert(fc.property(fc.string(), (text) => evidenceType(Buffer.from(`<${text}`)) === null));
  });
});
