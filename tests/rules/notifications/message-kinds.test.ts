import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CHOOSABLE_TOPICS,
  INBOX_KINDS,
  mailWay,
  mayBeInboxOnly,
  topicOf,
} from "#app/features/notifications/message-kinds.ts";
import { messageLines } from "#app/features/notifications/message-text.ts";

const LINK = "https://passbook.example/certificates";

describe("how a message travels", () => {
  test("security and decisions come by mail whatever is chosen", () => {
    fc.assert(
      fc.property(fc.constantFrom(...INBOX_KINDS), fc.subarray([...CHOOSABLE_TOPICS]), (kind, inboxOnly) => {
        const way = mailWay(kind, { address: "dara@rumdul.example", inboxOnly });
        const topic = topicOf(kind);
        expect(way).toBe(mayBeInboxOnly(topic) && inboxOnly.includes(topic) ? "not-wanted" : "sent");
        if (topic === "security" || topic === "decisions") expect(way).toBe("sent");
      }),
    );
  });

  test("a row somebody wrote by hand turns no warning off", () => {
    const inboxOnly = ["security", "decisions"];
    expect(mailWay("password-changed", { address: "a@b.example", inboxOnly })).toBe("sent");
    expect(mailWay("certificate-revoked", { address: "a@b.example", inboxOnly })).toBe("sent");
  });

  test("without an address it is the inbox, for everything", () => {
    for (const kind of INBOX_KINDS)
      expect(mailWay(kind, { address: null, inboxOnly: [] })).toBe("no-address");
  });
});

describe("a message on the page", () => {
  test("the button stands where the link stood", () => {
    expect(messageLines(`Dear Dara,\n\nit is ready:\n\n${LINK}\n\nPassbook`, LINK)).toEqual([
      { kind: "text", text: "Dear Dara," },
      { kind: "text", text: "it is ready:" },
      { kind: "action" },
      { kind: "text", text: "Passbook" },
    ]);
  });

  test("one button, whatever the text is", () => {
    const line = fc.oneof(fc.string(), fc.constant(LINK), fc.constant(""));
    fc.assert(
      fc.property(fc.array(line), (texts) => {
        const lines = messageLines(texts.join("\n"), LINK);
        expect(lines.filter(({ kind }) => kind === "action")).toHaveLength(1);
      }),
    );
  });
});
