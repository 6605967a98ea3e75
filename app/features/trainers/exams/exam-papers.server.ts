import { recordAudit } from "#app/features/audit/record.server.ts";
import { sheetCode } from "#app/features/cohorts/sheet-code.ts";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, inTransaction, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { directionOf, LOCALES } from "#app/lib/locales.ts";
import { printedQuestion } from "./exam-booklet.ts";
import type { PrintedBooklet } from "./exam-booklet-pdf.server.tsx";
import { itemsOf, paperOf } from "./exam-scripts.server.ts";
import { secretTo } from "./exam-secrecy.server.ts";
import type { Arrangement } from "./exam-sitting.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";

/* Booklets are printed by a custodian, who may read the questions; each printing is written down as a reading. */

const printable = async (actor: Actor, tx: Tx): Promise<Prisma.ExamSittingWhereInput> => ({
  onPaper: true,
  // Once its day is over everywhere, nobody sits it any more.
  day: { gte: addDays(today("UTC"), -1) },
  cancelledAt: null,
  closedAt: null,
  schemeId: { notIn: await secretTo(actor, tx) },
  ...(reachesAll(actor) ? {} : { programme: { in: reachedIds(actor, "programme") } }),
});

/** Sittings on paper that are to come, the next one first, with the numbers that were drawn. */
export async function papersToPrint(actor: Actor) {
  const sittings = await db.examSitting.findMany({
    where: await printable(actor, db),
    orderBy: [{ day: "asc" }, { id: "asc" }],
    include: {
      scripts: { select: { id: true, number: true, arrangements: true }, orderBy: { number: "asc" } },
    },
  });
  return sittings.map(({ id, schemeId, day, startsAt, place, edition, scripts }) => ({
    id,
    edition,
    schemeId,
    day,
    startsAt,
    place,
    booklets: scripts.map((script) => ({
      id: script.id,
      number: script.number,
      large: isLarge(script),
    })),
  }));
}

const isLarge = ({ arrangements }: { arrangements: string }): boolean =>
  (JSON.parse(arrangements) as Arrangement[]).includes("large-print");

const WITH_ALL = {
  sitting: { include: { bank: { select: { language: true } } } },
  candidacy: { select: { person: { select: { name: true } } } },
} satisfies Prisma.ExamScriptInclude;

/** Null: not the actor's to print. */
export const bookletOf = (actor: Actor, scriptId: string): Promise<PrintedBooklet | null> =>
  inTransaction(async (tx) => {
    const where = { id: scriptId, sitting: await printable(actor, tx) };
    const script = await tx.examScript.findFirst({ where, include: WITH_ALL });
    if (!script) return null;
    const { sitting } = script;
    await recordAudit(tx, actor, "exam-bank.read", { kind: "exam-bank", id: sitting.bankId });
    const about = { kind: "exam-sitting", id: sitting.id } as const;
    await recordAudit(tx, actor, "exam-sitting.printed", about, { script: scriptId });
    const bank = await itemsOf(tx, sitting.bankId);
    const questions = paperOf(script).map((drawn, index) =>
      printedQuestion(index + 1, drawn, bank.get(drawn.item)!),
    );
    return {
      ...labelsOf(
        script,
        questions.length,
        questions.map(({ points }) => points),
      ),
      questions,
    };
  });

type Script = Prisma.ExamScriptGetPayload<{ include: typeof WITH_ALL }>;

/** What is printed around the questions, in their language where we speak it. */
function labelsOf(script: Script, of: number, points: number[]): Omit<PrintedBooklet, "questions"> {
  const { sitting } = script;
  const { language } = sitting.bank;
  const locale = LOCALES.find((one) => one === language) ?? "en";
  const { t, date, number } = wordsFor(locale, sitting.timeZone);
  const code = sheetCode(script.id);
  const minutes = sitting.minutes + script.extraMinutes;
  const zone = sitting.timeZone.replaceAll("_", " ");
  const printed = String(script.number);
  const edition = String(sitting.edition);
  return {
    locale,
    direction: directionOf(locale),
    large: isLarge(script),
    name: script.candidacy.person.name,
    number: printed,
    code,
    address: linkTo(`/exam-keying?code=${code}&edition=${sitting.edition}`),
    madeOn: today(sitting.timeZone),
    words: {
      title: t("exams.booklet.title"),
      scheme: t(`trainers.scheme.${sitting.schemeId as SchemeId}`),
      facts: [
        { term: t("exams.sitting.day"), value: date(sitting.day) },
        {
          term: t("exams.sitting.startsAt"),
          value: t("exams.sitting.hour", { hour: sitting.startsAt, zone }),
        },
        { term: t("exams.sitting.place"), value: sitting.place },
        { term: t("exams.sitting.minutes"), value: t("exams.sitting.minutesCount", { count: minutes }) },
        { term: t("exams.booklet.items"), value: number(of) },
        { term: t("exams.booklet.edition"), value: edition },
      ],
      rules: [
        t("exams.booklet.wait"),
        t("exams.booklet.where"),
        t("exams.booklet.cross"),
        t("exams.booklet.back"),
      ],
      number: t("exams.booklet.head", { number: printed, day: date(sitting.day), edition }),
      answerSheet: t("exams.booklet.answerSheet"),
      answerSheetText: t("exams.booklet.answerSheetText"),
      code: t("exams.booklet.code", { code }),
      yes: t("learning.answer.true"),
      no: t("learning.answer.false"),
      questions: points.map((_, index) => t("exams.booklet.question", { number: number(index + 1) })),
      points: points.map((each) => t("exams.booklet.points", { count: each / 100 })),
      hints: {
        multiple: t("exams.booklet.multiple"),
        matching: t("exams.booklet.matching"),
        ordering: t("exams.booklet.ordering"),
        "free-text": t("exams.booklet.onLinedPage"),
      },
      onLinedPage: t("exams.booklet.onLinedPage"),
    },
  };
}
