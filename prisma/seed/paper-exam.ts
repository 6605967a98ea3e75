import sharp from "sharp";
import { answerField, type Fields } from "#app/features/learning/answer.ts";
import { letterOf, WRITTEN } from "#app/features/trainers/exams/exam-booklet.ts";
import { bookletOf } from "#app/features/trainers/exams/exam-papers.server.ts";
import { addScans } from "#app/features/trainers/exams/exam-scans.server.ts";
import { admit, planSitting } from "#app/features/trainers/exams/exam-sittings.server.ts";
import { invigilate } from "#app/features/trainers/exams/invigilate.server.ts";
import { keySheet, openSheet, type OpenedSheet } from "#app/features/trainers/exams/key-exam.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { on } from "./candidate-story.ts";
import { must } from "./studying.ts";

/*
 * Exams on paper: one that is to come, with its booklets to print; and one of four days ago, whose pages were brought. Two have
 * typed both sheets in; on one answer they differ, so that a third has to look.
 */

export type PaperCast = {
  officer: Actor;
  custodian: Actor;
  invigilator: { actor: Actor; username: string };
};
type Sits = { candidacyId: string; number: number };

const ZONE = "Asia/Phnom_Penh";

export async function sitOnPaper(cast: PaperCast, wrote: readonly Sits[], toCome: Sits): Promise<void> {
  const day = today(ZONE);
  await planOnPaper(cast, addDays(day, 9), [toCome]);
  const [first, second] = await on(addDays(day, -4), async () => {
    const { sittingId, scriptIds } = await planOnPaper(cast, addDays(day, -4), wrote);
    for (const scriptId of scriptIds) await bookletOf(cast.custodian, scriptId);
    const act = async (form: Parameters<typeof invigilate>[2]) =>
      must((await invigilate(cast.invigilator.actor, sittingId, form))!);
    await act({ intent: "open" });
    for (const scriptId of scriptIds) {
      await act({ intent: "check", scriptId, identity: "national-id" });
      await act({ intent: "hand-out", scriptId, edition: null });
    }
    for (const scriptId of scriptIds) await act({ intent: "collect", scriptId });
    await act({ intent: "close" });
    return scriptIds;
  });
  for (const scriptId of [first!, second!]) await bringAndType(cast, scriptId, scriptId === first);
}

async function planOnPaper(cast: PaperCast, day: CalendarDay, people: readonly Sits[]) {
  const bank = await db.examBank.findFirstOrThrow({ where: { schemeId: "mmw-volume-1-trainer" } });
  const sittingId = must(
    (await planSitting(cast.officer, {
      bankId: bank.id,
      day,
      startsAt: "09:00",
      timeZone: ZONE,
      place: "Ratanakiri, provincial office",
      minutes: 90,
      onPaper: true,
      invigilator: cast.invigilator.username,
      blueprint: { facilitating: 2, portfolio: 2, "portfolio/written": 1, pricing: 2 },
    }))!,
  );
  const scriptIds: string[] = [];
  for (const { candidacyId, number } of people) {
    const asked = { candidacyId, extraMinutes: 0, arrangements: [], note: "", otherLanguage: "yes" as const };
    const drawn = { seed: `demonstration ${number}`, number };
    scriptIds.push(must((await admit(cast.officer, sittingId, asked, drawn))!));
  }
  return { sittingId, scriptIds };
}

/** The pages as they were photographed; then two type them in, one of them wrong in one place. */
async function bringAndType(cast: PaperCast, scriptId: string, apart: boolean): Promise<void> {
  const sheet = (await openSheet(cast.officer, scriptId))!;
  const answers = new Map(sheet.asked.map((asked) => [asked.position, answerTo(asked)]));
  const pages = [answerSheet(sheet, answers), linedPage(sheet)];
  const photos = await Promise.all(
    pages.map((page) => sharp(Buffer.from(page)).jpeg({ quality: 70 }).toBuffer()),
  );
  const uploads = photos.map((bytes, index) => ({
    name: `page-${index + 1}.jpg`,
    size: bytes.length,
    arrayBuffer: () => Promise.resolve(Uint8Array.from(bytes).buffer),
  }));
  must((await addScans(cast.invigilator.actor, scriptId, uploads))!);
  const shown = sheet.asked.map(({ position }) => String(position));
  const typed: Fields = Object.assign({ shown }, ...answers.values());
  const misread = sheet.asked.find(({ body }) => body.kind === "single" || body.kind === "true-false")!;
  const field = answerField(misread.position);
  const other = misread.body.kind === "single" ? misread.drawn.options : ["true", "false"];
  const wrong = { ...typed, [field]: other.find((each) => each !== typed[field])! };
  for (const [keyer, fields] of [
    [cast.officer, typed],
    [cast.custodian, apart ? wrong : typed],
  ] as const) {
    const kept = await keySheet(keyer, scriptId, fields);
    if (!kept || !("ok" in kept) || !kept.ok)
      throw new Error(`the sheet was refused: ${JSON.stringify(kept)}`);
  }
}

type Asked = OpenedSheet["asked"][number];

function answerTo({ position, drawn: { options }, body: { kind } }: Asked): Fields {
  const field = answerField(position);
  switch (kind) {
    case "single":
      return { [field]: options[1]! };
    case "multiple":
      return { [field]: options.slice(0, 2) };
    case "true-false":
      return { [field]: "true" };
    case "ordering":
      return Object.fromEntries(
        options.map((option, index) => [answerField(position, option), String(index + 1)]),
      );
    case "free-text":
      return { [field]: WRITTEN };
    default:
      return { [field]: "6" };
  }
}

// ── What was photographed ───────────────────────────────────────────────────────────────────────────
// Letters are strokes: whoever draws the demonstration may have no fonts.

const STROKES: Record<string, string> = {
  "0": "M0 0H10V16H0Z",
  "1": "M5 0V16",
  "2": "M0 0H10V8H0V16H10",
  "3": "M0 0H10V16H0M0 8H10",
  "4": "M0 0V8H10M10 0V16",
  "5": "M10 0H0V8H10V16H0",
  "6": "M10 0H0V16H10V8H0",
  "7": "M0 0H10V16",
  "8": "M0 0H10V16H0ZM0 8H10",
  "9": "M10 8H0V0H10V16H0",
  A: "M0 16V4L5 0L10 4V16M0 9H10",
  B: "M0 0H7L9 4L7 8L10 12L7 16H0ZM0 8H7",
  C: "M10 2L7 0H2L0 3V13L2 16H7L10 14",
  D: "M0 0H6L10 5V11L6 16H0Z",
  E: "M10 0H0V16H10M0 8H8",
  F: "M10 0H0V16M0 8H8",
  T: "M0 0H10M5 0V16",
};

function written(text: string, x: number, y: number, scale: number, colour = "#222"): string {
  const signs = Array.from(
    text,
    (sign, index) => `<path transform="translate(${index * 15} 0)" d="${STROKES[sign] ?? ""}"/>`,
  );
  return `<g transform="translate(${x} ${y}) scale(${scale})" fill="none" stroke="${colour}" stroke-width="2">${signs.join("")}</g>`;
}

const INK = "#1d3c8f";
const WIDTH = 1240;

const onPaper = (number: number, drawn: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="1754"><rect width="${WIDTH}" height="1754" fill="#f3f0e6"/>
  ${written(String(number), 90, 90, 3)}<path d="M90 170H1150" stroke="#222" stroke-width="3"/>${drawn}</svg>`;

/** A box to tick with its letter, crossed or not. */
function box(letter: string, x: number, y: number, crossed: boolean): string {
  const cross = `<path d="M${x + 3} ${y + 5}l48 42m2 -44l-52 46" stroke="${INK}" stroke-width="6" fill="none"/>`;
  return `<rect x="${x}" y="${y}" width="52" height="52" fill="none" stroke="#222" stroke-width="3"/>
    ${written(letter, x + 70, y + 10, 2)}${crossed ? cross : ""}`;
}

function answerSheet({ number, asked }: OpenedSheet, answers: ReadonlyMap<number, Fields>): string {
  const rows = asked.map(({ position, drawn: { options }, body: { kind } }, index) => {
    const y = 240 + index * 150;
    const given = answers.get(position)!;
    const chosen = [given[answerField(position)] ?? []].flat();
    const cells =
      kind === "free-text"
        ? `<path d="M260 ${y + 30}H420" stroke="#222" stroke-width="3"/>`
        : kind === "ordering"
          ? options.map((option, at) => {
              const x = 260 + at * 210;
              const place = String(given[answerField(position, option)]);
              return `${written(letterOf(at), x, y + 10, 2)}<path d="M${x + 40} ${y + 52}h90" stroke="#222" stroke-width="3"/>
                ${written(place, x + 70, y + 2, 2.6, INK)}`;
            })
          : kind === "single" || kind === "multiple"
            ? options.map((option, at) => box(letterOf(at), 260 + at * 170, y, chosen.includes(option)))
            : kind === "true-false"
              ? ["T", "F"].map((letter, at) =>
                  box(letter, 260 + at * 170, y, chosen.includes(at === 0 ? "true" : "false")),
                )
              : `<path d="M260 ${y + 56}H720" stroke="#222" stroke-width="3"/>${written(chosen.join(""), 300, y + 4, 2.6, INK)}`;
    return written(String(position), 110, y + 6, 2.4) + [cells].flat().join("");
  });
  return onPaper(number, rows.join(""));
}

/** Lines of a hand that wrote a while. */
function linedPage({ number, asked }: OpenedSheet): string {
  const { position } = asked.find(({ body }) => body.kind === "free-text")!;
  const lines = Array.from({ length: 22 }, (_, index) => {
    const y = 330 + index * 62;
    const rule = `<path d="M90 ${y + 14}H1150" stroke="#999" stroke-width="2"/>`;
    if (index > 11) return rule;
    const waves = Array.from({ length: index === 11 ? 14 : 34 }, (__, wave) => {
      const high = 12 + ((index * 7 + wave * 5) % 4) * 7;
      return (wave + index) % 6 === 5 ? "m 22 0" : `q 7 ${-high} 14 0 t 12 0`;
    });
    return `${rule}<path d="M110 ${y} ${waves.join(" ")}" fill="none" stroke="${INK}" stroke-width="4"/>`;
  });
  return onPaper(number, written(String(position), 110, 210, 3) + lines.join(""));
}
