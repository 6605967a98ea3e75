import * as z from "zod";
import { TIME_ZONES } from "#app/lib/time-zones.ts";
import { MARKS } from "./attendance.ts";
import type { Attendee } from "./meeting-marks.ts";
import { isUpload, type Upload } from "#app/lib/upload.ts";

export const MOST_REPORT_BYTES = 1_000_000;

const File = z
  .custom<Upload>(isUpload, "form:choose-file")
  .refine(({ size }) => size > 0, "form:choose-file")
  .refine(({ size }) => size <= MOST_REPORT_BYTES, "form:report-too-large");

const Instant = z.number().int().min(0).max(8e15);
const Carried = z
  .array(z.tuple([z.string().max(300), z.string().max(320), z.array(z.tuple([Instant, Instant])).max(500)]))
  .max(1000);

/** The attendees that were looked at, as they come back in pieces a form field can hold. */
const CarriedPieces = z
  .array(z.string().max(20_000))
  .min(1)
  .max(100)
  .transform((pieces, context): Attendee[] => {
    try {
      return pieces.flatMap((piece) =>
        Carried.parse(JSON.parse(piece)).map(([name, email, spans]) => ({
          name,
          email,
          spans: spans.map(([start, end]) => ({ start, end })),
        })),
      );
    } catch {
      context.addIssue({ code: "custom", message: "form:format" });
      return z.NEVER;
    }
  });

const MOST_PIECE = 15_000;

/** In pieces a form field can hold. */
export function carry(attendees: readonly Attendee[]): string[] {
  const pieces: string[][] = [[]];
  let length = 0;
  for (const { name, email, spans } of attendees) {
    const stays = spans.slice(0, 400).map(({ start, end }) => [start, end]);
    const text = JSON.stringify([name.slice(0, 300), email.slice(0, 320), stays]);
    if (length + text.length > MOST_PIECE) {
      pieces.push([]);
      length = 0;
    }
    pieces.at(-1)!.push(text);
    length += text.length + 1;
  }
  return pieces.map((texts) => `[${texts.join(",")}]`);
}

const ShownMark = z.enum([...MARKS, "none"]);
const PREFIX = "a.";
const SHOWN = "s.";

/** Which participant an attendee is: `a.<place in the list>` holds an enrolment or nothing. */
export const attendeeField = (index: number): string => `${PREFIX}${index}`;

/** The mark the page showed as standing: `s.<who>`. */
export const shownField = (who: string): string => `${SHOWN}${who}`;

export const MeetingForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("look"),
    file: File,
    timeZone: z.string().refine((zone) => TIME_ZONES.includes(zone), "form:time-zone"),
  }),
  z
    .looseObject({
      intent: z.enum(["again", "take"]),
      carried: CarriedPieces,
      take: z.array(z.string().max(100)).max(1000).default([]),
      /** What the page showed as assigned when it was looked at. */
      assigned: z.string().max(20_000).default(""),
      reason: z.string().max(500).default(""),
    })
    .transform((form) => {
      const { intent, carried, take, assigned, reason } = form;
      const whoIsWho = carried.map((_, index) => {
        const value = form[attendeeField(index)];
        return typeof value === "string" && value !== "" ? value : null;
      });
      const shown = new Map(
        take.map((who) => [who, ShownMark.safeParse(form[shownField(who)]).data ?? ("none" as const)]),
      );
      return { intent, attendees: carried, shown, assigned, reason, whoIsWho };
    }),
]);
