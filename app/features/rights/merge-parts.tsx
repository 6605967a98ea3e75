import type { ReactNode } from "react";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { MergeRow, MergeSide, MoveLine, SharedLine } from "./merge-view.server.ts";
import type { MergeState, MovedTable } from "./person-merge.ts";
import type { HeldKind } from "./held-records.ts";

const TONES: Record<MergeState, TagTone> = {
  proposed: "due",
  merged: "good",
  undone: "quiet",
  declined: "danger",
  withdrawn: "quiet",
  "two-people": "quiet",
};

export function MergeTag({ state }: { state: MergeState }) {
  const { t } = useWords();
  return <Tag tone={TONES[state]}>{t(`rights.merge.state.${state}`)}</Tag>;
}

export function MergeTable({ rows, state }: { rows: MergeRow[]; state: MergeState }) {
  const { t, dateTime } = useWords();
  return (
    <DataTable
      caption={t(`rights.merge.state.${state}`)}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "who",
          header: t("rights.merge.kept"),
          rowHeader: true,
          cell: ({ id, kept }) => (
            <a href={paths.merge(id)}>
              <DirText>{kept.name}</DirText>
            </a>
          ),
        },
        {
          key: "gone",
          header: t("rights.merge.gone"),
          cell: ({ gone }) => <DirText>{`${gone.name} (${gone.username})`}</DirText>,
        },
        { key: "at", header: t("rights.merge.proposedAt"), cell: ({ proposedAt }) => dateTime(proposedAt) },
      ]}
    />
  );
}

/** Both accounts, fact by fact. */
export function SideBySide({ kept, gone, done }: { kept: MergeSide; gone: MergeSide; done?: boolean }) {
  const { t, dateTime, list } = useWords();
  const facts: { key: string; term: string; of: (side: MergeSide) => ReactNode }[] = [
    { key: "name", term: t("admin.people.name"), of: ({ name }) => <DirText>{name}</DirText> },
    {
      key: "username",
      term: t("admin.person.username"),
      of: ({ username }) => <DirText>{username}</DirText>,
    },
    { key: "email", term: t("admin.person.email"), of: ({ email }) => text(email) },
    { key: "phone", term: t("admin.person.phone"), of: ({ phone }) => text(phone) },
    {
      key: "printed",
      term: t("rights.merge.printedName"),
      of: ({ printedName, printedNameLocal }) =>
        text([printedName, printedNameLocal].filter(Boolean).join(" · ")),
    },
    { key: "places", term: t("rights.held.places-of-work"), of: ({ places }) => text(list(places)) },
    {
      key: "roles",
      term: t("rights.held.roles"),
      of: ({ roles }) => (roles.length === 0 ? "–" : list(roles.map((role) => t(`common.role.${role}`)))),
    },
    { key: "since", term: t("admin.person.createdAt"), of: ({ createdAt }) => dateTime(createdAt) },
    {
      key: "seen",
      term: t("admin.people.lastSeen"),
      of: ({ lastSeenAt }) => (lastSeenAt ? dateTime(lastSeenAt) : "–"),
    },
  ];
  return (
    <DataTable
      caption={t("rights.merge.sideBySide")}
      hideCaption
      rows={facts}
      rowKey={({ key }) => key}
      columns={[
        { key: "fact", header: t("rights.merge.fact"), rowHeader: true, cell: ({ term }) => term },
        {
          key: "kept",
          header: t(done ? "rights.merge.keptNow" : "rights.merge.kept"),
          cell: ({ of }) => of(kept),
        },
        { key: "gone", header: t("rights.merge.gone"), cell: ({ of }) => of(gone) },
      ]}
    />
  );
}

const text = (words: string | null) => (words ? <DirText>{words}</DirText> : "–");

const KIND_OF: Record<MovedTable, HeldKind> = {
  Affiliation: "places-of-work",
  RoleAssignment: "roles",
  Deputyship: "roles",
  DeputyOf: "roles",
  Enrolment: "enrolments",
  HalfDayTrainer: "sessions-held",
  Application: "applications",
  Certificate: "certificates",
  Certification: "certifications",
  Attestation: "attestations",
  Leave: "attestations",
  RefresherMark: "attestations",
  Candidacy: "candidacies",
  ComplaintConcern: "complaints",
  RosterConsent: "roster",
  RenewalEvidence: "certifications",
  Observation: "observations",
  NameChange: "name-changes",
  DataRequest: "data-requests",
  OutboxMessage: "mails",
  InboxMessage: "mails",
};

/** Of what people call one kind, several tables may hold rows; a message stands in two and is told once. */
function byKind(lines: readonly MoveLine[]) {
  const kinds = new Map<HeldKind, { moves: number; apart: number }>();
  for (const { table, moves, apart } of lines) {
    if (table === "InboxMessage") continue;
    const kind = KIND_OF[table];
    const sum = kinds.get(kind) ?? { moves: 0, apart: 0 };
    kinds.set(kind, { moves: sum.moves + moves, apart: sum.apart + apart });
  }
  return [...kinds].map(([kind, sum]) => ({ kind, ...sum }));
}

/** What goes over and what the other account has already. */
export function MoveTable({ lines }: { lines: MoveLine[] }) {
  const { t, number } = useWords();
  const shown = byKind(lines);
  if (shown.length === 0) return <p>{t("rights.merge.nothing")}</p>;
  return (
    <DataTable
      caption={t("rights.merge.moves")}
      hideCaption
      rows={shown}
      rowKey={({ kind }) => kind}
      columns={[
        {
          key: "kind",
          header: t("rights.erasure.kind"),
          rowHeader: true,
          cell: ({ kind }) => t(`rights.held.${kind}`),
        },
        {
          key: "moves",
          header: t("rights.merge.goesOver"),
          numeric: true,
          cell: ({ moves }) => number(moves),
        },
        {
          key: "apart",
          header: t("rights.merge.staysApart"),
          numeric: true,
          cell: ({ apart }) => number(apart),
        },
      ]}
    />
  );
}

/** Both sit in the same cohort: one enrolment counts, and nothing is added up. */
export function SharedCohorts({ shared }: { shared: SharedLine[] }) {
  const { t } = useWords();
  if (shared.length === 0) return null;
  return (
    <Alert title={t("rights.merge.shared")}>
      <ul className="plain">
        {shared.map(({ cohort, counts }) => (
          <li key={cohort}>{t(`rights.merge.counts-${counts}`, { cohort })}</li>
        ))}
      </ul>
    </Alert>
  );
}
