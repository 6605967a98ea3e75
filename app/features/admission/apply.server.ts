import { recordAudit } from "#app/features/audit/record.server.ts";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { enqueue } from "#app/features/notifications/outbox.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, type Tx } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { fold } from "#app/lib/fold.ts";
import type { FormProblem } from "#app/lib/form.ts";
import { paths } from "#app/lib/paths.ts";
import { refuse, type Refusal } from "#app/lib/result.ts";
import { newLink } from "./application-links.server.ts";
import { answersIn, type ApplicationForm } from "./application-forms.ts";
import type { CallFacts } from "./calls.server.ts";
import { courseTitle } from "#app/features/learning/titles.ts";

export type Applied =
  { ok: true; secret: string } | { ok: false; reason: Refusal } | { ok: false; problem: FormProblem };

type From = { personId: string | null; locale: string; timeZone: string; requestId: string };

/** Takes an application while the call is open; the link it answers is the applicant's way back to it. */
export async function apply(
  call: CallFacts,
  form: ApplicationForm,
  values: FormProblem["values"],
  from: From,
): Promise<Applied> {
  if (call.phase !== "open" || call.cohort.closed) return refuse("admission.not-open");
  const { answers, errors } = answersIn(form, call.questions);
  if (errors.length > 0) return { ok: false, problem: { values, errors } };
  const { name, email, phone, sex, country, organisation, organisationKind, position } = form;
  const id = newId();
  return inTransaction(async (tx) => {
    // The same sent twice, from a bad line or a second press, is one application.
    const recent = {
      callId: call.id,
      name,
      email,
      phone,
      appliedAt: { gt: new Date(now().getTime() - 60_000) },
    };
    const twin = await tx.application.findFirst({ where: recent, select: { id: true } });
    if (twin) return { ok: true, secret: await newLink(tx, twin.id) };
    await tx.application.create({
      data: {
        id,
        callId: call.id,
        personId: from.personId,
        state: "received",
        name,
        email,
        phone,
        sex,
        country,
        organisation,
        organisationKind,
        position,
        locale: from.locale,
        timeZone: from.timeZone,
        searchText: fold(`${name} ${organisation} ${email ?? ""} ${phone ?? ""}`),
        answers: JSON.stringify(answers),
        appliedAt: now(),
        note: "",
        version: 1,
      },
    });
    const doer = { personId: from.personId, requestId: from.requestId };
    await recordAudit(tx, doer, "application.received", { kind: "application", id }, { callId: call.id });
    const secret = await newLink(tx, id);
    if (email) await confirmReceipt(tx, call, { id, name, email, ...from }, secret);
    return { ok: true, secret };
  });
}

type Addressee = {
  id: string;
  name: string;
  email: string;
  locale: string;
  timeZone: string;
  personId: string | null;
};

async function confirmReceipt(tx: Tx, call: CallFacts, applicant: Addressee, secret: string): Promise<void> {
  const { t, date } = wordsFor(applicant.locale, applicant.timeZone);
  const params = {
    name: applicant.name,
    course: courseTitle(call.version.outline, applicant.locale).words,
    day: date(call.closesOn),
    link: linkTo(paths.application(secret)),
  };
  await enqueue(tx, {
    key: `application-received:${applicant.id}`,
    personId: applicant.personId,
    address: applicant.email,
    kind: "application-received",
    locale: applicant.locale,
    subject: t("admission.mail.received.subject", params),
    body: t("admission.mail.received.body", params),
  });
}
