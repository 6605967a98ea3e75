/** The process answers; says nothing about the database (that is /ready). */
export const loader = () => new Response("ok\n", { headers: { "Content-Type": "text/plain" } });
