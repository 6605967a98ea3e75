import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { actOnCertification } from "#app/features/trainers/act-on-certification.server.ts";
import { actsOffered } from "#app/features/trainers/certification-acts.ts";
import { CertificationActForm } from "#app/features/trainers/certification-forms.ts";
import {
  CertificationAct,
  CertificationFacts,
  CertificationHistory,
} from "#app/features/trainers/certification-parts.tsx";
import { findCertification, reachableCertification } from "#app/features/trainers/certifications.server.ts";
import { StandingInWords, StandingTag } from "#app/features/trainers/standing-tag.tsx";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { dayFilter } from "#app/lib/paging.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FilterBar } from "#app/ui/filter-bar.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export const handle = {
  title: (_t, page: PageData | undefined) => page?.certification.number ?? "",
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:certifications");
  const url = new URL(args.request.url);
  const asked = { on: dayFilter(url, "on") || null, known: dayFilter(url, "known") || null };
  const certification = found(await findCertification(actor, args.params["certificationId"]!, asked));
  const officer = { ...actor, reach: reachOf(actor.grants, "keep:certifications") };
  const mayAct =
    officer.reach.length > 0 && (await reachableCertification(officer, certification.id)) !== null;
  const { personId: holderId, suspendedBy, standingToday } = certification;
  const doers = { holderId, actorId: actor.personId, suspendedBy };
  return {
    certification,
    asked,
    acts: mayAct ? actsOffered(standingToday.status, doers) : [],
    liftByAnother: mayAct && standingToday.status === "suspended" && suspendedBy === actor.personId,
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "keep:certifications");
  const certificationId = args.params["certificationId"]!;
  found(await reachableCertification(actor, certificationId));
  const form = await readForm(args.request, CertificationActForm);
  if (!form.ok) return badForm(form.problem);
  const { intent, until, reason } = form.value;
  const done = found(
    await actOnCertification(actor, certificationId, { kind: intent, until: until || null }, reason),
  );
  return done.ok
    ? redirectWithNotice(paths.certification(certificationId), `certification-${done.value}`)
    : refused(done.reason, form.values);
}

export default function CertificationPage() {
  const { certification, asked, acts, liftByAnother } = useLoaderData<typeof loader>();
  const form = useForm(useActionData() as FormAnswer);
  const { t, date } = useWords();
  const { name, number, standing, on, facts } = certification;
  return (
    <>
      <PageHeader
        title={<DirText>{name}</DirText>}
        eyebrow={
          <>
            <a href="/certifications">{t("trainers.register.title")}</a> · {number}
          </>
        }
        lead={<StandingTag standing={standing} />}
      />
      {form.summary}
      <Sheet accent title={t("trainers.standing.title", { day: date(on) })}>
        <div className="stack tight">
          <p>
            <StandingInWords standing={standing} />
          </p>
          {standing.alarm && <Alert tone="warn">{t(`trainers.alarm.${standing.alarm}`)}</Alert>}
          {liftByAnother && <p className="soft">{t("trainers.act.liftByAnother")}</p>}
          <FilterBar
            label={t("trainers.standing.ask")}
            submit={t("common.action.show")}
            reset={
              asked.on || asked.known
                ? { href: paths.certification(certification.id), label: t("trainers.standing.now") }
                : undefined
            }
          >
            <TextInput
              name="on"
              type="date"
              label={t("trainers.standing.on")}
              defaultValue={asked.on ?? ""}
            />
            <TextInput
              name="known"
              type="date"
              label={t("trainers.standing.known")}
              defaultValue={asked.known ?? ""}
            />
          </FilterBar>
        </div>
      </Sheet>
      <CertificationFacts certification={certification} />
      <CertificationHistory facts={facts} />
      {acts.map((act) => (
        <CertificationAct key={act} act={act} form={form} />
      ))}
    </>
  );
}
