import type { LoaderFunctionArgs } from "@remix-run/node";
import { PURPOSES } from "#app/features/credentials/credential.ts";
import { noDocument, publicDocument } from "#app/features/credentials/public-document.server.ts";
import { statusLists } from "#app/features/credentials/status-lists.server.ts";

/** Public: which places of a list are revoked, or suspended, signed. */
export async function loader({ params }: LoaderFunctionArgs) {
  const list = /^[1-9]\d{0,5}$/.test(params["list"]!) ? Number(params["list"]) : 0;
  const purpose = PURPOSES.find((one) => one === params["purpose"]);
  const lists = list && purpose ? await statusLists(list) : null;
  return lists ? publicDocument(lists[purpose!], "application/vc") : noDocument();
}
