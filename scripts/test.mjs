/* The whole test run: checks, build, rules, server on both databases, journeys. One line each, the output of what
 * failed, and a closing line that counts; a check counts as one test.
 *   node scripts/bootstrap.mjs test [--only rules,server]     a step is named by the first letters of its name */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureJudges } from "./judges.mjs";

/** The quick one; the other is there for the test that reads the law of imports by its API. */
const TSC = "node_modules/typescript-native/bin/tsc";
const VITEST = "node_modules/vitest/vitest.mjs";
const STEP_LIMIT_MS = 20 * 60_000;

/** What a developer's shell may hold and tests must not see. CI is always on: `test.only` is refused everywhere. */
const CLEAN = { ...process.env, CI: "true", NO_COLOR: "1" };
for (const name of [
  "APP_MODE",
  "DATA_DIR",
  "DATABASE_URL",
  "FIXED_TODAY",
  "PORT",
  "PUBLIC_ORIGIN",
  "SMTP_URL",
]) {
  delete CLEAN[name];
}

const STEPS = [
  check("format", ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level=warn", "."]),
  check("types", [TSC, "--noEmit"]),
  check("content", ["--import", "tsx", "scripts/content-check.ts"]),
  check("lint", ["node_modules/oxlint/bin/oxlint", "--type-aware", "--deny-warnings"]),
  check("types-of-rules", [TSC, "-p", "tests/tsconfig.rules.json"]),
  check("schema", ["scripts/derive-schema.mjs", "--check"]),
  check("migrations", ["scripts/new-migration.mjs", "--check"]),
  check("build", ["scripts/bootstrap.mjs", "build"]),
  suite("rules", { project: "rules" }),
  suite("files", { project: "files", judged: true }),
  suite("server-sqlite", { project: "server", judged: true, env: { TEST_DATABASE: "sqlite" } }),
  suite("server-postgresql", { project: "server", judged: true, env: { TEST_DATABASE: "postgresql" } }),
  { name: "server-same-tests", run: sameTests },
  suite("journeys", { project: "journeys", judged: true }),
];

/**
 * Everything a run writes, removed at its end; in memory where there is enough of it. SQLite waits for the disk at every
 * commit, and no test asks what a power cut leaves.
 */
const MEMORY = "/dev/shm";
const ENOUGH = 4 * 2 ** 30;
const place = room(MEMORY) >= ENOUGH ? MEMORY : tmpdir();
const folder = mkdtempSync(path.join(place, "passbook-run-"));
CLEAN.TMPDIR = folder;
CLEAN.POSTGRES_FOLDER = tmpdir();
CLEAN.POSTGRES_DATA_FOLDER = place;

const running = new Set();
process.on("exit", leaveNothing);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(1));

await main(process.argv.slice(2));

async function main(args) {
  const results = new Map();
  const steps = chosen(args);
  const waiting = steps.filter(({ oneCore }) => oneCore);
  const inTurn = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await perform(step, results);
  };
  await Promise.all([inTurn(), inTurn()]);
  for (const step of steps) if (!step.oneCore) await perform(step, results);
  conclude([...results.values()]);
}

async function perform(step, results) {
  const started = performance.now();
  const result = await step.run(results);
  results.set(step.name, result);
  report(step.name, result, performance.now() - started);
}

function chosen(args) {
  const at = args.indexOf("--only");
  if (at < 0) return STEPS;
  const wanted = (args[at + 1] ?? "").split(",").filter(Boolean);
  const steps = STEPS.filter(({ name }) => wanted.some((start) => name.startsWith(start)));
  if (steps.length > 0) return steps;
  throw new Error(`--only takes, with commas: ${STEPS.map(({ name }) => name).join(" ")}`);
}

// ── Steps ───────────────────────────────────────────────────────────────────────────────────────────

/** A command that must answer 0; each keeps one core busy, so two run at a time, before the suites. */
function check(name, args) {
  const run = async () => {
    const { code, output } = await node(args);
    return verdict(code === 0, output);
  };
  return { name, run, oneCore: true };
}

/** A Vitest project; `judged` needs a browser and PDF tools. */
function suite(name, { project, judged = false, env = {} }) {
  const run = async (results) => {
    if (judged && results.get("build")?.failed) return verdict(false, "Not run: there is no build.");
    try {
      const judges = judged ? await ensureJudges({ spreadsheets: project === "server" }) : {};
      const file = path.join(folder, `${name}.json`);
      const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
      const ended = await node([VITEST, "run", "--project", project, ...reporters], { ...judges, ...env });
      return counted(file, ended);
    } catch (error) {
      return verdict(false, error.message);
    }
  };
  return { name, run };
}

/** What holds on one database and is not looked at on the other does not hold. */
function sameTests(results) {
  const ran = ["server-sqlite", "server-postgresql"].map((name) => results.get(name)).filter(Boolean);
  const totals = ran.map(({ passed, failed, skipped }) => passed + failed + skipped);
  return verdict(new Set(totals).size <= 1, `Tests on SQLite and on PostgreSQL: ${totals.join(" and ")}`);
}

function verdict(ok, output) {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, output };
}

/** A file that could not be loaded has no tests to fail, and an error outside tests fails none: both count one. */
function counted(file, { code, output }) {
  const report = JSON.parse(readFileSync(file, "utf8"));
  const failedAsFile = ({ status, assertionResults }) =>
    status === "failed" && assertionResults.every((test) => test.status !== "failed");
  const failed = report.numFailedTests + report.testResults.filter(failedAsFile).length;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && (code !== 0 || report.numTotalTests === 0) ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    output,
  };
}

// ── Running and reporting ───────────────────────────────────────────────────────────────────────────

function node(args, env = {}) {
  return new Promise((resolve) => {
    const options = { env: { ...CLEAN, ...env }, stdio: ["ignore", "pipe", "pipe"], timeout: STEP_LIMIT_MS };
    const child = spawn(process.execPath, args, options);
    running.add(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.once("close", (code) => {
      running.delete(child);
      resolve({ code, output });
    });
  });
}

/** Bytes that are free; 0 where there is no such folder. */
function room(place) {
  try {
    const { bavail, bsize } = statfsSync(place);
    return bavail * bsize;
  } catch {
    return 0;
  }
}

function leaveNothing() {
  for (const child of running) child.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
}

function report(name, { passed, failed, skipped, output }, milliseconds) {
  const mark = failed > 0 ? "✗" : "✓";
  const number = passed + failed + skipped > 1 ? `${sum({ passed, failed, skipped })}, ` : "";
  if (failed > 0) console.log(output.trimEnd());
  console.log(`${mark} ${name.padEnd(18)} ${number}${(milliseconds / 1000).toFixed(1)} s`);
}

function conclude(results) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const result of results) for (const key of Object.keys(total)) total[key] += result[key];
  console.log(sum(total));
  process.exitCode = total.failed > 0 ? 1 : 0;
}

function sum({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
