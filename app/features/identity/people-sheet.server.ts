import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { stringify } from "csv-stringify/sync";
import { ok, refuse, type Result } from "#app/lib/result.ts";

/*
 * A spreadsheet becomes the text it would have been saved as; from there on it is read like any other list. What comes
 * from outside may be a trap: it is unpacked only when it says it is small, and read apart from the server, in a thread
 * with little memory and little time.
 */

const MOST_UNPACKED = 20_000_000;
const MOST_CELLS = 1_000_000;
const LIMITS = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 };
const MOST_MS = 20_000;

type Cell = string | number | boolean | Date | null;

/** The first sheet as comma separated text. */
export async function sheetAsCsv(bytes: Uint8Array): Promise<Result<string>> {
  const size = unpackedSize(bytes);
  if (size === null) return refuse("import.no-spreadsheet");
  if (size > MOST_UNPACKED) return refuse("import.too-much-inside");
  const answer = await readApart(bytes);
  if (answer === "broken") return refuse("import.no-spreadsheet");
  if (answer === "too much") return refuse("import.too-much-inside");
  return ok(stringify(answer.map((row) => row.map(asText))));
}

/** As people see it: whole numbers without a fraction, a date as a civil date. */
const asText = (cell: Cell): string => {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? "" : cell.toISOString().slice(0, 10);
  return cell === null ? "" : String(cell);
};

// ── how large it would become ───────────────────────────────────────────────────────────────────────

const END = 0x06054b50;
const END_64 = 0x07064b50;
const ENTRY = 0x02014b50;

/**
 * What the archive's list of contents says it unpacks to: the library makes room for exactly that and writes no more.
 * Nothing for what is no archive.
 */
function unpackedSize(bytes: Uint8Array): number | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = file.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  if (end < 0 || end + 22 > file.length || file.readUInt32LE(end) !== END) return null;
  // The long form is for more than four gigabytes.
  if (end >= 20 && file.readUInt32LE(end - 20) === END_64) return Infinity;
  let at = file.readUInt32LE(end + 16);
  let size = 0;
  for (let left = file.readUInt16LE(end + 8); left > 0; left -= 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== ENTRY) return null;
    size += file.readUInt32LE(at + 24);
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return size;
}

// ── reading it apart ────────────────────────────────────────────────────────────────────────────────

const LIBRARY = createRequire(import.meta.url).resolve("read-excel-file/universal");

/** One cell far out makes a table of millions: it is not handed over. */
const READER = `
  const { parentPort, workerData } = require("node:worker_threads");
  const { readSheet } = require(workerData.library);
  readSheet(workerData.file).then(
    (rows) => parentPort.postMessage(rows.length * (rows[0]?.length ?? 0) > workerData.most ? "too much" : rows),
    () => parentPort.postMessage("broken"),
  );`;

function readApart(bytes: Uint8Array): Promise<Cell[][] | "broken" | "too much"> {
  const file = Uint8Array.from(bytes).buffer;
  const worker = new Worker(READER, {
    eval: true,
    workerData: { library: LIBRARY, file, most: MOST_CELLS },
    resourceLimits: LIMITS,
    // Nothing of the server's own is said to it.
    env: {},
    execArgv: [],
    stderr: true,
  });
  return new Promise((resolve) => {
    const late = setTimeout(() => settle("too much"), MOST_MS);
    function settle(answer: Cell[][] | "broken" | "too much") {
      clearTimeout(late);
      void worker.terminate();
      resolve(answer);
    }
    worker.once("message", settle);
    worker.once("error", (error: NodeJS.ErrnoException) =>
      settle(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "too much" : "broken"),
    );
    worker.once("exit", () => settle("broken"));
  });
}
