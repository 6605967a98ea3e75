import { recordAudit } from "#app/features/audit/record.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, isUniqueViolation, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { putFile } from "#app/infra/files.server.ts";
import { sha256 } from "#app/infra/ids.server.ts";
import { fontsCover } from "#app/infra/font-families.server.ts";
import { actingIn, programmeScope, reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import type { FieldError } from "#app/lib/form.ts";
import { ok, refuse, type Refusal, type Result } from "#app/lib/result.ts";
import type { Look } from "./certificate-pdf.server.tsx";
import { templateFields, type TemplateWritten } from "./template-forms.ts";
import { lighterLogo, readLogo, type ReadLogo } from "./template-logo.server.ts";
import type { TemplateRow, TemplateSheet } from "./template-view.ts";
import {
  FIRST_TEMPLATE,
  paletteOf,
  signatoriesOn,
  TEMPLATE_IDS,
  TEMPLATES,
  type TemplateId,
  type TemplateText,
} from "./template.ts";
import { lookOf, readTemplate } from "./templates.server.ts";

/* The next version of a template: written, looked at, published. Never changed afterwards. */

/** Whether the actor keeps this template: by its programme. */
function keepsTemplate({ grants }: Pick<Actor, "grants">, id: TemplateId): boolean {
  const keeper = { reach: reachOf(grants, "keep:certificate-templates") };
  return reachesAll(keeper) || reachedIds(keeper, "programme").includes(TEMPLATES[id].programme);
}

// ── Reading ─────────────────────────────────────────────────────────────────────────────────────────

export async function listTemplates(actor: Pick<Actor, "grants">): Promise<TemplateRow[]> {
  const [published, drafts] = await Promise.all([
    db.certificateTemplate.groupBy({ by: ["templateId"], _max: { version: true, publishedAt: true } }),
    db.certificateTemplateDraft.findMany({ select: { templateId: true } }),
  ]);
  return TEMPLATE_IDS.filter((id) => keepsTemplate(actor, id)).map((id) => {
    const newest = published.find(({ templateId }) => templateId === id)?._max;
    return {
      id,
      version: newest?.version ?? 0,
      publishedAt: newest?.publishedAt?.getTime() ?? null,
      draft: drafts.some(({ templateId }) => templateId === id),
    };
  });
}

/** Null: the actor does not keep it. */
export async function templateSheet(
  actor: Pick<Actor, "grants">,
  id: TemplateId,
): Promise<TemplateSheet | null> {
  if (!keepsTemplate(actor, id)) return null;
  const [rows, draft] = await Promise.all([
    db.certificateTemplate.findMany({ where: { templateId: id }, orderBy: { version: "desc" } }),
    db.certificateTemplateDraft.findUnique({ where: { templateId: id } }),
  ]);
  const writers = await db.person.findMany({
    where: { id: { in: rows.map(({ publishedBy }) => publishedBy) } },
    select: { id: true, name: true },
  });
  const [newest] = rows;
  const text = readTemplate(draft?.text ?? newest?.text ?? JSON.stringify(FIRST_TEMPLATE));
  const signing = signatoriesOn(text.holders, today());
  return {
    id,
    version: newest?.version ?? 0,
    fields: templateFields(text),
    logo: text.logo !== null,
    seen: seenOf(draft ?? newest),
    draft: draft && { savedAt: draft.savedAt.getTime() },
    nobodySigns: signing.ok ? null : signing.reason,
    history: rows.map(({ version, reason, publishedAt, publishedBy }) => ({
      version,
      reason,
      publishedAt: publishedAt.getTime(),
      by: writers.find((one) => one.id === publishedBy)?.name ?? null,
    })),
  };
}

/** Names what somebody looked at: a draft, else the version that holds. */
const seenOf = (row: { text: string } | null | undefined): string => (row ? sha256(row.text) : "");

/** What is written now: the draft, else the version that holds. */
async function writtenNow(id: TemplateId, tx: Tx = db): Promise<TemplateText> {
  const draft = await tx.certificateTemplateDraft.findUnique({ where: { templateId: id } });
  return draft ? readTemplate(draft.text) : newestText(id, tx);
}

const newestVersion = (id: TemplateId, tx: Tx) =>
  tx.certificateTemplate.findFirst({ where: { templateId: id }, orderBy: { version: "desc" } });

async function newestText(id: TemplateId, tx: Tx): Promise<TemplateText> {
  const row = await newestVersion(id, tx);
  return row ? readTemplate(row.text) : FIRST_TEMPLATE;
}

// ── Looking ─────────────────────────────────────────────────────────────────────────────────────────

export type Looked = { text: TemplateText; look: Look };

/** As it is stored. Null: the actor does not keep it. */
export async function lookAtTemplate(actor: Actor, id: TemplateId): Promise<Looked | null> {
  if (!keepsTemplate(actor, id)) return null;
  const text = await writtenNow(id);
  return { text, look: await lookOf(text) };
}

/** As it is typed; nothing is kept, a logo neither. */
export async function lookAtTyped(
  actor: Actor,
  id: TemplateId,
  written: TemplateWritten,
): Promise<Result<Looked, FieldError> | null> {
  if (!keepsTemplate(actor, id)) return null;
  const read = await readWritten(id, written);
  if (!read.ok) return read;
  const { text, logo } = read.value;
  if (!logo) return ok({ text, look: await lookOf(text) });
  return ok({ text, look: { palette: paletteOf(text.colours), logo } });
}

/** With the logo that was sent, else the one there is, drawn anew where it is heavier than one may be now. */
async function readWritten(
  id: TemplateId,
  { text, logo, withoutLogo }: TemplateWritten,
): Promise<Result<{ text: TemplateText; logo: ReadLogo | null }, FieldError>> {
  const wrong = (field: string, key: string, params?: FieldError["params"]) =>
    ({ ok: false, reason: { field, key, ...(params && { params }) } }) as const;
  const all = { ...text, logo: withoutLogo ? null : (await writtenNow(id)).logo };
  for (const [field, value] of Object.entries(templateFields(all))) {
    const characters = fontsCover(value);
    if (characters.length > 0) return wrong(field, "not-printable", { characters: characters.join(" ") });
  }
  if (!logo) return ok({ text: all, logo: all.logo && (await lighterLogo(all.logo)) });
  const read = await readLogo(logo);
  return typeof read === "string" ? wrong("logo", read) : ok({ text: all, logo: read });
}

// ── Writing ─────────────────────────────────────────────────────────────────────────────────────────

export type Saved = { ok: true } | { ok: false; reason: Refusal } | { ok: false; error: FieldError };

/**
 * Written over until it is published; one that says the same as what holds is none. Of two who write at once the second is
 * told, and what they typed stands before them.
 */
export async function saveTemplate(
  actor: Actor,
  id: TemplateId,
  written: TemplateWritten,
): Promise<Saved | null> {
  if (!keepsTemplate(actor, id)) return null;
  const read = await readWritten(id, written);
  if (!read.ok) return { ok: false, error: read.reason };
  const { bytes, ...logo } = read.value.logo ?? { bytes: null };
  const text = bytes
    ? { ...read.value.text, logo: { sha256: await putFile(bytes), ...logo } as TemplateText["logo"] }
    : read.value.text;
  const saved = canonicalJson(text);
  const second = refuse("template.draft-saved-meanwhile");
  try {
    return await inTransaction(async (tx): Promise<Saved> => {
      const there = await tx.certificateTemplateDraft.findUnique({ where: { templateId: id } });
      if (there?.text === saved) return { ok: true };
      if (canonicalJson(await newestText(id, tx)) === saved) return refuse("template.nothing-changed");
      if (seenOf(there ?? (await newestVersion(id, tx))) !== written.seen) return second;
      const version = (await tx.certificateTemplate.count({ where: { templateId: id } })) + 1;
      const draft = { version, text: saved, savedAt: now(), savedBy: actor.personId };
      if (!there) await tx.certificateTemplateDraft.create({ data: { templateId: id, ...draft } });
      else if (!(await replaced(tx, there, draft))) return second;
      await recordAudit(tx, actor, "template.drafted", { kind: "template", id });
      return { ok: true };
    });
  } catch (error) {
    if (isUniqueViolation(error)) return second;
    throw error;
  }
}

type Draft = { templateId: string; text: string };
async function replaced(
  tx: Tx,
  { templateId, text }: Draft,
  data: Omit<Prisma.CertificateTemplateDraftUncheckedCreateInput, "templateId">,
) {
  const { count } = await tx.certificateTemplateDraft.updateMany({ where: { templateId, text }, data });
  return count === 1;
}

/** Put away as it was looked at, twice too. */
export async function discardTemplate(
  actor: Actor,
  id: TemplateId,
  seen: string,
): Promise<Result<null> | null> {
  if (!keepsTemplate(actor, id)) return null;
  return inTransaction(async (tx) => {
    const draft = await tx.certificateTemplateDraft.findUnique({ where: { templateId: id } });
    if (!draft) return ok(null);
    if (seenOf(draft) !== seen) return refuse("template.draft-saved-meanwhile");
    const { count } = await tx.certificateTemplateDraft.deleteMany({
      where: { templateId: id, text: draft.text },
    });
    if (count > 0) await recordAudit(tx, actor, "template.discarded", { kind: "template", id });
    return ok(null);
  });
}

/** What is issued from now on is in it, as it was looked at: a draft that somebody changed since is refused. */
export async function publishTemplate(
  asking: Actor,
  id: TemplateId,
  { seen, over, reason }: { seen: string; over: number; reason: string },
): Promise<Result<number> | null> {
  if (!keepsTemplate(asking, id)) return null;
  const actor = actingIn(asking, programmeScope(TEMPLATES[id].programme));
  try {
    return await inTransaction(async (tx) => {
      const draft = await tx.certificateTemplateDraft.findUnique({ where: { templateId: id } });
      if (!draft) return refuse("template.no-draft");
      const { version, text } = draft;
      if (sha256(text) !== seen || version !== over + 1) return refuse("template.draft-changed");
      const signing = signatoriesOn(readTemplate(text).holders, today());
      if (!signing.ok) return signing;
      await tx.certificateTemplate.create({
        data: { templateId: id, version, text, reason, publishedAt: now(), publishedBy: actor.personId },
      });
      await tx.certificateTemplateDraft.delete({ where: { templateId: id } });
      await recordAudit(tx, actor, "template.published", { kind: "template", id }, { version, reason });
      return ok(version);
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("changed-meanwhile");
    throw error;
  }
}
