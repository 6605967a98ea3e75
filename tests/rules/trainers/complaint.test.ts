import fc from "fast-check";
import { readTarget } from "#app/features/trainers/complaints/complaint-target.ts";
import { describe, expect, test } from "vitest";
import {
  complaintState,
  mayAcknowledge,
  mayDecide,
  namedIn,
  readReceipt,
  RECEIPT_LENGTH,
  showReceipt,
} from "#app/features/trainers/complaints/complaint.ts";

const clock = { acknowledgeBy: "2026-05-08", acknowledgedOn: null, decidedOn: null };

test("its state follows from its days", () => {
  expect(complaintState(clock, "2026-05-08")).toBe("received");
  expect(complaintState(clock, "2026-05-09")).toBe("overdue");
  expect(complaintState({ ...clock, acknowledgedOn: "2026-05-10" }, "2026-05-11")).toBe("acknowledged");
  const decided = { ...clock, acknowledgedOn: "2026-05-10", decidedOn: "2026-06-01" };
  expect(complaintState(decided, "2026-06-02")).toBe("decided");
});

test("acknowledged once, decided after that, once", () => {
  expect([mayAcknowledge(clock).ok, mayDecide(clock).ok]).toEqual([true, false]);
  const read = { ...clock, acknowledgedOn: "2026-05-06" };
  expect([mayAcknowledge(read).ok, mayDecide(read).ok]).toEqual([false, true]);
  expect(mayDecide({ ...read, decidedOn: "2026-05-20" }).ok).toBe(false);
});

describe("who is named in it", () => {
  const named = (id: string, name: string, more = {}) => ({
    id,
    name,
    username: `u-${id}`,
    printedName: null,
    printedNameLocal: null,
    ...more,
  });
  const people = [
    named("jean", "Jean-Baptiste Kouassi", { username: "jean" }),
    named("maria", "María Quispe", { username: "maria" }),
    named("li", "Li An", { username: "li" }),
    named("sok", "Sok", { username: "rith-sok.pp" }),
    named("dara", "D. S.", { printedNameLocal: "សុខ ដារ៉ា" }),
    named("ly", "លី អុំ", { printedName: "Ly Om" }),
    named("ming", "李明"),
    named("ram", "राम कुमार"),
    named("fatima", "فاطمة الزهراء"),
    named("ivan", "Иван Петров"),
    named("minsu", "김민수"),
    named("somchai", "สมชาย ใจดี"),
    named("nobody", "", { username: "" }),
  ];
  test.each([
    ["Mr Kouassi took it", ["jean"]],
    ["JEAN said so, and maria quispe too", ["jean", "maria"]],
    ["Mme Quíspe", ["maria"]],
    ["Mr. Sok", ["sok"]], // three letters are enough
    ["it was Rith", ["sok"]], // one part of a username
    ["I am well", []],
    ["likely an error", []], // a short name is no word of its own here
    ["a lie, an only one", []],
    ["teacher Li An, whom all know", ["li"]], // short parts, the whole of it
    ["An Li, as the family writes it", ["li"]],
    ["Ly Om shouted", ["ly"]], // as printed on certificates
    ["លោក ដារ៉ា បានស្រែក", ["dara"]],
    ["លោកដារ៉ាបានស្រែកដាក់យើង", ["dara"]], // without a space
    ["គ្រូលីអុំបានសុំលុយ", ["ly"]],
    ["គ្រូបានសុំលុយ", []],
    ["投诉李明老师", ["ming"]],
    ["明天我要投诉", []], // one letter of a name
    ["老师Kouassi收了钱", ["jean"]],
    ["श्री कुमार ने पैसे लिए", ["ram"]],
    ["المدرّسة وفاطِمة أخذت المال", ["fatima"]], // "and" is written onto it, and a vowel sign
    ["жалоба на Петрова", ["ivan"]],
    ["김민수는 늦었다", ["minsu"]],
    ["ครูสมชายมาสาย", ["somchai"]],
    ["", []],
  ])("%s", (text, ids) => expect(namedIn(text, people)).toEqual(ids));
});

describe("a receipt", () => {
  test("is read as it is written down, and as it is misread", () => {
    expect(showReceipt("0123456789ABCDEF")).toBe("0123-4567-89AB-CDEF");
    expect(readReceipt("o123 4567-89ab-cdef")).toBe("0123456789ABCDEF");
    expect(readReceipt("0I23456789ABCDEF")).toBe("0123456789ABCDEF");
    expect(showReceipt("")).toBe("");
    expect(readReceipt("0123")).toBeNull();
    expect(readReceipt("U123456789ABCDEF")).toBeNull();
    expect(readReceipt("0123456789ABCDEU")).toBeNull();
  });

  test("comes back from what is shown", () => {
    const digit = fc.constantFrom(..."0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    const codes = fc.array(digit, { minLength: RECEIPT_LENGTH, maxLength: RECEIPT_LENGTH });
    fc.assert(fc.property(codes, (code) => readReceipt(showReceipt(code.join(""))) === code.join("")));
  });
});

test.each([
  ["/candidates/0190-ab", { kind: "candidacy", id: "0190-ab" }],
  ["https://passbook.example/certifications/77/renewal?on=2026-01-01", { kind: "certification", id: "77" }],
  [" /cohorts/c1/behind ", { kind: "cohort", id: "c1" }],
  [" courses/managers", { kind: "course", id: "managers" }],
  ["  TR-2023-003/2 ", { kind: "number", number: "TR-2023-003/2" }],
  ["/people/p1", { kind: "number", number: "/people/p1" }],
])("the target of a link, typed as %s", (typed, read) => {
  expect(readTarget(typed)).toEqual(read);
});
