import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import {
  importPast,
  importPastArchive,
  previewPast,
  stagesToImport,
  type PastPreview,
} from "#app/features/trainers/certifications/import-past.server.ts";
import { PastForm } from "#app/features/trainers/certifications/past-forms.ts";
import { PastColumns, PastRows } from "#app/features/trainers/certifications/past-parts.tsx";
import { badForm, readForm, refused } from "#app/infra/http.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button, ButtonLink } from "#app/ui/button.tsx";
import { FileInput } from "#app/ui/file-input.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm, type FormAnswer } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("trainers.past.title") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  await requirePermission(args, "keep:certifications");
  return { stages: await stagesToImport() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "keep:certifications");
  const form = await readForm(args.request, PastForm);
  if (!form.ok) return badForm(form.problem);
  const step = form.value.intent;
  const looked =
    form.value.intent === "look"
      ? await previewPast(actor, new Uint8Array(await form.value.file.arrayBuffer()))
      : form.value.intent === "import"
        ? await importPast(actor, form.value.carried)
        : await importPastArchive(actor, form.value.staged);
  return looked.ok ? { step, looked: looked.value } : refused(looked.reason);
}

export default function ImportPast() {
  const { stages } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useForm(answer as FormAnswer);
  const { t, list } = useWords();
  const there = answer && "looked" in answer ? answer : null;
  const done = there !== null && there.step !== "look";
  return (
    <>
      <PageHeader
        eyebrow={<a href="/certifications">{t("trainers.register.title")}</a>}
        title={t("trainers.past.title")}
        lead={there ? undefined : t("trainers.past.lead")}
      />
      {!there && (
        <>
          {form.summary}
          <Form encType="multipart/form-data">
            <FileInput
              name="file"
              label={t("trainers.past.file")}
              hint={t("trainers.past.fileHint")}
              accept=".csv,.txt,.tsv,.xlsx,.zip,text/csv,text/plain,application/zip"
              error={form.error("file")}
            />
            <Actions>
              <Button name="intent" value="look">
                {t("trainers.past.look")}
              </Button>
            </Actions>
          </Form>
          <PastColumns stages={stages} />
        </>
      )}
      {there && (
        <>
          {there.looked.unknown.length > 0 && (
            <Alert>{t("trainers.past.unknown", { columns: list(there.looked.unknown) })}</Alert>
          )}
          {done ? <Done counts={there.looked.counts} /> : <Confirm looked={there.looked} />}
          <PastRows rows={there.looked.rows} stages={stages} done={done} />
        </>
      )}
    </>
  );
}

function Done({ counts }: { counts: PastPreview["counts"] }) {
  const { t, number } = useWords();
  return (
    <Alert tone="good" title={t("trainers.past.done")}>
      {t("trainers.past.countsDone", {
        new: number(counts.new),
        same: number(counts.same),
        cannot: number(counts.cannot),
      })}
    </Alert>
  );
}

/** One button that does exactly what the rows say. */
function Confirm({ looked: { counts, carried, archive } }: { looked: PastPreview }) {
  const { t, number } = useWords();
  const takes = counts.new > 0 && (archive === null || counts.cannot === 0);
  return (
    <Sheet accent>
      <p>
        {t("trainers.past.counts", {
          new: number(counts.new),
          same: number(counts.same),
          cannot: number(counts.cannot),
        })}
      </p>
      {archive && <p>{t("trainers.past.papers", { count: archive.papers })}</p>}
      <p>
        {t(
          takes
            ? "trainers.past.nothingYet"
            : counts.new > 0
              ? "trainers.past.allOrNothing"
              : "trainers.past.nothingToDo",
        )}
      </p>
      <form method="post">
        {carried.map((piece, index) => (
          <input key={index} type="hidden" name="carried[]" value={piece} />
        ))}
        {archive && <input type="hidden" name="staged" value={archive.staged} />}
        <Actions>
          {takes && (
            <Button name="intent" value={archive ? "import-archive" : "import"}>
              {t("trainers.past.confirm", { count: counts.new })}
            </Button>
          )}
          <ButtonLink href="/certifications/import" tone="quiet">
            {t("trainers.past.again")}
          </ButtonLink>
        </Actions>
      </form>
    </Sheet>
  );
}
