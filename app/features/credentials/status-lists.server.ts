import { IN_ERROR } from "#app/features/certification/certificate-record.server.ts";
import { readTrainerCertificatesOf } from "#app/features/trainers/certifications/trainer-certificates.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { encodeBits } from "./bitstring.server.ts";
import { CREDENTIALS_V2, instant, LISTS, MESSAGE_BITS, statusListUrl, type ListName } from "./credential.ts";
import { courseState, messageOf, purposeOf, trainerState, type ListedState } from "./credential-status.ts";
import { addProof } from "./data-integrity.server.ts";
import type { Signed } from "./data-integrity.ts";
import { keyIdOf } from "./did-document.ts";
import { issuerDid, ourDidDocument, signingKeys } from "./issuer-keys.server.ts";
import { sealingCertificates, timeServiceRoots } from "./sealing-keys.server.ts";
import { KEPT_SECONDS } from "./public-document.server.ts";

/*
 * Which credentials are revoked and why, and which suspended, for anybody and without saying whose they are: a place in a list is
 * drawn at random. Lists are made from what holds now, and kept for a minute.
 */

/** What a reader may keep: with our minute and that of the way between it is five. */
const READERS_KEEP_MS = 180_000;

const kept = new Map<number, { until: number; lists: Promise<StatusLists | null> }>();

type StatusList = Signed<ReturnType<typeof unsigned>>;
export type StatusLists = Record<ListName, StatusList>;

export function statusLists(list: number): Promise<StatusLists | null> {
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
  const numbers = await db.credential.groupBy({ by: ["list"], orderBy: { list: "asc" } });
  const lists = await Promise.all(numbers.map(({ list }) => statusLists(list)));
  return {
    didDocument: await ourDidDocument(),
    certificates: await sealingCertificates(),
    timeServices: await timeServiceRoots(),
    statusLists: lists.flatMap((all) => (all ? LISTS.map((name) => all[name]) : [])),
  };
}

/** The first list is there before anybody stands in it. */
async function make(list: number): Promise<StatusLists | null> {
  const rows = await db.credential.findMany({
    where: { list },
    select: {
      place: true,
      certificateId: true,
      certificate: {
        select: { courseVersionId: true, revokedAt: true, supersededAt: true, endedAs: true },
      },
    },
  });
  if (rows.length === 0 && list !== 1) return null;
  const ofTrainers = await readTrainerCertificatesOf({ credential: { list } });
  const states = new Map(
    ofTrainers.map(({ id, standing, facts, replacedOn }) => [
      id,
      trainerState(standing, facts.validUntil, replacedOn !== null),
    ]),
  );
  const listed = rows.flatMap(({ place, certificateId, certificate: of }) => {
    const ofCourse = {
      inError: of.endedAs === IN_ERROR,
      revoked: of.revokedAt !== null,
      superseded: of.supersededAt !== null,
    };
    const state = of.courseVersionId === null ? states.get(certificateId) : courseState(ofCourse);
    return state ? [{ place, state }] : [];
  });
  const [revocation, suspension, message] = await Promise.all(
    LISTS.map((name) => signed(list, name, encodeList(name, listed))),
  );
  return { revocation: revocation!, suspension: suspension!, message: message! };
}

function encodeList(name: ListName, listed: { place: number; state: ListedState }[]): string {
  if (name === "message")
    return encodeBits(
      listed.map(({ place, state }) => [place, messageOf(state)]),
      MESSAGE_BITS,
    );
  return encodeBits(listed.filter(({ state }) => purposeOf(state) === name).map(({ place }) => [place, 1]));
}

async function signed(list: number, name: ListName, encoded: string): Promise<StatusList> {
  const { EdDSA } = await signingKeys();
  const at = now().getTime();
  return addProof(
    unsigned(list, name, encoded, at),
    EdDSA.key,
    keyIdOf(issuerDid(), EdDSA.thumbprint),
    instant(at),
  );
}

function unsigned(list: number, purpose: ListName, encodedList: string, at: number) {
  const url = statusListUrl(env.PUBLIC_ORIGIN, list, purpose);
  return {
    "@context": [CREDENTIALS_V2],
    id: url,
    type: ["VerifiableCredential", "BitstringStatusListCredential"],
    issuer: issuerDid(),
    validFrom: instant(at),
    credentialSubject: {
      id: `${url}#list`,
      type: "BitstringStatusList",
      statusPurpose: purpose,
      encodedList,
      ttl: READERS_KEEP_MS,
    },
  };
}
