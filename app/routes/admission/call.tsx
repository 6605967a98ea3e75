import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CallFactList, CallPhaseTag, WrittenText } from "#app/features/admission/call-sheet.tsx";
import { callView, type CallView } from "#app/features/admission/call-view.ts";
import { publicCall } from "#app/features/admission/calls.server.ts";
import { found } from "#app/features/identity/guards.server.ts";
import { Titled } from "#app/features/learning/titled.tsx";
import { paths } from "#app/lib/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (_t, data: { call: CallView; courseId: string } | undefined) => data?.call.course.words ?? "",
} satisfies PageHandle;

/** Public: a call stays readable after it has closed. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const call = found(await publicCall(params["callId"]!));
  return { call: callView(call, context.words.locale), courseId: call.version.courseId };
}

export default function Call() {
  const { call, courseId } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={
          <>
            <bdi>{call.name}</bdi> <CallPhaseTag phase={call.phase} />
          </>
        }
        title={<Titled of={call.course} />}
        actions={
          call.phase === "open" && (
            <ButtonLink href={paths.applyFor(call.callId)} iconEnd="arrow-end">
              {t("admission.call.applyNow")}
            </ButtonLink>
          )
        }
      />
      <Sheet title={t("admission.call.facts")}>
        <CallFactList call={call} />
      </Sheet>
      <WrittenText title={t("admission.edit.about")} text={call.about} />
      <WrittenText title={t("admission.call.criteria")} text={call.criteria} />
      <WrittenText title={t("admission.call.costs")} text={call.costs} />
      <p>
        <a href={paths.course(courseId)}>{t("admission.call.toCourse")}</a>
      </p>
    </>
  );
}
