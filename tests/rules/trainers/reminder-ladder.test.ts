import fc from "fast-check";
import { expect, test } from "vitest";
import { reminderDue } from "#app/features/trainers/reminder-ladder.ts";
import { TRAINER_SCHEME } from "#app/features/trainers/first-schemes.ts";
import { addDays } from "#app/lib/calendar-day.ts";

const rule = TRAINER_SCHEME.validity;
const until = "2025-12-31";
const at = (today: string, sent: Set<string> = new Set()) => reminderDue(rule, "c", until, sent, today);

test("each rung on its day", () => {
  expect(at("2025-07-03")).toBeNull();
  expect(at("2025-07-04")?.step).toBe(-180);
  expect(at("2025-12-31")?.step).toBe(0);
  expect(at("2026-03-16")?.step).toBe(75);
});

test("after an outage the last rung reached goes, once; the ones before it no more", () => {
  const sent = new Set<string>();
  const due = at("2025-12-27", sent)!;
  expect(due.step).toBe(-7);
  sent.add(due.key);
  expect(at("2025-12-28", sent)).toBeNull();
});

test("an extension begins a new ladder", () => {
  const sent = new Set([at("2025-12-31")!.key]);
  expect(reminderDue(rule, "c", "2026-06-30", sent, "2026-01-05")?.step).toBe(-180);
});

test("at most once each whatever the outages, and never two on a day", () => {
  const outages = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(outages, (gaps) => {
      const sent = new Set<string>();
      let today = "2025-06-01";
      for (const gap of gaps) {
        today = addDays(today, gap);
        const due = at(today, sent);
        if (!due) continue;
        expect(sent.has(due.key)).toBe(false);
        sent.add(due.key);
        expect(at(today, sent)).toBeNull();
      }
      expect(sent.size).toBeLessThanOrEqual(rule.reminders.length);
    }),
    { numRuns: 1_000 },
  );
}, 60_000);
