import { offThread } from "#app/infra/off-thread.server.ts";
import type { SheetFacts } from "./sheet-facts.ts";

/** The PDF of a sheet. */
export const drawSheet = offThread<SheetFacts, Uint8Array>(
  { file: "build/sheet-thread.js", idleMs: 20_000 },
  async (facts) => (await import("./sheet-pdf.server.tsx")).renderSheetPdf(facts),
);
