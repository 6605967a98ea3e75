/* "2.1": major when objectives or the pass rule change, minor when the text does (domain 6.7, content version). */

const parts = (version: string): [number, number] => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return [major, minor];
};

/** Negative when `a` is the older of the two. */
export function compareVersions(a: string, b: string): number {
  const [majorA, minorA] = parts(a);
  const [majorB, minorB] = parts(b);
  return majorA - majorB || minorA - minorB;
}

/** The text has changed, and nothing else: "2.1" is followed by "2.2". */
export function nextMinor(version: string): string {
  const [major, minor] = parts(version);
  return `${major}.${minor + 1}`;
}
