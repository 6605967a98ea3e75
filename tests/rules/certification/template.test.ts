import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  FIRST_TEMPLATE,
  inTemplate,
  LEAST_CONTRAST,
  paletteOf,
  postsOf,
  signatoriesOn,
  TEMPLATE_IDS,
  templateIdOf,
  TemplateText,
  tooManyPosts,
  wordedAs,
  wordingParts,
  type Holder,
} from "#app/features/certification/template.ts";
import { contrast } from "#app/lib/colour.ts";

const director: Holder = { role: "Director", name: "Aminata Diallo", from: "2026-01-01" };
const acting: Holder = { role: "director ", name: "Prak Vanna", from: "2026-07-01", until: "2026-07-31" };
const registrar: Holder = { role: "Registrar", name: "Ana Torres", from: "2026-03-01", until: "2026-12-31" };

const signing = (holders: Holder[], day: string) => {
  const answer = signatoriesOn(holders, day);
  return answer.ok ? answer.value.map(({ name }) => name) : answer.reason;
};

describe("who signs on a day", () => {
  test("is who holds the post, both days of an end included; who acts for somebody comes first", () => {
    expect(signing([director, acting], "2026-06-30")).toEqual(["Aminata Diallo"]);
    expect(signing([director, acting], "2026-07-01")).toEqual(["Prak Vanna"]);
    expect(signing([acting, director], "2026-07-31")).toEqual(["Prak Vanna"]);
    expect(signing([director, acting], "2026-08-01")).toEqual(["Aminata Diallo"]);
  });

  test("is refused for each post that nobody holds, and says which and when", () => {
    expect(signing([director], "2025-12-31")).toEqual({
      key: "certificate.nobody-signs",
      params: { post: "Director", day: "2025-12-31" },
    });
    expect(signing([director, registrar], "2027-01-01")).toMatchObject({ params: { post: "Registrar" } });
  });

  test("is one for each post, whoever else is named", () => {
    const day = fc
      .integer({ min: 0, max: 364 })
      .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10));
    const holder = fc.record({
      role: fc.constantFrom("Director", "Registrar", "Chair"),
      name: fc.constantFrom("A", "B", "C"),
      from: day,
    });
    fc.assert(
      fc.property(fc.array(holder, { maxLength: 8 }), day, (holders, on) => {
        const answer = signatoriesOn(holders, on);
        const posts = postsOf(holders);
        if (answer.ok) {
          expect(answer.value.map(({ role }) => role)).toEqual(posts);
          for (const { name, role } of answer.value)
            expect(holders.some((one) => one.name === name && one.role === role && one.from <= on)).toBe(
              true,
            );
        } else
          expect(holders.some(({ role, from }) => role === answer.reason.params!["post"] && from <= on)).toBe(
            false,
          );
      }),
    );
  });

  test("three posts stand beside each other and no more", () => {
    const posts = ["A", "B", "C", "D"].map((role): Holder => ({ ...director, role }));
    expect(tooManyPosts(posts.slice(0, 3))).toBe(false);
    expect(tooManyPosts([...posts.slice(0, 3), { ...director, role: " a" }])).toBe(false);
    expect(tooManyPosts(posts)).toBe(true);
  });
});

describe("what the platform prints by itself", () => {
  test("is a template like another, and its colours can be read", () => {
    expect(TemplateText.parse(FIRST_TEMPLATE)).toEqual(FIRST_TEMPLATE);
    const { colours } = FIRST_TEMPLATE;
    expect(contrast(colours.accent, "#ffffff")).toBeGreaterThan(LEAST_CONTRAST.accent);
    expect(contrast(colours.frame, "#ffffff")).toBeGreaterThan(LEAST_CONTRAST.frame);
    expect(paletteOf(colours)).toMatchObject({ engraved: "#a9c4c3", engravedWarm: "#e2c3b3" });
  });

  test("is said where a template words nothing", () => {
    const text = { ...FIRST_TEMPLATE, wording: { fr: { closing: "Fait à Phnom Penh." } } };
    expect(wordedAs(text, "fr", "closing")).toBe("Fait à Phnom Penh.");
    expect(wordedAs(text, "en", "closing")).toBeUndefined();
    expect(wordedAs(text, "fr", "title-achievement")).toBeUndefined();
  });
});

test("each template has its programme and family, and its parts have names of their own", () => {
  expect(templateIdOf("management", "course")).toBe("management-course");
  expect(templateIdOf("elsewhere", "course")).toBeNull();
  for (const id of TEMPLATE_IDS) {
    const names = wordingParts(id).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  }
});

describe("a draft in its template", () => {
  const own = [{ name: "Prak Vanna", role: "Trainer" }];
  const draft = { locale: "km", issuedOn: "2026-07-15", signatories: own };
  const texts = (locale: string) => ({ programme: "P", title: `in ${locale}` });
  const made = (text: Partial<TemplateText>) =>
    inTemplate(draft, { id: "management-course", version: 3, text: { ...FIRST_TEMPLATE, ...text } }, texts);

  test("stays as it is without one", () => {
    expect(inTemplate(draft, null, texts)).toEqual({ ok: true, value: draft });
  });

  test("names its version; who is named in the template signs, else the draft's own", () => {
    expect(made({})).toMatchObject({
      value: { template: { id: "management-course", version: 3 }, signatories: own },
    });
    expect(made({ holders: [director, acting] })).toMatchObject({
      value: { signatories: [{ name: "Prak Vanna", role: "director " }] },
    });
    expect(made({ holders: [registrar, { ...director, from: "2026-08-01" }] })).toMatchObject({
      ok: false,
      reason: { params: { post: "Director", day: "2026-07-15" } },
    });
  });

  test("has a second language where it is not the holder's own", () => {
    expect(made({ second: "en" })).toMatchObject({ value: { second: { locale: "en", title: "in en" } } });
    expect(made({ second: "km" })).toMatchObject({ value: { second: undefined } });
  });
});
