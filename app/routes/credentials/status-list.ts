import type { LoaderFunctionArgs } from "@remix-run/node";
import { LISTS } from "#app/features/credentials/credential.ts";
import { noDocument, publicDocument } from "#app/features/credentials/public-document.server.ts";
import { statusLists } from "#app/features/credentials/status-lists.server.ts";

/** Public: which places of a list are revoked, or suspended, and why, signed. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const list = /^[1-9]\d{0,5}$/.test(params["list"]!) ? Number(params["list"]) : 0;
  const name = LISTS.find((one) => one === params["purpose"]);
  const lists = list && name ? await statusLists(list, new URL(request.url).origin) : null;
  return lists ? publicDocument(lists[name!], "application/vc") : noDocument();
}
