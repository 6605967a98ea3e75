/* How a list is read where a test is not about that. */

export const BY_NAME = { by: "name", descending: false } as const;
export const QUEUE = { q: "", sorting: { by: "since", descending: false }, page: 1 } as const;
