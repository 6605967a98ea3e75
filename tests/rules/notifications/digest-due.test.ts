import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digestDue, digestWeek } from "#app/features/notifications/digest-due.ts";

const at = (iso: string) => new Date(iso);
const ZONES = [
  "UTC",
  "Asia/Phnom_Penh",
  "Africa/Dakar",
  "America/La_Paz",
  "Pacific/Auckland",
  "Europe/Paris",
];

describe("whose week it is", () => {
  test("Monday from seven in the reader's zone, not before", () => {
    // 2 November 2026 is a Monday; Phnom Penh is seven hours ahead of UTC.
    expect(digestWeek("Asia/Phnom_Penh", at("2026-11-01T23:59:59Z"))).toBe("2026-10-26");
    expect(digestWeek("Asia/Phnom_Penh", at("2026-11-02T00:00:00Z"))).toBe("2026-11-02");
    expect(digestWeek("America/La_Paz", at("2026-11-02T10:59:00Z"))).toBe("2026-10-26");
    expect(digestWeek("America/La_Paz", at("2026-11-02T11:00:00Z"))).toBe("2026-11-02");
  });

  test("the whole week through", () => {
    expect(digestWeek("UTC", at("2026-11-08T23:00:00Z"))).toBe("2026-11-02");
    expect(digestWeek("UTC", at("2026-11-09T07:00:00Z"))).toBe("2026-11-09");
  });
});

describe("what is due", () => {
  test("after three weeks without power, the newest week's once", () => {
    const reader = { timeZone: "UTC", lastWeek: "2026-10-12", since: at("2026-01-01T00:00:00Z") };
    const now = at("2026-11-04T15:00:00Z");
    expect(digestDue(reader, now)).toBe("2026-11-02");
    expect(digestDue({ ...reader, lastWeek: "2026-11-02" }, now)).toBeNull();
  });

  test("who came on Thursday waits for Monday", () => {
    const reader = { timeZone: "UTC", lastWeek: null, since: at("2026-11-05T09:00:00Z") };
    expect(digestDue(reader, at("2026-11-06T09:00:00Z"))).toBeNull();
    expect(digestDue(reader, at("2026-11-09T07:00:00Z"))).toBe("2026-11-09");
  });

  test("no week twice and none backwards, whenever it is asked and wherever the reader moves", () => {
    const moment = fc.record({
      hours: fc.integer({ min: 0, max: 24 * 60 }),
      zone: fc.constantFrom(...ZONES),
    });
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 60 }), (moments) => {
        const start = at("2026-09-01T00:00:00Z");
        let lastWeek: string | null = null;
        for (const { hours, zone } of moments) {
          const now = new Date(start.getTime() + hours * 3_600_000);
          const week = digestDue({ timeZone: zone, lastWeek, since: start }, now);
          if (week === null) continue;
          if (lastWeek !== null) expect(week > lastWeek).toBe(true);
          expect(new Date(`${week}T00:00:00Z`).getUTCDay()).toBe(1);
          lastWeek = week;
        }
      }),
    );
  });
});
