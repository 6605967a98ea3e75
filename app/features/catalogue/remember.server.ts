/**
 * Keeps the answers for the last `max` keys. Only for what never changes once it is there (a published course
 * version): a failure or a null is asked again next time.
 */
export function remember<Key extends string[], Value>(
  max: number,
  load: (...key: Key) => Promise<Value | null>,
  /** What no longer holds is loaded anew. */
  holds: (value: Value) => Promise<boolean> = async () => true,
): (...key: Key) => Promise<Value | null> {
  const kept = new Map<string, Promise<Value | null>>();
  const ask = async (...key: Key): Promise<Value | null> => {
    const name = key.join("\n");
    const coming = kept.get(name) ?? load(...key);
    kept.delete(name); // put last again: the first of the map is the one not asked for longest
    kept.set(name, coming);
    if (kept.size > max) kept.delete(kept.keys().next().value ?? name);
    const forget = () => kept.get(name) === coming && kept.delete(name);
    coming.then((value) => value === null && forget(), forget);
    const value = await coming;
    if (value === null || (await holds(value))) return value;
    forget();
    return ask(...key);
  };
  return ask;
}
