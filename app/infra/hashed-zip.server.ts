import { createHash } from "node:crypto";
import { Readable, Transform, pipeline } from "node:stream";
import { ZipFile } from "yazl";

/** A file of an archive, opened when its turn comes. */
export type Entry = { path: string; open: () => Promise<Readable | Uint8Array> };

export const MANIFEST = "manifest.sha256";

/**
 * Files as one archive, written while it is read: one is open at a time, and none is ever there as a whole. What closes it
 * is the manifest, in the form `sha256sum --check` reads.
 */
export function hashedZip(entries: readonly Entry[]): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  zip.on("error", (error: Error) => out.destroy(error));
  const sums: string[] = [];
  let open: Readable | undefined;
  out.once("close", () => open?.destroy());
  const begin = async (read: () => Promise<Readable>, opened: (error: null, stream: Readable) => void) => {
    try {
      open = await read();
      open.once("error", (error) => out.destroy(error));
      opened(null, open);
    } catch (error) {
      out.destroy(error as Error);
    }
  };
  const add = (path: string, read: () => Promise<Readable>) =>
    zip.addReadStreamLazy(path, (opened) => void begin(read, opened));
  for (const { path, open: contentOf } of entries)
    add(path, async () => {
      const content = await contentOf();
      const stream = content instanceof Readable ? content : Readable.from([Buffer.from(content)]);
      return hashing(stream, (sum) => sums.push(`${sum}  ${path}\n`));
    });
  add(MANIFEST, () => Promise.resolve(Readable.from([Buffer.from(sums.join(""))])));
  zip.end();
  return out;
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
