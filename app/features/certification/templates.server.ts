import { db, type Tx } from "#app/infra/db.server.ts";
import { readStoredFile } from "#app/infra/files.server.ts";
import type { Look } from "./certificate-pdf.server.tsx";
import type { PrintedFacts } from "./licence-facts.ts";
import {
  FIRST_TEMPLATE,
  paletteOf,
  templateIdOf,
  TemplateText,
  type Template,
  type TemplateFamily,
} from "./template.ts";

/* Templates as they were published: what is issued next is issued in the newest, what was issued stays in its own. */

/** @throws on a text that no act of ours wrote. */
export const readTemplate = (text: string): TemplateText => TemplateText.parse(JSON.parse(text));

/** The newest version; null: nobody has published one, and the platform prints as it does by itself. */
export async function currentTemplate(
  programme: string,
  family: TemplateFamily,
  tx: Tx = db,
): Promise<Template | null> {
  const id = templateIdOf(programme, family);
  if (!id) return null;
  const row = await tx.certificateTemplate.findFirst({
    where: { templateId: id },
    orderBy: { version: "desc" },
    select: { version: true, text: true },
  });
  return row && { id, version: row.version, text: readTemplate(row.text) };
}

/** For each certificate the one it was issued in; the same object for the same version. */
export async function templatesOf(set: Pick<PrintedFacts, "template">[]): Promise<TemplateText[]> {
  const named = set.flatMap(({ template }) => template ?? []);
  const rows =
    named.length === 0
      ? []
      : await db.certificateTemplate.findMany({
          where: { templateId: { in: named.map(({ id }) => id) } },
          select: { templateId: true, version: true, text: true },
        });
  const texts = new Map(
    rows.map(({ templateId, version, text }) => [`${templateId}/${version}`, readTemplate(text)]),
  );
  return set.map(({ template }) => {
    if (!template) return FIRST_TEMPLATE;
    const text = texts.get(`${template.id}/${template.version}`);
    if (!text) throw new Error(`version ${template.version} of the template ${template.id} is not there`);
    return text;
  });
}

/** With the bytes of its logo, as a thread without a database and files is given it. */
export async function lookOf({ colours, logo }: TemplateText): Promise<Look> {
  return {
    palette: paletteOf(colours),
    logo: logo && {
      type: logo.type,
      width: logo.width,
      height: logo.height,
      bytes: await readStoredFile(logo.sha256),
    },
  };
}
