import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CallSheet } from "#app/features/admission/call-sheet.tsx";
import { callView } from "#app/features/admission/call-view.ts";
import { publicCalls } from "#app/features/admission/calls.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = { title: (t) => t("admission.calls.title") } satisfies PageHandle;

/** Public: the courses one can apply for, or soon can. */
export async function loader({ context }: LoaderFunctionArgs) {
  const calls = await publicCalls();
  return { calls: calls.map((call) => callView(call, context.words.locale)) };
}

export default function Calls() {
  const { calls } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <PageHeader title={t("admission.calls.title")} lead={t("admission.calls.lead")} />
      {calls.map((call) => (
        <CallSheet key={call.callId} call={call} />
      ))}
      {calls.length === 0 && (
        <EmptyState
          title={t("admission.calls.none")}
          action={
            <ButtonLink href="/courses" tone="quiet">
              {t("common.home.seeCourses")}
            </ButtonLink>
          }
        >
          {t("admission.calls.noneText")}
        </EmptyState>
      )}
    </>
  );
}
