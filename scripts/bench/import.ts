import type { MeasuredApp } from "./measured-app.ts";

const PEOPLE = 1000;

/** A thousand new people, dry run and confirmation together, as an administrator's browser sends them; seconds. */
export async function measureImport(app: MeasuredApp, cookie: string): Promise<Record<string, number>> {
  const rows = Array.from(
    { length: PEOPLE },
    (_, index) => `Imported ${index},imported${index}@bench.example,IMP-${String(index).padStart(4, "0")}`,
  );
  const csv = ["name,e-mail,staff number", ...rows].join("\n");
  const headers = { cookie, "sec-fetch-site": "same-origin" };
  const start = performance.now();
  const file = new FormData();
  file.set("intent", "look");
  file.set("organisationId", "");
  file.set("file", new Blob([csv], { type: "text/csv" }), "people.csv");
  const looked = await fetch(`${app.origin}/people/import`, { method: "POST", headers, body: file });
  const carried = [...(await looked.text()).matchAll(/name="carried\[\]" value="([^"]*)"/g)];
  if (looked.status !== 200 || carried.length === 0) throw new Error(`the dry run answered ${looked.status}`);
  const confirmation = new URLSearchParams({ intent: "import" });
  for (const [, value] of carried)
    confirmation.append("carried[]", value!.replaceAll("&amp;", "&").replaceAll("&quot;", '"'));
  const imported = await fetch(`${app.origin}/people/import`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/x-www-form-urlencoded" },
    body: confirmation.toString(),
  });
  const text = await imported.text();
  if (imported.status !== 200 || !/1[,.\s\u00a0]?000/.test(text))
    throw new Error(`the import answered ${imported.status}: ${text.slice(0, 500)}`);
  return { "import_1k.s": Number(((performance.now() - start) / 1000).toFixed(2)) };
}
