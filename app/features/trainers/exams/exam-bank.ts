import type { Question, QuestionBody, QuestionText } from "#app/features/catalogue/question.ts";

/*
 * The secret bank of a scheme's exam (domain §0a): uploaded while the platform runs, read by exam custodians only. Who is a
 * candidate under the scheme does not read its bank, custodian or not.
 */

export type BankItem = Omit<Question, "moduleId"> & { text: QuestionText };

/** Items are drawn by objective; what a person marks is a group of its own, so that nobody gets more of it by chance. */
export const groupOf = ({ objective, body }: { objective: string; body: QuestionBody }): string =>
  body.kind === "free-text" ? `${objective}/written` : objective;

export const isWrittenGroup = (group: string): boolean => group.endsWith("/written");
export const objectiveOf = (group: string): string => group.replace(/\/written$/, "");

export type GroupCount = { group: string; items: number; application: number };

/** What a blueprint may ask of the bank: counts, and no word of a question. */
export function countGroups(items: readonly Pick<BankItem, "objective" | "body" | "level">[]): GroupCount[] {
  const groups = new Map<string, GroupCount>();
  for (const item of items) {
    const group = groupOf(item);
    const found = groups.get(group) ?? { group, items: 0, application: 0 };
    found.items += 1;
    if (item.level === "application") found.application += 1;
    groups.set(group, found);
  }
  return [...groups.values()].sort((a, b) => (a.group < b.group ? -1 : 1));
}
