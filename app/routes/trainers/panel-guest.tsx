import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useParams } from "@remix-run/react";
import { askedOfSeat, sayAsSeat } from "#app/features/trainers/panels/panel-seats.server.ts";
import { SeatForm } from "#app/features/trainers/panels/panel-forms.ts";
import { guestSeat } from "#app/features/trainers/panels/panels.server.ts";
import { SeatPage } from "#app/features/trainers/panels/seat-parts.tsx";
import { badForm, readForm, redirectWithNotice, refused } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";

export const handle = { title: (t) => t("panels.page.title"), noIndex: true } satisfies PageHandle;

/** Public by its link, which ends with the vote, with the case, or by its day: a guest has no account. */
export async function loader({ params }: LoaderFunctionArgs) {
  const seat = await askedOfSeat(guestSeat(params["token"] ?? ""));
  return data({ seat }, { status: seat ? 200 : 410 });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request, SeatForm);
  if (!form.ok) return badForm(form.problem);
  const token = params["token"] ?? "";
  const done = await sayAsSeat(guestSeat(token), form.value, context.requestId);
  if (done === null) return data({ said: null }, { status: 410 });
  if (!done.ok) return refused(done.reason, form.values);
  if (done.value === "declare") return redirectWithNotice(paths.panelGuest(token), "panel-declared");
  return data({ said: done.value }, { status: 200 });
}

export default function PanelGuest() {
  const { seat } = useLoaderData<typeof loader>();
  const { token = "" } = useParams();
  const answer = useActionData<typeof action>();
  const said = answer && "said" in answer ? answer.said : null;
  const form = useForm(answer && "said" in answer ? undefined : answer);
  return <SeatPage seat={seat} said={said} form={form} paperHref={(id) => paths.guestPaper(token, id)} />;
}
