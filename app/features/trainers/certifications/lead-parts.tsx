import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { Alert } from "#app/ui/alert.tsx";
import { useWords } from "#app/ui/words.tsx";
import { isRefused, type LeadFinding } from "./may-lead.ts";

export type DatedFinding = LeadFinding & { days: CalendarDay[] };

/** The same about the same person once, with its days. */
export function byFinding(found: readonly { date: CalendarDay; findings: readonly LeadFinding[] }[]) {
  const all = new Map<string, DatedFinding>();
  for (const { date, findings } of found)
    for (const one of findings) {
      const key = `${one.kind} ${one.id}`;
      const days = all.get(key)?.days ?? [];
      all.set(key, { ...one, days: days.includes(date) ? days : [...days, date] });
    }
  return [...all.values()];
}

/** So many days are named; the rest is a number. */
const NAMED_DAYS = 4;

/** Who stands on sessions they may not lead, or nobody may; for who plans them. */
export function LeadAlert({ findings }: { findings: readonly DatedFinding[] }) {
  const { t, date, list } = useWords();
  if (findings.length === 0) return null;
  const daysOf = (days: CalendarDay[]) =>
    list([
      ...days.slice(0, NAMED_DAYS).map(date),
      ...(days.length > NAMED_DAYS ? [t("trainers.lead.more", { count: days.length - NAMED_DAYS })] : []),
    ]);
  return (
    <Alert tone={findings.some(isRefused) ? "danger" : "warn"} title={t("trainers.lead.title")}>
      <ul className="plain stack tight">
        {findings.map(({ kind, id, name, days }) => (
          <li key={`${kind} ${id}`} dir="auto">
            {t(`trainers.lead.found.${kind}`, { name, days: daysOf(days) })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
