import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { drawUnsealed } from "#app/features/certification/draw-certificate.server.ts";
import { specimen } from "#app/features/certification/specimen.server.ts";
import {
  lookAtTemplate,
  lookAtTyped,
  type Looked,
} from "#app/features/certification/template-drafts.server.ts";
import { PreviewChoice, templateForm } from "#app/features/certification/template-forms.ts";
import { isTemplateId, TEMPLATES, type TemplateId } from "#app/features/certification/template.ts";
import { found, requirePermission } from "#app/features/identity/guards.server.ts";
import { readFields, wholeAnswer } from "#app/infra/http.server.ts";
import { parseForm } from "#app/lib/form.ts";
import { LOCALES } from "#app/lib/locales.ts";

/** The real PDF of a specimen: of what is stored. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requirePermission(args, "keep:certificate-templates");
  const id = idOf(args);
  const looked = found(await lookAtTemplate(actor, id));
  return answer(args, id, looked, Object.fromEntries(new URL(args.request.url).searchParams));
}

/** Of what is typed; nothing is kept. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requirePermission(args, "keep:certificate-templates");
  const id = idOf(args);
  found(await lookAtTemplate(actor, id));
  const fields = await readFields(args.request);
  const form = parseForm(fields.entries(), templateForm(id));
  const looked = form.ok ? found(await lookAtTyped(actor, id, form.value)) : null;
  if (!looked?.ok) {
    const { t } = args.context.words;
    return wholeAnswer(t("certification.template.notYet"), {
      status: 400,
      headers: { "Content-Type": "text/plain; charset=utf-8" },
    });
  }
  return answer(args, id, looked.value, Object.fromEntries(fields));
}

function idOf({ params }: LoaderFunctionArgs): TemplateId {
  const { templateId } = params;
  return found(isTemplateId(templateId) ? templateId : null);
}

async function answer(args: LoaderFunctionArgs, id: TemplateId, looked: Looked, asked: object) {
  const chosen = PreviewChoice.safeParse(asked).data;
  const { kinds } = TEMPLATES[id];
  const kind = kinds.find((known) => known === chosen?.kind) ?? kinds[0]!;
  const own = args.context.words.locale;
  const locale = chosen?.language ?? LOCALES.find((known) => known === own) ?? LOCALES[0];
  const headers = {
    "Content-Type": "application/pdf",
    "Content-Disposition": `inline; filename="specimen.pdf"`,
    "Cache-Control": "private, no-store",
  };
  if (args.request.method === "HEAD") return new Response(null, { headers });
  return wholeAnswer(await drawUnsealed([specimen(id, looked, { kind, locale })]), { headers });
}
