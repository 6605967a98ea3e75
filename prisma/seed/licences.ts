import {
  askLicence,
  handInDocument,
  handLicenceBack,
} from "#app/features/licences/ask-for-licence.server.ts";
import { actOnLicenceError, licenceErrorFor } from "#app/features/licences/licence-error.server.ts";
import {
  actOnTheLicence,
  assessLicence,
  decideOnRequest,
  recordLicence,
} from "#app/features/licences/decide-on-licence.server.ts";
import { actOnPaper } from "#app/features/certification/paper-log.server.ts";
import type { PaperAct } from "#app/features/certification/paper-log.ts";
import { findLicencePaper } from "#app/features/licences/licence-paper.server.ts";
import { recordCertification } from "#app/features/trainers/certifications/record-certification.server.ts";
import { LICENCE_DOCUMENTS } from "#app/features/trainers/schemes/schemes.ts";
import type { Actor, Grant, Role, Scope } from "#app/lib/actor.ts";
import { addDays, addMonths, type CalendarDay } from "#app/lib/calendar-day.ts";
import sharp from "sharp";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { on } from "./candidate-story.ts";
import type { DemoPerson } from "./people.ts";
import { must } from "./studying.ts";

/* Organisations that run courses: one in each state a licence can have. */

const AT_RUMDUL = { country: "KH", locale: "en", timeZone: "Asia/Phnom_Penh" };
const works = { organisation: "rumdul", unit: "rumdul-head", position: "Trainer" };

export const RUMDUL_TRAINERS: DemoPerson[] = [
  { username: "sothy", name: "Sim Sothy", sex: "male", ...AT_RUMDUL, works },
  { username: "chanda", name: "Long Chanda", sex: "female", ...AT_RUMDUL, works },
];

const provider = (organisation: string, username: string, name: string, sex: "female" | "male") => ({
  username,
  name,
  sex,
  ...AT_RUMDUL,
  works: { organisation, position: "Trainer" },
});

/** A pair of trainers at each of two who ask for their next period, and one who hands a licence back. */
export const PROVIDERS: DemoPerson[] = [
  provider("tonle", "nara", "Ouk Nara", "female"),
  provider("tonle", "pheap", "Thach Pheap", "male"),
  provider("cedar", "rana", "Rana Haddad", "female"),
  provider("cedar", "karim", "Karim Saab", "male"),
  provider("baobab", "yande", "Yande Diouf", "female"),
];

type Stage = { actor: (username: string) => Actor; idOf: (key: string) => string; day: CalendarDay };

const by = (actor: Actor, role: Role, scope: Scope): Actor => {
  const grants: Grant[] = [{ role, scope }];
  return { ...actor, grants, reach: [scope] };
};

export async function tellLicences({ actor, idOf, day }: Stage): Promise<void> {
  const officer = by(actor("jean"), "certification-officer", { kind: "all", id: "" });
  const assessor = by(actor("lina"), "assessor", { kind: "programme", id: "management" });
  const rumdul = idOf("rumdul");
  const head = by(actor("chenda"), "training-head", { kind: "organisation", id: rumdul });
  const trainers = [...RUMDUL_TRAINERS, ...PROVIDERS.slice(0, 4)];
  for (const [index, { username }] of trainers.entries())
    must(
      await recordCertification(actor("jean"), {
        username,
        schemeId: "mmw-volume-1-trainer",
        number: `TR-2025-0${41 + index}`,
        language: "km",
        validFrom: addMonths(day, -14),
        basis: "Decision of the certification committee, kept in folder 4 at the institute.",
      }),
    );
  const paper = (key: string) => ({ organisationId: idOf(key), schemeId: "mmw-licence" }) as const;
  const basis = "Agreement of the association, kept in folder 7 at the institute.";
  const due = { number: "LI-2025-003", validFrom: addDays(addMonths(day, -24), 45), basis };
  done(await recordLicence(officer, paper("nile"), due));
  const lapsed = { number: "LI-2024-011", validFrom: addDays(addMonths(day, -24), -20), basis };
  done(await recordLicence(officer, paper("lac"), lapsed));
  // The period before the one that was given here.
  const before = { number: "LI-2024-002", validFrom: addMonths(day, -28), basis };
  done(await recordLicence(officer, paper("rumdul"), before));
  await on(addMonths(day, -4), () => tellGiven({ officer, assessor, head }, rumdul));
  await tellNextPeriods({ officer, assessor }, { actor, idOf, day, basis });
  await tellEnded(officer, { actor, idOf, day, basis });
}

type Told = Stage & { basis: string };
const of = (organisationId: string) => ({ organisationId, schemeId: "mmw-licence" }) as const;
const headOf = ({ actor, idOf }: Stage, username: string, key: string) =>
  by(actor(username), "training-head", { kind: "organisation", id: idOf(key) });
/** The first day of two years that end so. */
const until = (last: CalendarDay): CalendarDay => addDays(addMonths(last, -24), 1);

/** One asked in time and nobody has decided yet; the next period of the other is prepared. */
async function tellNextPeriods({ officer, assessor }: Omit<Acting, "head">, told: Told): Promise<void> {
  const { idOf, day, basis } = told;
  const ask = async (key: string, username: string) => {
    const [head, licensee] = [headOf(told, username, key), of(idOf(key))];
    for (const document of LICENCE_DOCUMENTS)
      done(await handInDocument(head, licensee, { document, upload: await scan(document) }));
    done(await askLicence(head, licensee, "The same two trainers, and a third who is on her way."));
  };
  const recorded = { number: "LI-2024-021", validFrom: until(addDays(day, -12)), basis };
  done(await recordLicence(officer, of(idOf("tonle")), recorded));
  await on(addDays(day, -25), () => ask("tonle", "nara"));
  const other = { number: "LI-2025-008", validFrom: until(addDays(day, 40)), basis };
  done(await recordLicence(officer, of(idOf("cedar")), other));
  await on(addDays(day, -30), () => ask("cedar", "rana"));
  await on(addDays(day, -9), async () => {
    const seen = { recommended: true, words: "Seen in Beirut: both trainers lead, the reports are in." };
    done(await assessLicence(assessor, of(idOf("cedar")), seen));
    const given = { outcome: "given", reason: "Everything asked is there." } as const;
    done(await decideOnRequest(officer, of(idOf("cedar")), given));
  });
}

/** Those that something was decided about. */
async function tellEnded(officer: Actor, told: Told): Promise<void> {
  const { actor, idOf, day, basis } = told;
  const another = by(actor("petra"), "certification-officer", { kind: "all", id: "" });
  const record = async (key: string, number: string, months: number) =>
    done(await recordLicence(officer, of(idOf(key)), { number, validFrom: addMonths(day, -months), basis }));
  await record("lotus", "LI-2024-001", 31); // expired
  await record("savane", "LI-2025-014", 10);
  const suspend = { kind: "suspend", until: addDays(day, 80), word: "quality" } as const;
  done(
    await actOnTheLicence(
      officer,
      of(idOf("savane")),
      suspend,
      "One trainer left; courses went on with one.",
    ),
  );
  await record("delta", "LI-2025-010", 12);
  const hearing = { kind: "propose-revocation", until: addDays(day, -50) } as const;
  await on(addDays(day, -70), async () =>
    done(await actOnTheLicence(officer, of(idOf("delta")), hearing, "Certificates were sold.")),
  );
  await on(addDays(day, -48), async () =>
    done(
      await actOnTheLicence(another, of(idOf("delta")), { kind: "revoke", until: null }, "Heard, and true."),
    ),
  );
  await record("baobab", "LI-2025-011", 11);
  done(
    await handLicenceBack(
      headOf(told, "yande", "baobab"),
      of(idOf("baobab")),
      "We hold no courses any more.",
    ),
  );
  await record("altiplano", "LI-2025-012", 9);
  const { id } = await db.licence.findFirstOrThrow({ where: { organisationId: idOf("altiplano") } });
  const administrator = by(actor("aminata"), "cohort-administrator", { kind: "all", id: "" });
  const reason = "The agreement is with another organisation of the same name.";
  done(await actOnLicenceError(administrator, id, "propose-ending", { reason }));
  const { seen } = (await licenceErrorFor(officer, id)).ending!;
  done(await actOnLicenceError(officer, id, "confirm-ending", { seen }));
}

type Acting = { officer: Actor; assessor: Actor; head: Actor };

/** From the documents to the certificate. */
async function tellGiven({ officer, assessor, head }: Acting, organisationId: string): Promise<void> {
  const of = { organisationId, schemeId: "mmw-licence" } as const;
  for (const document of LICENCE_DOCUMENTS)
    done(await handInDocument(head, of, { document, upload: await scan(document) }));
  done(await askLicence(head, of, "We hold two courses a year, in Kampong Cham and Siem Reap."));
  done(
    await assessLicence(assessor, of, {
      recommended: true,
      words: "Seen in Phnom Penh: the agreement is signed, both trainers lead, the quality file is used.",
    }),
  );
  done(await decideOnRequest(officer, of, { outcome: "given", reason: "Everything asked is there." }));
  const { id } = await db.licence.findFirstOrThrow({
    where: { organisationId, origin: { not: "recorded" } },
  });
  const write = async (act: PaperAct) =>
    done(await actOnPaper((tx) => findLicencePaper(officer, id, tx), act, today()));
  await write({ kind: "printed", reason: "" });
  await write({ kind: "handed-over", copy: 1, on: today(), toWhom: "", how: "post" });
  await write({ kind: "came-back", copy: 1, on: today(), reason: "The branch has moved." });
  await write({ kind: "printed", reason: "The first copy came back creased." });
  const toWhom = "Long Chanda, head office";
  await write({ kind: "handed-over", copy: 2, on: today(), toWhom, how: "in-person" });
}

function done(result: { ok: boolean } | null): void {
  if (!result?.ok) throw new Error(`a licence of the story was refused: ${JSON.stringify(result)}`);
}

/** A page as it comes from a scanner. */
async function scan(name: string) {
  const page = `<svg xmlns="http://www.w3.org/2000/svg" width="620" height="877"><rect width="620" height="877" fill="#f7f4ea"/>
    <path d="M60 90h320M60 150h500M60 190h500M60 230h420M60 760h180" stroke="#333" stroke-width="6"/></svg>`;
  const bytes = await sharp(Buffer.from(page)).png().toBuffer();
  return {
    name: `${name}.png`,
    size: bytes.length,
    arrayBuffer: () => Promise.resolve(Uint8Array.from(bytes).buffer),
  };
}
