import type { MeasuredApp } from "./measured-app.ts";

const PEOPLE = 10_000;

/**
 * Ten thousand people as a file, read as fast as it comes: seconds, and by how much the app grew while it wrote. A smaller
 * one first, so that what is loaded once is not counted.
 */
export async function measureExport(
  app: MeasuredApp,
  cookie: string,
  { few, many }: { few: string; many: string },
): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const kind of ["csv", "xlsx"]) {
    await take(app, cookie, `/reports/people.${kind}?cohort=${few}`);
    const before = app.pssMegabytes();
    let peak = before;
    const watching = setInterval(() => (peak = Math.max(peak, app.pssMegabytes())), 20);
    const start = performance.now();
    const bytes = await take(app, cookie, `/reports/people.${kind}?cohort=${many}`);
    const seconds = (performance.now() - start) / 1000;
    clearInterval(watching);
    if (bytes < PEOPLE * 10) throw new Error(`the export of ${PEOPLE} people has ${bytes} bytes`);
    figures[`export_10k_${kind}.s`] = Number(seconds.toFixed(2));
    figures[`export_10k_${kind}.grew_mb`] = Number((peak - before).toFixed(1));
  }
  return figures;
}

async function take({ origin }: MeasuredApp, cookie: string, at: string): Promise<number> {
  const answer = await fetch(origin + at, { headers: { cookie } });
  if (answer.status !== 200) throw new Error(`${at} answered ${answer.status}`);
  const reader = answer.body!.getReader();
  let bytes = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) bytes += read.value.length;
  return bytes;
}
