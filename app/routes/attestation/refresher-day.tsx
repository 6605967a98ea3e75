import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readDayFile } from "#app/features/attestation/day-file.server.ts";
import { dayForm, wrongIn } from "#app/features/attestation/day-forms.ts";
import { DayLines, StepNumbers } from "#app/features/attestation/day-parts.tsx";
import type { DayLine } from "#app/features/attestation/day-view.ts";
import { isObserved } from "#app/features/attestation/refresh.ts";
import {
  linesOfFile,
  numbersOf,
  recordDay,
  refresherDay,
} from "#app/features/attestation/refresher-days.server.ts";
import { observedFields } from "#app/features/attestation/day-lines.ts";
import { drawSoon } from "#app/features/credentials/certificate-files.server.ts";
import { forgetStatusLists } from "#app/features/credentials/status-lists.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import type { Topic } from "#app/features/trainers/schemes/topics.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import type { FormProblem } from "#app/lib/form.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FileInput } from "#app/ui/file-input.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("attestation.day.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "keep:attestations");
  const { day, lines, steps, version, asks } = found(await refresherDay(actor, args.params["dayId"]!));
  return { day, lines, steps, version, asks };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "keep:attestations");
  const dayId = args.params["dayId"]!;
  const { steps, version } = found(await refresherDay(actor, dayId));
  const form = await readForm(args.request, dayForm(steps));
  if (!form.ok) return badForm(form.problem);
  if (form.value.intent === "file") {
    const read = await readDayFile(new Uint8Array(await form.value.file.arrayBuffer()), steps);
    if (!read.ok) return refused(read.reason);
    const { typed, unknown } = found(await linesOfFile(actor, dayId, read.value));
    const { lines } = found(await refresherDay(actor, dayId, typed));
    return looked(lines, unknown, wrongIn(typed, steps));
  }
  const numbered = numbersOf(form.value.version, { version });
  if (!numbered.ok) return refused(numbered.reason);
  if (form.value.intent === "look") {
    const { lines } = found(await refresherDay(actor, dayId, form.value.lines));
    return looked(lines);
  }
  const done = found(await recordDay(actor, dayId, form.value.lines, version));
  if (!done.ok) return refused(done.reason, form.values);
  const { renewed, topics, noted, unchanged, papers, waiting } = done.value;
  drawSoon(papers);
  forgetStatusLists();
  const counts = { given: renewed + topics, noted, unchanged };
  const here = paths.refresherDay(dayId);
  return waiting > 0
    ? redirectWithNotice(here, "attestation-day-papers", { ...counts, waiting })
    : redirectWithNotice(here, "attestation-day", counts);
}

type Unknown = { row: number; who: string; why: "nobody" | "twice" };
type Looked = NonNullable<FormAnswer> & { looked: DayLine[]; unknown: Unknown[] };

/** What recording would do; of a file what could not be read stands at its field. */
const looked = (lines: DayLine[], unknown: Unknown[] = [], errors: FormProblem["errors"] = []): Looked => ({
  looked: lines,
  unknown,
  problem: { values: {}, errors },
  refusal: null,
});

export default function RefresherDay() {
  const { day, lines, steps, version, asks } = useLoaderData<typeof loader>();
  const answer = useActionData<FormAnswer | Looked>();
  const looked = answer && "looked" in answer ? answer : null;
  const form = useForm(answer);
  const { t, date, number, percent } = useWords();
  const observed = isObserved(day, asks);
  return (
    <>
      <PageHeader
        eyebrow={
          <a href={paths.employer(day.organisation.id)}>
            <DirText>{day.organisation.name}</DirText>
          </a>
        }
        title={
          day.topic
            ? t("attestation.day.topicOn", {
                topic: t(`trainers.topic.${day.topic as Topic}`),
                day: date(day.heldOn),
              })
            : t("attestation.day.refresherOn", { day: date(day.heldOn) })
        }
        lead={<DirText>{day.unit ? `${day.place} · ${day.unit}` : day.place}</DirText>}
      />
      {form.summary}
      <p className="soft">
        {t(`attestation.day.${!day.topic ? "rule" : observed ? "seenTopicRule" : "topicRule"}`, {
          test: percent(asks.refresherPass / 10_000),
          steps: percent(asks.checklist / 10_000),
          recent: t("schemes.unit.months", { count: asks.recentMonths }),
        })}
      </p>
      <Disclosure summary={t("attestation.day.file")} open={form.value("intent") === "file"}>
        <Form encType="multipart/form-data">
          <FileInput
            name="file"
            label={t("attestation.day.fileLabel")}
            hint={t(`attestation.day.fileHint${steps ? "Named" : ""}`)}
            accept=".csv,.xlsx,text/csv"
            error={form.error("file")}
          />
          <Button name="intent" value="file">
            {t("attestation.day.fileLook")}
          </Button>
        </Form>
      </Disclosure>
      {looked && (
        <div role="status">
          <Alert tone={looked.unknown.length > 0 ? "warn" : "info"}>
            <p>{t("attestation.day.looked")}</p>
            {looked.unknown.length > 0 && (
              <ul>
                {looked.unknown.map(({ row, who, why }) => (
                  <li key={`${row}`}>{t(`attestation.day.unknown.${why}`, { row: number(row), who })}</li>
                ))}
              </ul>
            )}
          </Alert>
        </div>
      )}
      {observed && steps && lines.length > 0 && (
        <StepNumbers steps={steps} how={t("attestation.day.stepNumbersHow")} />
      )}
      {lines.length === 0 ? (
        <EmptyState title={t("attestation.day.nobody")}>{t("attestation.day.nobodyText")}</EmptyState>
      ) : (
        <DayLines
          dayId={day.id}
          lines={looked?.looked ?? lines}
          version={version}
          asked={observed ? observedFields(steps) : []}
          form={form}
          looked={looked !== null}
        />
      )}
    </>
  );
}
