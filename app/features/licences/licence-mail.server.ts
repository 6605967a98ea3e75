import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { holdersOf, officersOf } from "#app/features/identity/role-holders.server.ts";
import { notify } from "#app/features/notifications/outbox.server.ts";
import type { FactToAdd } from "#app/features/trainers/certifications/certification-facts.server.ts";
import type { LicenceSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import type { Tx } from "#app/infra/db.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";

/* An organisation is told through its heads of training. */

export type News =
  | { what: "given"; validFrom: CalendarDay; validUntil: CalendarDay }
  | { what: "refused"; day: CalendarDay }
  | ({ what: "fact" } & Pick<FactToAdd, "kind" | "day" | "until">);

type Told = {
  /** Of what is told: a request or a fact, told once. */
  key: string;
  organisationId: string;
  organisation: string;
  schemeId: LicenceSchemeId;
  reason: string;
  news: News;
};

/** Who heads the training there today. */
const headsOf = (tx: Tx, organisationId: string) =>
  holdersOf(tx, { role: "training-head", scopeKind: "organisation", scopeId: organisationId });

/** Who sees to it that the next period is asked for: the heads, or, where there is none, the officers of the programme. */
export async function reminded(
  tx: Tx,
  { organisationId, programme }: { organisationId: string; programme: string },
) {
  const heads = await headsOf(tx, organisationId);
  if (heads.length > 0) return heads;
  return officersOf(tx, programme);
}

export async function tellLicensee(
  tx: Tx,
  { key, organisationId, organisation, schemeId, reason, news }: Told,
): Promise<void> {
  const action = paths.licence(organisationId, schemeId);
  for (const { id, name, email, locale, timeZone } of await headsOf(tx, organisationId)) {
    const { t, date } = wordsFor(locale, timeZone);
    const days =
      news.what === "given"
        ? { from: date(news.validFrom), until: date(news.validUntil) }
        : { from: date(news.day), until: news.what === "fact" && news.until ? date(news.until) : "" };
    const what =
      news.what === "fact"
        ? news.until
          ? t("trainers.history.until", { what: t(`trainers.fact.${news.kind}`), day: days.until })
          : t(`trainers.fact.${news.kind}`)
        : "";
    const scheme = t(`trainers.scheme.${schemeId}`);
    const params = { name, organisation, scheme, what, reason, ...days, link: linkTo(action) };
    await notify(tx, {
      key: `licence-decision:${key}:${id}`,
      personId: id,
      address: email,
      kind: "licence-decision",
      action,
      locale,
      subject: t(`licences.mail.${news.what}.subject`, params),
      body: t(`licences.mail.${news.what}.body`, params),
    });
  }
}
