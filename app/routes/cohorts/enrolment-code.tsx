import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findCohort } from "#app/features/cohorts/cohorts.server.ts";
import { CodeForm, writtenCode } from "#app/features/cohorts/enrolment-code.ts";
import { codeOf, endCode, makeCode } from "#app/features/cohorts/enrolment-codes.server.ts";
import { qrCode } from "#app/features/cohorts/qr-code.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { linkTo } from "#app/features/identity/identity-mail.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Actions, Button } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("cohorts.code.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "manage:cohorts");
  const { id, name, place, startDate, endDate } = found(await findCohort(actor, args.params["cohortId"]!));
  const code = await codeOf(id);
  return {
    cohort: { id, name, place, startDate, endDate },
    code: code && {
      ...code,
      address: linkTo("/enrol").replace(/^https?:\/\//, ""),
      qr: qrCode(linkTo(paths.enrolByCode(code.code))),
    },
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "manage:cohorts");
  const { id } = found(await findCohort(actor, args.params["cohortId"]!));
  const form = await readForm(args.request, CodeForm);
  if (!form.ok) return badForm(form.problem);
  if (form.value.intent === "end") {
    await endCode(actor, id);
    return redirectWithNotice(paths.enrolmentCode(id), "code-ended");
  }
  const { closesOn, seats } = form.value;
  const outcome = found(await makeCode(actor, id, { closesOn, seats }));
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(paths.enrolmentCode(id), "code-made");
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function EnrolmentCode() {
  const { cohort, code } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={
          <a href={paths.cohort(cohort.id)}>
            <DirText>{cohort.name}</DirText>
          </a>
        }
        title={t("cohorts.code.title")}
        lead={<span className="no-print">{t("cohorts.code.lead")}</span>}
      />
      {form.summary}
      {code && <Poster cohort={cohort} code={code} />}
      <div className="stack no-print">
        <Sheet title={t(code ? "cohorts.code.another" : "cohorts.code.make")}>
          <Form>
            <TextInput
              name="closesOn"
              type="date"
              label={t("cohorts.code.closesOn")}
              defaultValue={form.value("closesOn", code?.closesOn ?? cohort.startDate)}
              error={form.error("closesOn")}
            />
            <TextInput
              name="seats"
              type="number"
              optional={t("common.form.optional")}
              label={t("cohorts.code.seats")}
              hint={t("cohorts.code.seatsHint")}
              defaultValue={form.value("seats")}
              error={form.error("seats")}
            />
            {code && <p>{t("cohorts.code.replaces")}</p>}
            <Actions>
              <Button name="intent" value="make">
                {t("cohorts.code.makeAct")}
              </Button>
            </Actions>
          </Form>
        </Sheet>
        {code && (
          <Form>
            <p className="soft">{t("cohorts.code.endText")}</p>
            <Actions>
              <Button name="intent" value="end" tone="quiet">
                {t("cohorts.code.end")}
              </Button>
            </Actions>
          </Form>
        )}
      </div>
    </>
  );
}

/** What hangs on the wall: this and the cohort's name are printed, nothing else. */
function Poster({ cohort, code }: { cohort: Data["cohort"]; code: NonNullable<Data["code"]> }) {
  const { t, date, number } = useWords();
  const { qr, seats, used } = code;
  return (
    <Sheet accent title={t("cohorts.code.poster")}>
      <div className="stack">
        <FactList
          facts={[
            {
              term: t("cohorts.list.dates"),
              value: t("cohorts.list.fromTo", { from: date(cohort.startDate), to: date(cohort.endDate) }),
            },
            { term: t("cohorts.list.place"), value: <DirText>{cohort.place}</DirText> },
            { term: t("cohorts.code.closesOn"), value: date(code.closesOn) },
          ]}
        />
        <p>{t("cohorts.code.howTo", { address: code.address })}</p>
        <h3 dir="ltr">{writtenCode(code.code)}</h3>
        <svg
          viewBox={`0 0 ${qr.size} ${qr.size}`}
          role="img"
          aria-label={t("cohorts.code.qr")}
          width="200"
          height="200"
        >
          <rect width={qr.size} height={qr.size} fill="#fff" />
          <path d={qr.path} fill="#000" />
        </svg>
        <p className="soft no-print">
          {seats === null
            ? t("cohorts.code.used", { count: used })
            : t("cohorts.code.usedOf", { count: used, of: number(seats) })}{" "}
          {t("cohorts.code.print")}
        </p>
      </div>
    </Sheet>
  );
}
