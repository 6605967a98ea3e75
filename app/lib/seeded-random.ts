/**
 * Numbers in [0, 1) that look random and are always the same for the same seed, so that a quiz can be drawn
 * again and a certificate's pattern engraved again. Not for secrets.
 */
export function seededRandom(seed: string): () => number {
  const next = hashOf(seed);
  return sfc32(next(), next(), next(), next());
}

/** xmur3: stretches a text into as many 32-bit numbers as one asks for. */
function hashOf(text: string): () => number {
  let hash = 1779033703 ^ text.length;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 3432918353);
    hash = (hash << 13) | (hash >>> 19);
  }
  return () => {
    hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
    hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
    hash ^= hash >>> 16;
    return hash >>> 0;
  };
}

/** sfc32, "small fast counter": passes the usual batteries and is the same on every engine (integers only). */
function sfc32(a: number, b: number, c: number, counter: number): () => number {
  const step = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  // The first outputs still resemble the seed.
  for (let round = 0; round < 12; round++) step();
  return step;
}
