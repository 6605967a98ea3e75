import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { CertificateLinks } from "#app/features/certification/certificate-links.tsx";
import { ProposedEnding, ProposeEnding } from "#app/features/certification/ending-parts.tsx";
import { answerPaperForm, paperLog } from "#app/features/certification/paper-log.server.ts";
import { isPaperForm, PAPER_FORMS } from "#app/features/certification/paper-log.ts";
import { PaperSheet } from "#app/features/certification/paper-parts.tsx";
import { drawSoon } from "#app/features/credentials/certificate-files.server.ts";
import { forgetStatusLists } from "#app/features/credentials/status-lists.server.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { candidacyInReach } from "#app/features/trainers/candidacies/candidacies.server.ts";
import { ERROR_FORMS, ERROR_NOTICE } from "#app/features/trainers/certifications/certification-forms.ts";
import {
  actOnProvisional,
  issueAnew,
  provisionalErrorFor,
} from "#app/features/trainers/certifications/provisional-error.server.ts";
import { ReasonForm } from "#app/features/trainers/certifications/reasoned-act.tsx";
import { TrainerEditions } from "#app/features/trainers/certifications/trainer-editions.tsx";
import { StandingTag } from "#app/features/trainers/certifications/standing-tag.tsx";
import { CertificateWorth } from "#app/features/trainers/certifications/trainer-certificate-sheet.tsx";
import {
  certificateOf,
  editionsOf,
  findTrainerPaper,
} from "#app/features/trainers/certifications/trainer-certificates.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export const handle = {
  title: (t, page: PageData | undefined) => page?.certificate.number ?? t("certification.kind.provisional"),
} satisfies PageHandle;

const AnewForm = z.object({ intent: z.literal("issue-anew"), reason: z.string().min(3).max(500) });
const ProvisionalForm = z.discriminatedUnion("intent", [AnewForm, ...ERROR_FORMS, ...PAPER_FORMS]);

const keeperOf = (actor: Actor) => ({ ...actor, reach: reachOf(actor.grants, "keep:certifications") });

async function certificateIn(actor: Actor, candidacyId: string) {
  const { row } = found(await candidacyInReach(actor, candidacyId));
  return { name: row.person.name, certificate: found(await certificateOf({ candidacyId })) };
}

/** The provisional certificate of a candidate, for staff: what it is worth, its paper, and that it was issued in error. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "see:candidacies");
  const candidacyId = args.params["candidacyId"]!;
  const { name, certificate } = await certificateIn(actor, candidacyId);
  return {
    candidacyId,
    name,
    certificate,
    paper: await paperLog(
      { certificateId: certificate.id },
      await findTrainerPaper(keeperOf(actor), certificate.id),
    ),
    today: today(certificate.facts.timeZone),
    editions: await editionsOf({ candidacyId }),
    ...(await provisionalErrorFor(actor, certificate)),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "act:on-certificates");
  const candidacyId = args.params["candidacyId"]!;
  const { certificate } = await certificateIn(actor, candidacyId);
  const form = await readForm(args.request, ProvisionalForm);
  if (!form.ok) return badForm(form.problem);
  const { value, values } = form;
  const here = paths.provisional(candidacyId);
  if (isPaperForm(value)) {
    const asked = { form: value, values, here, today: today(certificate.facts.timeZone) };
    return answerPaperForm((tx) => findTrainerPaper(keeperOf(actor), certificate.id, tx), asked);
  }
  if (value.intent === "issue-anew") {
    const issued = found(await issueAnew(actor, candidacyId, value.reason));
    if (!issued.ok) return refused(issued.reason, values);
    drawSoon([issued.value.id]);
    forgetStatusLists();
    return redirectWithNotice(here, "certificate-corrected", { number: issued.value.number });
  }
  const done = found(await actOnProvisional(actor, certificate.id, value));
  forgetStatusLists();
  return done.ok ? redirectWithNotice(here, ERROR_NOTICE[value.intent]) : refused(done.reason, values);
}

export default function Provisional() {
  const page = useLoaderData<typeof loader>();
  const form = useForm(useActionData() as FormAnswer);
  const { t, date } = useWords();
  const { candidacyId, name, certificate, paper, ending, mayPropose } = page;
  const { id, number, facts, standing, endedBecause } = certificate;
  return (
    <>
      <PageHeader
        title={<DirText>{name}</DirText>}
        eyebrow={
          <>
            <a href={paths.candidate(candidacyId)}>{t("candidacy.page.back")}</a> · {number}
          </>
        }
        lead={<StandingTag standing={standing} />}
      />
      {form.summary}
      <Sheet title={t("certification.kind.provisional")}>
        <div className="stack">
          <p>
            <CertificateWorth certificate={certificate} />
          </p>
          <FactList
            facts={[
              { term: t("certification.facts.holder"), value: <DirText>{facts.holder.name}</DirText> },
              { term: t("certification.facts.issuedOn"), value: date(facts.issuedOn) },
              ...(endedBecause
                ? [{ term: t("certification.ending.reason"), value: <DirText>{endedBecause}</DirText> }]
                : []),
            ]}
          />
          <CertificateLinks certificate={certificate} />
        </div>
      </Sheet>
      <TrainerEditions editions={page.editions} />
      {page.anew && (
        <ReasonForm
          intent="issue-anew"
          title={t("trainers.certificate.anew.title")}
          consequence={t("trainers.certificate.anew.consequence")}
          act={{ label: t("trainers.certificate.anew.do"), tone: "quiet" }}
          form={form}
        />
      )}
      {ending && <ProposedEnding ending={ending} />}
      <PaperSheet
        {...paper}
        href={(copy) => paths.certificateCopy(id, copy)}
        today={page.today}
        form={form}
      />
      {mayPropose.map((as) => (
        <ProposeEnding key={as} as={as} form={form} />
      ))}
    </>
  );
}
