/*
 * The code at the foot of a printed attendance sheet: the random end of the half-day's id, 48 bits in three groups. It
 * leads whoever may take attendance to the sheet on the screen, and says nothing to anybody else.
 */

const LENGTH = 12;

export const sheetCode = (halfDayId: string): string =>
  halfDayId.slice(-LENGTH).replace(/(.{4})(?=.)/g, "$1-");

/** What was typed, as the end of an id; null where it is no code. */
export function readSheetCode(typed: string): string | null {
  const code = typed.toLowerCase().replace(/[\s-]/gu, "");
  return /^[0-9a-f]{12}$/.test(code) ? code : null;
}
