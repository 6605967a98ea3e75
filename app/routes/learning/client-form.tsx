import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { clientFormReading } from "#app/features/catalogue/client-form-reading.server.ts";
import { ClientFormView } from "#app/features/catalogue/client-form-view.tsx";
import { clientFormPage, type ClientFormReading } from "#app/features/catalogue/client-forms.ts";
import { readingLanguage } from "#app/features/catalogue/unit-reading.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { askedLanguage, withLanguage } from "#app/features/learning/course-path.ts";
import { myEnrolment } from "#app/features/learning/enrolments.server.ts";
import { moduleIn } from "#app/features/learning/progress.ts";
import { paths } from "#app/lib/paths.ts";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t, { reading }: { reading: ClientFormReading }) => t(`catalogue.clientForm.page.${reading.page}`),
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const { enrolmentId = "", moduleId = "" } = args.params;
  const page = found(clientFormPage(args.params["page"]));
  const course = found(await myEnrolment(actor, enrolmentId));
  const { lock } = found(moduleIn(course.progress, moduleId));
  const asked = askedLanguage(new URL(args.request.url));
  const locale = readingLanguage(asked, args.context.words.locale);
  if (lock) throw redirect(withLanguage(paths.module(enrolmentId, moduleId), asked)); // which says why
  const reading = found(await clientFormReading(course.version.id, moduleId, page, locale));
  return { reading, enrolmentId, moduleId, asked };
}

export default function ClientFormOfModule() {
  const { reading, enrolmentId, moduleId, asked } = useLoaderData<typeof loader>();
  const { t } = useWords();
  const at = (page: string, locale: string | null) =>
    withLanguage(paths.clientForm(enrolmentId, moduleId, page), locale);
  return (
    <ClientFormView
      reading={reading}
      pageAt={(page) => at(page, asked)}
      inLanguage={(locale) => at(reading.page, locale)}
      back={{
        href: withLanguage(paths.module(enrolmentId, moduleId), asked),
        label: t("learning.unit.toModule"),
      }}
    />
  );
}
