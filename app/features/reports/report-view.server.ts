import { SCALES, BEST } from "#app/features/cohorts/evaluation.ts";
import { barChart, lineChart, type Datum } from "#app/infra/chart-geometry.server.ts";
import type { WordKey } from "#app/locales/keys.ts";
import type { Words } from "#app/locales/words.ts";
import {
  attendanceRate,
  cohortsIn,
  countedBy,
  countedByMonth,
  countsOf,
  finalMean,
  gain,
  groupsOf,
  organisationsIn,
  postMean,
  preMean,
  type Counted,
  type Counts,
  type Group,
} from "./participation.ts";
import { REPORT_COLUMNS } from "./report-columns.ts";
import type { ReportFilters } from "./report-filters.ts";
import type { ReportChart, ReportTable, ReportView } from "./report-view.ts";
import type { Choices, Report } from "./reports.server.ts";

/** A report in the reader's words. */
export const reportView = (
  report: Report,
  filters: ReportFilters,
  choices: Choices,
  words: Words,
): ReportView => ({
  about: aboutOf(filters, report, choices, words),
  facts: factsOf(report, words),
  charts: chartsOf(report, words),
  table: tableOf(report, filters, words),
});

function aboutOf(filters: ReportFilters, { titles, asOf }: Report, choices: Choices, words: Words): string[] {
  const { t, date, country } = words;
  const { from, to, programme, course, cohort, organisation } = filters;
  const period =
    from && to
      ? t("reports.about.between", { from: date(from), to: date(to) })
      : from
        ? t("reports.about.since", { from: date(from) })
        : to
          ? t("reports.about.until", { to: date(to) })
          : t("reports.about.ever");
  const nameOf = (list: { id: string; name: string }[], id: string) =>
    list.find((choice) => choice.id === id)?.name ?? "";
  return [
    period,
    cohort && (choices.cohort?.name ?? ""),
    programme && t(`common.programme.${programme}`),
    course && (titles[course] ?? nameOf(choices.courses, course)),
    organisation && nameOf(choices.organisations, organisation),
    filters.country && country(filters.country),
    t("reports.about.asOf", { day: date(asOf) }),
  ].filter(Boolean);
}

function factsOf({ cells, evaluation }: Report, words: Words): ReportView["facts"] {
  const { t, number, percent, list } = words;
  const sums = countsOf(cells);
  const ofAll = (count: number, all: number) =>
    all > 0
      ? t("reports.facts.share", { count: number(count), all: number(all), share: percent(count / all, 0) })
      : t("reports.facts.none");
  const share = (value: number | null) => (value === null ? t("reports.facts.none") : percent(value, 0));
  return [
    { term: t("reports.facts.cohorts"), value: number(cohortsIn(cells)) },
    { term: t("reports.facts.organisations"), value: number(organisationsIn(cells)) },
    { term: t("reports.facts.people"), value: number(sums.people) },
    { term: t("reports.facts.left"), value: number(sums.left) },
    { term: t("reports.facts.attended"), value: ofAll(sums.attended, sums.people) },
    { term: t("reports.facts.attendance"), value: share(attendanceRate(sums)) },
    { term: t("reports.facts.attendanceMet"), value: ofAll(sums.attendanceMet, sums.people) },
    { term: t("reports.facts.completed"), value: ofAll(sums.completed, sums.ended) },
    { term: t("reports.facts.participated"), value: ofAll(sums.participated, sums.ended) },
    {
      term: t("reports.facts.final"),
      value:
        sums.finalTaken === 0
          ? t("reports.facts.none")
          : t("reports.facts.finalOf", {
              mean: share(finalMean(sums)),
              taken: number(sums.finalTaken),
              passed: number(sums.finalPassed),
            }),
    },
    { term: t("reports.facts.test"), value: testOf(sums, words) },
    { term: t("reports.facts.plans"), value: ofAll(sums.plansApproved, sums.people) },
    { term: t("reports.facts.certified"), value: ofAll(sums.certified, sums.people) },
    {
      term: t("reports.facts.evaluation"),
      value: evaluation
        ? t("reports.facts.evaluationOf", {
            means: list(
              SCALES.map((scale) =>
                t("cohorts.figures.counted", {
                  name: t(`cohorts.evaluation.${scale}`),
                  count: number(evaluation.means[scale] / 100, 1),
                }),
              ),
            ),
            ballots: number(evaluation.ballots),
            share: share(evaluation.expected > 0 ? evaluation.ballots / evaluation.expected : null),
          })
        : t("reports.facts.noEvaluation"),
    },
  ];
}

function testOf(sums: Counts, { t, number, percent }: Words): string {
  const [pre, post, gained] = [preMean(sums), postMean(sums), gain(sums)];
  if (pre === null || post === null) return t("reports.facts.none");
  const means = {
    count: sums.testPairs,
    pairs: number(sums.testPairs),
    pre: percent(pre, 0),
    post: percent(post, 0),
  };
  return gained === null
    ? t("reports.facts.testCeiling", means)
    : t("reports.facts.testOf", { ...means, gain: percent(gained, 0) });
}

// ── charts ──────────────────────────────────────────────────────────────────────────────────────────

const MOST_BARS = 12;

function chartsOf({ cells, evaluation }: Report, words: Words): ReportChart[] {
  const { t, number, percent, country, month } = words;
  const sums = countsOf(cells);
  if (sums.people === 0) return [];
  const people = (counted: Counted[], nameOf: (value: string) => string): Datum[] =>
    counted.map(({ value, people: count }) => ({
      label: value ? nameOf(value) : t("cohorts.figures.unknown"),
      value: count,
      shown: t("reports.chart.people", { number: number(count), share: percent(count / sums.people, 0) }),
    }));
  const bars = (key: BarKey, data: Datum[], most?: number): ReportChart => ({
    ...chartWords(key, data, words),
    kind: "bar",
    parts: barChart(data.slice(0, MOST_BARS), most),
  });
  const months = countedByMonth(cells).map(({ value, people: count }) => ({
    label: month(`${value}-01`),
    value: count,
    shown: number(count),
  }));
  return [
    bars(
      "sex",
      people(countedBy(cells, "sex"), (sex) => t(`reports.sex.${sex}` as WordKey)),
    ),
    bars("reached", reached(sums, words), 1),
    bars("country", people(countedBy(cells, "country"), country)),
    bars(
      "organisationKind",
      people(countedBy(cells, "organisationKind"), (kind) => t(`admin.organisation.kind-${kind}` as WordKey)),
    ),
    ...(months.length > 1
      ? [
          {
            ...chartWords("month", months, words),
            kind: "line" as const,
            parts: lineChart(months, (level) => number(level)),
          },
        ]
      : []),
    ...(evaluation
      ? [
          bars(
            "evaluation",
            SCALES.map((scale) => ({
              label: t(`cohorts.evaluation.${scale}`),
              value: evaluation.means[scale] / 100,
              shown: number(evaluation.means[scale] / 100, 1),
            })),
            BEST,
          ),
        ]
      : []),
  ];
}

type BarKey = "sex" | "reached" | "country" | "organisationKind" | "evaluation";

/** Each of its own whole, so that what is not yet known lowers nothing. */
function reached(sums: ReturnType<typeof countsOf>, { t, number, percent }: Words): Datum[] {
  const parts = [
    ["attendanceMet", sums.attendanceMet, sums.people],
    ["finalPassed", sums.finalPassed, sums.finalTaken],
    ["completed", sums.completed, sums.ended],
    ["certified", sums.certified, sums.people],
  ] as const;
  return parts.flatMap(([key, part, whole]) =>
    whole === 0
      ? []
      : [
          {
            label: t(`reports.reached.${key}`),
            value: part / whole,
            shown: t("reports.facts.share", {
              count: number(part),
              all: number(whole),
              share: percent(part / whole, 0),
            }),
          },
        ],
  );
}

function chartWords(key: BarKey | "month", data: Datum[], { t, list }: Words) {
  const most = data.reduce<Datum | null>(
    (one, other) => (one && one.value >= other.value ? one : other),
    null,
  );
  return {
    key,
    title: t(`reports.chart.${key}`),
    description: list(
      (key === "month" && most ? [most] : data.slice(0, MOST_BARS)).map(({ label, shown }) =>
        t("cohorts.figures.counted", { name: label, count: shown }),
      ),
    ),
    headings: [t(`reports.chart.by-${key}`), t(`reports.chart.value-${key}`)] as [string, string],
    rows: data.map(({ label, shown }) => ({ label, shown })),
  };
}

// ── the table ───────────────────────────────────────────────────────────────────────────────────────

function tableOf(report: Report, { by }: ReportFilters, words: Words): ReportTable {
  const { t, number, percent } = words;
  const shownAs = (value: number | null, share: boolean) =>
    value === null ? "–" : share ? percent(value, 0) : number(value);
  return {
    heading: t(`reports.by.${by}`),
    headings: REPORT_COLUMNS.map(({ key }) => t(`reports.column.${key}`)),
    rows: groupsOf(report.cells, by).map((group) => {
      const values = REPORT_COLUMNS.map(({ of }) => of(group));
      return {
        id: group.id,
        name: nameOf(group, by, report, words),
        values,
        shown: values.map((value, index) => shownAs(value, REPORT_COLUMNS[index]!.share)),
      };
    }),
  };
}

function nameOf(
  { id, name }: Group,
  by: ReportFilters["by"],
  { titles }: Report,
  { t, country }: Words,
): string {
  if (id === "") return t("cohorts.figures.unknown");
  if (by === "course") return titles[id] ?? id;
  if (by === "programme") return t(`common.programme.${id}` as WordKey);
  return by === "country" ? country(id) : name;
}
