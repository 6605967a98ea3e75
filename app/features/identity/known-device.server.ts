import { cookie, readCookie, sign, unsign } from "#app/infra/cookies.server.ts";
import { newSecret, sha256 } from "#app/infra/ids.server.ts";
import { signingSecret } from "#app/infra/secret.server.ts";

/* A browser somebody has signed in on carries a signed cookie that says so; guesses elsewhere never make it wait.
 * It opens nothing. A shared phone knows several people. */

const COOKIE = "device";
const PURPOSE = "device:";
const MOST_PEOPLE = 12;
const YEAR_SECONDS = 365 * 24 * 60 * 60;

const markOf = (personId: string) => sha256(`device ${personId}`).slice(0, 16);

type Device = { id: string; people: string[] };

async function readDevice(cookies: string | null): Promise<Device | null> {
  const text = unsign(await signingSecret(), readCookie(cookies, COOKIE));
  if (!text?.startsWith(PURPOSE)) return null;
  const [id = "", people = ""] = text.slice(PURPOSE.length).split("~");
  return { id, people: people === "" ? [] : people.split("-") };
}

/** The device's id when this person has signed in on it before, else null. */
export async function knownDevice(cookies: string | null, personId: string): Promise<string | null> {
  const device = await readDevice(cookies);
  return device?.people.includes(markOf(personId)) ? device.id : null;
}

/** The cookie after this person has signed in here. */
export async function rememberDevice(cookies: string | null, personId: string): Promise<string> {
  const device = (await readDevice(cookies)) ?? { id: newSecret().slice(0, 22), people: [] };
  const mark = markOf(personId);
  const people = [mark, ...device.people.filter((other) => other !== mark)].slice(0, MOST_PEOPLE);
  const text = `${PURPOSE}${device.id}~${people.join("-")}`;
  return cookie(COOKIE, sign(await signingSecret(), text), { maxAge: YEAR_SECONDS });
}
