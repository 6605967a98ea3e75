import { db, isUniqueViolation } from "./db.server.ts";
import { newSecret } from "./ids.server.ts";

const KEY = "signing-secret";
let kept: Promise<string> | null = null;

/** Signs cookies and kept work; made once per installation and stored beside the data it protects. */
export const signingSecret = (): Promise<string> => (kept ??= loadOrMake());

async function loadOrMake(): Promise<string> {
  const row = await db.setting.findUnique({ where: { key: KEY } });
  if (row) return row.value;
  try {
    return (await db.setting.create({ data: { key: KEY, value: newSecret() } })).value;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return (await db.setting.findUniqueOrThrow({ where: { key: KEY } })).value; // another process was first
  }
}
