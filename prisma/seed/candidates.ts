import { ask, askNoMore } from "#app/features/trainers/schemes/asked.ts";
import { saveDraft } from "#app/features/trainers/schemes/scheme-drafts.server.ts";
import { withValues } from "#app/features/trainers/schemes/scheme-fields.ts";
import type { Scheme } from "#app/features/trainers/schemes/scheme.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import {
  assignSecond,
  planObservation,
} from "#app/features/trainers/observations/plan-observation.server.ts";
import { keepEntries, signRating } from "#app/features/trainers/observations/rate-candidate.server.ts";
import { CRITERIA, type Scores } from "#app/features/trainers/schemes/criteria.ts";
import type { RatingEntry } from "#app/features/trainers/observations/rating.ts";
import { keepBank } from "#app/features/trainers/exams/exam-banks.server.ts";
import { admit, planSitting } from "#app/features/trainers/exams/exam-sittings.server.ts";
import {
  beginExam,
  handInExam,
  keepExamAnswers,
  myExam,
} from "#app/features/trainers/exams/sit-exam.server.ts";
import { invigilate } from "#app/features/trainers/exams/invigilate.server.ts";
import { readExamBank } from "#app/features/trainers/exams/read-exam-bank.server.ts";
import type { OpenSchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { recordCertification } from "#app/features/trainers/certifications/record-certification.server.ts";
import { grantRole } from "#app/features/identity/person-roles.server.ts";
import type { Actor, Grant } from "#app/lib/actor.ts";
import { addDays, addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import type { Result } from "#app/lib/result.ts";
import { EXAM_BANK } from "./exam-bank.ts";
import { tellAppeal } from "./appeals.ts";
import { act, on, record, scored, taken, walk, type Cast, type Way } from "./candidate-story.ts";
import { enrolAll, makeCohort, planDays } from "./cohorts.ts";
import { sitOnPaper } from "./paper-exam.ts";
import type { DemoPerson } from "./people.ts";
import { must } from "./studying.ts";

/* One candidate in every state of the trainer scheme, each led there through the acts of the pages, on the days it took. */

type Told = Pick<DemoPerson, "username" | "name" | "sex" | "country"> & {
  until: string;
  /** How long ago they applied; the stages take their time. */
  daysAgo: number;
  organisation: string;
};

const TOLD: Told[] = [
  {
    username: "nimol",
    name: "Heng Nimol",
    sex: "female",
    country: "KH",
    organisation: "rumdul",
    until: "applied",
    daysAgo: 4,
  },
  {
    username: "moussa",
    name: "Moussa Sarr",
    sex: "male",
    country: "SN",
    organisation: "lac",
    until: "admitted",
    daysAgo: 21,
  },
  {
    username: "linh",
    name: "Trần Mỹ Linh",
    sex: "female",
    country: "VN",
    organisation: "andean",
    until: "phase-1",
    daysAgo: 34,
  },
  {
    username: "narin",
    name: "Chhim Narin",
    sex: "male",
    country: "KH",
    organisation: "rumdul",
    until: "phase-1-exam",
    daysAgo: 61,
  },
  {
    username: "kunthea",
    name: "Nov Kunthea",
    sex: "female",
    country: "KH",
    organisation: "rumdul",
    until: "phase-1-exam",
    daysAgo: 62,
  },
  {
    username: "vuthy",
    name: "Sam Vuthy",
    sex: "male",
    country: "KH",
    organisation: "rumdul",
    until: "phase-1-exam",
    daysAgo: 62,
  },
  {
    username: "rachana",
    name: "Keo Rachana",
    sex: "female",
    country: "KH",
    organisation: "rumdul",
    until: "phase-1-exam",
    daysAgo: 60,
  },
  {
    username: "carlos",
    name: "Carlos Mamani",
    sex: "male",
    country: "PE",
    organisation: "andean",
    until: "phase-2-eligible",
    daysAgo: 90,
  },
  {
    username: "kosal",
    name: "Long Kosal",
    sex: "male",
    country: "KH",
    organisation: "rumdul",
    until: "phase-2",
    daysAgo: 108,
  },
  {
    username: "adama",
    name: "Adama Faye",
    sex: "female",
    country: "SN",
    organisation: "lac",
    until: "provisional",
    daysAgo: 130,
  },
  {
    username: "rosa",
    name: "Rosa Huamán",
    sex: "female",
    country: "PE",
    organisation: "andean",
    until: "phase-3",
    daysAgo: 170,
  },
  {
    username: "thida",
    name: "Sar Thida",
    sex: "female",
    country: "KH",
    organisation: "rumdul",
    until: "decision",
    daysAgo: 185,
  },
  {
    username: "cheikh",
    name: "Cheikh Diop",
    sex: "male",
    country: "SN",
    organisation: "lac",
    until: "certified",
    daysAgo: 230,
  },
];

/** Those whose way bends: a criterion below the floor, a deadline that passed, three that ended. */
const BENT: Told[] = [
  {
    username: "sokha",
    name: "Mao Sokha",
    sex: "female",
    country: "KH",
    organisation: "rumdul",
    until: "decision",
    daysAgo: 188,
  },
  {
    username: "diego",
    name: "Diego Vargas",
    sex: "male",
    country: "PE",
    organisation: "andean",
    until: "provisional",
    daysAgo: 520,
  },
  {
    username: "ousmane",
    name: "Ousmane Ba",
    sex: "male",
    country: "SN",
    organisation: "lac",
    until: "provisional",
    daysAgo: 150,
  },
  {
    username: "pisey",
    name: "Keo Pisey",
    sex: "female",
    country: "KH",
    organisation: "rumdul",
    until: "applied",
    daysAgo: 60,
  },
  {
    username: "julia",
    name: "Julia Rojas",
    sex: "female",
    country: "PE",
    organisation: "andean",
    until: "phase-1-exam",
    daysAgo: 140,
  },
  {
    username: "samnang",
    name: "Prum Samnang",
    sex: "male",
    country: "KH",
    organisation: "rumdul",
    until: "phase-1",
    daysAgo: 80,
  },
];

/** Trainers since long, on the way further: one to master trainer, one to the other volume. */
const FURTHER: (Told & { number: string; schemeId: OpenSchemeId })[] = [
  {
    username: "mealea",
    name: "Chhim Mealea",
    sex: "female",
    country: "KH",
    organisation: "rumdul",
    until: "master-supervised",
    daysAgo: 150,
    number: "TR-2024-021",
    schemeId: "mmw-master-trainer",
  },
  {
    username: "awa",
    name: "Awa Ndiaye",
    sex: "female",
    country: "SN",
    organisation: "lac",
    until: "volume-exam",
    daysAgo: 30,
    number: "TR-2025-033",
    schemeId: "mmw-volume-2-extension",
  },
];

type Further = readonly [
  username: string,
  name: string,
  sex: "female" | "male",
  until: string,
  daysAgo: number,
];
const further = (schemeId: OpenSchemeId, first: number, ...people: Further[]): (typeof FURTHER)[number][] =>
  people.map(([username, name, sex, until, daysAgo], index) => ({
    username,
    name,
    sex,
    until,
    daysAgo,
    schemeId,
    country: "KH",
    organisation: "rumdul",
    number: `TR-2024-${first + index}`,
  }));

/** And one in every other stage of the ways that go on from there. */
const FURTHER_STILL = [
  ...further(
    "mmw-master-trainer",
    101,
    ["bora", "Kong Bora", "male", "master-nominated", 12],
    ["sokunthea", "Chan Sokunthea", "female", "master-training", 45],
    ["panha", "Meng Panha", "male", "master-refreshment", 165],
    ["leakhena", "Som Leakhena", "female", "master-exam", 185],
  ),
  ...further(
    "mmw-volume-2-extension",
    111,
    ["rithyka", "Prom Rithyka", "female", "volume-applied", 5],
    ["sovan", "Neang Sovan", "male", "volume-practicum", 60],
  ),
  ...further(
    "mmw-volume-1-language",
    121,
    ["visal", "Yin Visal", "male", "language-applied", 6],
    ["dany", "Khem Dany", "female", "language-observed", 40],
  ),
];

/** Towards the education of clients: attested by an employer, or a national trainer. */
const EDUCATION: (Told & { schemeId: OpenSchemeId })[] = (
  [
    ["bunna", "Sour Bunna", "male", "fe-facilitator", "nominated", 15],
    ["phalla", "Touch Phalla", "female", "fe-national-trainer", "national-applied", 9],
    ["ratanak", "Eng Ratanak", "male", "fe-national-trainer", "national-training", 50],
    ["somaly", "Heang Somaly", "female", "fe-national-trainer", "national-cycles", 110],
  ] as const
).map(([username, name, sex, schemeId, until, daysAgo]) => ({
  username,
  name,
  sex,
  schemeId,
  until,
  daysAgo,
  country: "KH",
  organisation: "rumdul",
}));

export const CANDIDATES: DemoPerson[] = [...TOLD, ...BENT, ...FURTHER, ...FURTHER_STILL, ...EDUCATION].map(
  ({ organisation, username, name, sex, country }) => ({
    username,
    email: `${username}@demo.example`,
    name,
    sex,
    country,
    locale: country === "SN" ? "fr" : "en",
    timeZone: country === "SN" ? "Africa/Dakar" : country === "PE" ? "America/Lima" : "Asia/Phnom_Penh",
    works: { organisation, position: "Branch manager" },
  }),
);

type Stage = {
  actor: (username: string) => Actor;
  idOf: (key: string) => string;
  courseVersionId: string;
  /** Of the training of trainers. */
  trainingId: string;
  educationVersionId: string;
  day: CalendarDay;
};

export async function tellCandidates({
  actor,
  idOf,
  courseVersionId,
  trainingId,
  educationVersionId,
  day,
}: Stage): Promise<void> {
  const as = (username: string, ...grants: Grant[]): Actor => ({ ...actor(username), grants });
  const all = { kind: "all", id: "" } as const;
  const officer = as("jean", { role: "certification-officer", scope: all });
  const administrator = as("aminata", { role: "cohort-administrator", scope: all });
  const assesses = { role: "assessor", scope: { kind: "programme", id: "management" } } as const;
  const [master, assessor] = [as("lina", assesses), as("kwame", assesses)];
  for (const [username, number, months] of [
    ["lina", "MT-2024-002", 30],
    ["kwame", "MT-2025-001", 18],
  ] as const)
    must(
      await recordCertification(officer, {
        username,
        schemeId: "mmw-master-trainer",
        number,
        language: "en",
        validFrom: addMonths(day, -months),
        basis: "One of the founding master trainers, named by the board.",
      }),
    );
  const custodian = as("ana", { role: "exam-custodian", scope: { kind: "programme", id: "management" } });
  const bank = readExamBank(EXAM_BANK, "");
  if (!bank.ok) throw new Error(JSON.stringify(bank.problems));
  must(
    await keepBank(
      { ...custodian, reach: custodian.grants.map(({ scope }) => scope) },
      { schemeId: "mmw-volume-1-trainer", language: "en", items: bank.items },
    ),
  );
  const inEducation = EDUCATION.map(({ username }) => username);
  const people = [...CANDIDATES.map(({ username }) => username), "sophea"].filter(
    (username) => !inEducation.includes(username),
  );
  const cohort = async (
    name: string,
    from: number,
    until: number,
    learners: string[],
    versionId = courseVersionId,
  ) => {
    const cohortId = await makeCohort(administrator, {
      name,
      courseVersionId: versionId,
      hostId: idOf("institute"),
      format: "standard",
      locales: ["en", "fr"],
      place: "Siem Reap",
      startDate: addDays(day, from),
      endDate: addDays(day, until),
    });
    await enrolAll(administrator, cohortId, versionId, learners.map(idOf));
    return cohortId;
  };
  const cohorts = {
    course: await cohort("Siem Reap, course for future trainers", -540, 60, people),
    toT: await cohort("Siem Reap, training of trainers", -480, 40, people, trainingId),
    practicum: await cohort("Siem Reap, public course", -480, 50, []),
  };
  const owner = actor("petra");
  const leads = { role: "trainer", scope: { kind: "cohort", id: cohorts.toT } } as const;
  const granted = await grantRole(owner, master.personId, leads);
  if (!granted?.ok) throw new Error("the master trainer of the story may not train");
  await planDays(administrator, master, { cohortId: cohorts.toT, first: addDays(day, 35), days: 1 });
  const cast: Cast = { officer, master, assessor, administrator, cohorts };
  const ids = new Map<string, string>();
  const tell = async (
    { username, until, daysAgo }: Pick<Told, "username" | "until" | "daysAgo">,
    more: Partial<Way> = {},
  ) => {
    const way: Way = {
      schemeId: "mmw-volume-1-trainer",
      language: until === "certified" ? "fr" : "km",
      from: addDays(day, -daysAgo),
      ...more,
    };
    const { id } = await walk(cast, as(username), way, until);
    ids.set(username, id);
  };
  await tell({ username: "sophea", until: "phase-1-exam", daysAgo: 60 });
  for (const told of TOLD) await tell(told);
  for (const told of BENT)
    await tell(told, told.username === "sokha" ? { scores: scored(4, { C5: 2 }) } : {});
  for (const { number, schemeId, ...told } of [...FURTHER, ...FURTHER_STILL]) {
    const certified = {
      username: told.username,
      schemeId: "mmw-volume-1-trainer",
      number,
      language: "km",
      validFrom: addMonths(day, schemeId === "mmw-master-trainer" ? -30 : -20),
      basis: "Decision of the certification committee, kept in folder 4 at the institute.",
    } as const;
    must(await recordCertification(officer, certified));
    await tell(told, { schemeId, language: schemeId === "mmw-volume-1-language" ? "en" : "km" });
  }
  const education = await makeCohort(administrator, {
    name: "Kampot, training of national trainers",
    courseVersionId: educationVersionId,
    hostId: idOf("institute"),
    format: "standard",
    locales: ["en", "km"],
    place: "Kampot",
    startDate: addDays(day, -80),
    endDate: addDays(day, -76),
  });
  const learners = EDUCATION.map(({ username }) => idOf(username));
  await enrolAll(administrator, education, educationVersionId, learners);
  const taught: Cast = { ...cast, cohorts: { ...cast.cohorts, course: education } };
  for (const { username, until, daysAgo, schemeId } of EDUCATION) {
    const from = addDays(day, -daysAgo);
    await walk(taught, as(username), { schemeId, language: "km", from }, until);
  }
  const idOfCandidacy = (username: string) => ids.get(username)!;
  await on(addDays(day, -14), async () => {
    const stop = await act(
      officer,
      idOfCandidacy("ousmane"),
      "stop-clock",
      "No public course before spring.",
    );
    taken(stop);
    const sitting = { on: addDays(day, -70), score: 5200, releasedOn: addDays(day, -66) };
    const again = { on: addDays(day, -40), score: 6100, releasedOn: addDays(day, -36) };
    await exam(officer, idOfCandidacy("julia"), sitting);
    await exam(officer, idOfCandidacy("julia"), again);
    taken(await act(officer, idOfCandidacy("julia"), "fail", "Both sittings below 70 %."));
    taken(await act(as("samnang"), idOfCandidacy("samnang"), "withdraw", "I change employers."));
  });
  await tellAppeal({
    candidacyId: idOfCandidacy("pisey"),
    candidate: as("pisey"),
    decider: as("petra", { role: "certification-officer", scope: all }),
    officer,
    day,
  });
  must((await saveDraft(officer, "mmw-volume-1-trainer", nextVersion))!);
  await sitExams(officer, actor("vanna"), idOfCandidacy("sophea"), {
    narin: actor("narin"),
    candidacyId: idOfCandidacy("narin"),
    yesterday: addDays(day, -1),
  });
  const everywhere = (asking: Actor): Actor => ({
    ...asking,
    reach: asking.grants.map(({ scope }) => scope),
  });
  const writes = (username: string, number: number) => ({ candidacyId: idOfCandidacy(username), number });
  await sitOnPaper(
    {
      officer: everywhere(officer),
      custodian: everywhere(custodian),
      invigilator: { actor: actor("vanna"), username: "vanna" },
    },
    [writes("kunthea", 5120), writes("vuthy", 7345)],
    writes("rachana", 6208),
  );
  const practising = TOLD.find(({ until }) => until === "phase-3")!;
  await observeHalf(officer, assessor, idOfCandidacy(practising.username));
  await observeHolder(everywhere(officer), master, {
    day: addDays(day, -1),
    place: "Kampong Cham, managers’ evening",
    rated: [
      {
        by: assessor,
        scores: scored(5, { C8: 4 }),
        feedback: "The case came from their own branch, and it showed. Keep ten minutes for the summary.",
      },
    ],
  });
  await observeHolder(everywhere(officer), as("awa"), {
    day: addDays(day, -3),
    place: "Saint-Louis, evening course",
    rated: [
      {
        by: assessor,
        scores: scored(4, { C4: 5 }),
        feedback: "Clear steps, and everybody computed. Ask those who say nothing what they would do.",
      },
      { by: master, scores: scored(4, { C7: 5, C10: 3 }) },
    ],
  });
}

/**
 * An exam of today, opened, where Sophea has yet to type the code; and one of yesterday that Narin has sat, whose written
 * answer waits for a marker.
 */
async function sitExams(
  officer: Actor,
  invigilator: Actor,
  sophea: string,
  sat: { narin: Actor; candidacyId: string; yesterday: CalendarDay },
) {
  const timeZone = "Asia/Phnom_Penh";
  const reach = { ...officer, reach: officer.grants.map(({ scope }) => scope) };
  const bank = await db.examBank.findFirstOrThrow({ where: { schemeId: "mmw-volume-1-trainer" } });
  const open = async (candidacyId: string, number: number, extraMinutes: number) => {
    const sittingId = reached(
      await planSitting(reach, {
        bankId: bank.id,
        day: today(timeZone),
        startsAt: "09:00",
        timeZone,
        place: "Siem Reap, room 2",
        minutes: 90,
        onPaper: false,
        invigilator: "vanna",
        blueprint: { facilitating: 2, portfolio: 2, "portfolio/written": 1, pricing: 2 },
      }),
    );
    const asked = {
      candidacyId,
      extraMinutes,
      arrangements: ["large-print" as const],
      note: "",
      otherLanguage: "yes" as const, // the bank of the story is English, its candidates train in Khmer
    };
    const scriptId = reached(
      await admit(reach, sittingId, asked, { seed: `demonstration ${number}`, number }),
    );
    reached(await invigilate(invigilator, sittingId, { intent: "open" }));
    reached(await invigilate(invigilator, sittingId, { intent: "check", scriptId, identity: "national-id" }));
    return { sittingId, scriptId };
  };
  await open(sophea, 4711, 15);
  await on(sat.yesterday, async () => {
    const { sittingId, scriptId } = await open(sat.candidacyId, 3268, 0);
    const { code } = await db.examSitting.findUniqueOrThrow({ where: { id: sittingId } });
    reached(await beginExam(sat.narin, scriptId, code));
    const { questions } = (await myExam(sat.narin, scriptId))!;
    for (const { position, kind, options } of questions) {
      const field = `a${position}`;
      const given: Record<string, string | string[]> =
        kind === "multiple"
          ? { [field]: options.slice(0, 2) }
          : kind === "ordering"
            ? Object.fromEntries(options.map((option, index) => [`${field}.${option}`, String(index + 1)]))
            : {
                [field]: kind === "true-false" ? "true" : kind === "numeric" ? "6" : (options[0] ?? ESSAY),
              };
      const kept = await keepExamAnswers(sat.narin, scriptId, { shown: [String(position)], ...given });
      if (kept?.kind !== "saved")
        throw new Error(`an answer of the story was refused: ${JSON.stringify(kept)}`);
    }
    await handInExam(sat.narin, scriptId);
    const words = "The lights went out for four minutes; everybody kept their seats.";
    reached(await invigilate(invigilator, sittingId, { intent: "incident", number: null, hour: "", words }));
    reached(await invigilate(invigilator, sittingId, { intent: "close" }));
  });
}

const ESSAY =
  "I ask to see her business first. A new loan that pays the old one hides the arrears: PAR30 looks better for a month and " +
  "she owes more. I tell the officer that I understand why he wants to help, and we visit her together and reschedule " +
  "within the policy.";

/** An observation of today, as the scheme counts days, half done: the clock ran for an hour, some notes and scores are there. */
async function observeHalf(officer: Actor, assessor: Actor, candidacyId: string) {
  const asked = {
    intent: "plan",
    halfDayId: "",
    day: today(),
    place: "Siem Reap, public course",
    source: "live",
    video: "",
    exception: "",
  } as const;
  const observationId = planned(
    await planObservation(
      officer,
      { kind: "candidacy", id: candidacyId },
      { ...asked, assessorId: assessor.personId },
      9999,
    ),
  );
  const rating = await db.observationRating.findFirstOrThrow({ where: { observationId } });
  const began = now().getTime() - 90 * 60_000;
  const entry = (minute: number, said: Partial<RatingEntry>): RatingEntry => ({
    id: newId(),
    kind: "note",
    about: "",
    value: null,
    text: "",
    replaces: [],
    at: began + minute * 60_000,
    ...said,
  });
  await keepEntries(assessor, rating.id, [
    entry(0, { kind: "clock", value: 1 }),
    entry(4, { about: "C3", text: "Writes the three objectives on the wall, in the words of the group." }),
    entry(17, { about: "C5", text: "Rice prices of this province in the exercise, not those of the book." }),
    entry(31, { about: "C10", text: "Both who answer are men; she asks the second row, four women speak." }),
    entry(52, { about: "C8", text: "Ten minutes over; shortens the summary and says so." }),
    entry(65, { kind: "clock", value: 0 }),
    ...(["C3", "C4", "C5", "C10"] as const).map((about) => entry(66, { kind: "score", about, value: 4 })),
    entry(67, { kind: "score", about: "C8", value: 3 }),
  ]);
}

type Rated = { by: Actor; scores: Scores; feedback?: string };

/** Somebody certified is seen at work, by one in the room and by others from the recording: it stands in the file of their renewal. */
async function observeHolder(
  officer: Actor,
  holder: Actor,
  { day, place, rated }: { day: CalendarDay; place: string; rated: readonly [Rated, ...Rated[]] },
) {
  const { id } = await db.certification.findFirstOrThrow({
    where: { personId: holder.personId, schemeId: "mmw-volume-1-trainer" },
    orderBy: { validFrom: "desc" },
  });
  const certification = { kind: "certification", id } as const;
  const [first, ...fromRecording] = rated;
  const common = { video: "", exception: "" } as const;
  const asked = { ...common, intent: "plan", halfDayId: "", day, place, source: "live" } as const;
  const observationId = planned(
    await planObservation(
      officer,
      certification,
      { ...asked, assessorId: first.by.personId },
      fromRecording.length > 0 ? 0 : 9999,
    ),
  );
  await rate(observationId, first);
  for (const other of fromRecording) {
    const second = { ...common, observationId, assessorId: other.by.personId, source: "video" } as const;
    planned(await assignSecond(officer, certification, second));
    await rate(observationId, other);
  }
  const { settledAt } = await db.observation.findUniqueOrThrow({ where: { id: observationId } });
  if (settledAt === null) throw new Error(`the observation of ${place} is not settled`);
}

/** Each of the twelve, and signed. */
async function rate(observationId: string, { by, scores, feedback = "" }: Rated) {
  const { id } = await db.observationRating.findFirstOrThrow({
    where: { observationId, assessorId: by.personId },
  });
  const entry = (said: Pick<RatingEntry, "kind"> & Partial<RatingEntry>): RatingEntry => ({
    id: newId(),
    about: "",
    value: null,
    text: "",
    replaces: [],
    at: now().getTime(),
    ...said,
  });
  await keepEntries(by, id, [
    ...CRITERIA.map((about) => entry({ kind: "score", about, value: scores[about]! })),
    entry({ kind: "figure", about: "minutes", value: 90 }),
    ...(feedback ? [entry({ kind: "feedback", text: feedback })] : []),
  ]);
  const signed = await signRating(by, id);
  if (!signed?.ok) throw new Error(`a rating was refused: ${JSON.stringify(signed)}`);
}

function planned(answer: Awaited<ReturnType<typeof planObservation>>): string {
  if (!answer?.ok) throw new Error(`the observation was refused: ${JSON.stringify(answer)}`);
  return answer.value;
}

const exam = async (
  officer: Actor,
  candidacyId: string,
  body: { on: CalendarDay; score: number; releasedOn: CalendarDay },
) => taken(await record(officer, candidacyId, { kind: "sitting", body }));

function reached<Value>(answer: Result<Value> | null): Value {
  if (!answer?.ok) throw new Error(`the exam of the story was refused: ${JSON.stringify(answer)}`);
  return answer.value;
}

/** What the officer is writing: a stricter exam, a reference before the practicum, a shorter wait and shorter grace. */
const nextVersion = (scheme: Scheme): Scheme =>
  withValues(ask(askNoMore(scheme, "phase-1", "debriefs"), "provisional", "document.reference"), {
    "validity.graceDays": 60,
    "phase-1-exam.exam.pass": 7500,
    "provisional.leaveWithin.months": 9,
  });
