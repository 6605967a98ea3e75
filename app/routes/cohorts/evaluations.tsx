import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { SCALES, SHOWN_FROM } from "#app/features/cohorts/evaluation.ts";
import { evaluationsOf, type EvaluatedDay } from "#app/features/cohorts/evaluations.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.evaluation.results") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:training-reports");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  return { cohort: { id: cohort.id, name: cohort.name }, days: await evaluationsOf(cohort) };
}

export default function Evaluations() {
  const { cohort, days } = useLoaderData<typeof loader>();
  const { t, date, number, percent } = useWords();
  const mean = (scale: (typeof SCALES)[number]) => ({
    key: scale,
    header: t(`cohorts.evaluation.${scale}`),
    numeric: true,
    cell: ({ means }: EvaluatedDay) => (means ? number(means[scale] / 100, 1) : "–"),
  });
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.cohort(cohort.id)}>{cohort.name}</a>}
        title={t("cohorts.evaluation.results")}
        lead={t("cohorts.evaluation.resultsLead", { count: SHOWN_FROM })}
      />
      <DataTable
        caption={t("cohorts.evaluation.results")}
        hideCaption
        rows={days}
        rowKey={(day) => day.date}
        columns={[
          {
            key: "day",
            header: t("cohorts.evaluation.day"),
            rowHeader: true,
            cell: (day) => date(day.date),
          },
          {
            key: "rate",
            header: t("cohorts.evaluation.rate"),
            cell: ({ ballots, expected }) =>
              expected === 0
                ? "–"
                : t("cohorts.evaluation.rateOf", {
                    share: percent(ballots / expected, 0),
                    ballots,
                    expected,
                  }),
          },
          ...SCALES.map(mean),
        ]}
        empty={<EmptyState title={t("cohorts.days.none")}>{t("cohorts.evaluation.noneText")}</EmptyState>}
      />
      {days.map((day) => (day.words ? <Said key={day.date} day={day} words={day.words} /> : null))}
    </>
  );
}

function Said({ day, words }: { day: EvaluatedDay; words: NonNullable<EvaluatedDay["words"]> }) {
  const { t, date } = useWords();
  if (words.good.length + words.better.length === 0) return null;
  return (
    <Sheet title={t("cohorts.evaluation.said", { day: date(day.date) })}>
      <div className="beside">
        {(["good", "better"] as const).map((what) => (
          <div key={what} className="stack tight">
            <h3>{t(`cohorts.evaluation.ask-${what}`)}</h3>
            <ul>
              {words[what].map((text, index) => (
                <li key={`${index} ${text}`} dir="auto" className="written">
                  {text}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Sheet>
  );
}
