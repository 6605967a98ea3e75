import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { MergeTag, MoveTable, SharedCohorts, SideBySide } from "#app/features/rights/merge-parts.tsx";
import { decideMerge } from "#app/features/rights/merge-people.server.ts";
import { findMerge } from "#app/features/rights/merge-view.server.ts";
import { DecideMergeForm, MERGE_FIELDS } from "#app/features/rights/person-merge.ts";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextArea } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("rights.merge.one") } satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "merge:people");
  return { merge: found(await findMerge(actor, args.params["mergeId"]!)) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "merge:people");
  const id = args.params["mergeId"]!;
  found(await findMerge(actor, id));
  const form = await readForm(args.request, DecideMergeForm);
  if (!form.ok) return badForm(form.problem);
  const outcome = found(await decideMerge(actor, id, form.value));
  if (!outcome.ok) return refused(outcome.reason, form.values);
  return redirectWithNotice(paths.merge(id), `merge-${form.value.intent}`);
}

type Merge = ReturnType<typeof useLoaderData<typeof loader>>["merge"];

export default function Merge() {
  const { merge } = useLoaderData<typeof loader>();
  const form = useForm(useActionData<typeof action>());
  const { t } = useWords();
  const { state, kept, gone, lines, shared, apart } = merge;
  return (
    <>
      <PageHeader
        eyebrow={<a href="/people/duplicates">{t("admin.duplicates.title")}</a>}
        title={<DirText>{kept.name}</DirText>}
      />
      {form.summary}
      <Sheet title={t("rights.merge.one")} aside={<MergeTag state={state} />}>
        <div className="stack">
          <FactList facts={useFacts(merge)} />
          <SideBySide kept={kept} gone={gone} done={state === "merged"} />
          <p>
            <a href={paths.person(kept.id)}>{t("rights.names.person")}</a>
          </p>
        </div>
      </Sheet>
      {(state === "proposed" || state === "merged") && (
        <Sheet title={t(state === "merged" ? "rights.merge.moved" : "rights.merge.moves")}>
          <div className="stack">
            <p>{t("rights.merge.movesText")}</p>
            <MoveTable lines={lines} />
            <SharedCohorts shared={shared} />
            {apart.length > 0 && <Apart apart={apart} />}
          </div>
        </Sheet>
      )}
      {state === "proposed" && <Decide merge={merge} form={form} />}
      {merge.undoUntil && <Undo until={merge.undoUntil} reachesAll={merge.reachesAll} />}
    </>
  );
}

function useFacts({ choices, state, words, note, proposed, decided, undone, kept, gone }: Merge) {
  const { t, dateTime } = useWords();
  const by = ({ by: name, at }: { by: string; at: Date }) =>
    t("rights.merge.byAt", { name: name || "–", at: dateTime(at) });
  return [
    { term: t("rights.merge.proposed"), value: by(proposed) },
    ...(words ? [{ term: t("rights.name.why"), value: words }] : []),
    ...(decided
      ? [{ term: t(`rights.merge.state.${state === "undone" ? "merged" : state}`), value: by(decided) }]
      : []),
    ...(undone ? [{ term: t("rights.merge.state.undone"), value: by(undone) }] : []),
    ...(note ? [{ term: t("rights.merge.note"), value: note }] : []),
    ...(state === "proposed"
      ? MERGE_FIELDS.filter((field) => choices[field] === "gone" && gone[field] !== kept[field]).map(
          (field) => ({
            term: t(`rights.merge.stays-${field}`),
            value: <DirText>{gone[field] ?? "–"}</DirText>,
          }),
        )
      : []),
    ...(state === "merged"
      ? [{ term: t("rights.merge.signsIn"), value: <DirText>{kept.username}</DirText> }]
      : []),
  ];
}

/** What is seen and not counted. */
function Apart({ apart }: { apart: Merge["apart"] }) {
  const { t } = useWords();
  return (
    <Alert title={t("rights.merge.apart")}>
      <ul className="plain">
        {apart.map(({ id, cohort, units, attempts }) => (
          <li key={id}>{t("rights.merge.apartLine", { cohort, units, count: attempts })}</li>
        ))}
      </ul>
    </Alert>
  );
}

function Decide({ merge: { mine, reachesAll }, form }: { merge: Merge; form: ReturnType<typeof useForm> }) {
  const { t } = useWords();
  if (mine)
    return (
      <Sheet title={t("rights.merge.waits")}>
        <Form>
          <p>{t("rights.merge.waitsText")}</p>
          <Actions>
            <Button name="intent" value="withdraw" tone="quiet">
              {t("rights.merge.withdraw")}
            </Button>
          </Actions>
        </Form>
      </Sheet>
    );
  if (!reachesAll) return <Alert>{t("common.refusal.rights.merge-beyond-reach")}</Alert>;
  return (
    <Sheet accent title={t("rights.names.decide")}>
      <Form>
        <p>{t("rights.merge.consequence")}</p>
        <TextArea
          name="note"
          rows={2}
          label={t("rights.merge.note")}
          maxLength={1000}
          defaultValue={form.value("note")}
          error={form.error("note")}
        />
        <Actions>
          <Button name="intent" value="confirm">
            {t("rights.merge.confirm")}
          </Button>
          <Button name="intent" value="decline" tone="quiet">
            {t("rights.names.decline")}
          </Button>
        </Actions>
      </Form>
    </Sheet>
  );
}

function Undo({ until, reachesAll }: { until: string; reachesAll: boolean }) {
  const { t, date } = useWords();
  return (
    <Sheet title={t("rights.merge.undo")}>
      <Form>
        <p>{t("rights.merge.undoText", { day: date(until) })}</p>
        {reachesAll && (
          <Actions>
            <Button name="intent" value="undo" tone="quiet">
              {t("rights.merge.undoAct")}
            </Button>
          </Actions>
        )}
      </Form>
    </Sheet>
  );
}
