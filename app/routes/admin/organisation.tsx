import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import {
  coursesToSeat,
  seatsOfOrganisation,
  setSeats,
} from "#app/features/cohorts/organisation-seats.server.ts";
import { OrganisationSeats } from "#app/features/cohorts/organisation-seats.tsx";
import { ContactList } from "#app/features/identity/contact-list.tsx";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { OrganisationFields } from "#app/features/identity/organisation-fields.tsx";
import {
  addContact,
  editContact,
  removeContact,
} from "#app/features/identity/organisation-contacts.server.ts";
import { constituentGroup, OrganisationActForm } from "#app/features/identity/organisation-forms.ts";
import { addUnit, editUnit } from "#app/features/identity/organisation-units.server.ts";
import { editOrganisation, findOrganisation } from "#app/features/identity/organisations.server.ts";
import { asHolderOf } from "#app/features/identity/person-file.server.ts";
import { reachOf, type Permission } from "#app/features/identity/permissions.ts";
import { UnitTree } from "#app/features/identity/unit-tree.tsx";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export const handle = {
  title: (_t, data: PageData | undefined) => data?.organisation.name ?? "",
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:organisations");
  const organisation = found(await findOrganisation(actor, args.params["organisationId"]!));
  const may = (permission: Permission) => reachOf(actor.grants, permission).length > 0;
  const manager = asHolderOf(actor, "manage:people");
  const mayPlace = manager !== null && (await findOrganisation(manager, organisation.id)) !== null;
  const seating = asHolderOf(actor, "set:seats");
  const { locale } = args.context.words;
  return {
    organisation,
    seats: await seatsOfOrganisation(organisation.id, locale),
    coursesToSeat: seating ? await coursesToSeat(seating, locale) : [],
    mayManage: may("manage:organisations"),
    mayPlace,
    maySeePeople: may("see:people"),
  };
}

export async function action(args: ActionFunctionArgs) {
  const reader = await requirePermission(args, "see:organisations");
  const { id } = found(await findOrganisation(reader, args.params["organisationId"]!));
  const form = await readForm(args.request, OrganisationActForm);
  if (!form.ok) return badForm(form.problem);
  const actor = await requirePermission(args, PERMISSION_FOR[form.value.intent]);
  const outcome = await act(actor, id, form.value);
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(paths.organisation(id), "saved");
}

type ActForm = ReturnType<typeof OrganisationActForm.parse>;

const PERMISSION_FOR: Record<ActForm["intent"], Permission> = {
  edit: "manage:organisations",
  "add-unit": "manage:organisations",
  "edit-unit": "manage:organisations",
  "add-contact": "manage:people",
  "edit-contact": "manage:people",
  "remove-contact": "manage:people",
  "set-seats": "set:seats",
};

function act(actor: Actor, organisationId: string, form: ActForm) {
  if (form.intent === "edit") return editOrganisation(actor, organisationId, form);
  if (form.intent === "add-unit") return addUnit(actor, organisationId, form);
  if (form.intent === "edit-unit") return editUnit(actor, organisationId, form.unitId, form);
  if (form.intent === "add-contact") return addContact(actor, organisationId, form);
  if (form.intent === "edit-contact") return editContact(actor, organisationId, form.contactId, form);
  if (form.intent === "remove-contact") return removeContact(actor, organisationId, form.contactId);
  return setSeats(actor, organisationId, form);
}

export default function Organisation() {
  const { organisation, seats, coursesToSeat, mayManage, mayPlace, maySeePeople } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useForm(answer);
  const { t, number, country } = useWords();
  const to = (intent: ActForm["intent"]) =>
    answer?.problem.values["intent"] === intent ? answer : undefined;
  const people = number(organisation.people);
  return (
    <>
      <PageHeader
        eyebrow={<a href="/organisations">{t("admin.organisations.title")}</a>}
        title={<DirText>{organisation.name}</DirText>}
        actions={
          <>
            {mayPlace && (
              <ButtonLink href={paths.staffList(organisation.id)} icon="upload">
                {t("admin.staffList.title")}
              </ButtonLink>
            )}
            <ButtonLink href={paths.moduleCoverage(organisation.id)} tone="quiet">
              {t("cohorts.coverage.title")}
            </ButtonLink>
          </>
        }
      />
      {form.summary}
      <Sheet title={t("admin.organisation.facts")}>
        <FactList
          facts={[
            { term: t("admin.organisation.kind"), value: t(`admin.organisation.kind-${organisation.kind}`) },
            {
              term: t("admin.organisation.group"),
              value: t(`admin.organisation.group-${constituentGroup(organisation.kind)}`),
            },
            { term: t("admin.organisation.country"), value: country(organisation.country) },
            {
              term: t("admin.organisations.people"),
              value: maySeePeople ? <a href={`/people?organisation=${organisation.id}`}>{people}</a> : people,
            },
          ]}
        />
        {mayManage && <EditFacts stored={organisation} answer={to("edit")} />}
      </Sheet>
      <ContactList
        contacts={organisation.contacts}
        mayKeep={mayPlace}
        adding={to("add-contact")}
        editing={to("edit-contact")}
      />
      <OrganisationSeats seats={seats} courses={coursesToSeat} setting={to("set-seats")} />
      <UnitTree
        units={organisation.units}
        mayManage={mayManage}
        adding={to("add-unit")}
        editing={to("edit-unit")}
      />
    </>
  );
}

function EditFacts({ stored, answer }: { stored: PageData["organisation"]; answer: FormAnswer }) {
  const { t } = useWords();
  return (
    <Disclosure summary={t("admin.organisation.edit")} open={answer !== undefined}>
      <Form>
        <OrganisationFields form={useForm(answer)} stored={stored} />
        <Button name="intent" value="edit">
          {t("common.action.save")}
        </Button>
      </Form>
    </Disclosure>
  );
}
