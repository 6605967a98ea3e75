import type { ReactNode } from "react";
import { BadgeLinks, ForMachines, PictureLink } from "#app/features/certification/certificate-links.tsx";
import { Behalf } from "#app/features/trainers/certifications/behalf.tsx";
import { askWords } from "#app/features/trainers/candidacies/candidacy-words.tsx";
import { StandingTag } from "#app/features/trainers/certifications/standing-tag.tsx";
import type { LicenceStanding } from "./licence.ts";
import type { LicenceDocument, SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, ButtonLink } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { FactLine, LicenceRow, LicenceSheet, RequestShown } from "./licence-view.ts";

/** The status as a sentence with the day it rests on. */
export function LicenceInWords({ standing: { status, day } }: { standing: LicenceStanding }) {
  const { t, date } = useWords();
  return <>{t(`licences.standing.${status}`, { day: date(day) })}</>;
}

// ── The list ────────────────────────────────────────────────────────────────────────────────────────

export function LicenceTable({ rows }: { rows: LicenceRow[] }) {
  const { t, date, country } = useWords();
  return (
    <DataTable
      caption={t("licences.list.title")}
      hideCaption
      rows={rows}
      rowKey={({ organisationId, schemeId }) => `${organisationId}-${schemeId}`}
      columns={[
        {
          key: "organisation",
          header: t("licences.list.organisation"),
          rowHeader: true,
          cell: (row) => (
            <>
              <a href={paths.licence(row.organisationId, row.schemeId)}>
                <DirText>{row.organisation}</DirText>
              </a>
              <br />
              <span className="soft">{country(row.country)}</span>
            </>
          ),
        },
        {
          key: "scheme",
          header: t("trainers.facts.scheme"),
          cell: ({ schemeId, licence }) => (
            <>
              {t(`trainers.scheme.${schemeId}`)}
              {licence && (
                <>
                  <br />
                  <span className="soft whole">{licence.number}</span>
                </>
              )}
            </>
          ),
        },
        {
          key: "status",
          header: t("trainers.facts.status"),
          cell: ({ licence, short }) => (
            <>
              {licence ? <StandingTag standing={licence.standing} /> : t("licences.list.none")}
              {short && (
                <>
                  {" "}
                  <Tag tone="warn">{t("licences.list.short")}</Tag>
                </>
              )}
            </>
          ),
        },
        {
          key: "until",
          header: t("trainers.facts.validUntil"),
          cell: ({ licence }) => (licence ? date(licence.validUntil) : "–"),
        },
        {
          key: "waits",
          header: t("licences.list.waits"),
          cell: ({ waits }) => (waits ? <Tag tone="due">{t(`licences.waits.${waits}`)}</Tag> : "–"),
        },
      ]}
      empty={<EmptyState title={t("licences.list.empty")}>{t("licences.list.emptyText")}</EmptyState>}
    />
  );
}

// ── One organisation ────────────────────────────────────────────────────────────────────────────────

type Of = { sheet: LicenceSheet };

/** Where the organisation stands on the day that is asked, and until when. */
export function LicenceStanding({ sheet: { licence, today } }: Of) {
  const { t, date } = useWords();
  if (!licence)
    return (
      <Sheet accent title={t("licences.page.none")}>
        <p>{t("licences.page.noneText")}</p>
      </Sheet>
    );
  const { standing, on, dates } = licence;
  return (
    <Sheet
      accent
      title={t("trainers.standing.title", { day: date(on) })}
      aside={<StandingTag standing={standing} />}
    >
      <div className="stack tight">
        <p>
          <LicenceInWords standing={standing} />
        </p>
        {standing.alarm && <Alert tone="warn">{t(`licences.alarm.${standing.alarm}`)}</Alert>}
        <p className="soft">
          {t("licences.page.days", {
            opens: date(dates.windowOpens),
            until: date(dates.validUntil),
            grace: date(dates.graceEnds),
          })}
        </p>
        <FilterBar
          label={t("trainers.standing.ask")}
          submit={t("common.action.show")}
          reset={on === today ? undefined : { href: "?", label: t("trainers.standing.now") }}
        >
          <TextInput
            name="on"
            type="date"
            label={t("trainers.standing.on")}
            defaultValue={on === today ? "" : on}
          />
        </FilterBar>
      </div>
    </Sheet>
  );
}

/** What counts, what there is, and what is missing. */
export function LicenceChecklist({ sheet: { parts, trainers, today }, renews }: Of & { renews: boolean }) {
  const words = useWords();
  const { t, number, date } = words;
  const title = t(renews ? "licences.page.countsNext" : "licences.page.counts", { day: date(today) });
  return (
    <Sheet title={title}>
      <div className="stack">
        <DataTable
          caption={title}
          hideCaption
          rows={parts}
          rowKey={({ asked }) => ("document" in asked ? asked.document : asked.kind)}
          columns={[
            {
              key: "what",
              header: t("trainers.renewal.what"),
              rowHeader: true,
              cell: ({ asked }) => askWords(words, asked),
            },
            {
              key: "have",
              header: t("licences.page.have"),
              cell: ({ have, need }) => t("licences.page.of", { have: number(have), need: number(need) }),
            },
            {
              key: "state",
              header: t("trainers.facts.status"),
              cell: ({ met }) => (
                <Tag tone={met ? "good" : "warn"}>
                  {t(met ? "licences.page.there" : "licences.page.missing")}
                </Tag>
              ),
            },
          ]}
        />
        {trainers.length > 0 && (
          <div>
            <h3>{t("licences.page.trainers")}</h3>
            <ul>
              {trainers.map(({ certificationId, name, schemeId, validUntil }) => (
                <li key={certificationId}>
                  <DirText>{name}</DirText>{" "}
                  <span className="soft">
                    {t("licences.page.trainerUntil", {
                      scheme: t(`trainers.scheme.${schemeId as SchemeId}`),
                      day: date(validUntil),
                    })}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Sheet>
  );
}

type File = LicenceSheet["files"][number];
type FilesProps = Of & { renews: boolean; actsOn?: (file: File) => ReactNode; children?: ReactNode };

export function LicenceFiles({ sheet: { files }, renews, actsOn, children }: FilesProps) {
  const { t, date } = useWords();
  return (
    <Sheet title={t("licences.page.files")}>
      <div className="stack">
        {files.length === 0 && <p className="soft">{t("licences.page.noFiles")}</p>}
        {renews && <p className="soft">{t("licences.page.anew")}</p>}
        <ul className="plain stack tight">
          {files.map((file) => (
            <li key={file.id}>
              {t(`candidacy.document.${file.document as LicenceDocument}`)}:{" "}
              <a href={paths.licenceFile(file.id)}>
                <DirText>{file.name}</DirText>
              </a>{" "}
              <span className="soft">
                {t(file.counts ? "licences.page.addedOn" : "licences.page.addedEarlier", {
                  day: date(file.addedOn),
                })}
              </span>
              {actsOn?.(file)}
            </li>
          ))}
        </ul>
        {children}
      </div>
    </Sheet>
  );
}

/** A request with what was found and what was decided. */
export function RequestSheet({ request, children }: { request: RequestShown; children?: ReactNode }) {
  const { t, date } = useWords();
  const { renews, askedOn, askedBy, behalf, note, assessment, decision } = request;
  return (
    <Sheet
      accent={decision === null}
      title={t(renews ? "licences.request.renewal" : "licences.request.first", { day: date(askedOn) })}
      aside={
        <Tag tone={decision ? (decision.outcome === "given" ? "good" : "warn") : "due"}>
          {decision
            ? t(`licences.outcome.${decision.outcome as "given"}`)
            : t(`licences.waits.${assessment ? "decision" : "assessment"}`)}
        </Tag>
      }
    >
      <div className="stack">
        <FactList
          facts={[
            {
              term: t("licences.request.by"),
              value: (
                <>
                  <DirText>{askedBy}</DirText>
                  <Behalf name={behalf} />
                </>
              ),
            },
            ...(note ? [{ term: t("licences.request.note"), value: <DirText>{note}</DirText> }] : []),
            ...(assessment
              ? [
                  {
                    term: t("licences.request.assessed", { day: date(assessment.on) }),
                    value: (
                      <>
                        {t(
                          assessment.recommended ? "licences.request.recommended" : "licences.request.notYet",
                        )}
                        <br />
                        <DirText>{assessment.words}</DirText>
                        <br />
                        <span className="soft">
                          <DirText>{assessment.by}</DirText>
                          <Behalf name={assessment.behalf} />
                        </span>
                      </>
                    ),
                  },
                ]
              : []),
            ...(decision
              ? [
                  {
                    term: t(
                      decision.outcome === "withdrawn"
                        ? "licences.request.withdrawn"
                        : "licences.request.decided",
                      { day: date(decision.on) },
                    ),
                    value: (
                      <>
                        <DirText>{decision.reason}</DirText>
                        <br />
                        <span className="soft">
                          <DirText>{decision.by}</DirText>
                          <Behalf name={decision.behalf} />
                        </span>
                      </>
                    ),
                  },
                ]
              : []),
          ]}
        />
        {children}
      </div>
    </Sheet>
  );
}

/** What the licence says; the paper, where it was given here. */
export function LicencePaper({
  sheet: { licence, schemeId, timeZone },
  children,
}: Of & { children?: ReactNode }) {
  const { t, date } = useWords();
  if (!licence) return null;
  const { number, schemeVersion, validFrom, dates, basis, recordedBy, printed, origin, standingToday } =
    licence;
  return (
    <Sheet title={t("licences.paper.title")}>
      <div className="stack">
        <FactList
          facts={[
            { term: t("trainers.facts.number"), value: number },
            {
              term: t("trainers.facts.scheme"),
              value: t("trainers.facts.schemeVersion", {
                scheme: t(`trainers.scheme.${schemeId}`),
                version: schemeVersion,
              }),
            },
            { term: t("trainers.facts.validFrom"), value: date(validFrom) },
            { term: t("trainers.facts.validUntil"), value: date(dates.validUntil) },
            { term: t("trainers.facts.timeZone"), value: timeZone },
            { term: t("trainers.facts.basis"), value: <DirText>{basis}</DirText> },
            { term: t("trainers.facts.recordedBy"), value: <DirText>{recordedBy}</DirText> },
          ]}
        />
        {printed ? (
          <LicenceLinks id={licence.id} {...printed} toShow={standingToday.valid} />
        ) : (
          <p className="soft">
            {t(origin === "recorded" ? "licences.paper.imported" : "licences.paper.none")}
          </p>
        )}
        {children}
      </div>
    </Sheet>
  );
}

type LinksProps = { id: string; code: string; verifyUrl: string; toShow: boolean };

/** Its file and the public check of it; while it holds, also what an organisation shows and what machines read. */
function LicenceLinks({ id, code, verifyUrl, toShow }: LinksProps) {
  const { t } = useWords();
  return (
    <>
      <Actions>
        <ButtonLink href={paths.licencePdf(id)} tone="quiet" icon="download">
          {t("licences.paper.download")}
        </ButtonLink>
        <ButtonLink href={paths.verify(code)} tone="quiet">
          {t("licences.paper.check")}
        </ButtonLink>
      </Actions>
      {toShow && (
        <>
          <details>
            <summary>{t("credentials.badge.title")}</summary>
            <div className="stack tight">
              <p className="soft">{t("licences.share.picture")}</p>
              <PictureLink href={paths.licenceAs(id, "picture")} verifyUrl={verifyUrl} />
              <p className="soft">{t("licences.share.badge")}</p>
              <BadgeLinks address={(as) => paths.licenceAs(id, as)} />
            </div>
          </details>
          <ForMachines address={(as) => paths.licenceAs(id, as)} />
        </>
      )}
    </>
  );
}

/** What was decided since, in the order it was recorded, and the periods before. */
export function LicenceHistory({ sheet: { licence, others } }: Of) {
  const { t, date } = useWords();
  if (!licence) return null;
  return (
    <Sheet title={t("trainers.history.title")}>
      <div className="stack">
        <DataTable
          caption={t("trainers.history.title")}
          hideCaption
          rows={licence.facts}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "what",
              header: t("trainers.history.what"),
              rowHeader: true,
              cell: (fact) => <LicenceFactInWords fact={fact} />,
            },
            { key: "day", header: t("trainers.history.day"), cell: ({ day }) => date(day) },
            {
              key: "reason",
              header: t("trainers.history.reason"),
              cell: ({ reason }) => <DirText>{reason}</DirText>,
            },
            {
              key: "by",
              header: t("trainers.history.by"),
              cell: ({ by, behalf }) => (
                <>
                  <DirText>{by}</DirText>
                  <Behalf name={behalf} />
                </>
              ),
            },
          ]}
          empty={<p className="soft">{t("trainers.history.none")}</p>}
        />
        {others.length > 0 && (
          <div>
            <h3>{t("licences.page.others")}</h3>
            <ul>
              {others.map(({ id, number, validFrom, validUntil }) => (
                <li key={id}>
                  {number}{" "}
                  <span className="soft">
                    {t("trainers.others.period", { from: date(validFrom), until: date(validUntil) })}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Sheet>
  );
}

function LicenceFactInWords({ fact: { kind, until, word } }: { fact: FactLine }) {
  const { t, date } = useWords();
  const what = t(`trainers.fact.${kind}`);
  return (
    <>
      {until ? t("trainers.history.until", { what, day: date(until) }) : what}
      {word && (
        <>
          <br />
          <span className="soft">{t(`trainers.ground.${word}`)}</span>
        </>
      )}
    </>
  );
}
