import { describe, expect, test } from "vitest";
import { templateFields, templateForm } from "#app/features/certification/template-forms.ts";
import { FIRST_TEMPLATE } from "#app/features/certification/template.ts";
import { parseForm } from "#app/lib/form.ts";

const sent = (fields: Record<string, string>) =>
  parseForm(
    Object.entries({ ...templateFields(FIRST_TEMPLATE), seen: "draft", ...fields }),
    templateForm("management-course"),
  );
const errorsOf = (fields: Record<string, string>) => {
  const form = sent(fields);
  return form.ok ? [] : form.problem.errors.map(({ field, key }) => `${field} ${key}`);
};
const holder = (row: number, role: string, from = "2026-01-01", until = "") => ({
  [`role${row}`]: role,
  [`name${row}`]: "Ana Torres",
  [`from${row}`]: from,
  [`until${row}`]: until,
});

describe("a template as it is written", () => {
  test("is the text its fields were made of; empty rows and words say nothing", () => {
    const first = sent({});
    expect(first).toMatchObject({ ok: true, value: { logo: null, withoutLogo: false } });
    const { logo: _logo, ...text } = FIRST_TEMPLATE;
    expect(first.ok && first.value.text).toEqual(text);
    const full = {
      ...holder(3, "Director"),
      ...holder(5, "Director", "2026-07-01", "2026-07-31"),
      second: "km",
      accent: "#5B2A86",
      "fr-title-achievement": "Brevet",
      "km-closing": "ភ្នំពេញ",
    };
    const form = sent(full);
    if (!form.ok) throw new Error("refused");
    expect(form.value.text).toEqual({
      colours: { accent: "#5b2a86", frame: "#14545f" },
      second: "km",
      holders: [
        { role: "Director", name: "Ana Torres", from: "2026-01-01" },
        { role: "Director", name: "Ana Torres", from: "2026-07-01", until: "2026-07-31" },
      ],
      wording: { fr: { "title-achievement": "Brevet" }, km: { closing: "ភ្នំពេញ" } },
    });
    const again = sent(templateFields({ ...form.value.text, logo: null }));
    expect(again.ok && again.value.text).toEqual(form.value.text);
  });

  test.each([
    [{ accent: "#777777" }, "accent colour-too-light"],
    [{ frame: "#999999" }, "frame colour-too-light"],
    [{ accent: "red" }, "accent colour"],
    [{ second: "xx" }, "second choose"],
    [{ "en-title-achievement": "x".repeat(71) }, "en-title-achievement too-long"],
    [{ role2: "Director" }, "name2 required"],
    [holder(1, "Director", "tomorrow"), "from1 day"],
    [holder(1, "Director", "2026-02-30"), "from1 day"],
    [holder(1, "Director", "2026-01-01", "2026-13-01"), "until1 day"],
    [holder(1, "Director", "2026-02-01", "2026-01-31"), "until1 end-before-start"],
    [{ ...holder(1, "A"), ...holder(2, "B"), ...holder(3, "C"), ...holder(4, "D") }, "role4 three-posts"],
  ])("is refused at its field: %o", (fields, error) => {
    expect(errorsOf(fields as Record<string, string>)).toContain(error);
  });

  test("may have a post for one day", () => {
    expect(errorsOf(holder(1, "Director", "2026-02-28", "2026-02-28"))).toEqual([]);
  });

  test("may be as dark as it likes, down to what can just be read", () => {
    expect(errorsOf({ accent: "#767676", frame: "#949494" })).toEqual([]);
  });
});
