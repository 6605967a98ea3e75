/** A file of an exam bank: so many items of each of these objectives, the second option always right. */
export const bankFile = (objectives: Record<string, number>, prefix = "q"): string => {
  const ids = Object.entries(objectives).flatMap(([objective, count]) =>
    Array.from({ length: count }, (_, index) => ({ id: `${prefix}-${objective}-${index + 1}`, objective })),
  );
  const items = ids.map(({ id, objective }) =>
    [
      `  - { id: ${id}, kind: single, objective: ${objective}, level: application, difficulty: 2,`,
      `      options: [a, b, c], key: b }`,
    ].join("\n"),
  );
  const words = ids.map(
    ({ id }) => `  ${id}: { prompt: "What of ${id}?", options: { a: "No", b: "Yes, ${id}", c: "Never" } }`,
  );
  return ["items:", ...items, "words:", ...words, ""].join("\n");
};
