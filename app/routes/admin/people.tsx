import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CodeCards } from "#app/features/identity/code-cards.tsx";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { issueCards } from "#app/features/identity/people-acts.server.ts";
import { PeopleFilterBar } from "#app/features/identity/people-filter-bar.tsx";
import { PEOPLE_STATES } from "#app/features/identity/people-filters.ts";
import { PeopleTable } from "#app/features/identity/people-table.tsx";
import { listPeople, organisationsOfPeople } from "#app/features/identity/people.server.ts";
import { reachOf, type Permission } from "#app/features/identity/permissions.ts";
import { inviteAgain } from "#app/features/identity/person-access.server.ts";
import { PeopleForm } from "#app/features/identity/person-forms.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { ROLES } from "#app/lib/actor.ts";
import { problemAt } from "#app/lib/form.ts";
import { placeIn } from "#app/lib/keyset.ts";
import { choiceFilter, textFilter } from "#app/lib/paging.ts";
import { sortingIn } from "#app/lib/sorting.ts";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import { NeighbourPages } from "#app/ui/neighbour-pages.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useSortable } from "#app/ui/sortable.ts";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("admin.people.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:people");
  const url = new URL(args.request.url);
  const filters = {
    q: textFilter(url, "q"),
    organisation: textFilter(url, "organisation"),
    role: choiceFilter(url, "role", ROLES),
    state: choiceFilter(url, "state", PEOPLE_STATES),
  };
  const sorting = sortingIn(url, ["name"], "name");
  const [page, organisations] = await Promise.all([
    listPeople(actor, filters, sorting, placeIn(url)),
    organisationsOfPeople(actor),
  ]);
  const may = (permission: Permission) => reachOf(actor.grants, permission).length > 0;
  return {
    ...page,
    filters,
    sorting,
    organisations,
    may: { manage: may("manage:people"), codes: may("issue:sign-in-codes"), merge: may("merge:people") },
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "issue:sign-in-codes");
  const form = await readForm(args.request, PeopleForm);
  if (!form.ok) return badForm(form.problem);
  const { intent, people, listed } = form.value;
  const chosen = intent.endsWith("-all") ? listed : people;
  if (chosen.length === 0) return badForm(problemAt(form.values, "people", "choose-people"));
  if (intent.startsWith("invite")) {
    const count = await inviteAgain(await requirePermission(args, "manage:people"), chosen);
    return count === 0
      ? refused({ key: "people.no-invitations" }, form.values)
      : redirectWithNotice("/people", "invitations-sent", { count });
  }
  const outcome = await issueCards(actor, chosen);
  return outcome.ok ? outcome.value : refused(outcome.reason, form.values);
}

export default function People() {
  const { rows, previous, next, filters, sorting, organisations, may } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useForm(answer as FormAnswer);
  const { t } = useWords();
  const sortable = useSortable(sorting);
  if (answer && "cards" in answer) return <Cards {...answer} />;
  const filtered = Object.values(filters).some((filter) => filter !== "");
  return (
    <>
      <PageHeader title={t("admin.people.title")} actions={may.manage && <WaysToAdd merge={may.merge} />} />
      {form.summary}
      <PeopleFilterBar filters={filters} organisations={organisations} filtered={filtered} />
      {rows.length === 0 ? (
        <EmptyState title={t(filtered ? "admin.people.noneFound" : "admin.people.none")}>
          {t(filtered ? "admin.people.noneFoundText" : "admin.people.noneText")}
        </EmptyState>
      ) : (
        <form method="post" id="people" className="stack">
          {rows.map(({ id }) => (
            <input key={id} type="hidden" name="listed[]" value={id} />
          ))}
          <PeopleTable rows={rows} choosing={may.codes} sortable={sortable} />
          <NeighbourPages previous={previous} next={next} />
          {may.codes && <BulkActs invite={may.manage} />}
        </form>
      )}
    </>
  );
}

function WaysToAdd({ merge }: { merge: boolean }) {
  const { t } = useWords();
  return (
    <>
      {merge && (
        <ButtonLink href="/people/duplicates" tone="quiet">
          {t("admin.duplicates.title")}
        </ButtonLink>
      )}
      <ButtonLink href="/people/import" tone="quiet" icon="upload">
        {t("admin.import.title")}
      </ButtonLink>
      <ButtonLink href="/people/invite" icon="plus">
        {t("admin.invite.title")}
      </ButtonLink>
    </>
  );
}

function BulkActs({ invite }: { invite: boolean }) {
  const { t } = useWords();
  return (
    <div className="stack tight">
      <p className="hint">{t("admin.people.codesHint")}</p>
      <Actions>
        <Button name="intent" value="codes" tone="quiet" icon="print">
          {t("admin.people.codes")}
        </Button>
        <Button name="intent" value="codes-all" tone="quiet">
          {t("admin.people.codesAll")}
        </Button>
        {invite && (
          <Button name="intent" value="invite" tone="quiet">
            {t("admin.people.invite")}
          </Button>
        )}
      </Actions>
    </div>
  );
}

function Cards(issued: Parameters<typeof CodeCards>[0]) {
  const { t } = useWords();
  return (
    <>
      <PageHeader
        title={t("admin.codes.title")}
        actions={
          <ButtonLink href="/people" tone="quiet">
            {t("admin.codes.back")}
          </ButtonLink>
        }
      />
      <CodeCards {...issued} />
    </>
  );
}
