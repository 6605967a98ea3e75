import { paths } from "#app/lib/paths.ts";
import { Checkbox } from "#app/ui/choices.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { ApplicationState } from "./application.ts";
import type { APPLICANT_KINDS, SEXES } from "./application-forms.ts";
import type { ApplicationRow } from "./applications.server.ts";
import type { Balance, Share } from "./balance.ts";
import { areFarApart, type GridResult } from "./selection-grid.ts";

const TONES: Record<ApplicationState, TagTone> = {
  received: "quiet",
  shortlisted: "due",
  waiting: "quiet",
  declined: "danger",
  offered: "warn",
  accepted: "good",
  refused: "danger",
  withdrawn: "quiet",
};

export function ApplicationStateTag({ state, lapsed }: { state: ApplicationState; lapsed: boolean }) {
  const { t } = useWords();
  if (lapsed) return <Tag tone="danger">{t("admission.state.lapsed")}</Tag>;
  return <Tag tone={TONES[state]}>{t(`admission.state.${state}`)}</Tag>;
}

type TableProps = { cohortId: string; rows: ApplicationRow[]; mayDecide: boolean; filtered: boolean };

/** The applications as ranked, each with what the grid says of it. */
export function ApplicationTable({ cohortId, rows, mayDecide, filtered }: TableProps) {
  const { t, country } = useWords();
  return (
    <DataTable
      caption={t("admission.list.title")}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        ...(mayDecide
          ? [
              {
                key: "choose",
                header: t("admission.list.choose"),
                hideHeader: true,
                cell: ({ id, name }: ApplicationRow) => (
                  <Checkbox
                    bare
                    name="applications[]"
                    id={`application-${id}`}
                    value={id}
                    label={t("admission.list.chooseOne", { name })}
                  />
                ),
              },
            ]
          : []),
        {
          key: "name",
          header: t("admission.form.name"),
          rowHeader: true,
          cell: ({ id, name, twin }) => (
            <>
              <a href={paths.applicationOf(cohortId, id)}>
                <DirText>{name}</DirText>
              </a>{" "}
              {twin && <Tag tone="warn">{t("admission.list.twin")}</Tag>}
            </>
          ),
        },
        {
          key: "organisation",
          header: t("admission.form.organisation"),
          cell: ({ organisation, country: code }) => (
            <div>
              <DirText>{organisation}</DirText>
              <br />
              <small className="soft">{country(code)}</small>
            </div>
          ),
        },
        {
          key: "score",
          header: t("admission.list.score"),
          cell: ({ result }) => <ScoreCell result={result} />,
        },
        {
          key: "state",
          header: t("admission.list.state"),
          cell: ({ state, lapsed, replyBy }) => <StateCell state={state} lapsed={lapsed} replyBy={replyBy} />,
        },
      ]}
      empty={
        <EmptyState title={t(filtered ? "admission.list.noneFound" : "admission.list.none")}>
          {t(filtered ? "admission.list.noneFoundText" : "admission.list.noneText")}
        </EmptyState>
      }
    />
  );
}

function StateCell({ state, lapsed, replyBy }: Pick<ApplicationRow, "state" | "lapsed" | "replyBy">) {
  const { t, date } = useWords();
  return (
    <div>
      <ApplicationStateTag state={state} lapsed={lapsed} />
      {state === "offered" && replyBy && !lapsed && (
        <>
          <br />
          <small className="soft">{t("admission.list.replyBy", { day: date(replyBy) })}</small>
        </>
      )}
    </div>
  );
}

/** The total and how it came about, or who has still to score. */
export function ScoreCell({ result }: { result: GridResult }) {
  const { t, number } = useWords();
  const { total, apart, verdict, below } = result;
  if (total === null) return <span className="soft">{t("admission.score.unscored")}</span>;
  return (
    <div>
      <b>{number(total / 100, 1)}</b>{" "}
      {verdict === "half-scored" && <span className="soft">{t("admission.score.half")}</span>}
      {verdict === "passes" && <Tag tone="good">{t("admission.score.passes")}</Tag>}
      {verdict === "too-low" && <Tag tone="danger">{t("admission.score.tooLow")}</Tag>}
      {below.length > 0 && <Tag tone="danger">{t("admission.score.below", { count: below.length })}</Tag>}
      {apart !== null && (
        <>
          <br />
          <small className="soft">
            {t("admission.score.apart", { points: number(apart / 100, 1) })}
          </small>{" "}
          {areFarApart(result) && <Tag tone="warn">{t("admission.score.talk")}</Tag>}
        </>
      )}
    </div>
  );
}

/** Sex, country and kind of organisation: of those who applied, on the shortlist, with a seat. */
export function BalanceTables({ balance }: { balance: Balance }) {
  const { t, country } = useWords();
  const sexName = (value: string) =>
    value === "" ? t("admission.balance.unsaid") : t(`admission.sex.${value as (typeof SEXES)[number]}`);
  const women = balance.sex.find(({ value }) => value === "female")?.applied ?? 0;
  const all = balance.sex.reduce((sum, { applied }) => sum + applied, 0);
  const countries = t("admission.balance.countries", { count: balance.country.length });
  return (
    <Disclosure summary={t("admission.balance.title", { count: women, women, all, countries })}>
      <div className="beside">
        <ShareTable title={t("admission.form.sex")} shares={balance.sex} nameOf={sexName} />
        <ShareTable title={t("admission.balance.country")} shares={balance.country} nameOf={country} />
        <ShareTable
          title={t("admission.form.organisationKind")}
          shares={balance.organisationKind}
          nameOf={(value) => t(`admission.kind.${value as (typeof APPLICANT_KINDS)[number]}`)}
        />
      </div>
    </Disclosure>
  );
}

type ShareProps = { title: string; shares: Share[]; nameOf: (value: string) => string };

function ShareTable({ title, shares, nameOf }: ShareProps) {
  const { t, number } = useWords();
  const count = (key: "applied" | "shortlisted" | "seats") => ({
    key,
    header: t(`admission.balance.${key}`),
    numeric: true,
    cell: (share: Share) => number(share[key]),
  });
  return (
    <DataTable
      caption={title}
      rows={shares}
      rowKey={({ value }) => value}
      narrow="scroll"
      columns={[
        { key: "value", header: title, rowHeader: true, cell: ({ value }) => nameOf(value) },
        count("applied"),
        count("shortlisted"),
        count("seats"),
      ]}
    />
  );
}
