import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { answerPaperForm } from "#app/features/certification/paper-log.server.ts";
import { isPaperForm, type PaperLogForm } from "#app/features/certification/paper-log.ts";
import { PaperSheet } from "#app/features/certification/paper-parts.tsx";
import share from "#app/features/certification/share.client.ts?worker&url";
import { ProposedEnding, ProposeEnding } from "#app/features/certification/ending-parts.tsx";
import { forgetStatusLists } from "#app/features/credentials/status-lists.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import {
  askLicence,
  handInDocument,
  handLicenceBack,
  takeDocumentBack,
  withdrawRequest,
} from "#app/features/licences/ask-for-licence.server.ts";
import {
  actOnTheLicence,
  assessLicence,
  decideOnRequest,
  recordLicence,
} from "#app/features/licences/decide-on-licence.server.ts";
import {
  AskSheet,
  HandInForm,
  LicenceAct,
  PaperForm,
  RecordForm,
  RequestForms,
  TakeBackForm,
} from "#app/features/licences/licence-acts.tsx";
import { isLicenceScheme, LicenceForm } from "#app/features/licences/licence-forms.ts";
import { actOnLicenceError } from "#app/features/licences/licence-error.server.ts";
import { licencePage } from "#app/features/licences/licence-page.server.ts";
import { findLicencePaper } from "#app/features/licences/licence-paper.server.ts";
import {
  LicenceChecklist,
  LicenceFiles,
  LicenceHistory,
  LicencePaper,
  LicenceStanding,
  RequestSheet,
} from "#app/features/licences/licence-parts.tsx";
import { issueLicencePaper } from "#app/features/licences/write-licence.server.ts";
import {
  ERROR_NOTICE,
  isErrorForm,
  type ErrorForm,
} from "#app/features/trainers/certifications/certification-forms.ts";
import { FACT_OF } from "#app/features/trainers/certifications/certification-acts.ts";
import { OVER } from "#app/features/trainers/certifications/certification-status.ts";
import type { LicenceSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { ReasonForm } from "#app/features/trainers/certifications/reasoned-act.tsx";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { dayFilter } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import type { Result } from "#app/lib/result.ts";
import { Alert } from "#app/ui/alert.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export const handle = {
  title: (t, page: PageData | undefined) => page?.sheet.organisation.name ?? t("licences.list.title"),
  scripts: [share],
} satisfies PageHandle;

const schemeIn = ({ params }: LoaderFunctionArgs): LicenceSchemeId => {
  const { licenceSchemeId } = params;
  return found(isLicenceScheme(licenceSchemeId) ? licenceSchemeId : null);
};

/** The day that is looked at; null: today. */
const dayIn = ({ request }: LoaderFunctionArgs) => dayFilter(new URL(request.url), "on") || null;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:licences");
  return found(await licencePage(actor, args.params["organisationId"]!, schemeIn(args), dayIn(args)));
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "act:on-licences");
  const of = { organisationId: args.params["organisationId"]!, schemeId: schemeIn(args) };
  const { sheet } = found(await licencePage(actor, of.organisationId, of.schemeId, dayIn(args)));
  const form = await readForm(args.request, LicenceForm);
  if (!form.ok) return badForm(form.problem);
  const { value, values } = form;
  if (isPaperForm(value)) {
    const { id } = found(sheet.licence);
    const here = paths.licence(of.organisationId, of.schemeId) + new URL(args.request.url).search;
    const asked = { form: value, values, here, today: sheet.today };
    return answerPaperForm((tx) => findLicencePaper(actor, id, tx), asked);
  }
  if (isErrorForm(value)) {
    const { id } = found(sheet.licence);
    const { intent, ...said } = value;
    const done = found(await actOnLicenceError(actor, id, intent, said));
    forgetStatusLists();
    const here = paths.licence(of.organisationId, of.schemeId) + new URL(args.request.url).search;
    return done.ok ? redirectWithNotice(here, ERROR_NOTICE[intent]) : refused(done.reason, values);
  }
  const done = found(await take(actor, of, value));
  forgetStatusLists();
  return done.ok
    ? redirectWithNotice(paths.licence(of.organisationId, of.schemeId), done.value)
    : refused(done.reason, values);
}

type Of = { organisationId: string; schemeId: LicenceSchemeId };

/** Each act asks for the permission it needs; answers what to say once it is done. */
async function take(
  actor: Actor,
  of: Of,
  form: Exclude<LicenceForm, PaperLogForm | ErrorForm>,
): Promise<Result<string> | null> {
  switch (form.intent) {
    case "file":
      return told(await handInDocument(actor, of, { ...form, upload: form.file }), "saved");
    case "take-back":
      return told(await takeDocumentBack(actor, of, form.fileId), "licence-document-taken-back");
    case "withdraw":
      return told(await withdrawRequest(actor, of, form.reason), "licence-withdrawn");
    case "hand-back":
      return told(await handLicenceBack(actor, of, form.reason), "licence-handed-back");
    case "paper":
      return told(await issueLicencePaper(actor, of), "licence-printed");
    case "ask":
      return told(await askLicence(actor, of, form.note), "licence-asked");
    case "assess": {
      const found = { recommended: form.recommended === "yes", words: form.reason };
      return told(await assessLicence(actor, of, found), "licence-assessed");
    }
    case "decide":
      return told(await decideOnRequest(actor, of, form), `licence-${form.outcome}`);
    case "record":
      return told(await recordLicence(actor, of, { ...form, basis: form.reason }), "certification-recorded");
    default: {
      const { intent: kind, until, word, reason } = form;
      const done = await actOnTheLicence(actor, of, { kind, until: until || null, word }, reason);
      return told(done, kind === "revoke" ? "licence-revoked" : `certification-${FACT_OF[kind]}`);
    }
  }
}

const told = (done: Result<unknown> | null, notice: string): Result<string> | null =>
  done?.ok ? { ok: true, value: notice } : done;

export default function Licence() {
  const { sheet, offers, paper, error } = useLoaderData<typeof loader>();
  const form = useForm(useActionData() as FormAnswer);
  const { t, date } = useWords();
  const { organisation, schemeId, licence, open, decided } = sheet;
  const renews = licence !== null && !OVER.includes(licence.standingToday.status);
  return (
    <>
      <PageHeader
        title={<DirText>{organisation.name}</DirText>}
        eyebrow={
          <>
            <a href="/licences">{t("licences.list.title")}</a> · {t(`trainers.scheme.${schemeId}`)}
          </>
        }
      />
      {form.summary}
      <LicenceStanding sheet={sheet} />
      {licence?.hearing && (
        <Alert tone="warn" title={t("trainers.hearing.title", { day: date(licence.hearing.on) })}>
          {t("trainers.hearing.text")}
        </Alert>
      )}
      {error?.ending && <ProposedEnding ending={error.ending} />}
      {open && (
        <RequestSheet request={open}>
          <RequestForms offers={offers} form={form} />
        </RequestSheet>
      )}
      <LicenceChecklist sheet={sheet} renews={renews} />
      <LicenceFiles
        sheet={sheet}
        renews={renews}
        actsOn={({ id, name, asked }) => offers.hand && !asked && <TakeBackForm id={id} name={name} />}
      >
        {offers.hand && <HandInForm form={form} />}
      </LicenceFiles>
      {!open && <AskSheet ask={offers.ask} renews={renews} form={form} />}
      <LicencePaper sheet={sheet}>{offers.paper && <PaperForm />}</LicencePaper>
      {licence && paper && (
        <PaperSheet
          {...paper}
          href={(copy) => paths.licenceCopy(licence.id, copy)}
          today={sheet.today}
          form={form}
        />
      )}
      <LicenceHistory sheet={sheet} />
      {decided.map((request) => (
        <RequestSheet key={request.id} request={request} />
      ))}
      {offers.handBack && (
        <ReasonForm
          intent="hand-back"
          title={t("licences.handBack.title")}
          consequence={t("licences.handBack.consequence")}
          act={{ label: t("licences.handBack.do"), tone: "danger" }}
          form={form}
        />
      )}
      {error?.mayPropose.map((as) => (
        <ProposeEnding key={as} as={as} form={form} />
      ))}
      {(offers.acts.length > 0 || offers.record) && (
        <Sheet title={t("candidacy.page.acts")}>
          <div className="stack">
            {offers.acts.map((act) => (
              <LicenceAct key={act} act={act} form={form} />
            ))}
            {offers.record && <RecordForm form={form} />}
          </div>
        </Sheet>
      )}
    </>
  );
}
