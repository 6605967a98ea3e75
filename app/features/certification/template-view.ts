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
  /** Names the draft, or the version that holds, as it stood when this was read. */
  seen: string;
  draft: { savedAt: number } | null;
  /** Who is missing today, of those who sign. */
  nobodySigns: Refusal | null;
  history: { version: number; reason: string; publishedAt: number; by: string | null }[];
};
