import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { EvidenceForm } from "#app/features/trainers/candidacies/evidence-form.tsx";
import { beginAgain } from "#app/features/trainers/candidacies/open-candidacy.server.ts";
import { actsFor } from "#app/features/trainers/certifications/act-on-certification.server.ts";
import { reachableCertification } from "#app/features/trainers/certifications/certifications.server.ts";
import { renewalInReach } from "#app/features/trainers/renewal/renewal-file.server.ts";
import { RenewalForm } from "#app/features/trainers/renewal/renewal-forms.ts";
import { closeFinding, decideOnRenewal, enterEvidence } from "#app/features/trainers/renewal/renew.server.ts";
import {
  CoursesToTake,
  PastFiles,
  RenewalBandSheet,
  RenewalChecklist,
  RenewalEvidence,
  WayBackSheet,
} from "#app/features/trainers/renewal/renewal-parts.tsx";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer, type FormHelp } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("trainers.renewal.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:certifications");
  const renewal = found(await renewalInReach(actor, args.params["certificationId"]!));
  const officer = { ...actor, reach: reachOf(actor.grants, "keep:certifications") };
  const acting =
    actor.personId !== renewal.personId && officer.reach.length > 0
      ? await actsFor(officer, renewal.id)
      : null;
  const mayAct = acting !== null && !acting.conflict;
  return {
    renewal,
    readerId: actor.personId,
    kinds: mayAct ? renewal.kinds : [],
    mayAct,
    conflict: acting?.conflict ?? false,
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "keep:certifications");
  const id = args.params["certificationId"]!;
  found(await reachableCertification(actor, id));
  const form = await readForm(args.request, RenewalForm);
  if (!form.ok) return badForm(form.problem);
  const { value } = form;
  if (value.intent === "begin") {
    const begun = found(await beginAgain(actor, id, { kind: "officer", reason: value.reason }));
    return begun.ok
      ? redirectWithNotice(paths.candidate(begun.value), "candidacy-nominated")
      : refused(begun.reason, form.values);
  }
  const done = await act(actor, id, value);
  return done.ok ? redirectWithNotice(paths.renewal(id), done.value) : refused(done.reason, form.values);
}

async function act(actor: Actor, id: string, form: Exclude<RenewalForm, { intent: "begin" }>) {
  if (form.intent === "close-finding") {
    const done = found(await closeFinding(actor, id, form.evidenceId));
    return done.ok ? { ok: true as const, value: "renewal-finding-closed" } : done;
  }
  if (form.intent === "renew" || form.intent === "refuse") {
    const done = found(await decideOnRenewal(actor, id, form.intent, form.reason));
    return done.ok ? { ok: true as const, value: `renewal-${done.value}` } : done;
  }
  const done = found(await enterEvidence(actor, id, form));
  return done.ok ? { ok: true as const, value: "renewal-entered" } : done;
}

export default function Renewal() {
  const { renewal, readerId, kinds, mayAct, conflict } = useLoaderData<typeof loader>();
  const form = useForm(useActionData() as FormAnswer);
  const { t } = useWords();
  const deciding = ["renew", "refuse"].includes(form.value("intent"));
  return (
    <>
      <PageHeader
        eyebrow={<a href={paths.certification(renewal.id)}>{renewal.number}</a>}
        title={t("trainers.renewal.of")}
        lead={<DirText>{renewal.name}</DirText>}
        actions={
          mayAct &&
          renewal.onInstrument &&
          !renewal.back && (
            <ButtonLink tone="quiet" href={paths.renewalObservations(renewal.id)}>
              {t("trainers.renewal.haveObserved")}
            </ButtonLink>
          )
        }
      />
      {form.summary}
      {conflict && <Alert>{t("common.refusal.certification-conflict")}</Alert>}
      <RenewalBandSheet renewal={renewal} />
      <CoursesToTake renewal={renewal} readerId={readerId} />
      {renewal.back && (
        <WayBackSheet
          back={renewal.back}
          forms={{
            whole: "/candidates/new",
            candidacy: paths.candidate,
            begin: mayAct && <BeginFor form={form} />,
          }}
        />
      )}
      {!renewal.back && <RenewalChecklist renewal={renewal} />}
      {mayAct && renewal.waits && (
        <Sheet title={t("trainers.renewal.decide")}>
          <Form>
            <TextArea
              name="reason"
              rows={2}
              label={t("trainers.act.reason")}
              hint={t("trainers.renewal.reasonHint")}
              required
              defaultValue={deciding ? form.value("reason") : ""}
              error={deciding ? form.error("reason") : undefined}
            />
            <Actions>
              <Button name="intent" value="renew">
                {t("trainers.renewal.renew")}
              </Button>
              <Button name="intent" value="refuse" tone="danger">
                {t("trainers.renewal.refuse")}
              </Button>
            </Actions>
          </Form>
        </Sheet>
      )}
      <PastFiles renewal={renewal} />
      <RenewalEvidence renewal={renewal} staff={mayAct} />
      {kinds.length > 0 && !renewal.back && (
        <Sheet title={t("trainers.renewal.elsewhere")}>
          <div className="stack">
            <p>{t("trainers.renewal.elsewhereLead")}</p>
            {kinds.map((kind) => (
              <EvidenceForm key={kind} kind={kind} observedBy={renewal.observedBy} form={form} />
            ))}
          </div>
        </Sheet>
      )}
    </>
  );
}

function BeginFor({ form }: { form: FormHelp }) {
  const { t } = useWords();
  const mine = form.value("intent") === "begin";
  return (
    <Form>
      <TextArea
        name="reason"
        id="begin-reason"
        rows={2}
        dir="auto"
        label={t("candidacy.nominate.why")}
        required
        defaultValue={mine ? form.value("reason") : ""}
        error={mine ? form.error("reason") : undefined}
      />
      <Actions>
        <Button name="intent" value="begin" tone="quiet">
          {t("trainers.renewal.back.beginFor")}
        </Button>
      </Actions>
    </Form>
  );
}
