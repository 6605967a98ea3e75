import { Readable } from "node:stream";
import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { readCode } from "#app/features/certification/check-query.ts";
import {
  checkCodes,
  checkList,
  listTable,
  secondsToListAgain,
} from "#app/features/checks/check-many.server.ts";
import { CodeListForm, CodesAsked } from "#app/features/checks/code-list-forms.ts";
import { MOST_CODES } from "#app/features/checks/code-list.ts";
import { ownDocument } from "#app/features/credentials/public-document.server.ts";
import { readForm } from "#app/infra/http.server.ts";
import { csvFile } from "#app/infra/table-files.server.ts";

/** Looked at in a browser: the page where people do the same. */
export const loader = () => redirect("/v/list");

/** Public: what many certificates are worth now, by their codes. Asked in JSON it answers so; a form gets a CSV file. */
export async function action({ request, context }: ActionFunctionArgs) {
  const seconds = await secondsToListAgain(context.address);
  if (seconds > 0)
    return ownDocument(
      { error: "too-many", seconds },
      { status: 429, headers: { "Retry-After": String(seconds) } },
    );
  if (!/^application\/json\b/.test(request.headers.get("Content-Type") ?? "")) {
    const form = await readForm(request, CodeListForm);
    const rows = form.ok ? await checkList(form.value.list, context.words) : null;
    if (!rows?.ok) return ownDocument({ error: "no-list" }, { status: 400 });
    const headers = {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="certificates.csv"',
      "Cache-Control": "private, no-store",
    };
    const file = csvFile(listTable(rows.value, context.words));
    return new Response(Readable.toWeb(file) as ReadableStream<Uint8Array>, { headers });
  }
  const asked = CodesAsked.safeParse(await request.json().catch(() => null));
  if (!asked.success) return ownDocument({ error: "no-list" }, { status: 400 });
  const { codes } = asked.data;
  if (codes.length > MOST_CODES) return ownDocument({ error: "too-long", most: MOST_CODES }, { status: 413 });
  const worths = await checkCodes(codes.map(readCode));
  return ownDocument({
    results: codes.map((code, index) => ({
      code,
      ...(worths[index] ?? { status: "unknown", valid: false }),
    })),
  });
}
