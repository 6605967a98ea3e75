import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { ProposalRow, ProposalView } from "./suspension-proposals.server.ts";
import type { ProposalState } from "./suspension-proposal.ts";

const TONE: Record<ProposalState, TagTone> = {
  waiting: "due",
  overdue: "danger",
  suspended: "warn",
  declined: "quiet",
};

export function ProposalTag({ state }: { state: ProposalState }) {
  const { t } = useWords();
  return <Tag tone={TONE[state]}>{t(`trainers.proposal.state.${state}`)}</Tag>;
}

export function ProposalTable({ rows, caption }: { rows: ProposalRow[]; caption: string }) {
  const { t, date } = useWords();
  return (
    <DataTable
      caption={caption}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "who",
          header: t("trainers.proposal.about"),
          rowHeader: true,
          cell: ({ id, name, number }) => (
            <>
              <a href={paths.proposal(id)}>
                <DirText>{name}</DirText>
              </a>
              <br />
              <span className="soft">{number}</span>
            </>
          ),
        },
        {
          key: "ground",
          header: t("trainers.act.ground"),
          cell: ({ ground }) => t(`trainers.ground.${ground}`),
        },
        {
          key: "on",
          header: t("trainers.proposal.proposedOn"),
          cell: ({ proposedOn }) => date(proposedOn),
        },
        { key: "by", header: t("trainers.act.decideBy"), cell: ({ decideBy }) => date(decideBy) },
        {
          key: "state",
          header: t("trainers.facts.status"),
          cell: ({ state }) => <ProposalTag state={state} />,
        },
      ]}
      empty={<EmptyState title={t("trainers.proposal.none")}>{t("trainers.proposal.noneText")}</EmptyState>}
    />
  );
}

/** What was said, and what became of it. */
export function ProposalFacts({ proposal, by }: { proposal: ProposalView; by?: string }) {
  const { t, date } = useWords();
  const { number, name, ground, reason, evidence, proposedOn, decideBy, state, answer } = proposal;
  return (
    <FactList
      facts={[
        {
          term: t("trainers.proposal.about"),
          value: (
            <>
              <DirText>{name}</DirText>, {number}
            </>
          ),
        },
        { term: t("trainers.act.ground"), value: t(`trainers.ground.${ground}`) },
        { term: t("trainers.proposal.reason"), value: <DirText>{reason}</DirText> },
        { term: t("trainers.proposal.evidence"), value: <DirText>{evidence}</DirText> },
        ...(by ? [{ term: t("trainers.proposal.by"), value: <DirText>{by}</DirText> }] : []),
        { term: t("trainers.proposal.proposedOn"), value: date(proposedOn) },
        { term: t("trainers.act.decideBy"), value: date(decideBy) },
        { term: t("trainers.facts.status"), value: <ProposalTag state={state} /> },
        ...(answer ? [{ term: t("trainers.proposal.answer"), value: <DirText>{answer}</DirText> }] : []),
      ]}
    />
  );
}
