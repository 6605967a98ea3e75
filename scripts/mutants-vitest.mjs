/* What the tests of rules ask of Vitest, so that all of them can lie in one bundle and be run one by one, thousands of times
 * a minute: the same assertions, and no workers, files or reports. */
import { readFileSync } from "node:fs";
import * as chai from "chai";
import { JestAsymmetricMatchers, JestChaiExpect, JestExtend } from "@vitest/expect";

/** What is drawn into docs/; a test names its file from where it lies itself, and is run from the root. */
const files = ({ Assertion }, { addMethod }) =>
  addMethod(Assertion.prototype, "toMatchFileSnapshot", function (name) {
    expect(this._obj).toBe(readFileSync(name.replace(/^(\.\.\/)+/, ""), "utf8"));
  });

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers, files]) chai.use(plugin);

export const expect = Object.assign((value, message) => chai.expect(value, message), chai.expect);

/** Every test there is, in the order of the files. */
export const collected = [];
const names = [];

/** `test(name, run)` or `test(name, options, run)`, with a time limit behind that is nothing here. */
const given = (one, other) => (typeof one === "function" ? one : other);

export const test = (name, one, other) =>
  collected.push({ name: [...names, name].join(" > "), run: given(one, other) });

export function describe(name, one, other) {
  names.push(name);
  given(one, other)();
  names.pop();
}

const each = (register) => (table) => (name, one, other) => {
  const run = given(one, other);
  for (const row of table) register(name, () => (Array.isArray(row) ? run(...row) : run(row)));
};
test.each = each(test);
describe.each = each(describe);
