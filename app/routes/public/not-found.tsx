import type { ActionFunctionArgs } from "@remix-run/node";

/** Every address no page answers to, by the document's own error page: 404, or why the door refused what was sent. */
export const loader = ({ context }: Pick<ActionFunctionArgs, "context">) => {
  throw new Response(null, { status: context.refusedAs ?? 404 });
};
export const action = loader;

export default function NotFound() {
  return null;
}
