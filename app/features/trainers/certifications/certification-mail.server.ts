import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { personNow } from "#app/features/identity/who-now.server.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import { APPEALABLE } from "#app/features/trainers/appeals/appeal.ts";
import { APPEAL_DAYS, type CertificationFact } from "./certification-status.ts";

type Row = { id: string; number: string; personId: string };
type Decided = {
  kind: CertificationFact["kind"];
  day: CalendarDay;
  until?: CalendarDay | null;
  word?: string | null;
  reason: string;
};

/** Tells the holder what was decided, why, and until when they may appeal. */
export async function tellOfDecision(
  tx: Tx,
  { id, number, personId }: Row,
  factId: string,
  { kind, day, until, word, reason }: Decided,
): Promise<void> {
  const holder = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { name: true, email: true, locale: true, timeZone: true },
  });
  const { t, date } = wordsFor(holder.locale, holder.timeZone);
  const what = until
    ? t("trainers.history.until", { what: t(`trainers.fact.${kind}`), day: date(until) })
    : t(`trainers.fact.${kind}`);
  const against = APPEALABLE.some((one) => one === kind) && (kind !== "succeeded" || word === "reduced");
  const action = paths.myCertification(id);
  const params = {
    name: holder.name,
    number,
    what,
    day: date(day),
    reason,
    appeal: against ? t("trainers.mail.appeal", { day: date(addDays(day, APPEAL_DAYS)) }) : "",
    link: linkTo(action),
  };
  await notify(tx, {
    key: `certification-decision:${factId}`,
    personId,
    address: holder.email,
    kind: "certification-decision",
    action,
    locale: holder.locale,
    subject: t("trainers.mail.decision.subject", params),
    body: t("trainers.mail.decision.body", params),
  });
}

type Proposed = { id: string; number: string; proposedBy: string; proposedOn: CalendarDay };

/** Tells whoever proposed a suspension what became of it; why is on their page only, for mail is read by many eyes. */
export async function tellProposer(
  tx: Tx,
  { id, number, proposedBy, proposedOn }: Proposed,
  outcome: "suspended" | "declined",
): Promise<void> {
  const personId = await personNow(tx, proposedBy);
  const proposer = await tx.person.findFirst({
    where: { id: personId, deactivatedAt: null },
    select: { name: true, email: true, locale: true, timeZone: true },
  });
  if (!proposer) return;
  const { t, date } = wordsFor(proposer.locale, proposer.timeZone);
  const action = "/suspension-proposals";
  const params = {
    name: proposer.name,
    number,
    day: date(proposedOn),
    state: t(`trainers.proposal.state.${outcome}`),
    link: linkTo(action),
  };
  await notify(tx, {
    key: `proposal-decided:${id}`,
    personId,
    address: proposer.email,
    kind: "proposal-decided",
    action,
    locale: proposer.locale,
    subject: t("trainers.proposal.mail.subject"),
    body: t("trainers.proposal.mail.body", params),
  });
}
