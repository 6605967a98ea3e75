/* Changes the rules in small ways, one at a time, and counts how many of the changes their tests notice. The changes are
 * Stryker's. All of them stand in one bundle with all the tests, each behind a switch, so that to try one is to run the tests
 * that come by it, and nothing is loaded twice. The instrumenter is installed beside, for the run alone.
 * `npm run mutants -- app/features/trainers/appeals/appeal.ts` asks about one file only. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const LEAST = 85; // percent of the mutants of each file that some test must notice
const RUNS_DIVISOR = 200; // of a property's runs: enough to notice, and not 10,000 for each of 6,000 mutants
const LONGER = 100; // come by so much oftener than without it, a mutant runs without end
const [INSTRUMENTER, VERSION] = ["@stryker-mutator/instrumenter", "9.6.1"];
// Words and keys are for the locales and the types to check.
const LEFT_OUT = ["StringLiteral", "ObjectLiteral"];
const AREAS = ["trainers", "attestation", "licences", "certification"];
const RULES = [
  "app/features/attestation/coverage.ts",
  "app/features/attestation/day-lines.ts",
  "app/features/attestation/leave.ts",
  "app/features/attestation/needs.ts",
  "app/features/attestation/refresh.ts",
  "app/features/attestation/refresher-date.ts",
  "app/features/attestation/refresher-plan.ts",
  "app/features/certification/attended-sessions.ts",
  "app/features/certification/certificate-number.ts",
  "app/features/certification/certificate-status.ts",
  "app/features/certification/correction.ts",
  "app/features/certification/ending.ts",
  "app/features/certification/issue-gate.ts",
  "app/features/certification/issuer-separation.ts",
  "app/features/certification/next-certificate.ts",
  "app/features/certification/still-counts.ts",
  "app/features/licences/licence-preview.ts",
  "app/features/licences/licence.ts",
  "app/features/licences/may-host.ts",
  "app/features/licences/qualification.ts",
  "app/features/trainers/appeals/appeal.ts",
  "app/features/trainers/candidacies/candidacy-history.ts",
  "app/features/trainers/candidacies/candidacy-news.ts",
  "app/features/trainers/candidacies/candidacy-queue.ts",
  "app/features/trainers/candidacies/candidacy-records.ts",
  "app/features/trainers/candidacies/candidacy.ts",
  "app/features/trainers/candidacies/impartiality.ts",
  "app/features/trainers/candidacies/provisional.ts",
  "app/features/trainers/candidacies/scheme-call.ts",
  "app/features/trainers/certifications/certification-acts.ts",
  "app/features/trainers/certifications/certification-error.ts",
  "app/features/trainers/certifications/certification-status.ts",
  "app/features/trainers/certifications/employment.ts",
  "app/features/trainers/certifications/line.ts",
  "app/features/trainers/certifications/may-lead.ts",
  "app/features/trainers/certifications/past-records.ts",
  "app/features/trainers/certifications/suspension-proposal.ts",
  "app/features/trainers/complaints/complaint-target.ts",
  "app/features/trainers/complaints/complaint.ts",
  "app/features/trainers/exams/draw-exam.ts",
  "app/features/trainers/exams/exam-bank.ts",
  "app/features/trainers/exams/exam-keying.ts",
  "app/features/trainers/exams/exam-marking.ts",
  "app/features/trainers/exams/exam-release.ts",
  "app/features/trainers/exams/exam-sitting.ts",
  "app/features/trainers/exams/record-day.ts",
  "app/features/trainers/exams/remarking.ts",
  "app/features/trainers/observations/assessor-load.ts",
  "app/features/trainers/observations/calibration.ts",
  "app/features/trainers/observations/observation.ts",
  "app/features/trainers/observations/rater-drift.ts",
  "app/features/trainers/observations/rating.ts",
  "app/features/trainers/panels/panel.ts",
  "app/features/trainers/renewal/inactive.ts",
  "app/features/trainers/renewal/reminder-ladder.ts",
  "app/features/trainers/renewal/renewal-file.ts",
  "app/features/trainers/renewal/renewal.ts",
  "app/features/trainers/schemes/anchors.ts",
  "app/features/trainers/schemes/asked.ts",
  "app/features/trainers/schemes/courses.ts",
  "app/features/trainers/schemes/criteria.ts",
  "app/features/trainers/schemes/move-to-version.ts",
  "app/features/trainers/schemes/people-needed.ts",
  "app/features/trainers/schemes/requirements.ts",
  "app/features/trainers/schemes/scheme-book.ts",
  "app/features/trainers/schemes/scheme-preview.ts",
  "app/features/trainers/schemes/scheme.ts",
  "app/features/trainers/schemes/sound-scheme.ts",
  "app/features/trainers/schemes/stage.ts",
  "app/features/trainers/schemes/topics.ts",
  "app/features/trainers/schemes/way-back.ts",
];

const asked = process.argv.slice(2);
const place = mkdtempSync(path.join(tmpdir(), "passbook-mutants-"));
const bundle = path.resolve(`node_modules/.cache/mutants-${process.pid}.mjs`); // where packages are found
try {
  const rules = asked.length > 0 ? asked : RULES;
  const gone = rules.filter((file) => !existsSync(file));
  if (gone.length > 0) throw new Error(`no such rules: ${gone.join(", ")}`);
  const { files, mutants } = await instrument(rules);
  const tests = await load(files);
  process.exitCode = verdict(rules, await tryEach(mutants, tests));
} finally {
  rmSync(place, { recursive: true, force: true });
  rmSync(bundle, { force: true });
}

/** The rules with every mutant in them, none of which is switched on. */
async function instrument(rules) {
  const npm = [
    "install",
    "--no-save",
    "--no-audit",
    "--no-fund",
    "--prefix",
    place,
    `${INSTRUMENTER}@${VERSION}`,
  ];
  execFileSync("npm", npm, { stdio: ["ignore", "ignore", "inherit"] });
  const installed = path.join(place, "node_modules", INSTRUMENTER, "dist/src/index.js");
  const { Instrumenter } = await import(pathToFileURL(installed).href);
  const silent = { debug() {}, info() {}, isDebugEnabled: () => false };
  const sources = rules.map((file) => ({
    name: path.resolve(file),
    mutate: true,
    content: readFileSync(file, "utf8"),
  }));
  const options = { excludedMutations: LEFT_OUT, ignorers: [], plugins: null };
  const { files, mutants } = await new Instrumenter(silent).instrument(sources, options);
  return { files, mutants: mutants.filter(({ status }) => status !== "Ignored") };
}

/** The tests, collected and ready to be run. */
async function load(files) {
  process.env.MUTANT_RUNS_DIVISOR = String(RUNS_DIVISOR);
  const contents = new Map(files.map(({ name, content }) => [name, content]));
  const vitest = path.resolve("scripts/mutants-vitest.mjs");
  const tests = AREAS.flatMap((area) => testsIn(`tests/rules/${area}`));
  const imports = tests.map((file) => `await import(${JSON.stringify(`./${file}`)});`);
  await build({
    stdin: {
      contents: [...imports, `export { collected } from "vitest";`].join("\n"),
      resolveDir: process.cwd(),
      loader: "ts",
    },
    outfile: bundle,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    jsx: "automatic",
    logLevel: "error",
    plugins: [
      {
        name: "mutants",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^vitest$/ }, () => ({ path: vitest }));
          onResolve({ filter: /^#(app|tests|prisma)\// }, ({ path: name }) => ({
            path: path.resolve(name.slice(1)),
          }));
          onLoad({ filter: /\/app\/.*\.ts$/ }, ({ path: name }) =>
            contents.has(name) ? { contents: contents.get(name), loader: "ts" } : undefined,
          );
        },
      },
    ],
  });
  const { collected } = await import(pathToFileURL(bundle).href);
  return collected;
}

function testsIn(folder) {
  const names = readdirSync(folder, { recursive: true });
  return names.filter((name) => /\.test\.tsx?$/.test(name)).map((name) => path.join(folder, name));
}

/** Each mutant with whether it was noticed; null: it stands where things are computed once, and no test comes by it again. */
async function tryEach(mutants, tests) {
  const switches = (globalThis.__stryker__ ??= {}); // the instrumented code looks here
  const comesBy = await whoComesBy(switches, tests);
  const once = switches.mutantCoverage?.static ?? {};
  switches.mutantCoverage = { static: {}, perTest: {} };
  const tried = [];
  for (const mutant of mutants) {
    const { tests: own, times } = comesBy.get(mutant.id) ?? { tests: [], times: 0 };
    const ignored = own.length === 0 && once[mutant.id] !== undefined;
    tried.push({ mutant, noticed: ignored ? null : await isNoticed(switches, mutant, own, times) });
    if (tried.length % 500 === 0) console.log(`${tried.length} of ${mutants.length}`);
  }
  return tried;
}

/** Of each mutant the tests that come by it, the quickest first, and how often in all. */
async function whoComesBy(switches, tests) {
  const comesBy = new Map();
  for (const [index, test] of tests.entries()) {
    const began = performance.now();
    switches.currentTestId = `test-${index}`;
    try {
      await test.run();
    } catch (cause) {
      throw new Error(`without any mutant it fails: ${test.name}`, { cause });
    }
    test.took = performance.now() - began;
    for (const [id, times] of Object.entries(switches.mutantCoverage?.perTest[`test-${index}`] ?? {})) {
      const known = comesBy.get(id) ?? { tests: [], times: 0 };
      comesBy.set(id, { tests: [...known.tests, test], times: known.times + times });
    }
  }
  switches.currentTestId = undefined;
  for (const { tests: own } of comesBy.values()) own.sort((one, other) => one.took - other.took);
  return comesBy;
}

async function isNoticed(switches, { id }, tests, times) {
  for (const test of tests) {
    Object.assign(switches, { activeMutant: id, hitCount: 0, hitLimit: times * LONGER });
    const failed = await fails(test);
    Object.assign(switches, { activeMutant: undefined, hitCount: undefined });
    if (!failed) continue;
    // What a mutant has spoilt for good would fail whatever comes after it.
    if (await fails(test)) throw new Error(`a mutant has changed what the tests share: ${test.name}`);
    return true;
  }
  return false;
}

async function fails(test) {
  try {
    await test.run();
    return false;
  } catch {
    return true;
  }
}

/** What survived, line by line, and then the table: a file is not carried by the others. */
function verdict(rules, tried) {
  const rows = [...rules].sort().map((file) => {
    const own = tried.filter(
      ({ mutant, noticed }) => noticed !== null && path.resolve(file) === mutant.fileName,
    );
    const alive = own.filter(({ noticed }) => !noticed);
    for (const { mutant } of alive) {
      const { location, replacement = "" } = mutant;
      const was = textAt(readFileSync(file, "utf8"), location);
      console.log(`${file}:${location.start.line + 1}  ${short(was)}  →  ${short(replacement)}`);
    }
    return { file, killed: own.length - alive.length, alive: alive.length };
  });
  const total = (what) => rows.reduce((sum, row) => sum + row[what], 0);
  const table = [...rows, { file: "all", killed: total("killed"), alive: total("alive") }];
  for (const row of table) {
    const { file, killed, alive } = row;
    const mark = share(row) < LEAST ? "!" : " ";
    console.log(`${mark}${share(row).toFixed(1).padStart(6)} %  ${killed} of ${killed + alive}  ${file}`);
  }
  return table.every((row) => share(row) >= LEAST) ? 0 : 1;
}

/** In percent; of a file without a mutant, all of them. */
function share({ killed, alive }) {
  return killed + alive === 0 ? 100 : (100 * killed) / (killed + alive);
}

function textAt(source, { start, end }) {
  const lines = source.split("\n").slice(start.line, end.line + 1);
  lines.push(lines.pop().slice(0, end.column));
  lines[0] = lines[0].slice(start.column);
  return lines.join(" ");
}

function short(text) {
  return text.replace(/\s+/g, " ").slice(0, 100);
}
