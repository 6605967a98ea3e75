import { Alert } from "#app/ui/alert.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { HolidayWarning } from "./holidays.ts";

/** Says which dates fall on a holiday; moves none. */
export function HolidayAlert({ warnings }: { warnings: HolidayWarning[] }) {
  const { t, date, country } = useWords();
  if (warnings.length === 0) return null;
  return (
    <Alert tone="warn" title={t("cohorts.holidays.warning", { count: warnings.length })}>
      <ul>
        {warnings.map(({ date: day, what, country: code, holiday }) => (
          <li key={`${day} ${what} ${code}`}>
            {t("cohorts.holidays.line", { day: date(day), country: country(code), holiday })}
            {what && (
              <>
                {" "}
                <span className="soft">
                  <DirText>{what}</DirText>
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
