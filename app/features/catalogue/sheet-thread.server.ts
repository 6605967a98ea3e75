import { parentPort } from "node:worker_threads";
import type { Reply } from "#app/infra/deadline-thread.server.ts";
import type { SheetFacts } from "./sheet-facts.ts";
import { renderSheetPdf } from "./sheet-pdf.server.tsx";

/* The thread the sheets of tools are drawn in, built as a file of its own (build/sheet-thread.js). */

const reply = (message: Reply<Uint8Array>) => parentPort?.postMessage(message);

parentPort?.on("message", (facts: SheetFacts) => {
  renderSheetPdf(facts).then(
    (answer) => reply({ answer }),
    (error: unknown) => reply({ error: String(error) }),
  );
});
