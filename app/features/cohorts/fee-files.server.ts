import { recordAudit } from "#app/features/audit/record.server.ts";
import { courseTitle } from "#app/features/learning/titles.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import type { Table } from "#app/infra/table-files.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { Words } from "#app/locales/words.ts";
import type { CohortFacts } from "./cohorts.server.ts";
import { minorDigits } from "./fee.ts";
import { allFees, feeOf } from "./fees.server.ts";
import type { PrintedLetter } from "./letter-pdf.server.tsx";

/** Every line, its amount as a number that a program can compute with; says first who took it. */
export async function feeTable(actor: Actor, cohortId: string, { t, direction }: Words): Promise<Table> {
  await inTransaction((tx) => recordAudit(tx, actor, "fee.list-taken", { kind: "cohort", id: cohortId }));
  const lines = await allFees(cohortId);
  return {
    name: t("cohorts.fee.title"),
    headings: [
      t("cohorts.table.name"),
      t("cohorts.fee.amount"),
      t("cohorts.fee.currency"),
      t("cohorts.fee.payer"),
      t("cohorts.fee.stateOf"),
      t("cohorts.fee.invoice"),
      t("cohorts.fee.invoicedOn"),
    ],
    rows: lines.map(({ name, amount, currency, payer, state, invoice, invoicedOn }) => [
      name,
      amount / 10 ** minorDigits(currency),
      currency,
      payer,
      t(`cohorts.fee.state.${state}`),
      invoice,
      invoicedOn,
    ]),
    rightToLeft: direction === "rtl",
  };
}

/** In the participant's language; null before it was invoiced. */
export async function printedInvoice(
  cohort: CohortFacts,
  enrolmentId: string,
): Promise<{ number: string; letter: PrintedLetter } | null> {
  const line = await feeOf(cohort.id, enrolmentId);
  if (!line?.invoice || !line.invoicedOn) return null;
  const { person } = await db.enrolment.findUniqueOrThrow({
    where: { id: enrolmentId },
    select: { person: { select: { locale: true, timeZone: true } } },
  });
  const words = wordsFor(person.locale, person.timeZone);
  const { t, date, money } = words;
  const course = courseTitle(cohort.version.outline, words.locale).words;
  const facts = [
    { term: t("cohorts.fee.pdf.number"), value: line.invoice },
    { term: t("cohorts.fee.pdf.participant"), value: line.name },
    { term: t("cohorts.fee.pdf.course"), value: course },
    {
      term: t("cohorts.fee.pdf.when"),
      value: t("cohorts.list.fromTo", { from: date(cohort.startDate), to: date(cohort.endDate) }),
    },
    { term: t("cohorts.list.place"), value: cohort.place },
    ...(cohort.codes.activity ? [{ term: t("cohorts.form.activity"), value: cohort.codes.activity }] : []),
    ...(cohort.codes.project ? [{ term: t("cohorts.form.project"), value: cohort.codes.project }] : []),
    { term: t("cohorts.fee.pdf.fee"), value: money(line.amount, line.currency) },
    { term: t("cohorts.fee.stateOf"), value: t(`cohorts.fee.state.${line.state}`) },
  ];
  return {
    number: line.invoice,
    letter: {
      locale: words.locale,
      direction: words.direction,
      from: cohort.issuer,
      to: [line.payer || line.name],
      day: date(line.invoicedOn),
      madeOn: line.invoicedOn,
      subject: t("cohorts.fee.pdf.title", { number: line.invoice }),
      blocks: [
        { kind: "facts", facts },
        { kind: "text", text: t("cohorts.fee.pdf.text") },
      ],
    },
  };
}
