import { paths } from "#app/lib/paths.ts";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { ComplaintAbout, ComplaintState } from "./complaint.ts";

const TONE: Record<ComplaintState, TagTone> = {
  received: "due",
  overdue: "danger",
  acknowledged: "quiet",
  decided: "good",
};

export function ComplaintTag({ state }: { state: ComplaintState }) {
  const { t } = useWords();
  return <Tag tone={TONE[state]}>{t(`trainers.complaint.state.${state}`)}</Tag>;
}

type Row = {
  id: string;
  about: ComplaintAbout;
  whom: string;
  receivedOn: string;
  acknowledgeBy: string;
  state: ComplaintState;
};

export function ComplaintTable({ rows }: { rows: Row[] }) {
  const { t, date } = useWords();
  return (
    <DataTable
      caption={t("trainers.complaint.register")}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "about",
          header: t("trainers.complaint.about"),
          rowHeader: true,
          cell: ({ id, about, whom }) => (
            <>
              <a href={paths.complaint(id)}>{t(`trainers.complaint.aboutA.${about}`)}</a>
              <br />
              <span className="soft">
                <DirText>{whom || "–"}</DirText>
              </span>
            </>
          ),
        },
        { key: "on", header: t("trainers.complaint.receivedOn"), cell: ({ receivedOn }) => date(receivedOn) },
        {
          key: "by",
          header: t("trainers.complaint.acknowledgeBy"),
          cell: ({ acknowledgeBy }) => date(acknowledgeBy),
        },
        {
          key: "state",
          header: t("trainers.facts.status"),
          cell: ({ state }) => <ComplaintTag state={state} />,
        },
      ]}
      empty={<EmptyState title={t("trainers.complaint.none")}>{t("trainers.complaint.noneText")}</EmptyState>}
    />
  );
}

type Note = {
  id: string;
  kind: "added" | "answer" | "inside";
  words: string;
  at: Date | number;
  by?: string | null;
};

/** What was written since, in order: by whoever complained, to them, and among those who handle it. */
export function ComplaintNotes({ notes, yours }: { notes: Note[]; yours: boolean }) {
  const { t, dateTime } = useWords();
  if (notes.length === 0) return null;
  return (
    <ul className="plain stack">
      {notes.map(({ id, kind, words, at, by }) => (
        <li key={id}>
          <p className="soft">
            {t(
              yours ? `trainers.complaint.note.yours-${kind as "added"}` : `trainers.complaint.note.${kind}`,
            )}
            , {dateTime(at)}
            {by && (
              <>
                {" · "}
                <DirText>{by}</DirText>
              </>
            )}
          </p>
          <Paragraphs of={words} />
        </li>
      ))}
    </ul>
  );
}

/** As somebody wrote it, in whatever script. */
export function Paragraphs({ of }: { of: string }) {
  return of
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, index) => (
      <p key={index} dir="auto">
        {line}
      </p>
    ));
}
