import { actOnCertification } from "#app/features/trainers/certifications/act-on-certification.server.ts";
import { importPast, previewPast } from "#app/features/trainers/certifications/import-past.server.ts";
import { recordCertification } from "#app/features/trainers/certifications/record-certification.server.ts";
import { setRosterConsent } from "#app/features/trainers/certifications/roster.server.ts";
import { topicsOf } from "#app/features/trainers/schemes/topics.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";
import { complain } from "#app/features/trainers/complaints/complain.server.ts";
import { enterEvidence, handIn } from "#app/features/trainers/renewal/renew.server.ts";
import type { EvidenceForm } from "#app/features/trainers/renewal/renewal-forms.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor, Grant } from "#app/lib/actor.ts";
import { addDays, addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import { must } from "./studying.ts";

/** People certified on paper before this system: one of them in every status that dates alone can give. */
export async function tellCertified(officer: Actor, colleague: Actor, day: CalendarDay): Promise<void> {
  const record = async (username: string, schemeId: SchemeId, number: string, validFrom: CalendarDay) =>
    must(
      await recordCertification(officer, {
        username,
        schemeId,
        topics: [...topicsOf(schemeId)],
        number,
        language: "km",
        validFrom,
        basis: "Decision of the certification committee, kept in folder 4 at the institute.",
      }),
    );
  await showInRegister(
    officer,
    await record("vanna", "mmw-volume-1-trainer", "TR-2025-014", addMonths(day, -13)),
  );
  const lina = await record("lina", "mmw-volume-1-trainer", "TR-2023-003", addMonths(day, -33)); // renewal due
  await tellRenewal(colleague, lina, day);
  await tellComplaint();
  await record("rithy", "fe-facilitator", "FE-2025-101", addDays(addMonths(day, -12), -10)); // lapsed
  await record("ana", "mmw-volume-1-trainer", "TR-2020-007", addMonths(day, -50)); // expired
  const chenda = await record("chenda", "fe-facilitator", "FE-2026-017", addMonths(day, -4));
  const suspended = await actOnCertification(
    colleague,
    chenda,
    { kind: "suspend", until: addDays(day, 90), word: "non-reporting" },
    "Two deliveries without a report; asked twice in writing.",
  );
  if (!suspended?.ok) throw new Error("the suspension of the story was refused");
  const keeper: Grant = { role: "certification-officer", scope: { kind: "all", id: "" } };
  await tellPast({ ...officer, grants: [keeper] }, day);
}

/** Periods from before: of those who are certified now and of one who came later, from the institute's own list. */
async function tellPast(officer: Actor, day: CalendarDay): Promise<void> {
  const rows = [
    ["vanna", "trainer", "km", "TR-2022-031", addMonths(day, -49), "Folder 2, page 8", ""],
    ["vanna", "trainer", "en", "TR-2022-032", addMonths(day, -49), "Folder 2, page 9", ""],
    ["lina", "trainer", "km", "TR-2020-012", addMonths(day, -69), "Folder 1, page 31", ""],
    [
      "rithy",
      "facilitator",
      "km",
      "FE-2024-044",
      addDays(addMonths(day, -24), -10),
      "Sheet of the branch, line 6",
      "all",
    ],
  ];
  const list = [["Person", "Scheme", "Language", "Number", "Valid from", "Evidence", "Topics"], ...rows];
  const text = list.map((cells) => cells.map((cell) => `"${cell}"`).join(",")).join("\n");
  const looked = must(await previewPast(officer, new TextEncoder().encode(text)));
  const { counts } = must(await importPast(officer, looked.carried));
  if (counts.new !== rows.length) throw new Error("the list of the story was refused");
}

/** What somebody did elsewhere in the last year, entered from its papers; their file is handed in and waits. */
export async function tellRenewal(clerk: Actor, id: string, day: CalendarDay): Promise<void> {
  const enter = async (form: EvidenceForm) => {
    const done = await enterEvidence(clerk, id, form);
    if (!done?.ok) throw new Error("evidence of the story was refused");
  };
  const course = { intent: "delivery", modules: 8, reported: "yes", file: null } as const;
  await enter({ ...course, day: addMonths(day, -11), responses: 14, mean: 430, note: "Lagos, first week" });
  await enter({ ...course, day: addMonths(day, -5), responses: 19, mean: 450, note: "Abuja, second week" });
  const seen = { day: addMonths(day, -5), file: null };
  await enter({ ...seen, intent: "observation", result: 400, note: "Observed in Abuja by a master trainer" });
  await enter({ ...seen, intent: "refresher", share: 8600, note: "Regional refresher, paper test" });
  const holder = await db.certification.findUniqueOrThrow({ where: { id }, select: { personId: true } });
  const done = await handIn({ ...clerk, personId: holder.personId }, id);
  if (!done?.ok) throw new Error("the renewal of the story was refused");
}

/** Somebody without a name complains about a course, in their own language. */
async function tellComplaint(): Promise<void> {
  const about = {
    intent: "complain",
    about: "course",
    programme: "financial-education",
    country: "KH",
  } as const;
  const words =
    "គេសុំឲ្យយើងបង់ប្រាក់សម្រាប់សៀវភៅ ដែលត្រូវបានសន្យាថាឥតគិតថ្លៃ។ (They asked us to pay for the books that were promised for free.)";
  await complain(
    { ...about, whom: "Kampong Cham, second day", words, contact: "" },
    { locale: "en", requestId: "" },
  );
}

/** The holder agrees to stand in the public register. */
async function showInRegister(officer: Actor, id: string): Promise<void> {
  const { personId } = await db.certification.findUniqueOrThrow({
    where: { id },
    select: { personId: true },
  });
  await setRosterConsent({ ...officer, personId }, true);
}
