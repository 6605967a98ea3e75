import * as z from "zod";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";

const DemoSignIns = z.object({
  password: z.string(),
  people: z.array(z.object({ name: z.string(), username: z.string(), role: z.string() })),
});
export type DemoSignIns = z.output<typeof DemoSignIns>;

/** Whom one may sign in as to look round; only in a demonstration, where everything is invented. */
export async function demoSignIns(): Promise<DemoSignIns | null> {
  if (env.APP_MODE !== "demo") return null;
  const row = await db.setting.findUnique({ where: { key: "demo-sign-ins" } });
  return row ? DemoSignIns.parse(JSON.parse(row.value)) : null;
}
