import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import offlinePage from "#app/features/learning/offline.client.ts?worker&url";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { countersign, proposeAgreed } from "#app/features/trainers/observations/agree-rating.server.ts";
import { NotTakenBecause } from "#app/features/trainers/candidacies/candidacy-acts.tsx";
import { ScoreTable } from "#app/features/trainers/candidacies/candidacy-parts.tsx";
import { InWordsOf } from "#app/features/trainers/observations/anchors.tsx";
import { isScore } from "#app/features/trainers/observations/rating.ts";
import { ratingPage } from "#app/features/trainers/observations/my-ratings.server.ts";
import {
  AgreeForm,
  agreedIn,
  RatingForm as RatingFields,
} from "#app/features/trainers/observations/observation-forms.ts";
import { LateEntries, Moderation, Outcome } from "#app/features/trainers/observations/observation-parts.tsx";
import { keepEntries, signRating } from "#app/features/trainers/observations/rate-candidate.server.ts";
import { RatingForm } from "#app/features/trainers/observations/rating-form.tsx";
import enhancement from "#app/features/trainers/observations/rating.client.ts?worker&url";
import { now } from "#app/infra/clock.server.ts";
import { badForm, notTaken, readFields, redirectWithNotice } from "#app/infra/http.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { parseForm } from "#app/lib/form.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

export const handle = {
  title: (t, data: PageData | undefined) =>
    data ? t("observation.rating.title", { name: data.page.candidate }) : t("observation.mine.title"),
  scripts: [enhancement, offlinePage],
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "assess:candidates");
  return { page: found(await ratingPage(actor, args.params["ratingId"]!)), formId: newId() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "assess:candidates");
  const ratingId = args.params["ratingId"]!;
  const { signedAt, over } = found(await ratingPage(actor, ratingId));
  const fields = await readFields(args.request);
  if (signedAt !== null && ["propose", "countersign"].includes(String(fields.get("intent"))))
    return agree(actor, ratingId, fields);
  const form = parseForm(fields.entries(), RatingFields);
  if (!form.ok) return badForm(form.problem);
  const at = now().getTime();
  const { intent, entries } = form.value;
  found(
    await keepEntries(
      actor,
      ratingId,
      entries.map((entry) => ({ ...entry, at })),
    ),
  );
  if (over) return redirectWithNotice(paths.rating(ratingId), "rating-kept-beside");
  if (intent !== "sign") return redirectWithNotice(paths.rating(ratingId), "rating-kept");
  return answered(ratingId, found(await signRating(actor, ratingId)), "rating-signed", form.values);
}

type Actor = Awaited<ReturnType<typeof requirePermission>>;

async function agree(actor: Actor, ratingId: string, fields: FormData) {
  const form = parseForm(fields.entries(), AgreeForm);
  if (!form.ok) return badForm(form.problem);
  const { value } = form;
  const done =
    value.intent === "propose"
      ? await proposeAgreed(actor, ratingId, { scores: agreedIn(value), reason: value.reason })
      : await countersign(actor, ratingId, value.number);
  const notice = value.intent === "propose" ? "agreed-proposed" : "rating-signed";
  return answered(ratingId, found(done), notice, form.values);
}

function answered(
  ratingId: string,
  done: NonNullable<Awaited<ReturnType<typeof signRating>>>,
  notice: string,
  values: Record<string, string | string[]>,
) {
  if (!done.ok) return notTaken(done, values);
  return redirectWithNotice(paths.rating(ratingId), done.value.settled ? "rating-settled" : notice);
}

export default function Rating() {
  const { page, formId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as FormAnswer;
  const form = useForm(answer);
  const { t, date } = useWords();
  return (
    <InWordsOf anchors={page.anchors}>
      <PageHeader
        eyebrow={<a href="/observations">{t("observation.mine.title")}</a>}
        title={<DirText>{page.candidate}</DirText>}
        lead={t("observation.rating.what", {
          source: t(`observation.source.${page.source}`),
          day: date(page.day),
          place: page.place,
        })}
      />
      {form.summary}
      <NotTakenBecause answer={answer} />
      {page.video !== "" && (
        <p>
          <a href={page.video} target="_blank" rel="noopener noreferrer">
            {t("observation.rating.video")}
          </a>
        </p>
      )}
      {page.signedAt === null && page.over === null ? (
        <RatingForm page={page} formId={formId} form={form} saveAt={paths.ratingEntries(page.id)} />
      ) : (
        <AsItStands page={page} form={form} />
      )}
    </InWordsOf>
  );
}

type Props = { page: PageData["page"]; form: ReturnType<typeof useForm> };

/** Signed, or over for whoever noted it: nothing is changed any more. */
function AsItStands({ page, form }: Props) {
  const { t, dateTime } = useWords();
  const { outcome, over, signedAt } = page;
  const scores = Object.fromEntries(
    page.cells.flatMap(({ name, heads }) => {
      const value = heads[0]?.value ?? null;
      return isScore(value) && name.startsWith("C") ? [[name, value]] : [];
    }),
  );
  return (
    <>
      {over ? (
        <Alert tone="warn">{t(`observation.rating.over-${over}`)}</Alert>
      ) : (
        signedAt !== null && (
          <Alert tone="good">{t("observation.rating.signedAt", { at: dateTime(signedAt) })}</Alert>
        )
      )}
      <LateEntries late={page.late} />
      {page.waitsForOther && <p>{t("observation.differ.waitsOther")}</p>}
      {outcome && (
        <Sheet title={t("observation.differ.title")}>
          <Outcome outcome={outcome} />
        </Sheet>
      )}
      {outcome?.moderate && !outcome.agreed?.signed && <Moderation outcome={outcome} form={form} />}
      <ScoreTable scores={scores} />
      <Sheet title={t("observation.rating.notes")}>
        {page.notes.length === 0 ? (
          <p className="soft">{t("observation.rating.noNotes")}</p>
        ) : (
          <ul>
            {page.notes.map(({ id, about, text, at }) => (
              <li key={id}>
                <b>
                  {t("observation.rating.noteAt", {
                    at: dateTime(at),
                    about: about || t("observation.rating.general_note"),
                  })}
                </b>{" "}
                <DirText>{text}</DirText>
              </li>
            ))}
          </ul>
        )}
      </Sheet>
    </>
  );
}
