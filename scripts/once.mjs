/* Work that need not be done twice: what it is made from is remembered as a fingerprint. Node alone, see bootstrap. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

const STAMPS = "node_modules/.cache/passbook";

/** Does the work unless it was done from the very same input; half-done work is never taken for done. */
export async function once(name, inputs, output, work) {
  const stamp = path.join(STAMPS, name);
  const wanted = fingerprint(inputs);
  if (existsSync(output) && readOr(stamp, "") === wanted) return;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(stamp, wanted);
}

export function fingerprint(inputs) {
  const hash = createHash("sha256");
  for (const file of inputs.flatMap(filesIn))
    hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function filesIn(place) {
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place)
    .sort()
    .flatMap((name) => filesIn(path.join(place, name)));
}

export function readOr(file, otherwise) {
  return existsSync(file) ? readFileSync(file, "utf8") : otherwise;
}
