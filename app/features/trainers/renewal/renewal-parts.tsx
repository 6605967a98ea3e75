import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { ReactNode } from "react";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag } from "#app/ui/tag.tsx";
import type { Words } from "#app/locales/words.ts";
import { useWords } from "#app/ui/words.tsx";
import { barWords, scoreWords } from "#app/features/trainers/candidacies/candidacy-words.tsx";
import { below, unscored } from "#app/features/trainers/schemes/criteria.ts";
import type { TestPart } from "#app/features/trainers/schemes/courses.ts";
import { deliveryState } from "./renewal.ts";
import type { ObservedRow, RenewalSheet } from "./renewal-view.ts";
import type { FilePart } from "./renewal-file.ts";
import { askedWords } from "./renewal-words.tsx";

type Of = { renewal: RenewalSheet };

/** Which band handing in belongs to, and what it means; or since when it waits. */
export function RenewalBandSheet({ renewal }: Of) {
  const { t, date } = useWords();
  const { dates, waits, band, today } = renewal;
  const days = {
    opens: date(dates.windowOpens),
    until: date(dates.validUntil),
    grace: date(dates.graceEnds),
  };
  return (
    <Sheet
      accent
      title={
        waits
          ? t("trainers.renewal.handedIn", { day: date(waits) })
          : t("trainers.renewal.ifToday", { day: date(today) })
      }
      aside={<Tag tone={BAND_TONE[band]}>{t(`trainers.renewal.band.${band}`)}</Tag>}
    >
      <div className="stack tight">
        <p>{t(`trainers.renewal.meaning.${band}`, days)}</p>
        {waits && band === "on-time" && <p>{t("trainers.renewal.extension")}</p>}
        <p className="soft">{t("trainers.renewal.days", days)}</p>
      </div>
    </Sheet>
  );
}

type Forms = { begin: ReactNode; whole: string; candidacy: (id: string) => string };

/** What is asked of whoever has none any more, and the way into it. */
export function WayBackSheet({ back, forms }: { back: NonNullable<RenewalSheet["back"]>; forms: Forms }) {
  const { t, date } = useWords();
  return (
    <Sheet title={t("trainers.renewal.back.title")}>
      <div className="stack">
        {"from" in back ? (
          <p>{t("trainers.renewal.back.wait", { day: date(back.from) })}</p>
        ) : (
          <>
            <p>{t(`trainers.renewal.back.${back.way}`)}</p>
            {back.candidacyId !== null ? (
              <p>
                <a href={forms.candidacy(back.candidacyId)}>{t("trainers.renewal.back.open")}</a>
              </p>
            ) : back.way === "full-path" ? (
              <p>
                <a href={forms.whole}>{t("trainers.renewal.back.whole")}</a>
              </p>
            ) : (
              forms.begin
            )}
          </>
        )}
      </div>
    </Sheet>
  );
}

const BAND_TONE = { early: "quiet", "on-time": "good", late: "warn", refused: "danger" } as const;

/** What the file holds, part by part; of one that waits, as it was handed in, and what would count today. */
export function RenewalChecklist({ renewal: { file, handedIn, now } }: Of) {
  const words = useWords();
  const { t } = words;
  const asIn = (files: readonly FilePart[], { part }: FilePart) => {
    const found = files.find((one) => one.part === part);
    return found ? askedWords(words, found) : "–";
  };
  return (
    <Sheet title={t("trainers.renewal.file")}>
      <FileTable
        caption={t("trainers.renewal.file")}
        rows={file}
        asked={t(now ? "trainers.renewal.whenHandedIn" : "trainers.renewal.asked")}
        cell={(one) => asIn(handedIn ?? file, one)}
        now={now && ((one) => asIn(now, one))}
      />
    </Sheet>
  );
}

type FileTableProps = {
  caption: string;
  rows: readonly FilePart[];
  asked: string;
  cell: (part: FilePart) => string;
  /** What would count today, beside what was handed in. */
  now?: ((part: FilePart) => string) | null;
};

/** The parts of a renewal file: what was asked of each and is there, and how it stands. */
function FileTable({ caption, rows, asked, cell, now }: FileTableProps) {
  const { t } = useWords();
  return (
    <DataTable
      caption={caption}
      hideCaption
      rows={[...rows]}
      rowKey={({ part }) => part}
      columns={[
        {
          key: "part",
          header: t("trainers.renewal.what"),
          rowHeader: true,
          cell: ({ part }) => t(`trainers.part.${part}`),
        },
        { key: "asks", header: asked, cell },
        ...(now ? [{ key: "now", header: t("trainers.renewal.now"), cell: now }] : []),
        { key: "state", header: t("trainers.facts.status"), cell: (one) => <PartTag of={one} /> },
      ]}
      empty={null}
    />
  );
}

/** Which courses fill what is missing, and what can be joined; of oneself with the way in. */
export function CoursesToTake({ renewal: { toTake, dates, personId }, readerId }: Of & { readerId: string }) {
  const words = useWords();
  const { t, date } = words;
  if (!toTake) return null;
  const { offers, seat } = toTake;
  const own = personId === readerId;
  return (
    <Sheet title={t("trainers.renewal.toTake.title")} accent>
      <div className="stack">
        <p>{t("trainers.renewal.toTake.since", { day: date(dates.windowOpens) })}</p>
        {seat && (
          <p>
            {t("trainers.renewal.toTake.seat")}{" "}
            {own ? (
              <a href={paths.myCourse(seat.enrolmentId)}>
                <DirText>{seat.name}</DirText>
              </a>
            ) : (
              <DirText>{seat.name}</DirText>
            )}
          </p>
        )}
        {offers.length === 0 && !seat && <p className="soft">{t("trainers.renewal.toTake.noCall")}</p>}
        {offers.map(({ courseId, title, parts, calls }) => (
          <div key={courseId}>
            <h3>
              <DirText lang={title.locale}>{title.words}</DirText>
            </h3>
            <p className="soft">{partsWords(words, parts)}</p>
            {calls.length === 0 ? (
              <p className="soft">{t("trainers.renewal.toTake.noCall")}</p>
            ) : (
              <ul>
                {calls.map(({ id, open, opensOn, closesOn, name, place, startDate }) => (
                  <li key={id}>
                    <a href={paths.call(id)}>
                      <DirText>{name}</DirText>
                    </a>{" "}
                    {t(`trainers.renewal.toTake.${open ? "open" : "announced"}`, {
                      place,
                      start: date(startDate),
                      opens: date(opensOn),
                      closes: date(closesOn),
                    })}
                  </li>
                ))}
              </ul>
            )}
          </div>
        ))}
      </div>
    </Sheet>
  );
}

/** Each time it was handed in or decided on: what it held that day, whatever counts since. */
export function PastFiles({ renewal: { past } }: Of) {
  const words = useWords();
  const { t, date } = words;
  if (past.length === 0) return null;
  return (
    <Sheet title={t("trainers.renewal.past.title")}>
      <div className="stack">
        {past.map(({ what, day, file }) => {
          const title = t(`trainers.renewal.past.${what}`, { day: date(day) });
          return (
            <Disclosure key={`${what}-${day}`} summary={title}>
              <FileTable
                caption={title}
                rows={file}
                asked={t("trainers.renewal.asked")}
                cell={(one) => askedWords(words, one)}
              />
            </Disclosure>
          );
        })}
      </div>
    </Sheet>
  );
}

function PartTag({ of: { met, waived } }: { of: FilePart }) {
  const { t, date } = useWords();
  if (waived) return <Tag tone="quiet">{t("trainers.renewal.waived", { day: date(waived) })}</Tag>;
  return met ? (
    <Tag tone="good">{t("trainers.renewal.met")}</Tag>
  ) : (
    <Tag tone="due">{t("trainers.renewal.missing")}</Tag>
  );
}

/** What the platform found by itself, and what was entered from paper. */
export function RenewalEvidence({ renewal, staff }: Of & { staff: boolean }) {
  const { t, date, list, number } = useWords();
  const { id, dates, widens, deliveries, entered } = renewal;
  return (
    <Sheet title={t("trainers.renewal.evidence")}>
      <div className="stack">
        {widens.length > 0 && (
          <p>
            {t("trainers.renewal.widens", {
              until: date(dates.validUntil),
              schemes: list(widens.map((schemeId) => t(`trainers.scheme.${schemeId}`))),
            })}
          </p>
        )}
        <DataTable
          caption={t("trainers.renewal.deliveries")}
          rows={deliveries}
          rowKey={({ on, modulesLed }) => `${on}-${modulesLed}`}
          columns={[
            { key: "day", header: t("trainers.renewal.day"), rowHeader: true, cell: ({ on }) => date(on) },
            {
              key: "modules",
              header: t("trainers.renewal.modules"),
              cell: ({ modulesLed }) => number(modulesLed),
            },
            {
              key: "mean",
              header: t("trainers.renewal.mean"),
              cell: ({ responses, marks }) =>
                responses > 0
                  ? t("trainers.renewal.meanOf", {
                      mean: number(marks / responses / 100, 1),
                      count: responses,
                    })
                  : "–",
            },
            {
              key: "state",
              header: t("trainers.facts.status"),
              cell: (delivery) =>
                t(`trainers.renewal.${deliveryState(delivery, renewal.today)}`, {
                  day: date(delivery.reportOwed),
                }),
            },
          ]}
          empty={<p className="soft">{t("trainers.renewal.noDeliveries")}</p>}
        />
        {renewal.tests.length > 0 && <Tests renewal={renewal} />}
        {renewal.onInstrument && <ObservedDeliveries renewal={renewal} />}
        {renewal.kinds.includes("calibration") && <RatedRecordings renewal={renewal} />}
        <DataTable
          caption={t("trainers.renewal.entered")}
          rows={entered}
          rowKey={(row) => row.id}
          columns={[
            {
              key: "kind",
              header: t("trainers.renewal.what"),
              rowHeader: true,
              cell: ({ kind, note }) => (
                <>
                  {t(`trainers.renewal.kind.${kind}`)}
                  <br />
                  <span className="soft">
                    <DirText>{note}</DirText>
                  </span>
                </>
              ),
            },
            { key: "day", header: t("trainers.renewal.day"), cell: ({ day }) => date(day) },
            {
              key: "score",
              header: t("trainers.renewal.result"),
              cell: ({ score }) => (score === null ? "–" : number(score / 100)),
            },
            {
              key: "more",
              header: t("trainers.history.by"),
              cell: (row) => (
                <>
                  <DirText>{row.by}</DirText>
                  {staff && row.file && (
                    <>
                      <br />
                      <a href={paths.renewalPaper(id, row.id)}>{t("trainers.renewal.paper")}</a>
                    </>
                  )}
                  {row.kind === "finding" && (
                    <FindingState id={row.id} closedOn={row.closedOn} staff={staff} />
                  )}
                </>
              ),
            },
          ]}
          empty={<p className="soft">{t("trainers.renewal.nothingEntered")}</p>}
        />
      </div>
    </Sheet>
  );
}

/** Tests of courses that refresh, or bridge to the edition that holds. */
function Tests({ renewal: { tests } }: Of) {
  const words = useWords();
  const { t, date, percent } = words;
  return (
    <DataTable
      caption={t("trainers.renewal.tests")}
      rows={tests}
      rowKey={({ courseId, on, score }) => `${courseId}-${on}-${score}`}
      columns={[
        {
          key: "course",
          header: t("trainers.renewal.course"),
          rowHeader: true,
          cell: ({ title }) => <DirText lang={title.locale}>{title.words}</DirText>,
        },
        { key: "day", header: t("trainers.renewal.day"), cell: ({ on }) => date(on) },
        {
          key: "result",
          header: t("trainers.renewal.result"),
          cell: ({ score }) => percent(score / 10_000),
        },
        {
          key: "for",
          header: t("trainers.renewal.countsFor"),
          cell: ({ parts }) => partsWords(words, parts),
        },
      ]}
      empty={null}
    />
  );
}

const partsWords = ({ t, list }: Pick<Words, "t" | "list">, parts: readonly TestPart[]): string =>
  list(parts.map((part) => t(`trainers.part.${part}`)));

function DayAndPlace({ on, place }: { on: CalendarDay; place: string }) {
  const { date } = useWords();
  return (
    <>
      {date(on)}
      <br />
      <span className="soft">
        <DirText>{place}</DirText>
      </span>
    </>
  );
}

/** Of a master trainer: what they rated beside somebody else, and how close it was. */
function RatedRecordings({ renewal: { calibrations } }: Of) {
  const { t, number } = useWords();
  return (
    <DataTable
      caption={t("trainers.renewal.recordings")}
      rows={calibrations}
      rowKey={({ on, place, difference }) => `${on}-${place}-${difference}`}
      columns={[
        {
          key: "recording",
          header: t("trainers.renewal.recording"),
          rowHeader: true,
          cell: (one) => <DayAndPlace {...one} />,
        },
        {
          key: "difference",
          header: t("trainers.renewal.apart"),
          cell: ({ difference }) => number(difference / 100, 2),
        },
      ]}
      empty={<p className="soft">{t("trainers.renewal.noRecordings")}</p>}
    />
  );
}

/** Rated here on the twelve criteria: what each came to, and what was said to the holder. */
function ObservedDeliveries({ renewal: { observed, floor } }: Of) {
  const { t, list } = useWords();
  return (
    <DataTable
      caption={t("trainers.renewal.observations")}
      rows={observed}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "day",
          header: t("trainers.renewal.day"),
          rowHeader: true,
          cell: (one) => <DayAndPlace {...one} />,
        },
        {
          key: "by",
          header: t("trainers.renewal.observer"),
          cell: ({ raters }) => <DirText>{list(raters.map(({ name }) => name))}</DirText>,
        },
        {
          key: "result",
          header: t("trainers.renewal.result"),
          cell: (one) => <ObservedResult one={one} floor={floor} />,
        },
      ]}
      empty={<p className="soft">{t("trainers.renewal.noObservations")}</p>}
    />
  );
}

function ObservedResult({ one: { scores, feedback, bars }, floor }: { one: ObservedRow; floor: number }) {
  const words = useWords();
  const { t, number } = words;
  const weak = Object.fromEntries(below(scores, floor).map((criterion) => [criterion, scores[criterion]]));
  const result =
    unscored(scores).length > 0
      ? t("trainers.renewal.notScored")
      : below(scores, floor).length === 0
        ? t("trainers.renewal.good", { floor: number(floor) })
        : t("trainers.renewal.weak", { floor: number(floor), scores: scoreWords(words, weak) });
  return (
    <>
      {bars.length > 0 ? t("trainers.renewal.barred", { bars: barWords(words, bars) }) : result}
      {feedback !== "" && (
        <>
          <br />
          <span className="soft">
            <DirText>{feedback}</DirText>
          </span>
        </>
      )}
    </>
  );
}

function FindingState({ id, closedOn, staff }: { id: string; closedOn: string | null; staff: boolean }) {
  const { t, date } = useWords();
  if (closedOn) return <p className="soft">{t("trainers.renewal.closedOn", { day: date(closedOn) })}</p>;
  if (!staff) return <p>{t("trainers.renewal.open")}</p>;
  return (
    <form method="post">
      <input type="hidden" name="evidenceId" value={id} />
      <Button name="intent" value="close-finding" tone="quiet" size="small">
        {t("trainers.renewal.close")}
      </Button>
    </form>
  );
}

/** Why it cannot be handed in, and what would help. */
export function RenewalRefusal({ renewal: { refusal: why, waits } }: Of) {
  const { refusal } = useWords();
  return why && !waits ? <Alert>{refusal(why)}</Alert> : null;
}
