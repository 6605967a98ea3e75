import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { printedQuestion } from "#app/features/trainers/exams/exam-booklet.ts";
import {
  renderBookletPdf,
  type PrintedBooklet,
} from "#app/features/trainers/exams/exam-booklet-pdf.server.tsx";
import { readExamBank } from "#app/features/trainers/exams/read-exam-bank.server.ts";
import { optionsOf } from "#app/features/learning/quiz-draw.ts";
import { EXAM_BANK } from "#prisma/seed/exam-bank.ts";
import { poppler } from "#tests/support/judges.ts";

/** Every kind of question the bank of the demonstration has. */
function booklet(own: Partial<PrintedBooklet> = {}): PrintedBooklet {
  const bank = readExamBank(EXAM_BANK, "");
  if (!bank.ok) throw new Error("the bank is wrong");
  const questions = bank.items.map((item, index) =>
    printedQuestion(index + 1, { item: item.id, options: optionsOf(item.body, () => 0.5) }, item),
  );
  return {
    locale: "en",
    direction: "ltr",
    large: false,
    name: "ចាន់ សុភា Chan Sophea",
    number: "4711",
    code: "0a1b-2c3d-4e5f",
    address: "https://passbook.example/exam-keying?code=0a1b-2c3d-4e5f",
    madeOn: "2026-11-30",
    questions,
    words: {
      title: "Exam",
      scheme: "Trainer, volume 1",
      facts: [{ term: "Place", value: "Siem Reap, room 2" }],
      rules: ["Do not open this booklet before the invigilator says so."],
      number: "Number 4711",
      answerSheet: "Answer sheet",
      answerSheetText: "Letters and numbers are those of your own booklet.",
      code: "Code of the sheet: 0a1b-2c3d-4e5f",
      yes: "True",
      no: "False",
      questions: questions.map(({ position }) => `Question ${position}`),
      points: questions.map(() => "1 point"),
      hints: { ordering: "Write beside each letter its place." },
      onLinedPage: "On the lined page.",
    },
    ...own,
  };
}

const pagesOf = (pdf: Uint8Array): string[] =>
  execFileSync(poppler().pdftotext, ["-layout", "-", "-"], { input: pdf, encoding: "utf8" })
    .split("\f")
    .slice(0, -1);

test("the name stands on the cover alone, the number on every page, the code on what is typed in", async () => {
  const pages = pagesOf(await renderBookletPdf(booklet()));
  expect(pages[0]).toMatch(/Chan Sophea/);
  for (const page of pages.slice(1)) {
    expect(page).not.toMatch(/Sophea|សុភា/);
    expect(page).toMatch(/Number 4711/);
  }
  const answers = pages.findIndex((page) => page.includes("Answer sheet"));
  const { questions } = booklet();
  for (const page of pages.slice(1, answers)) expect(page).not.toMatch(/0a1b-2c3d-4e5f/);
  for (const page of pages.slice(answers)) expect(page).toMatch(/0a1b-2c3d-4e5f/);
  const asked = pages.slice(1, answers).join(" ");
  for (const { position } of questions) expect(asked).toMatch(new RegExp(`Question ${position}\\b`));
  const written = questions.filter(({ kind }) => kind === "free-text");
  expect(pages.slice(answers).filter((page) => /^ *Question \d+ *$/m.test(page))).toHaveLength(
    written.length,
  );
});

test("large print takes more pages, and the same booklet is the same to the byte", async () => {
  const [plain, again, large] = await Promise.all([
    renderBookletPdf(booklet()),
    renderBookletPdf(booklet()),
    renderBookletPdf(booklet({ large: true })),
  ]);
  expect(Buffer.from(plain).equals(Buffer.from(again))).toBe(true);
  expect(pagesOf(large).length).toBeGreaterThan(pagesOf(plain).length);
});
