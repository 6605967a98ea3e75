import type { Refusal } from "#app/lib/result.ts";
import type { TemplateId } from "./template.ts";

export type TemplateRow = {
  id: TemplateId;
  /** 0: as the platform prints by itself. */
  version: number;
  publishedAt: number | null;
  draft: boolean;
};

export type TemplateSheet = {
  id: TemplateId;
  version: number;
  /** Of the draft, else of the version that holds. */
  fields: Record<string, string>;
  logo: boolean;
  draft: { seen: string; savedAt: number } | null;
  /** Who is missing today, of those who sign. */
  nobodySigns: Refusal | null;
  history: { version: number; reason: string; publishedAt: number; by: string | null }[];
};
