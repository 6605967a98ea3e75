import { expect, test } from "vitest";
import { deliveryState, MOST_TRIES, waitAfterTry } from "#app/features/notifications/delivery-plan.ts";

test("tried for about a day, ever more rarely, then a person looks at it", () => {
  const waits = Array.from({ length: MOST_TRIES }, (_, index) => waitAfterTry(index + 1) / 60_000);
  expect(waits.slice(0, 5)).toEqual([2, 4, 8, 16, 32]);
  expect(Math.max(...waits)).toBe(360);
  const hours = waits.slice(0, -1).reduce((sum, wait) => sum + wait, 0) / 60;
  expect(hours).toBeGreaterThan(24);
  expect(hours).toBeLessThan(48);
});

test("waiting, sent or dead", () => {
  expect(deliveryState({ sent: false, tries: 0 })).toBe("waiting");
  expect(deliveryState({ sent: false, tries: MOST_TRIES })).toBe("dead");
  expect(deliveryState({ sent: true, tries: MOST_TRIES })).toBe("sent");
});
