export type Packed = {
  name: string;
  content?: string;
  /** What the archive says of it, where that is not so. */
  size?: number;
  flags?: number;
  method?: number;
  mode?: number;
  /** Where it says it lies: at the place of the file before. */
  at?: number;
};

/** An archive written by hand, so that it can say what no program would. */
export function zipBytes(files: readonly Packed[], { comment = "" } = {}): Uint8Array {
  const text = new TextEncoder();
  const out: number[] = [];
  const short = (value: number) => [value & 0xff, (value >>> 8) & 0xff];
  const long = (value: number) => [...short(value & 0xffff), ...short(value >>> 16)];
  const heads = files.map(({ name, content = "x", size, flags = 0x800, method = 0, mode = 0o100644, at }) => {
    const [letters, body] = [[...text.encode(name)], [...text.encode(content)]];
    const place = at ?? out.length;
    const said = [...long(0), ...long(body.length), ...long(size ?? body.length)];
    const common = [...short(flags), ...short(method), ...long(0), ...said, ...short(letters.length)];
    out.push(...long(0x04034b50), ...short(20), ...common, ...short(0), ...letters, ...body);
    const rest = [...short(0), ...short(0), ...short(0), ...short(0), ...long(mode << 16), ...long(place)];
    return [...long(0x02014b50), ...short(20), ...short(20), ...common, ...rest, ...letters];
  });
  const from = out.length;
  const directory = heads.flat();
  const remark = [...text.encode(comment)];
  const counts = [...short(0), ...short(0), ...short(files.length), ...short(files.length)];
  out.push(...directory, ...long(0x06054b50), ...counts, ...long(directory.length), ...long(from));
  out.push(...short(remark.length), ...remark);
  return new Uint8Array(out);
}
