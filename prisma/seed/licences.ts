import { askLicence, handInDocument } from "#app/features/licences/ask-for-licence.server.ts";
import {
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

/* Organisations that run courses: one licensed here, one whose licence is due, one whose licence has lapsed. */

const AT_RUMDUL = { country: "KH", locale: "en", timeZone: "Asia/Phnom_Penh" };
const works = { organisation: "rumdul", unit: "rumdul-head", position: "Trainer" };

export const RUMDUL_TRAINERS: DemoPerson[] = [
  { username: "sothy", name: "Sim Sothy", sex: "male", ...AT_RUMDUL, works },
  { username: "chanda", name: "Long Chanda", sex: "female", ...AT_RUMDUL, works },
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
  for (const [index, { username }] of RUMDUL_TRAINERS.entries())
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
  await on(addMonths(day, -4), () => tellGiven({ officer, assessor, head }, rumdul));
  const paper = (key: string) => ({ organisationId: idOf(key), schemeId: "mmw-licence" }) as const;
  const basis = "Agreement of the association, kept in folder 7 at the institute.";
  const due = { number: "LI-2025-003", validFrom: addDays(addMonths(day, -24), 45), basis };
  done(await recordLicence(officer, paper("nile"), due));
  const lapsed = { number: "LI-2024-011", validFrom: addDays(addMonths(day, -24), -20), basis };
  done(await recordLicence(officer, paper("lac"), lapsed));
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
  const { id } = await db.licence.findFirstOrThrow({ where: { organisationId } });
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
