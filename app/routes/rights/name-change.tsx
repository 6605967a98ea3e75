import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { drawSoon } from "#app/features/credentials/certificate-files.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { DecideNameForm } from "#app/features/rights/name-change.ts";
import { NameChangeTag } from "#app/features/rights/name-change-parts.tsx";
import { decideOnName, findNameChange } from "#app/features/rights/name-changes.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("rights.names.one") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "correct:certificates");
  const { personId, ...change } = found(await findNameChange(actor, args.params["nameChangeId"]!));
  return { change, personId, own: personId === actor.personId };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "correct:certificates");
  const id = args.params["nameChangeId"]!;
  found(await findNameChange(actor, id));
  const form = await readForm(args.request, DecideNameForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = found(await decideOnName(actor, id, form.value));
  if (!outcome.ok) return refused(outcome.reason, form.values);
  const { reissued } = outcome.value;
  drawSoon(reissued);
  return form.value.verdict === "declined"
    ? redirectWithNotice(paths.nameChange(id), "name-change-declined")
    : redirectWithNotice(paths.nameChange(id), "name-change-approved", { count: reissued.length });
}

export default function NameChange() {
  const { change, personId, own } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, dateTime } = useWords();
  const { person, certificates, state } = change;
  const both = (name: string, local: string | null) => (
    <>
      <DirText>{name}</DirText>
      {local && (
        <>
          <br />
          <DirText>{local}</DirText>
        </>
      )}
    </>
  );
  return (
    <div className="narrow">
      <PageHeader
        eyebrow={<a href="/name-changes">{t("rights.names.title")}</a>}
        title={<DirText>{person.name}</DirText>}
      />
      {form.summary}
      <Sheet title={t("rights.names.one")} aside={<NameChangeTag state={state} />}>
        <FactList
          facts={[
            {
              term: t("rights.names.today"),
              value: both(person.printedName ?? person.name, person.printedNameLocal),
            },
            { term: t("rights.name.new"), value: both(change.printedName, change.printedNameLocal) },
            { term: t("rights.name.why"), value: t(`rights.name.reason.${change.why}`) },
            { term: t("rights.name.words"), value: change.words || "–" },
            { term: t("rights.names.askedAt"), value: dateTime(change.askedAt) },
            { term: t("rights.name.evidence"), value: <Evidence change={change} /> },
            ...(change.note ? [{ term: t("rights.names.note"), value: change.note }] : []),
          ]}
        />
        <p>
          <a href={paths.person(personId)}>{t("rights.names.person")}</a>
        </p>
      </Sheet>
      {state === "open" && own && <Alert>{t("rights.names.own")}</Alert>}
      {state === "open" && !own && (
        <Sheet accent title={t("rights.names.decide")}>
          <div className="stack">
            <p>{t("rights.names.consequence", { count: certificates.length })}</p>
            {certificates.length > 0 && (
              <ul className="plain stack tight">
                {certificates.map(({ id, number, href }) => (
                  <li key={id}>{href ? <a href={href}>{number}</a> : number}</li>
                ))}
              </ul>
            )}
            <Form>
              <TextArea
                name="note"
                rows={2}
                label={t("rights.names.note")}
                hint={t("rights.names.noteHint")}
                maxLength={1000}
                defaultValue={form.value("note")}
                error={form.error("note")}
              />
              <Actions>
                <Button name="verdict" value="approved">
                  {t("rights.names.approve")}
                </Button>
                <Button name="verdict" value="declined" tone="quiet">
                  {t("rights.names.decline")}
                </Button>
              </Actions>
            </Form>
          </div>
        </Sheet>
      )}
    </div>
  );
}

function Evidence({ change: { id, evidence } }: { change: { id: string; evidence: string | null } }) {
  const { t } = useWords();
  if (evidence === null) return t("rights.names.noEvidence");
  return <a href={paths.nameEvidence(id)}>{t("rights.names.seeEvidence")}</a>;
}
