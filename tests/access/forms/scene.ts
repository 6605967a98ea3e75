import type { Role } from "#app/lib/actor.ts";
import * as fresh from "#tests/support/fresh.ts";

export type Fields = Record<string, string | string[]>;
/** A form that is right, and who sends it where. */
export type Scene = { path: string; cookie: string; fields: Fields; file?: { name: string; bytes: Buffer } };
/** By what the form does; each makes new things to do it to. */
export type ValidForms = Record<string, () => Promise<Scene>>;

/** By staff of this role, reaching the programme. */
export const as = async (role: Role, path: string, fields: Fields): Promise<Scene> => {
  const { cookie } = await fresh.staff(role);
  return { path, cookie, fields };
};

export const CONTACT = {
  name: "Sok Dara",
  email: "",
  phone: "+855 12 345 678",
  locale: "en",
  timeZone: "Asia/Phnom_Penh",
};
