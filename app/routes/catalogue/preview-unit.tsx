import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findPreviewVersion } from "#app/features/catalogue/course-pages.server.ts";
import { inLanguage, moduleOf } from "#app/features/catalogue/course-outline.ts";
import { unitSheet } from "#app/features/catalogue/courses.server.ts";
import { statusOf, ToolForm, workedIn, workOut } from "#app/features/catalogue/sheet-form.ts";
import { ToolView } from "#app/features/catalogue/tool-view.tsx";
import { readingLanguage, type UnitReading } from "#app/features/catalogue/unit-reading.ts";
import { unitReading } from "#app/features/catalogue/unit-reading.server.ts";
import { UnitView } from "#app/features/catalogue/unit-view.tsx";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { badForm, readForm } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { useForm } from "#app/ui/form-problem.tsx";
import type { PageHandle } from "#app/ui/page-handle.ts";
import { useWords } from "#app/ui/words.tsx";

export const handle = {
  title: (t, data: { reading: UnitReading }) =>
    t("catalogue.preview.title", { title: data.reading.title.words }),
} satisfies PageHandle;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "preview:courses");
  const { versionId = "", moduleId = "", unitId = "" } = args.params;
  const version = found(await findPreviewVersion(actor, versionId));
  const asked = new URL(args.request.url).searchParams.get("in");
  const locale = readingLanguage(asked, args.context.words.locale);
  const reading = found(await unitReading(version.id, moduleId, unitId, locale));
  const inLanguageAsked = (href: string) => (locale === asked ? `${href}?in=${asked}` : href);
  const units = moduleOf(version.outline, moduleId)?.units ?? [];
  const at = units.findIndex(({ id }) => id === unitId);
  const [previous, next] = [units[at - 1], units[at + 1]].map(
    (unit) =>
      unit && {
        href: inLanguageAsked(paths.previewUnit(versionId, moduleId, unit.id)),
        title: inLanguage(unit.titles, locale, version.outline.source).text,
      },
  );
  const here = paths.previewUnit(versionId, moduleId, unitId);
  return { reading, versionId, here, asked: locale === asked ? asked : null, previous, next };
}

/** A tool worked out, as learners do. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "preview:courses");
  const { versionId = "", moduleId = "", unitId = "" } = args.params;
  const version = found(await findPreviewVersion(actor, versionId));
  const form = await readForm(args.request, ToolForm);
  if (!form.ok) return badForm(form.problem);
  const asked = new URL(args.request.url).searchParams.get("in");
  const locale = readingLanguage(asked, args.context.words.locale);
  const tool = found(await unitSheet(version.id, moduleId, unitId, locale));
  const outcome = workOut(tool, form.value);
  return data(outcome, { status: statusOf(outcome) });
}

export default function PreviewUnit() {
  const { reading, versionId, here, asked, previous, next } = useLoaderData<typeof loader>();
  const { t } = useWords();
  const answer = useActionData<typeof action>();
  const form = useForm(answer);
  const { tool } = reading;
  const inOther = (locale: string) => `${here}?in=${locale}`;
  return (
    <UnitView reading={reading} unitsAt={paths.preview(versionId)} inLanguage={inOther}>
      {tool ? (
        <ToolView
          reading={{ ...reading, tool }}
          form={form}
          worked={workedIn(answer)}
          here={asked ? inOther(asked) : here}
          inLanguage={inOther}
        />
      ) : (
        form.summary
      )}
      {!reading.text && <p>{t("catalogue.preview.noText")}</p>}
      <div className="actions lesson-next">
        {next && (
          <ButtonLink href={next.href} iconEnd="arrow-end">
            {t("catalogue.preview.next", { title: next.title })}
          </ButtonLink>
        )}
        {previous && (
          <ButtonLink href={previous.href} tone="quiet" icon="arrow-start">
            {t("catalogue.preview.previous", { title: previous.title })}
          </ButtonLink>
        )}
        <ButtonLink href={paths.preview(versionId)} tone="quiet">
          {t("catalogue.preview.back")}
        </ButtonLink>
      </div>
    </UnitView>
  );
}
