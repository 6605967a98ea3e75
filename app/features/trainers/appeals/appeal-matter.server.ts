import { isSaidAmongStaff } from "#app/features/audit/said-among-staff.ts";
import {
  APPEAL_OUTCOMES,
  type CertificationFact,
} from "#app/features/trainers/certifications/certification-status.ts";
import type { CasePaper, PanelCase } from "#app/features/trainers/panels/panel-view.ts";
import type { Matter } from "#app/features/trainers/panels/panels.server.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import type { WaitingAppeal } from "./appeal.ts";

/** An appeal as a panel takes it, whatever it is about: every one is decided by one, by its day. */
export const appealMatter = (
  { of, dueOn }: WaitingAppeal,
  whose: Omit<Matter, "of" | "outcomes" | "byItself" | "dueOn">,
): Matter => ({ ...whose, of, outcomes: APPEAL_OUTCOMES, byItself: true, dueOn });

type Appealed = {
  name: string;
  number: string;
  schemeId: string;
  facts: readonly { id: string; kind: string; day: CalendarDay; reason: string }[];
};

/** What its panel reads: all that was recorded, and why; only by whom the scheme was published anew says nothing of it. */
export const appealFile = (
  { name, number, schemeId, facts }: Appealed,
  { kind: decision }: WaitingAppeal,
  declared: boolean,
  papers: readonly CasePaper[],
): PanelCase => ({
  about: "appeal",
  papers,
  name,
  number,
  schemeId: schemeId as SchemeId,
  decision,
  history: declared
    ? facts
        .filter(({ kind }) => kind !== "moved" && !isSaidAmongStaff(kind))
        .map(({ id, kind, day, reason }) => ({ id, kind: kind as CertificationFact["kind"], day, reason }))
    : null,
});
