import { holdsToday } from "#app/features/identity/current-affiliation.server.ts";
import { peopleInReach } from "#app/features/identity/people-scope.server.ts";
import { searchWords } from "#app/features/identity/people-filters.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, type Prisma, type Tx } from "#app/infra/db.server.ts";
import { reachedIds, reachesAll, type Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { directionOf, type Sorting } from "#app/lib/sorting.ts";
import { openToAppeal, waitingAppeals } from "#app/features/trainers/appeals/appeal.ts";
import { hearingOf } from "./certification-acts.ts";
import { isSaidAmongStaff } from "#app/features/audit/said-among-staff.ts";
import {
  APPEAL_OUTCOMES,
  datesOf,
  knownOn,
  ON_THE_HOLDER,
  standingOn,
  wasOnRecord,
  withHoldersFacts,
  type AppealOutcome,
  type Certification,
  type CertificationFact,
} from "./certification-status.ts";
import type { CertificationRow, CertificationSheet, PanelName } from "./certification-view.ts";
import { behalfOf } from "./deputy-acts.server.ts";
import { employmentFor, type Leave } from "./employment.ts";
import { goesBack } from "./line.ts";
import type { SchemeBook } from "#app/features/trainers/schemes/scheme-book.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import { RESTS_ON, type SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { topicsHeld } from "#app/features/trainers/schemes/topics.ts";

type Reaching = Pick<Actor, "personId" | "reach">;

/** Those of the actor's programmes, and those of people the actor reaches. */
export const certificationsInReach = (actor: Reaching): Prisma.CertificationWhereInput =>
  reachesAll(actor)
    ? {}
    : { OR: [{ programme: { in: reachedIds(actor, "programme") } }, { person: peopleInReach(actor) }] };

export const CERTIFICATION_ORDERS = ["name", "number", "until"] as const;
export type CertificationFilters = {
  q: string;
  schemeId: string;
  on: CalendarDay | null;
  sorting: Sorting<(typeof CERTIFICATION_ORDERS)[number]>;
  page: number;
};

/** One page of the register, each with what it is worth on a day (today in the scheme's zone if none is asked). */
export async function listCertifications(
  actor: Reaching,
  { q, schemeId, on, sorting, page }: CertificationFilters,
) {
  const where: Prisma.CertificationWhereInput = {
    AND: [
      certificationsInReach(actor),
      schemeId ? { schemeId } : {},
      q
        ? {
            OR: [
              { number: { contains: q.toUpperCase() } },
              { person: { AND: searchWords(q).map((word) => ({ searchText: { contains: word } })) } },
            ],
          }
        : {},
    ],
  };
  const book = await loadSchemes();
  const [total, ids] = await Promise.all([
    db.certification.count({ where }),
    pageOf(where, sorting, page, book),
  ]);
  const found = await db.certification.findMany({
    where: { id: { in: ids } },
    include: {
      ...withHolder({
        name: true,
        affiliations: {
          where: holdsToday(),
          orderBy: { from: "desc" },
          take: 1,
          select: { organisation: { select: { name: true } } },
        },
      }),
    },
  });
  const rows = ids.flatMap((id) => found.find((row) => row.id === id) ?? []);
  return {
    total,
    rows: rows.map((row): CertificationRow => {
      const { person } = row;
      const day = on ?? today(book.current(row.schemeId).timeZone);
      const { validity } = book.judging(row, day);
      const certification = readCertification(row);
      return {
        id: row.id,
        name: person.name,
        organisation: person.affiliations[0]?.organisation.name ?? null,
        number: row.number,
        schemeId: row.schemeId,
        language: row.language,
        validUntil: datesOf(certification, validity).validUntil,
        standing: standingOn(certification, validity, day),
      };
    }),
  };
}

/** Which stand on a page, in their order. The end that is shown is in no column where it was extended: all are read for it. */
async function pageOf(
  where: Prisma.CertificationWhereInput,
  sorting: CertificationFilters["sorting"],
  page: number,
  book: SchemeBook,
): Promise<string[]> {
  const direction = directionOf(sorting);
  const [skip, take] = [(page - 1) * PAGE_SIZE, PAGE_SIZE];
  if (sorting.by !== "until") {
    const by = sorting.by === "name" ? { person: { name: direction } } : { number: direction };
    const rows = await db.certification.findMany({
      where,
      orderBy: [by, { id: direction }],
      skip,
      take,
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  }
  const rows = await db.certification.findMany({
    where,
    orderBy: { id: "asc" },
    select: {
      id: true,
      schemeId: true,
      validFrom: true,
      validUntil: true,
      facts: { ...FACTS_IN_ORDER, where: { kind: "extended" satisfies CertificationFact["kind"] } },
    },
  });
  const ends = rows.map((row) => ({
    id: row.id,
    until: datesOf(readPeriod(row), book.current(row.schemeId).validity).validUntil,
  }));
  ends.sort((one, other) => one.until.localeCompare(other.until) || one.id.localeCompare(other.id));
  if (direction === "desc") ends.reverse();
  return ends.slice(skip, skip + take).map(({ id }) => id);
}

/**
 * Its end lies within, as it was stored or as it was extended to: a first selection in the query, before its facts are read.
 */
export const endsWithin = (days: {
  gte?: CalendarDay;
  lte?: CalendarDay;
}): Prisma.CertificationWhereInput => ({
  OR: [
    { validUntil: days },
    { facts: { some: { kind: "extended" satisfies CertificationFact["kind"], until: days } } },
  ],
});

/** Whether it is the actor's to see or to act on, and whose it is. */
export const reachableCertification = (actor: Reaching, certificationId: string) =>
  db.certification.findFirst({
    where: { AND: [{ id: certificationId }, certificationsInReach(actor)] },
    select: { id: true, person: { select: { name: true } } },
  });

type Asked = { on: CalendarDay | null; known: CalendarDay | null };
const NOW: Asked = { on: null, known: null };

/** One certification as it stands on a day, as known on a day; null when it is not the actor's to see. */
export async function findCertification(
  actor: Reaching,
  certificationId: string,
  asked = NOW,
): Promise<CertificationSheet | null> {
  const sheet = await findSheet({ AND: [{ id: certificationId }, certificationsInReach(actor)] }, asked);
  return sheet && (sheet.personId === actor.personId ? asToldTo(sheet) : sheet);
}

/** One of one's own. */
export async function myCertification(
  actor: Pick<Actor, "personId">,
  certificationId: string,
  asked = NOW,
): Promise<CertificationSheet | null> {
  const sheet = await findSheet({ id: certificationId, personId: actor.personId }, asked);
  return sheet && asToldTo(sheet);
}

/** As its holder reads it. */
const asToldTo = (sheet: CertificationSheet): CertificationSheet => ({
  ...sheet,
  facts: sheet.facts.filter(({ kind }) => !isSaidAmongStaff(kind)),
});

/** Those one holds or held, the newest first. */
export async function myCertifications({ personId }: Pick<Actor, "personId">) {
  const [book, rows] = await Promise.all([
    loadSchemes(),
    db.certification.findMany({
      where: { personId },
      orderBy: [{ validFrom: "desc" }, { id: "desc" }],
      include: WITH_FACTS,
    }),
  ]);
  return rows.map((row) => {
    const day = today(book.current(row.schemeId).timeZone);
    const { validity } = book.judging(row, day);
    const certification = readCertification(row);
    return {
      id: row.id,
      number: row.number,
      schemeId: row.schemeId,
      language: row.language,
      dates: datesOf(certification, validity),
      standing: standingOn(certification, validity, day),
    };
  });
}

async function findSheet(
  where: Prisma.CertificationWhereInput,
  asked: Asked,
): Promise<CertificationSheet | null> {
  const row = await db.certification.findFirst({
    where,
    include: {
      ...withHolder({ name: true }),
      facts: FACTS_IN_ORDER,
    },
  });
  if (!row) return null;
  const book = await loadSchemes();
  const stored = readCertification(row);
  const { timeZone } = book.current(row.schemeId);
  const day = today(timeZone);
  const on = asked.on ?? day;
  const { validity } = book.judging(row, on);
  const judgedToday = book.judging(row, day);
  // A day of the past is answered as it was known then, unless another day is asked.
  const known = asked.known ?? (on < day ? on : null);
  const certification = known ? knownOn(stored, known) : stored;
  const facts = factsThatCount(row);
  const ownKnown = known ? row.facts.filter(({ recordedOn }) => recordedOn <= known) : row.facts;
  const [behalf, panels, writers, others] = await Promise.all([
    behalfOf(
      db,
      facts.map(({ id }) => id),
    ),
    // Also of what is written under another period of the holder.
    db.panel.findMany({
      where: { recordId: { in: facts.map(({ id }) => id) } },
      select: PANEL_THAT_DECIDED,
    }),
    db.person.findMany({
      where: { id: { in: [row.recordedBy, ...facts.map(({ recordedBy }) => recordedBy)] } },
      select: { id: true, name: true },
    }),
    db.certification.findMany({
      where: { personId: row.personId, schemeId: row.schemeId, id: { not: row.id } },
      orderBy: [{ validFrom: "desc" }, { id: "desc" }],
      select: { id: true, number: true, validFrom: true, validUntil: true },
    }),
  ]);
  const nameOf = new Map(writers.map(({ id, name }) => [id, name]));
  return {
    id: row.id,
    personId: row.personId,
    name: row.person.name,
    number: row.number,
    schemeId: row.schemeId,
    schemeVersion: judgedToday.version,
    timeZone,
    language: row.language,
    topics: topicsHeld({ ...row, facts: ownKnown }, on),
    validFrom: row.validFrom,
    origin: row.origin,
    basis: row.basis,
    recordedBy: nameOf.get(row.recordedBy) ?? "",
    dates: datesOf(certification, validity),
    on,
    known,
    today: day,
    recordedOn: row.recordedOn,
    standing: known && !wasOnRecord(stored, known) ? null : standingOn(certification, validity, on),
    standingNow: standingOn(stored, validity, on),
    standingToday: standingOn(stored, judgedToday.validity, day),
    validity: judgedToday.validity,
    parts: judgedToday.renewal.parts,
    certification: stored,
    hearing: hearingOf(facts),
    appealable: openToAppeal(row.facts, day),
    appeals: waitingAppeals(row.facts, day),
    others,
    holdsBy: underneath(row).flatMap((one) => {
      const read = readOneOf(row.person.certifications, one);
      if (known && !wasOnRecord(read, known)) return [];
      const under = known ? knownOn(read, known) : read;
      const { id, number } = one;
      return [{ id, number, standing: standingOn(under, book.judging(one, on).validity, on) }];
    }),
    facts: facts.map(
      ({ id, certificationId, kind, day: from, until, word, reason, recordedOn, recordedBy }) => ({
        id,
        under: others.find((one) => one.id === certificationId) ?? null,
        kind: kind as CertificationFact["kind"],
        day: from,
        until,
        word,
        reason,
        recordedOn,
        by: nameOf.get(recordedBy) ?? "",
        behalf: behalf.get(id) ?? null,
        panel: namesOn(panels.find(({ recordId }) => recordId === id)),
      }),
    ),
  };
}

// ── Rows ────────────────────────────────────────────────────────────────────────────────────────────

const PANEL_THAT_DECIDED = {
  recordId: true,
  seats: {
    where: { withdrawnAt: null, conflict: "" },
    orderBy: { id: "asc" },
    select: { name: true, personId: true, employer: true },
  },
} satisfies Prisma.PanelSelect;

type DecidedPanel = Prisma.PanelGetPayload<{ select: typeof PANEL_THAT_DECIDED }>;

const namesOn = (panel: DecidedPanel | undefined): PanelName[] =>
  (panel?.seats ?? []).map(({ name, personId, employer }) => ({ name, guest: personId === null, employer }));

const FACTS_IN_ORDER = { orderBy: { sequence: "asc" } } satisfies Prisma.Certification$factsArgs;

/** A leave with what was said of its end. */
export const LEAVE = {
  from: true,
  until: true,
  recordedOn: true,
  ends: { orderBy: [{ recordedAt: "asc" }, { id: "asc" }], select: { until: true, recordedOn: true } },
} satisfies Prisma.LeaveSelect;

/** What an attestation's standing rests on. */
export const WITH_EMPLOYMENT = {
  facts: FACTS_IN_ORDER,
  attestation: {
    select: {
      organisationId: true,
      person: {
        select: {
          affiliations: { select: { organisationId: true, from: true, until: true } },
          leaves: { select: { organisationId: true, ...LEAVE } },
        },
      },
    },
  },
} satisfies Prisma.CertificationInclude;

/** All of the same person: the periods before and after one, and those another one rests on. */
const PERIODS = {
  certifications: {
    orderBy: { validFrom: "asc" },
    select: {
      id: true,
      number: true,
      schemeId: true,
      schemeVersion: true,
      predecessorId: true,
      widensId: true,
      validFrom: true,
      validUntil: true,
      countsFrom: true,
      topics: true,
      recordedOn: true,
      facts: FACTS_IN_ORDER,
      attestation: { select: { organisationId: true } },
    },
  },
} satisfies Prisma.PersonSelect;

/** What its standing rests on: read with every certification, or nobody could say what it is worth. */
export const WITH_FACTS = {
  ...WITH_EMPLOYMENT,
  person: { select: PERIODS },
} satisfies Prisma.CertificationInclude;

/** The same, with something of the holder. */
export const withHolder = <Holder extends Prisma.PersonSelect>(holder: Holder) =>
  ({ ...WITH_EMPLOYMENT, person: { select: { ...PERIODS, ...holder } } }) as const;

/** Something was decided on its holder, in this period or in another: its own facts do not say what it is worth. */
export const DECIDED_ON_ITS_HOLDER: Prisma.CertificationWhereInput = {
  person: { certifications: { some: { facts: { some: { kind: { in: [...ON_THE_HOLDER] } } } } } },
};

type StoredFact = {
  id: string;
  kind: string;
  day: string;
  until: string | null;
  about: string | null;
  word: string | null;
  recordedOn: string;
  recordedAt: Date;
  recordedBy: string;
};
type AtEmployer = { organisationId: string; from: string; until: string | null };
type StoredAttestation = {
  organisationId: string;
  person: { affiliations: readonly AtEmployer[]; leaves: readonly (Leave & AtEmployer)[] };
};
type Period = {
  validFrom: string;
  validUntil: string;
  countsFrom?: string | null;
  recordedOn?: string | null;
  facts: readonly StoredFact[];
};
type Linked = Period & {
  id: string;
  schemeId: string;
  predecessorId: string | null;
  widensId: string | null;
  attestation?: { organisationId: string } | null;
};
type Attested = Linked & { attestation: StoredAttestation | null };
type Underneath = Linked & { number: string; schemeId: string; schemeVersion: string };
type Stored = Attested & { schemeId: string; person: { certifications: readonly Underneath[] } };

export const lastSuspension = (facts: readonly StoredFact[]): StoredFact | undefined =>
  facts.filter(({ kind }) => kind === "suspended").at(-1);

/** The periods that came before one, and those that follow it, the first one first. */
const before = (one: Linked, all: readonly Linked[]): Linked[] =>
  all.filter(({ id }) => id === one.predecessorId).flatMap((period) => [...before(period, all), period]);
const after = (one: Linked, all: readonly Linked[]): Linked[] =>
  all
    .filter(({ predecessorId }) => predecessorId === one.id)
    .flatMap((period) => [period, ...after(period, all)]);

/** One of somebody's periods, with what was decided on them in the others. */
function readOneOf(periods: readonly Linked[], period: Linked): Certification {
  const line = before(period, periods);
  const first = line[0] ?? period;
  const base = periods.find(({ id }) => id === first.widensId);
  const own = withHoldersFacts(readPeriod(period), {
    before: line.map(readPeriod),
    after: after(period, periods).map(readPeriod),
  });
  if (!base) return own;
  const { schemeId } = base;
  return { ...own, widened: { of: readOneOf(periods, base), schemeId, on: first.validFrom } };
}

/** Its facts and those that count for it from other periods, in the order they were recorded. */
export function factsThatCount<Fact extends StoredFact>(
  row: Linked & {
    facts: readonly Fact[];
    person: { certifications: readonly (Linked & { facts: readonly Fact[] })[] };
  },
): Fact[] {
  const { certifications } = row.person;
  const stored = new Map(
    [row, ...certifications].flatMap(({ facts }) => facts).map((fact) => [fact.id, fact]),
  );
  return readOneOf(certifications, row).facts.map(({ id }) => stored.get(id)!);
}

/** What has a first and a last day and facts, and rests on nothing else. */
export const readPeriod = ({
  validFrom,
  validUntil,
  countsFrom,
  recordedOn,
  facts,
}: Period): Certification => ({
  validFrom,
  validUntil,
  ...(countsFrom && { countsFrom }),
  ...(recordedOn && { recordedOn }),
  facts: facts.map((fact) => readFact(fact, validFrom)),
});

/** Who stood behind the periods that one goes on with. */
const employersBefore = (period: Linked, periods: readonly Linked[]): string[] =>
  before(period, periods)
    .filter(({ validFrom }) => period.countsFrom && validFrom >= period.countsFrom)
    .flatMap(({ attestation }) => attestation?.organisationId ?? []);

/** Of an attestation, which rests on no other certification: one of the periods somebody is attested for. */
export const readAttestation = (
  { attestation, ...period }: Attested,
  periods: readonly Linked[],
): Certification => ({
  ...readOneOf(periods, period),
  employment:
    attestation &&
    employmentFor(
      {
        organisationId: attestation.organisationId,
        validFrom: period.validFrom,
        before: employersBefore(period, periods),
      },
      attestation.person.affiliations,
      attestation.person.leaves,
    ),
});

export const readCertification = (row: Stored): Certification => {
  const { certifications } = row.person;
  const period = readAttestation(row, certifications);
  const under = underneath(row);
  if (under.length === 0) return period;
  const restsOn = under.map((one) => readOneOf(certifications, one));
  return { ...period, restsOn, heldSince: heldSince(row) };
};

/** The first day of the first of the periods that follow one another. */
function heldSince({ validFrom, predecessorId, person }: Stored): CalendarDay {
  const before = person.certifications.find(({ id }) => id === predecessorId);
  return before ? heldSince({ ...before, attestation: null, person }) : validFrom;
}

/** Those it holds by. */
const underneath = ({ schemeId, person }: Pick<Stored, "schemeId" | "person">): readonly Underneath[] =>
  person.certifications.filter((one) =>
    RESTS_ON[schemeId as SchemeId]?.some((under) => under === one.schemeId),
  );

/** Of two who act at once on periods that follow one another, the second waits, and then reads what the first wrote. */
export async function holdLine(tx: Tx, certificationId: string): Promise<void> {
  const row = await tx.certification.findUnique({
    where: { id: certificationId },
    select: { predecessorId: true },
  });
  if (row?.predecessorId) return holdLine(tx, row.predecessorId);
  await tx.certification.updateMany({ where: { id: certificationId }, data: { id: certificationId } });
}

/** Of a period whose smaller scope an appeal set aside. */
export const SET_ASIDE = { kind: "succeeded", word: "appeal" } as const;

/** All periods of somebody, the first ones first, as a line is asked about (line.ts), each with its row. */
export async function periodsOf(tx: Tx, personId: string) {
  const rows = await tx.certification.findMany({
    where: { personId },
    orderBy: [{ validFrom: "asc" }, { recordedAt: "asc" }],
    include: { facts: FACTS_IN_ORDER, attestation: { select: { organisationId: true } } },
  });
  return rows.map((row) => {
    const { id, predecessorId, origin } = row;
    return { ...readPeriod(row), id, predecessorId, origin, row };
  });
}

/** The row with its facts in a transaction, for an act. */
export const loadCertification = (tx: Tx, actor: Reaching, certificationId: string) =>
  tx.certification.findFirst({
    where: { AND: [{ id: certificationId }, certificationsInReach(actor)] },
    include: WITH_FACTS,
  });

/** @throws on a kind that no act of ours writes. */
function readFact(
  { id, kind, day, until, about, word, recordedOn, recordedAt }: StoredFact,
  begunOn: CalendarDay,
): CertificationFact {
  const recorded = { id, recordedOn, at: recordedAt.getTime(), ...repeatsOf(kind, about) };
  switch (kind) {
    case "suspended":
      return { ...recorded, kind, on: day, decideBy: until ?? day };
    case "extended":
      return { ...recorded, kind, validUntil: until ?? day };
    case "succeeded":
      // Earlier such facts have the day of the panel: set aside is set aside from the first day.
      return word === SET_ASIDE.word
        ? { ...recorded, kind, validFrom: begunOn, setAside: true }
        : { ...recorded, kind, validFrom: day };
    case "waived":
      return { ...recorded, kind, on: day, until: until ?? day, part: word ?? "" };
    case "revocation-proposed":
      return { ...recorded, kind, on: day, hearingOn: until ?? day };
    case "appealed":
      return { ...recorded, kind, on: day, of: about ?? "" };
    case "succession-voided":
      return { ...recorded, kind, on: day, of: about ?? "" };
    case "appeal-decided":
      return { ...recorded, kind, on: day, of: about ?? "", outcome: outcomeOf(word) };
    case "moved":
      return { ...recorded, kind, on: day, version: word ?? "" };
    case "lifted":
    case "surrendered":
    case "revoked":
    case "revocation-dropped":
    case "surrender-entered":
    case "surrender-dropped":
    case "error-proposed":
    case "error-dropped":
    case "in-error":
    case "topic-added":
    case "renewal-submitted":
    case "renewal-refused":
    case "renewal-withdrawn":
      return { ...recorded, kind, on: day };
    default:
      throw new Error(`No fact ${kind}`);
  }
}

/** Of these, `about` is the fact that was given back; of others, the one they decide on. */
const repeatsOf = (kind: string, about: string | null) =>
  about !== null && (kind === "succeeded" || goesBack(kind)) ? { repeats: about } : {};

/** What is not known sets nothing aside. */
const outcomeOf = (word: string | null): AppealOutcome =>
  APPEAL_OUTCOMES.find((outcome) => outcome === word) ?? "upheld";
