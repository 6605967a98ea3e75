import { apply } from "#app/features/admission/apply.server.ts";
import { ApplicationForm, DecisionForm } from "#app/features/admission/application-forms.ts";
import { CallForm } from "#app/features/admission/call-forms.ts";
import { callOf } from "#app/features/admission/calls.server.ts";
import { decideApplications } from "#app/features/admission/decide-applications.server.ts";
import { keepCall } from "#app/features/admission/keep-call.server.ts";
import { scoreApplication } from "#app/features/admission/score-application.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays, type CalendarDay } from "#app/lib/calendar-day.ts";
import { must } from "./studying.ts";

/* A call in the middle of its selection: eight applications from five countries, most of them scored twice. */

type Applicant = Pick<ApplicationForm, "name" | "sex" | "country" | "organisation" | "organisationKind"> & {
  position: string;
  locale: string;
  years: string;
  why: string;
  /** Experience, motivation, what they will change: by the administrator, and by the trainer. */
  scores: [number[], number[]] | null;
};

const APPLICANTS: Applicant[] = [
  {
    name: "Meas Sokunthea",
    sex: "female",
    country: "KH",
    organisation: "Rumdul Microfinance",
    organisationKind: "mfi",
    position: "Branch manager, Kampong Thom",
    locale: "en",
    years: "6",
    why: "I was the best officer, and now I lead eight. Nobody showed me how one reads a branch’s accounts.",
    scores: [
      [5, 4, 4],
      [4, 5, 4],
    ],
  },
  {
    name: "Ibrahima Sow",
    sex: "male",
    country: "SN",
    organisation: "Caisse du Lac",
    organisationKind: "mfi",
    position: "Chef d’agence, Saint-Louis",
    locale: "fr",
    years: "4",
    why: "Notre PAR 30 a doublé en un an. Je veux savoir par où commencer le lundi.",
    scores: [
      [4, 4, 5],
      [3, 4, 4],
    ],
  },
  {
    name: "Awa Ndour",
    sex: "female",
    country: "SN",
    organisation: "Réseau des femmes épargnantes",
    organisationKind: "ngo",
    position: "Coordinatrice",
    locale: "fr",
    years: "2",
    why: "Nous passons de groupes d’épargne à de petits prêts et nous voulons bien faire dès le début.",
    scores: [
      [3, 5, 4],
      [1, 3, 4],
    ],
  },
  {
    name: "Thongchanh Vongsa",
    sex: "male",
    country: "LA",
    organisation: "Mekong Savings Union",
    organisationKind: "association",
    position: "Regional supervisor",
    locale: "en",
    years: "9",
    why: "I supervise five branches and give each of them different advice. I want one method.",
    scores: [
      [5, 3, 3],
      [5, 3, 4],
    ],
  },
  {
    name: "Lucía Quispe",
    sex: "female",
    country: "PE",
    organisation: "Andean Inclusive Finance Network",
    organisationKind: "association",
    position: "Training coordinator",
    locale: "en",
    years: "3",
    why: "To bring the course to our members in Spanish.",
    scores: [
      [3, 4, 5],
      [3, 4, 5],
    ],
  },
  {
    name: "Omar Hassan",
    sex: "male",
    country: "EG",
    organisation: "Nile Training Partners",
    organisationKind: "training-provider",
    position: "Trainer",
    locale: "en",
    years: "1",
    why: "I teach bookkeeping and would like to teach branch managers.",
    scores: [
      [1, 3, 2],
      [1, 4, 2],
    ],
  },
  {
    name: "Pen Rachana",
    sex: "female",
    country: "KH",
    organisation: "Rumdul Microfinance",
    organisationKind: "mfi",
    position: "Deputy branch manager",
    locale: "en",
    years: "2",
    why: "My manager goes on leave in March and I will run the branch.",
    scores: null,
  },
  {
    name: "Fatoumata Bah",
    sex: "female",
    country: "SN",
    organisation: "Caisse du Lac",
    organisationKind: "mfi",
    position: "Cheffe caissière",
    locale: "fr",
    years: "5",
    why: "Je prépare la succession de mon chef d’agence.",
    scores: null,
  },
];

/** Writes and publishes the call, lets people apply, has most scored by both, and offers the first a seat. */
export async function tellSelection(
  administrator: Actor,
  trainer: Actor,
  cohortId: string,
  day: CalendarDay,
): Promise<void> {
  must(await keepCall(administrator, cohortId, CallForm.parse(callWritten(day))));
  const call = (await callOf(cohortId))!;
  const ids: string[] = [];
  for (const { scores: _scores, years, why, locale, ...who } of APPLICANTS) {
    const email = `${who.name.toLowerCase().replaceAll(/[^a-z]+/g, ".")}@example.org`;
    const form = ApplicationForm.parse({
      ...who,
      email,
      phone: "",
      consent: "yes",
      "answer-1": why,
      "answer-2": years,
    });
    const from = { personId: null, locale, timeZone: "Asia/Phnom_Penh", requestId: "demo" };
    const applied = await apply(call, form, {}, from);
    if (!applied.ok) throw new Error(`${who.name} could not apply: ${JSON.stringify(applied)}`);
    ids.push((await db.application.findFirstOrThrow({ where: { email }, select: { id: true } })).id);
  }
  for (const [index, { scores }] of APPLICANTS.entries())
    for (const [place, scorer] of [administrator, trainer].entries()) {
      if (!scores) continue;
      const given = Object.fromEntries(scores[place]!.map((score, at) => [String(at + 1), score]));
      must(await scoreApplication(scorer, cohortId, ids[index]!, given, ""));
    }
  const decide = async (intent: "offer" | "shortlist", applications: string[]) => {
    const form = DecisionForm.parse({ intent, applications, replyBy: addDays(day, 10), note: "" });
    must(await decideApplications(administrator, (await callOf(cohortId))!, form));
  };
  await decide("shortlist", ids.slice(0, 4));
  await decide("offer", ids.slice(0, 1));
}

const callWritten = (day: CalendarDay) => ({
  intent: "publish",
  opensOn: addDays(day, -20),
  closesOn: addDays(day, 12),
  seats: "20",
  contact: "courses@institute.example.org",
  pass: "60",
  "about-en":
    "Ten evenings’ worth of a branch manager’s real questions: whom do I see first on Monday, why does the portfolio grow and the profit not, what do I say to an officer who is late too.\n\nYou work with the accounts of one branch through the whole course, and go home with a plan for your own.",
  "criteria-en":
    "You lead people in a microfinance institution, or will within the year. Your institution lets you try what you learn. Women are especially welcome.",
  "costs-en":
    "USD 480 with meals and material. The Development Ministry pays for up to eight people from institutions with fewer than 10,000 clients.",
  "about-fr":
    "Les vraies questions d’un chef d’agence : qui voir en premier le lundi, pourquoi l’encours croît et non le résultat, que dire à un agent qui est lui-même en retard.\n\nVous travaillez tout au long du cours avec les comptes d’une agence, et repartez avec un plan pour la vôtre.",
  "criteria-fr":
    "Vous encadrez des personnes dans une institution de microfinance, ou le ferez dans l’année. Votre institution vous laisse essayer ce que vous apprenez. Les femmes sont particulièrement bienvenues.",
  "costs-fr":
    "480 USD, repas et matériel compris. Le ministère du Développement paie pour huit personnes au plus, d’institutions de moins de 10 000 clients.",
  "question-1-en": "Why this course, and why now?",
  "question-1-fr": "Pourquoi ce cours, et pourquoi maintenant ?",
  "question-1-kind": "text",
  "question-1-required": "yes",
  "question-2-en": "How many years have you worked in microfinance?",
  "question-2-fr": "Depuis combien d’années travaillez-vous en microfinance ?",
  "question-2-kind": "number",
  "question-2-required": "yes",
  "criterion-1-name": "Experience in microfinance",
  "criterion-1-weight": "3",
  "criterion-1-least": "2",
  "criterion-2-name": "Reason to come now",
  "criterion-2-weight": "2",
  "criterion-2-least": "0",
  "criterion-3-name": "Able to use it at work",
  "criterion-3-weight": "3",
  "criterion-3-least": "3",
  version: "0",
});
