import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useParams } from "@remix-run/react";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { askedOfSeat, sayAsSeat } from "#app/features/trainers/panels/panel-seats.server.ts";
import { SeatForm } from "#app/features/trainers/panels/panel-forms.ts";
import { isTheirs, mySeat } from "#app/features/trainers/panels/panels.server.ts";
import { SeatPage } from "#app/features/trainers/panels/seat-parts.tsx";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";

export const handle = { title: (t) => t("panels.page.title") } satisfies PageHandle;

/** One's own seat on a panel: there until one has voted, or the case is over. */
const keyOf = async (args: LoaderFunctionArgs) => {
  const { personId } = await requirePermission(args, "use:own-account");
  return mySeat(args.params["seatId"]!, personId);
};

export async function loader(args: LoaderFunctionArgs) {
  const seat = await askedOfSeat(await keyOf(args));
  return data({ seat }, { status: seat ? 200 : 404 });
}

export async function action(args: ActionFunctionArgs) {
  const key = await keyOf(args);
  found((await isTheirs(key)) || null);
  const form = await readForm(args.request, SeatForm);
  if (!form.ok) return badForm(form.problem);
  const done = found(await sayAsSeat(key, form.value, args.context.requestId));
  if (!done.ok) return refused(done.reason, form.values);
  if (done.value === "declare")
    return redirectWithNotice(paths.mySeat(args.params["seatId"]!), "panel-declared");
  return data({ said: done.value }, { status: 200 });
}

export default function MySeat() {
  const { seat } = useLoaderData<typeof loader>();
  const { seatId = "" } = useParams();
  const answer = useActionData<typeof action>();
  const said = answer && "said" in answer ? answer.said : null;
  const form = useForm(answer && "said" in answer ? undefined : answer);
  return <SeatPage seat={seat} said={said} form={form} paperHref={(id) => paths.seatPaper(seatId, id)} />;
}
