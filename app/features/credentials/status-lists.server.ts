import { IN_ERROR } from "#app/features/certification/certificate-record.server.ts";
import { standingOn, type Standing } from "#app/features/trainers/certifications/certification-status.ts";
import { readPeriod } from "#app/features/trainers/certifications/certifications.server.ts";
import { readTrainerCertificatesOf } from "#app/features/trainers/certifications/trainer-certificates.server.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, type Certificate } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { encodeBits } from "./bitstring.server.ts";
import { CREDENTIALS_V2 } from "./achievement.ts";
import { bitsOf, instant, LISTS, purposeOfList, statusListUrl, type ListName } from "./credential.ts";
import {
  courseState,
  messageOf,
  periodNumberOf,
  purposeOf,
  restNumberOf,
  trainerPeriod,
  trainerRest,
  trainerState,
  type ListedState,
  type Period,
  type Rest,
} from "./credential-status.ts";
import { addProof } from "./data-integrity.server.ts";
import type { Signed } from "./data-integrity.ts";
import { keyIdOf } from "./did-document.ts";
import { issuerDid, ourDidDocument, ourOrigins, signingKeys } from "./issuer-keys.server.ts";
import { believedSeals, timeServiceRoots } from "./sealing-keys.server.ts";
import { KEPT_SECONDS } from "./public-document.server.ts";

/*
 * Which credentials are revoked and why, which suspended, and which hold beyond their printed end, for anybody and without saying whose they are: a place in a list is
 * drawn at random. Lists are made from what holds now, and kept for a minute.
 */

/** What a reader may keep: with our minute and that of the way between it is five. */
const READERS_KEEP_MS = 180_000;

const kept = new Map<number, { until: number; lists: Promise<ByOrigin | null> }>();

type StatusList = Signed<ReturnType<typeof unsigned>>;
export type StatusLists = Record<ListName, StatusList>;

/** The same states under each address we have or had: a credential names those of its day. */
type ByOrigin = ReadonlyMap<string, StatusLists>;

export const statusLists = async (list: number, origin = env.PUBLIC_ORIGIN): Promise<StatusLists | null> =>
  (await listsByOrigin(list))?.get(origin) ?? null;

function listsByOrigin(list: number): Promise<ByOrigin | null> {
  const at = now().getTime();
  const known = kept.get(list);
  if (known && known.until > at) return known.lists;
  const lists = make(list);
  kept.set(list, { until: at + KEPT_SECONDS * 1000, lists });
  lists.then((made) => made === null && kept.delete(list)).catch(() => kept.delete(list));
  return lists;
}

/** After an act of this process nobody waits for the minute. */
export const forgetStatusLists = (): void => kept.clear();

/** All there is to check a credential, and the file it is in, without the network: our keys, and the lists as they are now. */
export async function statusSnapshot() {
  const given = await db.credential.groupBy({ by: ["list"], orderBy: { list: "asc" } });
  // The first also before anybody stands in it: whoever is next will be checked with what was kept today.
  const numbers = new Set([1, ...given.map(({ list }) => list)]);
  const lists = await Promise.all([...numbers].map(listsByOrigin));
  return {
    didDocument: await ourDidDocument(),
    formerOrigins: env.FORMER_ORIGINS,
    ...(await believedSeals()),
    timeServices: await timeServiceRoots(),
    statusLists: lists.flatMap((all) =>
      [...(all?.values() ?? [])].flatMap((own) => LISTS.map((name) => own[name])),
    ),
  };
}

/** The first list is there before anybody stands in it. */
async function make(list: number): Promise<ByOrigin | null> {
  const rows = await db.credential.findMany({
    where: { list },
    select: {
      place: true,
      certificateId: true,
      licenceId: true,
      certificate: { select: { courseVersionId: true, revokedAt: true, supersededAt: true, endedAs: true } },
    },
  });
  if (rows.length === 0 && list !== 1) return null;
  const underSchemes = new Map([...(await toldOfTrainers(list)), ...(await toldOfLicences(list))]);
  const listed = rows.flatMap(({ place, certificateId, licenceId, certificate: of }) => {
    const told = of?.courseVersionId
      ? { ...NOTHING, state: stateOfCourse(of) }
      : (underSchemes.get((certificateId ?? licenceId)!) ?? NOTHING);
    return told.state || told.period ? [{ place, ...told }] : [];
  });
  const encoded = LISTS.map((name) => [name, encodeList(name, listed)] as const);
  const made = new Map<string, StatusLists>();
  for (const origin of ourOrigins()) {
    const lists = await Promise.all(
      encoded.map(async ([name, bits]) => [name, await signed(origin, list, name, bits)]),
    );
    made.set(origin, Object.fromEntries(lists) as StatusLists);
  }
  return made;
}

/** What the lists tell of one certificate. */
type Told = { state: ListedState | null; period: Period | null; rest: Rest | null };
const NOTHING: Told = { state: null, period: null, rest: null };

const toldOf = (standing: Standing, validUntil: CalendarDay, replaced: boolean): Told => ({
  state: trainerState(standing, validUntil, replaced),
  period: trainerPeriod(standing, validUntil),
  rest: trainerRest(standing),
});

const stateOfCourse = (of: Pick<Certificate, "revokedAt" | "supersededAt" | "endedAs">): ListedState | null =>
  courseState({
    inError: of.endedAs === IN_ERROR,
    revoked: of.revokedAt !== null,
    superseded: of.supersededAt !== null,
  });

/** By the certificate. */
async function toldOfTrainers(list: number): Promise<[string, Told][]> {
  const rows = await readTrainerCertificatesOf({ credential: { list } });
  return rows.map(({ id, standing, facts: { validUntil }, replacedOn }) => [
    id,
    toldOf(standing, validUntil, replacedOn !== null),
  ]);
}

/** By the licence, which is judged as a certification is, and has one edition. */
async function toldOfLicences(list: number): Promise<[string, Told][]> {
  const rows = await db.licence.findMany({
    where: { credential: { list } },
    include: { facts: { orderBy: { sequence: "asc" } } },
  });
  const book = await loadSchemes();
  return rows.map((row) => {
    const { validity, timeZone } = book.judging(row);
    const standing = standingOn(readPeriod(row), validity, today(timeZone));
    return [row.id, toldOf(standing, row.validUntil, false)];
  });
}

function encodeList(name: ListName, listed: (Told & { place: number })[]): string {
  const values = listed.map(({ place, ...told }) => [place, valueIn(name, told)] as const);
  return encodeBits(
    values.filter(([, value]) => value > 0),
    bitsOf(name),
  );
}

function valueIn(name: ListName, { state, period, rest }: Told): number {
  if (name === "period") return period ? periodNumberOf(period) : 0;
  if (!state) return 0;
  if (name === "standing") return rest ? restNumberOf(rest) : 0;
  return name === "message" ? messageOf(state) : Number(purposeOf(state) === name);
}

async function signed(origin: string, list: number, name: ListName, encoded: string): Promise<StatusList> {
  const { EdDSA } = await signingKeys();
  const at = now().getTime();
  return addProof(
    unsigned(origin, list, name, encoded, at),
    EdDSA.key,
    keyIdOf(issuerDid(origin), EdDSA.thumbprint),
    instant(at),
  );
}

function unsigned(origin: string, list: number, name: ListName, encodedList: string, at: number) {
  const url = statusListUrl(origin, list, name);
  return {
    "@context": [CREDENTIALS_V2],
    id: url,
    type: ["VerifiableCredential", "BitstringStatusListCredential"],
    issuer: issuerDid(origin),
    validFrom: instant(at),
    credentialSubject: {
      id: `${url}#list`,
      type: "BitstringStatusList",
      statusPurpose: purposeOfList(name),
      encodedList,
      ttl: READERS_KEEP_MS,
    },
  };
}
