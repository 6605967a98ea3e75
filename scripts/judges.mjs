/* The programs that tests judge pages and files with: a Chromium, Poppler's tools, and LibreOffice for spreadsheets.
 * Found, or installed where that can be done without asking anyone. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

/** Debian's shell of it first: the same engine without windows costs a third less. */
const SHELL = "chromium-headless-shell";
const CHROMIUMS = [SHELL, "chromium", "chromium-browser", "google-chrome"];
const POPPLER = ["pdftotext", "pdftoppm"];
/** Tests of signed files are left out where these cannot be had. */
const OF_SIGNED_FILES = { qpdf: "qpdf", zbarimg: "zbar-tools" };

/**
 * Answers the environment tests run with; throws one sentence when something cannot be had. LibreOffice (200 MB) is
 * only looked for where spreadsheets are judged, and where it cannot be had, those tests are left out.
 */
export async function ensureJudges({ spreadsheets = false } = {}) {
  const missing = [
    ...(POPPLER.every(onPath) ? [] : ["poppler-utils"]),
    ...Object.entries(OF_SIGNED_FILES).flatMap(([program, name]) => (onPath(program) ? [] : [name])),
    ...(spreadsheets && !onPath("soffice") ? ["libreoffice-calc"] : []),
  ];
  if (missing.length > 0) aptInstall(missing);
  for (const name of [SHELL, "chromium"]) if (!findChromium()) aptInstall([name]);
  if (!POPPLER.every(onPath))
    throw new Error("PDF tests need pdftotext and pdftoppm: install poppler-utils.");
  const chromium = findChromium() ?? (await installWithPlaywright());
  if (!chromium) throw new Error("Browser tests need Chromium: install it, or set CHROMIUM_PATH to it.");
  return { CHROMIUM_PATH: chromium };
}

function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named && existsSync(named)) return named;
  return CHROMIUMS.map(onPath).find(Boolean);
}

function onPath(program) {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/bin", "/snap/bin"];
  return folders.map((folder) => path.join(folder, program)).find((file) => existsSync(file));
}

/** Only as root, or where sudo asks for no password: a test run never stops for a question. */
function aptInstall(packages) {
  if (!onPath("apt-get")) return;
  const root = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  if (root.length > 0 && !run([...root, "true"])) return;
  console.log(`  installing ${packages.join(", ")}`);
  if (!run([...root, "apt-get", "update", "-q"])) return;
  run([...root, "apt-get", "install", "-y", "-q", "--no-install-recommends", ...packages]);
}

async function installWithPlaywright() {
  run([process.execPath, "node_modules/playwright-core/cli.js", "install", "chromium"]);
  const { chromium } = await import("playwright-core");
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

function run([program, ...args]) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(program, args, { env, stdio: "ignore" }).status === 0;
}
