import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readingLanguage } from "#app/features/catalogue/unit-reading.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { resultPage } from "#app/features/learning/attempt-pages.server.ts";
import { askedLanguage, withLanguage } from "#app/features/learning/course-path.ts";
import { LanguageSwitch } from "#app/features/learning/language-switch.tsx";
import type { ResultPage } from "#app/features/learning/question-view.ts";
import { ResultItems } from "#app/features/learning/result-items.tsx";
import { ResultVerdict } from "#app/features/learning/result-verdict.tsx";
import { Titled } from "#app/features/learning/titled.tsx";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t, { page }: { page: ResultPage }) =>
    t("learning.result.title", { title: page.title?.words ?? t("learning.final.title") }),
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "learn:own-courses");
  const { attemptId = "" } = args.params;
  const asked = askedLanguage(new URL(args.request.url));
  const page = found(await resultPage(actor, attemptId, readingLanguage(asked, args.context.words.locale)));
  if (page === "open") throw redirect(withLanguage(paths.attempt(attemptId), asked));
  return { page, asked };
}

export default function AttemptResult() {
  const { page, asked } = useLoaderData<typeof loader>();
  const { t } = useWords();
  const { attemptId, enrolmentId, moduleId, unitId, isFinal, items, moreTries, attempt } = page;
  const back = withLanguage(
    isFinal ? paths.final(enrolmentId) : paths.unit(enrolmentId, moduleId, unitId),
    asked,
  );
  const again = moreTries && !attempt.passed;
  return (
    <>
      <p className="eyebrow">
        <Titled of={page.course} />
        {" · "}
        {page.title ? <Titled of={page.title} /> : t("learning.final.title")}
      </p>
      <ResultVerdict page={page} />
      <div className="actions no-print">
        {again && (
          <ButtonLink href={back} iconEnd="arrow-end">
            {t("learning.result.tryAgain")}
          </ButtonLink>
        )}
        <ButtonLink
          href={paths.myCourse(enrolmentId)}
          tone={again ? "quiet" : "primary"}
          iconEnd={again ? undefined : "arrow-end"}
        >
          {t("learning.result.goOn")}
        </ButtonLink>
        <LanguageSwitch
          locales={page.locales}
          locale={page.locale}
          hrefOf={(locale) => withLanguage(paths.attemptResult(attemptId), locale)}
        />
      </div>
      {items ? (
        <>
          <h2>{t("learning.result.items")}</h2>
          <ResultItems items={items} />
        </>
      ) : (
        attempt.state !== "voided" && (
          <Alert title={t("learning.result.hiddenTitle")}>{t("learning.result.hiddenText")}</Alert>
        )
      )}
    </>
  );
}
