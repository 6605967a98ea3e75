import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { ComplaintHere, LinkShown } from "./complaint-links.server.ts";
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

/** What a complaint is linked with, in words. */
export function useLinkWords(): (link: LinkShown) => string {
  const { t, date } = useWords();
  return ({ kind, label, scheme = "", day = "" }) =>
    t(`trainers.complaint.link.${kind}`, {
      label,
      scheme: scheme && t(`trainers.scheme.${scheme as SchemeId}`),
      day: day && date(day),
    });
}

const pageOf = ({ kind, id, certificationId }: LinkShown): string => {
  switch (kind) {
    case "certification":
      return paths.certification(id);
    case "suspension":
      return paths.certification(certificationId ?? "");
    case "candidacy":
      return paths.candidate(id);
    case "cohort":
      return paths.cohort(id);
    case "course":
      return paths.course(id);
  }
};

export function ComplaintLinks({ links }: { links: LinkShown[] }) {
  const inWords = useLinkWords();
  return (
    <ul className="plain">
      {links.map((link) => (
        <li key={`${link.kind}:${link.id}`}>
          <a href={pageOf(link)} dir="auto">
            {inWords(link)}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** On the page of what is complained about, for who handles the complaint. */
export function LinkedComplaints({ complaints }: { complaints: ComplaintHere[] }) {
  const { t, date } = useWords();
  if (complaints.length === 0) return null;
  return (
    <Alert title={t("trainers.complaint.linked.title")}>
      {complaints.map(({ id, receivedOn, suspendedOn }) => (
        <p key={id}>
          <a href={paths.complaint(id)}>{t("trainers.complaint.linked.see", { day: date(receivedOn) })}</a>
          {suspendedOn && <> {t("trainers.complaint.linked.led", { day: date(suspendedOn) })}</>}
        </p>
      ))}
    </Alert>
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
