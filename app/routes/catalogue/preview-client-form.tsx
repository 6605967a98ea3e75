import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { clientFormReading } from "#app/features/catalogue/client-form-reading.server.ts";
import { ClientFormView } from "#app/features/catalogue/client-form-view.tsx";
import { clientFormPage, type ClientFormReading } from "#app/features/catalogue/client-forms.ts";
import { findPreviewVersion } from "#app/features/catalogue/course-pages.server.ts";
import { readingLanguage } from "#app/features/catalogue/unit-reading.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { paths } from "#app/lib/paths.ts";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t, { reading }: { reading: ClientFormReading }) =>
    t("catalogue.preview.title", { title: t(`catalogue.clientForm.page.${reading.page}`) }),
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "preview:courses");
  const { versionId = "", moduleId = "" } = args.params;
  const page = found(clientFormPage(args.params["page"]));
  const version = found(await findPreviewVersion(actor, versionId));
  const asked = new URL(args.request.url).searchParams.get("in");
  const locale = readingLanguage(asked, args.context.words.locale);
  const reading = found(await clientFormReading(version.id, moduleId, page, locale));
  return { reading, versionId, moduleId, asked: locale === asked ? asked : null };
}

export default function PreviewClientForm() {
  const { reading, versionId, moduleId, asked } = useLoaderData<typeof loader>();
  const { t } = useWords();
  const at = (page: string, locale: string | null) =>
    paths.previewClientForm(versionId, moduleId, page) + (locale ? `?in=${locale}` : "");
  return (
    <ClientFormView
      reading={reading}
      pageAt={(page) => at(page, asked)}
      inLanguage={(locale) => at(reading.page, locale)}
      back={{ href: paths.preview(versionId), label: t("catalogue.preview.back") }}
    />
  );
}
