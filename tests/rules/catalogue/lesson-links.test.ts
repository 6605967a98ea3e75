import { expect, test } from "vitest";
import { firstPicture, withPicturesAtOnce } from "#app/features/catalogue/lesson-links.ts";

/* What is printed of a published text. */

const TEXT =
  '<p>Talk.</p><figure><img src="/files/v/m/figures/pot.svg" alt="A pot" loading="lazy" width="8"></figure><img src="/files/v/m/figures/two.svg" alt="Two" loading="lazy">';

test("pictures of what is printed wait for nobody to come to them", () => {
  expect(withPicturesAtOnce(TEXT)).not.toContain("lazy");
  expect(withPicturesAtOnce(TEXT)).toContain('alt="A pot" width="8"');
});

test("the picture to hold up is the first", () => {
  expect(firstPicture(TEXT)).toBe("/files/v/m/figures/pot.svg");
  expect(firstPicture("<p>None.</p>")).toBeNull();
});
