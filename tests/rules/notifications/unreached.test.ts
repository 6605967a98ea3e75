import { describe, expect, test } from "vitest";
import { MOST_TRIES } from "#app/features/notifications/delivery-plan.ts";
import { chatLink, whyUnreached } from "#app/features/notifications/unreached.ts";

const AT = new Date("2026-11-02T00:00:00Z");
const mailed = {
  address: "dara@rumdul.example",
  sentAt: null as Date | null,
  attempts: 0,
  lastError: null as string | null,
  mail: "sent" as const,
  readAt: null as Date | null,
};

describe("why somebody was not reached", () => {
  test("a mail on its way or arrived reaches", () => {
    expect(whyUnreached(mailed)).toBeNull();
    expect(whyUnreached({ ...mailed, sentAt: AT, attempts: 1 })).toBeNull();
  });
  test("one refused or given up does not", () => {
    expect(whyUnreached({ ...mailed, attempts: 1, lastError: "550" })).toBe("failed");
    expect(whyUnreached({ ...mailed, attempts: MOST_TRIES })).toBe("failed");
  });
  test("no address does not, until it is read in the inbox", () => {
    const inboxOnly = { ...mailed, address: "", sentAt: AT, mail: "no-address" as const };
    expect(whyUnreached(inboxOnly)).toBe("no-address");
    expect(whyUnreached({ ...inboxOnly, readAt: AT })).toBeNull();
  });
  test("who wanted no mail has it where they wanted it", () => {
    expect(whyUnreached({ ...mailed, address: "", sentAt: AT, mail: "not-wanted" })).toBeNull();
  });
});

test("a chat opens only on a number with its country, and its text arrives whole", () => {
  const text = "Votre plan & « la suite »\n\nhttps://passbook.example/learn?x=1#y";
  const link = new URL(chatLink("+855 (12) 345-678", text)!);
  expect(link.pathname).toBe("/85512345678");
  expect(link.searchParams.get("text")).toBe(text);
  for (const phone of [null, "", "012 345 678", "+", "+12", "+1234567890123456"])
    expect(chatLink(phone, text)).toBeNull();
});
