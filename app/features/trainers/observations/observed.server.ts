import { today } from "#app/infra/clock.server.ts";
import type { Prisma, Tx } from "#app/infra/db.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { paths } from "#app/lib/paths.ts";
import {
  anchorsAt,
  holdCandidacy,
  loadCandidacy,
  readFile,
  WITH_EVENTS,
} from "#app/features/trainers/candidacies/candidacy-file.server.ts";
import { shownSince } from "#app/features/trainers/candidacies/candidacy.ts";
import { writesAs } from "#app/features/trainers/candidacies/candidacy-records.ts";
import { OVER, standingOn } from "#app/features/trainers/certifications/certification-status.ts";
import {
  holdLine,
  readCertification,
  withHolder,
} from "#app/features/trainers/certifications/certifications.server.ts";
import type { Anchors } from "#app/features/trainers/schemes/anchors.ts";
import { NOTHING_YET } from "#app/features/trainers/schemes/requirements.ts";
import { loadSchemes } from "#app/features/trainers/schemes/scheme-versions.server.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { evidenceStage, stageOf } from "#app/features/trainers/schemes/stage.ts";
import {
  asksInstrument,
  leftToObserve,
  rulesInStage,
  rulesOfRenewal,
  type ObservedFor,
  type Rules,
} from "./observation.ts";

/* Where the two differ whom an assessor observes: a candidate in a stage, and a holder towards the renewal. */

const AS_HOLDER = withHolder({ name: true, locale: true });

export const WITH_OBSERVED = {
  person: { select: { name: true } },
  candidacy: { include: WITH_EVENTS },
  certification: { include: AS_HOLDER },
} satisfies Prisma.ObservationInclude;
type Stored = Prisma.ObservationGetPayload<{ include: typeof WITH_OBSERVED }>;

type Ids = { candidacyId: string | null; certificationId: string | null };
export const observedFor = ({ candidacyId, certificationId }: Ids): ObservedFor =>
  candidacyId === null
    ? { kind: "certification", id: certificationId! }
    : { kind: "candidacy", id: candidacyId };

export const whereFor = ({ kind, id }: ObservedFor) =>
  kind === "candidacy" ? { candidacyId: id } : { certificationId: id };

/** Where an officer plans, and where whoever was observed reads what came of it. */
export const planPath = ({ kind, id }: ObservedFor): string =>
  kind === "candidacy" ? paths.observations(id) : paths.renewalObservations(id);
export const resultPath = ({ kind, id }: ObservedFor): string =>
  kind === "candidacy" ? paths.myCandidacy(id) : paths.myRenewal(id);

/** Of two who plan for somebody at once one waits, and then sees what the other planned. */
export const holdObserved = (tx: Tx, { kind, id }: ObservedFor): Promise<unknown> =>
  kind === "candidacy" ? holdCandidacy(tx, id) : holdLine(tx, id);

// ── One observation ─────────────────────────────────────────────────────────────────────────────────

export type Judged = {
  scheme: Scheme;
  rules: Rules;
  /** What the scores stood for at an instant; null: they stand for now. */
  anchorsAt: (at: number | null) => Anchors | undefined;
};

/** By which rules it is rated. */
export async function judgedBy({ candidacy, certification, day }: Stored, tx: Tx): Promise<Judged> {
  const book = await loadSchemes(tx);
  if (candidacy) {
    const { scheme, file } = await readFile(candidacy, tx);
    const stage = stageOf(scheme, file.candidacy.state);
    const facts = (stage && file.facts.stages[evidenceStage(scheme, stage)]) ?? NOTHING_YET;
    return { scheme, rules: rulesInStage(scheme, facts), anchorsAt: (at) => anchorsAt(book, candidacy, at) };
  }
  const scheme = book.judging(certification!, day);
  return { scheme, rules: rulesOfRenewal(scheme), anchorsAt: () => scheme.anchors };
}

// ── Before one is planned ───────────────────────────────────────────────────────────────────────────

export type Observable = {
  for: ObservedFor;
  personId: string;
  name: string;
  programme: string;
  scheme: Scheme;
  /** A stage that is observed; a renewal that asks for it, of a certification that is not over. */
  open: boolean;
  /** All there is to see has been seen. */
  seen: boolean;
  /** What was held before does not count: it was of an earlier round; null: any day does. */
  since: CalendarDay | null;
  /** A recording does: of who has been certified before (domain §6.4). */
  onVideo: boolean;
};

/** Null: there is none. */
export async function observable(tx: Tx, of: ObservedFor): Promise<Observable | null> {
  if (of.kind === "candidacy") {
    const row = await loadCandidacy({ id: of.id }, tx);
    if (!row) return null;
    const { scheme, file } = await readFile(row, tx);
    const stage = stageOf(scheme, file.candidacy.state);
    const open = stage !== undefined && writesAs("observation", stage, ["master-trainer"]) !== null;
    const facts = file.facts.stages[file.candidacy.state] ?? NOTHING_YET;
    const { personId, programme, person } = row;
    const seen = open && !leftToObserve(scheme, facts);
    return {
      for: of,
      personId,
      programme,
      name: person.name,
      scheme,
      open,
      seen,
      since: open ? shownSince(scheme, file.candidacy) : null,
      onVideo: scheme.back === "refresher-exam-observation",
    };
  }
  const row = await tx.certification.findUnique({ where: { id: of.id }, include: AS_HOLDER });
  if (!row) return null;
  const book = await loadSchemes(tx);
  const day = today(book.current(row.schemeId).timeZone);
  const scheme = book.judging(row, day);
  const { status } = standingOn(readCertification(row), scheme.validity, day);
  const open = asksInstrument(scheme) && !OVER.includes(status);
  const { personId, programme, person } = row;
  return {
    for: of,
    personId,
    programme,
    name: person.name,
    scheme,
    open,
    seen: false,
    since: null,
    onVideo: true,
  };
}
