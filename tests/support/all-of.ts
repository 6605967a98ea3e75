/** Everything that comes page by page. */
export async function allOf<Value>(pages: AsyncIterable<Value>): Promise<Value[]> {
  const read: Value[] = [];
  for await (const value of pages) read.push(value);
  return read;
}
