/** Every address no page answers to: 404 by the document's own error page. */
export const loader = () => {
  throw new Response(null, { status: 404 });
};
export const action = loader;

export default function NotFound() {
  return null;
}
