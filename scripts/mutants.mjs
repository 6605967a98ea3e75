/* Changes the rules in small ways, one at a time, and counts how many of the changes their tests notice. Stryker does
 * it in a copy of the tracked files, and is installed beside the copy: the project itself does not depend on it.
 * `npm run mutants -- app/features/trainers/appeals/appeal.ts` asks about one file only. */
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const LEAST = 85; // percent of the mutants of each file that some test must notice
const RUNS_DIVISOR = 200; // of a property's runs: enough to notice, and not 10,000 for each of 5,000 mutants
const STRYKER = ["@stryker-mutator/core@9.6.1", "@stryker-mutator/vitest-runner@9.6.1"];
const TESTS = ["trainers", "attestation", "licences", "certification"].map(
  (area) => `tests/rules/${area}/**/*.test.ts`,
);
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
try {
  process.exitCode = await mutate(asked.length > 0 ? asked : RULES);
} finally {
  rmSync(place, { recursive: true, force: true });
}

async function mutate(rules) {
  const gone = rules.filter((file) => !existsSync(file));
  if (gone.length > 0) throw new Error(`no such rules: ${gone.join(", ")}`);
  const copy = path.join(place, "copy");
  copyTracked(copy);
  installStryker();
  const report = path.join(place, "report.json");
  configure(copy, rules, report);
  const stryker = path.join(place, "node_modules/@stryker-mutator/core/bin/stryker.js");
  const { status } = spawnSync(process.execPath, [stryker, "run"], {
    cwd: copy,
    stdio: "inherit",
    env: { ...process.env, MUTANT_RUNS_DIVISOR: String(RUNS_DIVISOR) },
  });
  return status === 0 ? verdict(JSON.parse(readFileSync(report, "utf8"))) : 1;
}

/** As they stand in the working tree, with the packages that are installed there. */
function copyTracked(copy) {
  const tracked = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
  const wanted = /^(app|tests|scripts|docs|prisma|tsconfig|package)/; // not the courses
  for (const file of tracked.toString().split("\0"))
    if (wanted.test(file)) cpSync(file, path.join(copy, file), { recursive: true });
  for (const read of ["node_modules", "content"]) symlinkSync(realpathSync(read), path.join(copy, read));
}

/** One folder above the copy, where Node looks next; Vitest must be the very one the tests import. */
function installStryker() {
  const npm = ["install", "--no-save", "--no-audit", "--no-fund", "--legacy-peer-deps", "--prefix", place];
  execFileSync("npm", [...npm, ...STRYKER], { stdio: ["ignore", "ignore", "inherit"] });
  for (const name of ["vitest", "vite"]) {
    rmSync(path.join(place, "node_modules", name), { recursive: true, force: true });
    symlinkSync(realpathSync(path.join("node_modules", name)), path.join(place, "node_modules", name));
  }
}

function configure(copy, mutate, fileName) {
  writeFileSync(
    path.join(copy, "vitest.mutants.config.ts"),
    `export default { esbuild: { jsx: "automatic" }, test: { include: ${JSON.stringify(TESTS)}, isolate: false, testTimeout: 60_000 } };\n`,
  );
  const settings = {
    mutate,
    inPlace: true, // it is a copy already
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    vitest: { configFile: "vitest.mutants.config.ts", related: false },
    // Words and keys are for the locales and the types to check; what is computed once is not told apart by test.
    mutator: { excludedMutations: ["StringLiteral", "ObjectLiteral"] },
    ignoreStatic: true,
    coverageAnalysis: "perTest",
    concurrency: 1,
    timeoutMS: 20_000,
    disableTypeChecks: false,
    reporters: ["json", "progress-append-only"],
    jsonReporter: { fileName },
  };
  writeFileSync(path.join(copy, "stryker.config.json"), JSON.stringify(settings));
}

/** What survived, line by line, and then the table: a file is not carried by the others. */
function verdict({ files }) {
  const ordered = Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1));
  const rows = ordered.map(([file, { source, mutants }]) => {
    const of = (...statuses) => mutants.filter(({ status }) => statuses.includes(status));
    const alive = of("Survived", "NoCoverage");
    for (const { location, replacement = "" } of alive) {
      const was = textAt(source, location);
      console.log(`${file}:${location.start.line}  ${short(was)}  →  ${short(replacement)}`);
    }
    return { file, killed: of("Killed", "Timeout").length, alive: alive.length };
  });
  const total = (what) => rows.reduce((sum, row) => sum + row[what], 0);
  const table = [...rows, { file: "all", killed: total("killed"), alive: total("alive") }];
  for (const row of table) {
    const { file, killed, alive } = row;
    const mark = noticed(row) < LEAST ? "!" : " ";
    console.log(`${mark}${noticed(row).toFixed(1).padStart(6)} %  ${killed} of ${killed + alive}  ${file}`);
  }
  return table.every((row) => noticed(row) >= LEAST) ? 0 : 1;
}

/** In percent; of a file without a mutant, all of them. */
function noticed({ killed, alive }) {
  return killed + alive === 0 ? 100 : (100 * killed) / (killed + alive);
}

function textAt(source, { start, end }) {
  const lines = source.split("\n").slice(start.line - 1, end.line);
  lines.push(lines.pop().slice(0, end.column - 1));
  lines[0] = lines[0].slice(start.column - 1);
  return lines.join(" ");
}

function short(text) {
  return text.replace(/\s+/g, " ").slice(0, 100);
}
