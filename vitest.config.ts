import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes minutes begins first, so that nothing long is left when the rest is done. */
const LONGEST = ["access.", "pages.", "pages-", "fuzz-", "budgets.", "kill-issue-", "three-years-"];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((start) => moduleId.includes(`/journeys/${start}`));
      return at < 0 ? LONGEST.length : at;
    };
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}

/* Apart from vite.config.ts: Remix's plugin has no place in tests. TEST_DATABASE=postgresql runs `server` there. */
export default defineConfig({
  esbuild: { jsx: "automatic" },
  test: {
    // Of its own accord Vitest leaves one core free, of two.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "rules",
          include: ["tests/rules/**/*.test.{ts,tsx}"],
          isolate: false, // rules keep nothing, so that files may share what is loaded
          testTimeout: 60_000, // thousands of histories take their time on a busy machine
        },
      },
      {
        extends: true,
        // Reads and draws files and asks no database: once, not on each of the two.
        test: {
          name: "files",
          include: ["tests/files/**/*.test.{ts,tsx}"],
          env: { APP_MODE: "test", LOG_LEVEL: "silent" },
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "server",
          include: ["tests/server/**/*.test.{ts,tsx}"],
          pool: "forks", // each worker its own process: its own environment, database and client
          isolate: false, // the app is loaded once a worker; file-database.ts begins each file anew
          globalSetup: "tests/support/template-database.ts",
          setupFiles: "tests/support/file-database.ts",
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "journeys",
          include: ["tests/journeys/**/*.test.ts"],
          pool: "forks",
          maxWorkers: availableParallelism() + 1, // a browser and a server each, and while one waits another works
          globalSetup: "tests/support/template-database.ts",
          testTimeout: 120_000,
          hookTimeout: 300_000, // whoever comes second waits for the demonstration
        },
      },
    ],
  },
});
