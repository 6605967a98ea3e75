import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { AskForm, DAYS_TO_ANSWER, REQUEST_KINDS } from "#app/features/rights/data-request.ts";
import { MyDataRequests } from "#app/features/rights/data-request-parts.tsx";
import { askForData, myDataRequests } from "#app/features/rights/data-requests.server.ts";
import { heldAbout } from "#app/features/rights/my-data.server.ts";
import { badForm, readForm, redirectWithNotice } from "#app/infra/http.server.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { RadioGroup } from "#app/ui/choices.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("rights.data.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const { personId } = await requirePermission(args, "use:own-account");
  const [held, requests] = await Promise.all([heldAbout(personId), myDataRequests(personId)]);
  return { held, requests };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "use:own-account");
  const form = await readForm(args.request, AskForm);
  if (!form.ok) return badForm(form.problem);
  await askForData(actor, form.value);
  return redirectWithNotice("/me/data", "data-request-made", { days: DAYS_TO_ANSWER });
}

export default function MyData() {
  const { held, requests } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, number } = useWords();
  return (
    <div className="narrow">
      <PageHeader
        eyebrow={<a href="/me">{t("identity.profile.title")}</a>}
        title={t("rights.data.title")}
        lead={t("rights.data.lead")}
      />
      {form.summary}
      <Sheet title={t("rights.data.take")}>
        <div className="stack">
          <p>{t("rights.data.takeText")}</p>
          <form method="post" action="/me/data/download">
            <Button icon="download">{t("rights.data.download")}</Button>
          </form>
          <Disclosure summary={t("rights.data.what")}>
            <FactList
              facts={held.map(({ kind, count }) => ({
                term: t(`rights.held.${kind}`),
                value: number(count),
              }))}
            />
          </Disclosure>
        </div>
      </Sheet>
      <Sheet title={t("rights.data.ask")}>
        <Form>
          <RadioGroup
            name="kind"
            legend={t("rights.request.what")}
            choices={REQUEST_KINDS.map((value) => ({
              value,
              label: t(`rights.request.kind.${value}`),
              hint: t(`rights.request.hint.${value}`),
            }))}
            value={form.value("kind")}
            error={form.error("kind")}
            required
          />
          <TextArea
            name="words"
            rows={3}
            label={t("rights.request.words")}
            optional={t("common.form.optional")}
            maxLength={2000}
            defaultValue={form.value("words")}
            error={form.error("words")}
          />
          <p className="soft">{t("rights.data.clock", { days: DAYS_TO_ANSWER })}</p>
          <Actions>
            <Button tone="quiet">{t("rights.data.send")}</Button>
          </Actions>
        </Form>
      </Sheet>
      <MyDataRequests requests={requests} />
    </div>
  );
}
