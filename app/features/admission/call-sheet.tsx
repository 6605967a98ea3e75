import { writtenIn } from "#app/features/catalogue/written-in.ts";
import { Titled } from "#app/features/learning/titled.tsx";
import type { Title } from "#app/features/learning/titles.ts";
import type { Format } from "#app/features/cohorts/completion.ts";
import { paths } from "#app/lib/paths.ts";
import { FactList } from "#app/ui/fact-list.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { CallPhase } from "./call.ts";
import type { CallView } from "./call-view.ts";

const TONES: Record<CallPhase, TagTone> = {
  draft: "quiet",
  announced: "quiet",
  open: "good",
  closed: "warn",
};

export function CallPhaseTag({ phase }: { phase: CallPhase }) {
  const { t } = useWords();
  return <Tag tone={TONES[phase]}>{t(`admission.phase.${phase}`)}</Tag>;
}

/** A call in the list. */
export function CallSheet({ call }: { call: CallView }) {
  const { t } = useWords();
  return (
    <Sheet
      eyebrow={
        <>
          <bdi>{call.name}</bdi> <CallPhaseTag phase={call.phase} />
        </>
      }
      title={
        <a href={paths.call(call.callId)} {...writtenIn(call.course.locale)}>
          {call.course.words}
        </a>
      }
    >
      <CallDates call={call} />
      <p>
        <a
          href={paths.call(call.callId)}
          aria-label={t("admission.call.readOf", { course: call.course.words })}
        >
          {t("admission.call.read")}
        </a>
      </p>
    </Sheet>
  );
}

function CallDates({ call }: { call: CallView }) {
  const { t, date } = useWords();
  return (
    <FactList
      facts={[
        {
          term: t("admission.call.dates"),
          value: t("cohorts.list.fromTo", { from: date(call.startDate), to: date(call.endDate) }),
        },
        { term: t("admission.call.place"), value: <bdi>{call.place}</bdi> },
        { term: t("admission.call.apply"), value: <ApplyBy call={call} /> },
      ]}
    />
  );
}

/** When one may apply, with the zone in which the days are counted. */
function ApplyBy({ call }: { call: CallView }) {
  const { t, date } = useWords();
  const { phase, opensOn, closesOn, timeZone } = call;
  const params = { opens: date(opensOn), closes: date(closesOn), zone: timeZone };
  return <>{t(`admission.call.apply-${phase === "draft" ? "announced" : phase}`, params)}</>;
}

/** Everything one has to know before applying. */
export function CallFactList({ call }: { call: CallView }) {
  const { t, date, number, list, language } = useWords();
  return (
    <FactList
      facts={[
        {
          term: t("admission.call.dates"),
          value: t("cohorts.list.fromTo", { from: date(call.startDate), to: date(call.endDate) }),
        },
        { term: t("admission.call.place"), value: <bdi>{call.place}</bdi> },
        { term: t("cohorts.form.format"), value: t(`cohorts.format.${call.format as Format}`) },
        { term: t("admission.call.languages"), value: list(call.locales.map(language)) },
        { term: t("admission.call.seats"), value: number(call.seats) },
        ...(call.host ? [{ term: t("admission.call.host"), value: <bdi>{call.host}</bdi> }] : []),
        { term: t("admission.call.apply"), value: <ApplyBy call={call} /> },
        { term: t("admission.call.contact"), value: <bdi>{call.contact}</bdi> },
      ]}
    />
  );
}

/** Paragraphs as the administrator wrote them: an empty line parts them. */
export function WrittenText({ title, text }: { title: string; text: Title | null }) {
  if (!text) return null;
  return (
    <Sheet title={title}>
      <div className="stack tight" {...writtenIn(text.locale)}>
        {text.words.split(/\n{2,}/u).map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
    </Sheet>
  );
}

export const CallTitle = ({ call }: { call: Pick<CallView, "course"> }) => <Titled of={call.course} />;
