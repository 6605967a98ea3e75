import type { Database, Statement } from "better-sqlite3";

/** As many as a busy server uses; beyond that the oldest goes. */
const KEPT = 400;

/**
 * Compiling a statement costs more than running it, and the stock adapter compiles it anew each time. This hands it
 * statements that were compiled before. The adapter binds, then runs to the end at once, so one is never shared by two
 * at a time; its values go with the run, because better-sqlite3 binds for good.
 */
export function keepStatements(client: Database): void {
  const compile = client.prepare.bind(client);
  const kept = new Map<string, ReturnType<typeof reusable>>();
  const find = (sql: string) => {
    const known = kept.get(sql);
    if (known) return known;
    const statement = reusable(compile(sql));
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
    kept.set(sql, statement);
    return statement;
  };
  // The cast: the part of a Statement that the adapter uses, and `readonly`.
  client.prepare = find as unknown as Database["prepare"];
}

function reusable(statement: Statement) {
  const { reader, readonly } = statement;
  let known: ReturnType<Statement["columns"]> | undefined;
  const columns = () => (known ??= statement.columns()); // tables do not change while the app runs
  return {
    reader,
    readonly,
    bind: (values: unknown[]) => ({
      reader,
      columns,
      run: () => statement.run(values),
      raw: () => ({ all: () => statement.raw(true).all(values) }),
    }),
  };
}
