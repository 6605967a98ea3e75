import { createHash } from "node:crypto";
import { Readable, Transform, pipeline } from "node:stream";
import { ZipFile } from "yazl";

/** A file of an archive, opened when its turn comes. */
export type Entry = { path: string; open: () => Promise<Readable | Uint8Array> };

export const MANIFEST = "manifest.sha256";

const readable = (content: Readable | Uint8Array): Readable =>
  content instanceof Readable ? content : Readable.from([Buffer.from(content)]);

/**
 * Files as one archive, written while it is read: one is open at a time, and none is ever there as a whole. One that cannot
 * be read ends the download as broken, which an archive without its directory is.
 */
export function zipOf(entries: readonly Entry[], mtime?: Date): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  zip.on("error", (error: Error) => out.destroy(error));
  let open: Readable | undefined;
  out.once("close", () => open?.destroy());
  const begin = async (entry: Entry, opened: (error: null, stream: Readable) => void) => {
    try {
      open = readable(await entry.open());
      open.once("error", (error) => out.destroy(error));
      opened(null, open);
    } catch (error) {
      out.destroy(error as Error);
    }
  };
  for (const entry of entries)
    zip.addReadStreamLazy(entry.path, mtime ? { mtime } : {}, (opened) => void begin(entry, opened));
  zip.end();
  return out;
}

/** As `zipOf`, closed by the manifest, in the form `sha256sum --check` reads. */
export function hashedZip(entries: readonly Entry[]): Readable {
  const sums: string[] = [];
  const hashed = entries.map(({ path, open }): Entry => ({
    path,
    open: async () => hashing(readable(await open()), (sum) => sums.push(`${sum}  ${path}\n`)),
  }));
  const manifest = { path: MANIFEST, open: () => Promise.resolve(Buffer.from(sums.join(""))) };
  return zipOf([...hashed, manifest]);
}

function hashing(content: Readable, done: (sum: string) => void): Readable {
  const hash = createHash("sha256");
  const through = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk);
      next(null, chunk);
    },
    flush(next) {
      done(hash.digest("hex"));
      next();
    },
  });
  return pipeline(content, through, () => {});
}
