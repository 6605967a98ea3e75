import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AuditTable } from "#app/features/audit/audit-table.tsx";
import { actOnPerson, PERMISSION_FOR } from "#app/features/cohorts/person-acts.server.ts";
import { PersonEnrolments } from "#app/features/cohorts/person-enrolments.tsx";
import { personPage } from "#app/features/cohorts/person-page.server.ts";
import { CodeCards } from "#app/features/identity/code-cards.tsx";
import { DeputyTable } from "#app/features/identity/deputy-parts.tsx";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { PersonAccess } from "#app/features/identity/person-access.tsx";
import { PersonAffiliations } from "#app/features/identity/person-affiliations.tsx";
import { PersonFacts } from "#app/features/identity/person-facts.tsx";
import { asHolderOf, personInReach } from "#app/features/identity/person-file.server.ts";
import { PersonForm, type PersonIntent } from "#app/features/identity/person-forms.ts";
import { PersonPrintedName } from "#app/features/identity/person-printed-name.tsx";
import { PersonRoles } from "#app/features/identity/person-role-list.tsx";
import { likelyToBe } from "#app/features/rights/duplicate-list.server.ts";
import { DuplicateAlert } from "#app/features/rights/duplicate-parts.tsx";
import { mergesOf } from "#app/features/rights/merge-view.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { availableLocales } from "#app/infra/words.server.ts";
import { LANGUAGE_NAMES } from "#app/lib/locales.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet, TwoColumns } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export const handle = {
  title: (_t, data: PageData | undefined) => data?.person.name ?? "",
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:people");
  const page = found(await personPage(actor, args.params["personId"]!, args.context.words.locale));
  const languages = availableLocales.map((locale) => ({
    value: locale,
    label: LANGUAGE_NAMES[locale] ?? locale,
  }));
  const merger = asHolderOf(actor, "merge:people");
  const { id } = page.person;
  const [alike, merges] = merger
    ? await Promise.all([likelyToBe(merger, id), mergesOf(merger, id)])
    : [[], []];
  return { ...page, alike, merges, languages, today: today() };
}

export async function action(args: ActionFunctionArgs) {
  const reader = await requirePermission(args, "see:people");
  const personId = found(await personInReach(reader, args.params["personId"]!));
  const form = await readForm(args.request, PersonForm);
  if (!form.ok) return badForm(form.problem);
  const { intent } = form.value;
  const actor = await requirePermission(args, PERMISSION_FOR[intent]);
  const outcome = found(await actOnPerson(actor, personId, form.value));
  if (!outcome.ok)
    return "reason" in outcome
      ? refused(outcome.reason, form.values)
      : badForm({ ...outcome.problem, values: form.values });
  if (outcome.cards) return outcome.cards;
  const gone = intent === "end-affiliation" && form.value.until < today();
  return redirectWithNotice(gone ? "/people" : paths.person(personId), `person-${intent}`);
}

export default function Person() {
  const {
    person,
    may,
    affiliations,
    places,
    scopes,
    enrolments,
    trail,
    deputies,
    alike,
    merges,
    languages,
    today,
  } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useForm(answer as FormAnswer);
  const { t } = useWords();
  if (answer && "cards" in answer) return <Cards issued={answer} person={person} />;
  const to = (intent: PersonIntent) =>
    answer?.problem.values["intent"] === intent ? (answer as FormAnswer) : undefined;
  return (
    <>
      <PageHeader
        eyebrow={<a href="/people">{t("admin.people.title")}</a>}
        title={<DirText>{person.name}</DirText>}
      />
      {form.summary}
      {person.deactivatedAt && <Alert tone="warn">{t("admin.person.deactivated")}</Alert>}
      <DuplicateAlert personId={person.id} alike={alike} merges={merges} />
      <TwoColumns>
        <div className="stack">
          <PersonAffiliations
            affiliations={affiliations}
            places={places}
            today={today}
            adding={to("add-affiliation")}
            ending={to("end-affiliation")}
          />
          <PersonRoles roles={person.roles} scopes={scopes} answer={to("grant-role")} />
          {deputies.length > 0 && (
            <Sheet title={t("identity.deputies.title")}>
              <DeputyTable rows={deputies} mayEnd={false} />
            </Sheet>
          )}
          {enrolments && <PersonEnrolments enrolments={enrolments} />}
          {trail && <Trail rows={trail} personId={person.id} />}
        </div>
        <div className="stack">
          <PersonFacts person={person} mayEdit={may.edit} languages={languages} answer={to("edit")} />
          <PersonPrintedName person={person} mayConfirm={may.place} answer={to("confirm-name")} />
          <PersonAccess person={person} may={may} />
        </div>
      </TwoColumns>
    </>
  );
}

function Trail({ rows, personId }: { rows: Parameters<typeof AuditTable>[0]["rows"]; personId: string }) {
  const { t } = useWords();
  return (
    <Sheet title={t("audit.title")} aside={<a href={`/audit?about=${personId}`}>{t("audit.all")}</a>}>
      <AuditTable rows={rows} ownPage />
    </Sheet>
  );
}

type Issued = Parameters<typeof CodeCards>[0];

function Cards({ issued, person }: { issued: Issued; person: { id: string; name: string } }) {
  const { t } = useWords();
  const back = (
    <ButtonLink href={paths.person(person.id)} tone="quiet">
      {t("admin.codes.backToPerson")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t("admin.codes.title")} actions={back} />
      <CodeCards {...issued} />
    </>
  );
}
