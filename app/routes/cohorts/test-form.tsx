import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readingLanguage } from "#app/features/catalogue/unit-reading.ts";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { isSitting } from "#app/features/cohorts/cohort-test.ts";
import { printedForm } from "#app/features/cohorts/sit-test.server.ts";
import { TestKey, TestOnPaper } from "#app/features/cohorts/test-on-paper.tsx";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { askedLanguage } from "#app/features/learning/course-path.ts";
import { LanguageSwitch } from "#app/features/learning/language-switch.tsx";
import { isExaminedOn } from "#app/features/trainers/exams/trainer-pages.server.ts";
import { paths } from "#app/lib/paths.ts";
import { DirText } from "#app/ui/dir-text.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { useWords } from "#app/ui/words.tsx";

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;
export const handle = {
  title: (t, data: PageData | undefined) => t(`cohorts.test.print-${data?.sitting ?? "pre"}`),
} satisfies PageHandle;

/** A form on paper, in a language of the course, and what is right on a sheet of its own. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "keep:cohort-tests");
  const cohort = found(await findRunCohort(actor, args.params["cohortId"]!));
  const { sitting } = args.params;
  if (!isSitting(sitting)) throw new Response(null, { status: 404 });
  const locale = readingLanguage(askedLanguage(new URL(args.request.url)), args.context.words.locale);
  const printed = found(await printedForm(cohort.id, sitting, cohort.version, locale));
  const examined = await isExaminedOn(actor, cohort.version.id);
  const { languages, source } = cohort.version.outline;
  return {
    cohort: { id: cohort.id, name: cohort.name },
    sitting,
    questions: examined ? printed.map((question) => ({ ...question, right: null })) : printed,
    examined,
    languages,
    locale: languages.includes(locale) ? locale : source,
  };
}

export default function TestForm() {
  const { cohort, sitting, questions, examined, languages, locale } = useLoaderData<typeof loader>();
  const { t } = useWords();
  return (
    <>
      <PageHeader
        eyebrow={
          <a href={paths.cohortTest(cohort.id)}>
            <DirText>{cohort.name}</DirText>
          </a>
        }
        title={t(`cohorts.test.${sitting}`)}
      />
      <LanguageSwitch locales={languages} locale={locale} hrefOf={(each) => `?lang=${each}`} />
      <p className="soft no-print">{t("cohorts.test.printText")}</p>
      <TestOnPaper questions={questions} />
      {examined ? (
        <p className="soft no-print">{t("catalogue.trainer.examined")}</p>
      ) : (
        <TestKey questions={questions} />
      )}
    </>
  );
}
