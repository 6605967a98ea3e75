import { Readable } from "node:stream";
import { paperLines, type NamedPaperLine } from "#app/features/certification/paper-log.server.ts";
import { reachOf } from "#app/features/identity/permissions.ts";
import { licencesInReach } from "#app/features/licences/licence-scope.server.ts";
import { candidaciesInReach } from "#app/features/trainers/candidacies/candidacy-scope.server.ts";
import { certificationsInReach } from "#app/features/trainers/certifications/certifications.server.ts";
import { csvFile, type Cell } from "#app/infra/table-files.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { Words } from "#app/locales/words.ts";

/* What was put on paper, as a table: of a cohort in its evidence, of trainers and of licences by themselves. */

export const PAPER_COLUMNS = [
  "day",
  "number",
  "name",
  "copy",
  "act",
  "toWhom",
  "how",
  "reason",
  "who",
] as const;

export const paperCells = (line: NamedPaperLine, { t }: Words): Cell[] => {
  const { day, number, name, copy, kind, toWhom, how, reason, by } = line;
  return [
    day,
    number,
    name,
    copy,
    t(`certification.paper.kind.${kind}`, { copy }),
    kind === "handed-over" ? (toWhom ?? t("certification.paper.toHolder")) : null,
    how && t(`certification.paper.how.${how}`),
    reason,
    by,
  ];
};

/** Of what the actor sees: certificates of certifications, and provisional ones of candidacies. */
export function trainerPapers({ personId, grants }: Pick<Actor, "personId" | "grants">) {
  const seeing = (permission: "see:certifications" | "see:candidacies") => ({
    personId,
    reach: reachOf(grants, permission),
  });
  return paperLines({
    certificate: {
      OR: [
        {
          certificationId: { not: null },
          certification: certificationsInReach(seeing("see:certifications")),
        },
        { candidacyId: { not: null }, candidacy: candidaciesInReach(seeing("see:candidacies")) },
      ],
    },
  });
}

export const licencePapers = (actor: Pick<Actor, "reach">) =>
  paperLines({ licenceId: { not: null }, licence: licencesInReach(actor) });

export function paperAnswer(lines: AsyncIterable<NamedPaperLine>, words: Words, name: string): Response {
  const file = csvFile({
    name,
    headings: PAPER_COLUMNS.map((column) => words.t(`reports.evidence.${column}`)),
    rows: cellsOf(lines, words),
    rightToLeft: words.direction === "rtl",
  });
  return new Response(Readable.toWeb(file) as ReadableStream<Uint8Array>, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
}

async function* cellsOf(lines: AsyncIterable<NamedPaperLine>, words: Words): AsyncGenerator<Cell[]> {
  for await (const line of lines) yield paperCells(line, words);
}
