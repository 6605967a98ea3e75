import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { AnswerForm, erases, OUTCOMES } from "#app/features/rights/data-request.ts";
import { ErasureList, RequestTag } from "#app/features/rights/data-request-parts.tsx";
import { answerDataRequest, findDataRequest } from "#app/features/rights/data-requests.server.ts";
import { planErasure } from "#app/features/rights/erasure.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { problemAt } from "#app/lib/form.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button } from "#app/ui/button.tsx";
import { Checkbox, RadioGroup } from "#app/ui/choices.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("rights.register.one") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "answer:data-requests");
  const { personId, ...request } = found(await findDataRequest(args.params["dataRequestId"]!));
  const open = request.answeredAt === null;
  const own = personId === actor.personId;
  const erasure = open && request.kind === "erasure" ? await planErasure(personId) : null;
  return { request, personId, open, own, erasure };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "answer:data-requests");
  const id = args.params["dataRequestId"]!;
  const { kind } = found(await findDataRequest(id));
  const form = await readForm(args.request, AnswerForm);
  if (!form.ok) return badForm(form.problem);
  const { outcome, read } = form.value;
  if (erases({ kind, outcome }) && !read) return badForm(problemAt(form.values, "read", "confirm-erasure"));
  const answered = found(await answerDataRequest(actor, id, form.value));
  if (!answered.ok) return refused(answered.reason, form.values);
  return redirectWithNotice(
    paths.dataRequest(id),
    answered.value.erased ? "person-erased" : "data-request-answered",
  );
}

export default function DataRequest() {
  const { request, personId, open, own, erasure } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t, date, dateTime } = useWords();
  const { kind, person, answeredAt, outcome } = request;
  return (
    <div className="narrow">
      <PageHeader
        eyebrow={<a href="/data-requests">{t("rights.register.title")}</a>}
        title={<DirText>{person.name}</DirText>}
      />
      {form.summary}
      <Sheet title={t(`rights.request.kind.${kind}`)} aside={<RequestTag state={request.state} />}>
        <FactList
          facts={[
            { term: t("rights.request.words"), value: request.words || "–" },
            { term: t("rights.request.askedOn"), value: date(request.askedOn) },
            { term: t("rights.request.due"), value: date(request.due) },
            { term: t("rights.request.cameBy"), value: t(`rights.request.by.${request.cameBy}`) },
            ...(answeredAt && outcome
              ? [
                  { term: t("rights.request.answeredAt"), value: dateTime(answeredAt) },
                  { term: t("rights.request.result"), value: t(`rights.request.outcome.${outcome}`) },
                  { term: t("rights.request.answer"), value: request.answer },
                ]
              : []),
          ]}
        />
        <p>
          <a href={paths.person(personId)}>{t("rights.names.person")}</a>
        </p>
      </Sheet>
      {open && own && <Alert>{t("rights.names.own")}</Alert>}
      {open && !own && (
        <Sheet accent title={t("rights.request.toAnswer")}>
          <div className="stack">
            <p>{t(`rights.request.how.${kind}`)}</p>
            {erasure && <ErasureList lines={erasure} />}
            <Form>
              <RadioGroup
                name="outcome"
                legend={t("rights.request.result")}
                choices={OUTCOMES.map((value) => ({ value, label: t(`rights.request.outcome.${value}`) }))}
                value={form.value("outcome")}
                error={form.error("outcome")}
                required
              />
              <TextArea
                name="answer"
                rows={3}
                label={t("rights.request.answer")}
                hint={t(person.email ? "rights.request.answerMail" : "rights.request.answerLetter")}
                maxLength={2000}
                required
                defaultValue={form.value("answer")}
                error={form.error("answer")}
              />
              {erasure && (
                <Checkbox
                  name="read"
                  value="yes"
                  label={t("rights.erasure.read")}
                  hint={t("rights.erasure.readHint")}
                  defaultChecked={form.value("read") === "yes"}
                  error={form.error("read")}
                />
              )}
              <Actions>
                <Button tone={erasure ? "danger" : "primary"}>{t("rights.request.act")}</Button>
              </Actions>
            </Form>
          </div>
        </Sheet>
      )}
    </div>
  );
}
