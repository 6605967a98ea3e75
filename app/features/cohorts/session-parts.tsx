import { DirText } from "#app/ui/dir-text.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import { endsAt, type Clash, type TrainerRole } from "./session.ts";

type When = { date: string; part: "am" | "pm"; startsAt: string; contactMinutes: number };

/** The day and, where they are set, the hours: of the cohort's own clock. */
export function SessionWhen({ session, timeZone }: { session: When; timeZone: string }) {
  const { t, date } = useWords();
  const { startsAt } = session;
  return (
    <>
      {t("cohorts.calendar.dayPart", { day: date(session.date), part: t(`cohorts.part.${session.part}`) })}
      {startsAt && (
        <>
          {" "}
          <span className="soft">
            {t("cohorts.days.hours", { from: startsAt, to: endsAt({ ...session, timeZone }) })}
          </span>
        </>
      )}
    </>
  );
}

/** A room, or the link to the meeting. */
export function Room({ room }: { room: string }) {
  if (/^https?:\/\/\S+$/u.test(room))
    return (
      <a href={room} rel="noreferrer">
        {new URL(room).host}
      </a>
    );
  return <DirText>{room}</DirText>;
}

export function TrainerList({ trainers }: { trainers: { id: string; name: string; role: TrainerRole }[] }) {
  const { t } = useWords();
  if (trainers.length === 0) return <>–</>;
  return (
    <ul className="plain">
      {trainers.map(({ id, name, role }) => (
        <li key={id}>
          <DirText>{name}</DirText> <span className="soft">{t(`cohorts.trainerRole.${role}`)}</span>
        </li>
      ))}
    </ul>
  );
}

export function ClashTags({ clashes }: { clashes: Clash[] }) {
  const { t } = useWords();
  return (
    <>
      {clashes.map(({ kind, with: id, name, cohort }) => (
        <Tag key={`${kind} ${id} ${name}`} tone="danger">
          {t(`cohorts.calendar.clash-${kind}`, { name, cohort })}
        </Tag>
      ))}
    </>
  );
}
