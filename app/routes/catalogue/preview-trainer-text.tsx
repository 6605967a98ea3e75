import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findTrainerText } from "#app/features/catalogue/trainer-reading.server.ts";
import { isTrainerText } from "#app/features/catalogue/trainer-texts.ts";
import { TrainerTextView } from "#app/features/catalogue/trainer-text-view.tsx";
import { readingLanguage, type TrainerReading } from "#app/features/catalogue/unit-reading.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { isExaminedOn } from "#app/features/trainers/exams/trainer-pages.server.ts";
import { paths } from "#app/lib/paths.ts";
import type { PageHandle } from "#app/ui/page-handle.ts";

export const handle = {
  title: (t, data: { reading: TrainerReading }) =>
    t("catalogue.preview.title", { title: data.reading.text.title }),
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "preview:courses");
  const { versionId = "", moduleId = "", text: asked = "" } = args.params;
  const text = found(isTrainerText(asked) ? asked : null);
  const language = new URL(args.request.url).searchParams.get("in");
  const locale = readingLanguage(language, args.context.words.locale);
  found((await isExaminedOn(actor, versionId)) ? null : versionId);
  const reading = found(await findTrainerText(actor, { versionId, moduleId, text }, locale));
  return {
    reading,
    here: paths.previewTrainer(versionId, moduleId, text),
    preview: paths.preview(versionId),
  };
}

export default function PreviewTrainerText() {
  return <TrainerTextView {...useLoaderData<typeof loader>()} />;
}
