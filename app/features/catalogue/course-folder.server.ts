import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import * as z from "zod";
import { sha256 } from "#app/infra/ids.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import { Slug } from "./course-outline.ts";
import type { Problem } from "./course-source.ts";

/** The files of one course, and what was found wrong while reading them. */
export class CourseFolder {
  readonly problems: Problem[] = [];
  readonly #contentDir: string;

  constructor(
    contentDir: string,
    readonly courseId: string,
  ) {
    this.#contentDir = contentDir;
  }

  /** As named in messages: content/<course>/… */
  name(file: string): string {
    return path.posix.join(path.basename(this.#contentDir), this.courseId, file);
  }

  absolute(file: string): string {
    return path.join(this.#contentDir, this.courseId, file);
  }

  has(file: string): boolean {
    return existsSync(this.absolute(file));
  }

  bytes(file: string): Promise<Buffer> {
    return readFile(this.absolute(file));
  }

  /** Line ends and composition are made one, so that a checkout on Windows is the same course. */
  async text(file: string): Promise<string> {
    const bytes = await this.bytes(file);
    return bytes
      .toString("utf8")
      .replace(/^\uFEFF/, "")
      .replaceAll("\r\n", "\n")
      .normalize("NFC");
  }

  /** Files and folders, hidden ones left out, in an order that does not depend on the disk. */
  async list(folder: string): Promise<{ files: string[]; folders: string[] }> {
    if (!this.has(folder)) return { files: [], folders: [] };
    const entries = await readdir(this.absolute(folder), { withFileTypes: true });
    const names = (wanted: boolean) =>
      entries
        .filter((entry) => !entry.name.startsWith(".") && entry.isDirectory() === wanted)
        .map(({ name }) => name)
        .sort();
    return { files: names(false), folders: names(true) };
  }

  /** Another course beside this one. */
  beside(courseId: string): CourseFolder {
    return new CourseFolder(this.#contentDir, courseId);
  }

  /** The same hash is the same course, whatever its state. Modules that are borrowed belong to it. */
  async contentHash(): Promise<string> {
    const hashes = await this.#hashesOf(await this.#allFiles("."));
    const { from, modules } = this.has("course.yaml") ? borrowed(await this.text("course.yaml")) : NOTHING;
    if (from === null) return sha256(canonicalJson(hashes));
    const lender = this.beside(from);
    const files = lender.has("accounts.yaml") ? ["accounts.yaml"] : [];
    for (const id of modules) files.push(...(await lender.#allFiles(path.posix.join("modules", id))));
    return sha256(canonicalJson({ ...hashes, [from]: await lender.#hashesOf(files) }));
  }

  async #hashesOf(files: string[]): Promise<Record<string, string>> {
    const hashes: Record<string, string> = {};
    for (const file of files)
      hashes[file] = sha256(/\.(md|yaml)$/.test(file) ? await this.text(file) : await this.bytes(file));
    return hashes;
  }

  async #allFiles(folder: string): Promise<string[]> {
    const { files, folders } = await this.list(folder);
    const here = files.map((name) => path.posix.join(folder, name));
    for (const name of folders) here.push(...(await this.#allFiles(path.posix.join(folder, name))));
    return here;
  }
}

const NOTHING = { from: null, modules: [] as string[] };
const Borrowing = z.object({ "modules-from": Slug, sections: z.array(z.object({ modules: z.array(Slug) })) });

/** Of a course.yaml that may be anything yet: what is wrong with it is said by who reads it. */
function borrowed(text: string): { from: string | null; modules: string[] } {
  try {
    const { sections, ...course } = Borrowing.parse(parse(text));
    return { from: course["modules-from"], modules: sections.flatMap(({ modules }) => modules) };
  } catch {
    return NOTHING;
  }
}
