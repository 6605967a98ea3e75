import { dayIn } from "#app/lib/calendar-day.ts";
import { Sheet } from "#app/ui/sheet.tsx";
import { Stamp, StampGrid, StampSection, StampSlot } from "#app/ui/stamp.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { PassbookView, PlaceView } from "./passbook.ts";
import { Titled } from "./titled.tsx";

type PassbookPageProps = { passbook: PassbookView; cohort: string; titleHref?: string | undefined };

/** One course as a page of a passbook: a place for each module, stamped when it is finished. */
export function PassbookPage({ passbook, cohort, titleHref }: PassbookPageProps) {
  const { t } = useWords();
  const { title, done, counting, sections, final } = passbook;
  return (
    <Sheet
      eyebrow={
        <>
          <bdi>{cohort}</bdi>
          {" · "}
          {t("learning.passbook.count", { done, count: counting })}
        </>
      }
      title={
        titleHref ? (
          <a href={titleHref}>
            <Titled of={title} />
          </a>
        ) : (
          <Titled of={title} />
        )
      }
      engraved
    >
      {isShort(passbook) ? (
        <StampGrid>
          {sections.flatMap(({ places }) =>
            places.map((place) => <Place key={place.moduleId} place={place} />),
          )}
          {final && <FinalPlace final={final} />}
        </StampGrid>
      ) : (
        <Sections passbook={passbook} />
      )}
    </Sheet>
  );
}

const FEW = 6;

/** A course of a few modules fits on one row; headings would only push them apart. */
const isShort = ({ sections }: PassbookView): boolean =>
  sections.reduce((sum, { places }) => sum + places.length, 0) <= FEW;

function Sections({ passbook: { sections, final } }: { passbook: PassbookView }) {
  const { t } = useWords();
  return (
    <>
      {sections.map((section) => (
        <StampSection
          key={section.id}
          title={<Titled of={section.title} />}
          count={t("learning.passbook.sectionCount", { done: section.done, total: section.counting })}
        >
          <StampGrid>
            {section.places.map((place) => (
              <Place key={place.moduleId} place={place} />
            ))}
          </StampGrid>
        </StampSection>
      ))}
      {final && (
        <StampSection title={t("learning.passbook.atTheEnd")}>
          <StampGrid>
            <FinalPlace final={final} />
          </StampGrid>
        </StampSection>
      )}
    </>
  );
}

function Place({ place }: { place: PlaceView }) {
  const { t } = useWords();
  const { state, title, href, stamp, finishedAt, settled, units, lock } = place;
  const slot = state === "done" ? "done" : state === "now" ? "now" : "open";
  return (
    <StampSlot
      state={slot}
      title={<Titled of={title} />}
      href={href}
      stateText={state === "done" ? undefined : t(`learning.moduleState.${state}`)}
    >
      {stamp && finishedAt !== null && <DayStamp word={t(`learning.stamp.${stamp}`)} at={finishedAt} />}
      {(state === "now" || state === "started") && (
        <Tag tone={state === "now" ? "due" : "quiet"}>
          {t("learning.passbook.unitsDone", { settled, units })}
        </Tag>
      )}
      {state === "waiting" && <Tag tone="warn">{t("learning.unitState.waiting")}</Tag>}
      {state === "not-passed" && <Tag tone="warn">{t("learning.unitState.not-passed")}</Tag>}
      {lock && (
        <Tag>
          {t(lock.because === "not-chosen" ? "learning.passbook.notChosen" : "learning.passbook.locked")}
        </Tag>
      )}
    </StampSlot>
  );
}

function FinalPlace({ final }: { final: NonNullable<PassbookView["final"]> }) {
  const { t } = useWords();
  const state = final.state as "done" | "not-passed" | "waiting" | "running" | "open" | "locked";
  return (
    <StampSlot
      state={state === "done" ? "done" : state === "running" ? "now" : "open"}
      title={t("learning.final.title")}
      href={final.href}
      stateText={state === "done" ? undefined : t(`learning.unitState.${state}`)}
    >
      {state === "done" && final.at !== null ? (
        <DayStamp word={t("learning.stamp.passed")} at={final.at} />
      ) : (
        state !== "open" && (
          <Tag tone={state === "locked" ? "quiet" : "warn"}>{t(`learning.unitState.${state}`)}</Tag>
        )
      )}
    </StampSlot>
  );
}

function DayStamp({ word, at }: { word: string; at: number }) {
  const { mediumDate, timeZone } = useWords();
  const day = dayIn(timeZone, { getTime: () => at });
  return <Stamp word={word} date={mediumDate(day)} dateTime={day} />;
}
