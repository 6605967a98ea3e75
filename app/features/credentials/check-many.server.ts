import { readCertificate } from "#app/features/certification/certificate-record.server.ts";
import type { CertificateStatus } from "#app/features/certification/certificate-status.ts";
import { OF_COURSES } from "#app/features/certification/certificates.server.ts";
import type { AnyFacts } from "#app/features/certification/trainer-facts.ts";
import { limitPerNetwork } from "#app/features/identity/network-limit.server.ts";
import type { Standing } from "#app/features/trainers/certifications/certification-status.ts";
import {
  readTrainerCertificatesOf,
  type OwnTrainerCertificate,
} from "#app/features/trainers/certifications/trainer-certificates.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { Cell, Table } from "#app/infra/table-files.server.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { refuse, ok, type Result } from "#app/lib/result.ts";
import type { WordKey } from "#app/locales/keys.ts";
import type { Words } from "#app/locales/words.ts";
import { MOST_CODES, readCodeList, type ListedCode } from "./code-list.ts";

/** Lists a network may have checked in ten minutes: an office with a pile, and no machine that tries out codes. */
export const secondsToListAgain = limitPerNetwork(20, 600);

/** What a certificate is worth today, and never whose it is. */
export type Worth = {
  number: string;
  kind: AnyFacts["kind"];
  issuedOn: CalendarDay;
  status: CertificateStatus | Standing["status"];
  valid: boolean;
  /** The day the status rests on. */
  since: CalendarDay;
};

export type CheckedRow = ListedCode & { worth: Worth | null; words: string };

/** A list as somebody sent it, each line with what it comes to in words. */
export async function checkList(text: string, words: Words): Promise<Result<CheckedRow[]>> {
  const listed = readCodeList(text);
  if (listed.length === 0) return refuse("code-list-empty");
  if (listed.length > MOST_CODES)
    return refuse("code-list-too-long", { most: MOST_CODES, count: listed.length });
  const worths = await worthOf(listed.flatMap(({ code }) => code ?? []));
  return ok(
    listed.map((row) => {
      const found = row.code === null ? undefined : worths.get(row.code);
      if (!found)
        return {
          ...row,
          worth: null,
          words: words.t(`credentials.list.${row.code ? "unknown" : "unreadable"}`),
        };
      const { says, ...worth } = found;
      return { ...row, worth, words: words.t(says, { day: words.date(worth.since) }) };
    }),
  );
}

/** For machines: in the order asked, null for what is not ours. */
export async function checkCodes(codes: readonly (string | null)[]): Promise<(Worth | null)[]> {
  const worths = await worthOf(codes.filter((code) => code !== null));
  return codes.map((code) => {
    const { says: _, ...worth } = (code !== null && worths.get(code)) || { says: null };
    return "status" in worth ? worth : null;
  });
}

type Found = Worth & { says: WordKey };

/** The same two questions whatever is asked, so that no answer takes longer for a code that is nearly right. */
async function worthOf(codes: readonly string[]): Promise<Map<string, Found>> {
  const asked = { code: { in: [...new Set(codes)] } };
  const [ofCourses, ofTrainers] = await Promise.all([
    db.certificate.findMany({ where: { ...asked, ...OF_COURSES } }),
    readTrainerCertificatesOf(asked),
  ]);
  return new Map([
    ...ofCourses.map((row): [string, Found] => [row.code, ofCourse(readCertificate(row))]),
    ...ofTrainers.map((one): [string, Found] => [one.code, ofTrainer(one)]),
  ]);
}

function ofCourse({
  number,
  kind,
  status,
  facts,
  supersededOn,
  revokedOn,
}: ReturnType<typeof readCertificate>): Found {
  const { issuedOn } = facts;
  const since = (status === "valid" ? issuedOn : status === "superseded" ? supersededOn : revokedOn)!;
  const says = status === "valid" ? "credentials.list.valid" : (`certification.check.${status}` as const);
  return { number, kind, issuedOn, status, valid: status === "valid", since, says };
}

function ofTrainer({ number, facts, standing, replacedOn }: OwnTrainerCertificate): Found {
  const { kind, issuedOn } = facts;
  const common = { number, kind, issuedOn };
  if (replacedOn)
    return {
      ...common,
      status: "superseded",
      valid: false,
      since: replacedOn,
      says: "trainers.check.replaced",
    };
  const { status, valid, day: since } = standing;
  // A provisional certificate has five of the states, and a sentence for each.
  const says =
    kind === "provisional" ? `trainers.provisional.${status as "active"}` : `trainers.standing.${status}`;
  return { ...common, status, valid, since, says: says as WordKey };
}

/** For a spreadsheet, in the language of whoever asked. */
export function listTable(rows: readonly CheckedRow[], { t, direction }: Words): Table {
  const heading = (
    column: "code" | "holds" | "words" | "status" | "since" | "number" | "kind" | "issuedOn",
  ) => t(`credentials.list.column.${column}`);
  return {
    name: t("credentials.list.title"),
    headings: ["code", "holds", "words", "status", "since", "number", "kind", "issuedOn"].map((column) =>
      heading(column as "code"),
    ),
    rows: rows.map(({ code, typed, worth, words }): Cell[] => [
      code ?? typed,
      t(`credentials.list.holds.${worth?.valid ? "yes" : "no"}`),
      words,
      worth?.status ?? "",
      worth?.since ?? "",
      worth?.number ?? "",
      worth ? t(`certification.kind.${worth.kind}`) : "",
      worth?.issuedOn ?? "",
    ]),
    rightToLeft: direction === "rtl",
  };
}
