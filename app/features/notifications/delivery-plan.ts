/* When a mail that could not be handed over is tried again: after 2, 4, 8 … minutes, at most 6 hours apart, for
 * about a day; then a person has to look at it. */

const MINUTE = 60_000;
const LONGEST = 6 * 60 * MINUTE;

export const MOST_TRIES = 12;

/** Milliseconds from the start of try number `tries` (from 1) to the next one. */
export const waitAfterTry = (tries: number): number => Math.min(LONGEST, 2 ** tries * MINUTE);

/** waiting: will be tried; sent: the mail server has it; dead: given up. */
export type DeliveryState = "waiting" | "sent" | "dead";

export function deliveryState({ sent, tries }: { sent: boolean; tries: number }): DeliveryState {
  if (sent) return "sent";
  return tries >= MOST_TRIES ? "dead" : "waiting";
}
