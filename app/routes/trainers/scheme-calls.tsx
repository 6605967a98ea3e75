import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { callNow, callsOver } from "#app/features/trainers/candidacies/scheme-call.ts";
import { callsFor, endCall, makeCall } from "#app/features/trainers/candidacies/scheme-calls.server.ts";
import { SchemeCallForm } from "#app/features/trainers/schemes/scheme-forms.ts";
import { keepsScheme } from "#app/features/trainers/schemes/scheme-pages.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { OPEN_SCHEME_IDS } from "#app/features/trainers/schemes/schemes.ts";
import { today } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("candidacy.call.title") } satisfies PageHandle;

/** The scheme of the address, if the actor keeps it and somebody can apply under it. */
async function keptScheme(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const actor = await requirePermission(args, "keep:schemes");
  const schemeId = found(OPEN_SCHEME_IDS.find((id) => id === args.params["keptSchemeId"]));
  found(keepsScheme(actor, schemeId) || null);
  return { actor, schemeId };
}

export async function loader(args: LoaderFunctionArgs) {
  const { schemeId } = await keptScheme(args);
  const [calls, book] = await Promise.all([callsFor(schemeId), loadSchemes()]);
  const { timeZone } = book.current(schemeId);
  const day = today(timeZone);
  return { schemeId, timeZone, now: callNow(calls, day), ...callsOver(calls, day) };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, schemeId } = await keptScheme(args);
  const form = await readForm(args.request, SchemeCallForm);
  if (!form.ok) return badForm(form.problem);
  const here = paths.schemeCalls(schemeId);
  if (form.value.intent === "end") {
    found(await endCall(actor, schemeId, form.value.callId));
    return redirectWithNotice(here, "scheme-call-ended");
  }
  const made = await makeCall(actor, schemeId, form.value);
  return made.ok ? redirectWithNotice(here, "scheme-call-made") : refused(made.reason, form.values);
}

export default function SchemeCalls() {
  const { schemeId, timeZone, now, open, over } = useLoaderData<typeof loader>();
  const form = useForm(useActionData() as FormAnswer);
  const { t, date } = useWords();
  const text = (name: "opensOn" | "closesOn") => ({
    name,
    defaultValue: form.value(name),
    error: form.error(name),
    required: true,
  });
  const daysOf = (call: { opensOn: string; closesOn: string }) =>
    t("candidacy.call.days", { from: date(call.opensOn), until: date(call.closesOn) });
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.scheme(schemeId)}>{t(`trainers.scheme.${schemeId}`)}</a>}
        title={t("candidacy.call.title")}
        lead={t("candidacy.call.lead", { zone: timeZone })}
      />
      {form.summary}
      <Sheet
        title={t(`candidacy.call.now.${now.state}`, { day: now.state === "always" ? "" : date(now.day) })}
        accent
      >
        {open.length === 0 ? (
          <p>{t("candidacy.call.none")}</p>
        ) : (
          <ul className="plain stack tight">
            {open.map((call) => (
              <li key={call.id}>
                <form method="post" className="actions">
                  <input type="hidden" name="callId" value={call.id} />
                  <span>{daysOf(call)}</span>
                  <Button name="intent" value="end" tone="quiet" size="small">
                    {t("candidacy.call.end")}
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        )}
      </Sheet>
      <Sheet title={t("candidacy.call.make")}>
        <Form>
          <div className="field-row">
            <TextInput type="date" label={t("candidacy.call.opensOn")} {...text("opensOn")} />
            <TextInput type="date" label={t("candidacy.call.closesOn")} {...text("closesOn")} />
          </div>
          <Actions>
            <Button name="intent" value="make">
              {t("candidacy.call.do")}
            </Button>
          </Actions>
        </Form>
      </Sheet>
      {over.length > 0 && (
        <Sheet title={t("candidacy.call.over")}>
          <ul className="plain">
            {over.map((call) => (
              <li key={call.id}>{daysOf(call)}</li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  );
}
