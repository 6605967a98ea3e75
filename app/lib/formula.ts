import jsep from "jsep";

/*
 * Formulas as authors write them: numbers, names, + - * /, brackets, list[0], [a, b] and calls. Parsed once, by jsep;
 * what is not on this list is refused. The same tree is computed here and becomes a spreadsheet's formula elsewhere.
 */

export type Formula =
  | { kind: "number"; value: number }
  | { kind: "name"; name: string }
  | { kind: "list"; items: Formula[] }
  | { kind: "item"; of: Formula; index: number }
  | { kind: "negative"; of: Formula }
  | { kind: "operation"; operator: Operator; left: Formula; right: Formula }
  | { kind: "call"; name: string; inputs: Formula[] };

export type Operator = "+" | "-" | "*" | "/";
export type Value = number | readonly number[];

/** What is wrong with a formula, in words for its author. */
export class FormulaError extends Error {}

const OPERATORS: readonly string[] = ["+", "-", "*", "/"];

export function parseFormula(text: string): Formula {
  let parsed: jsep.Expression;
  try {
    parsed = jsep(text);
  } catch (error) {
    throw new FormulaError(`“${text}” cannot be read: ${(error as Error).message}`);
  }
  return formulaOf(parsed as jsep.CoreExpression, text);
}

function formulaOf(node: jsep.CoreExpression, text: string): Formula {
  const part = (of: jsep.Expression) => formulaOf(of as jsep.CoreExpression, text);
  switch (node.type) {
    case "Literal":
      if (typeof node.value === "number") return { kind: "number", value: node.value };
      break;
    case "Identifier":
      return { kind: "name", name: node.name };
    case "ArrayExpression":
      return { kind: "list", items: node.elements.map((item) => part(item!)) };
    case "MemberExpression": {
      const index = node.computed ? (node.property as jsep.CoreExpression) : null;
      if (index?.type === "Literal" && Number.isInteger(index.value))
        return { kind: "item", of: part(node.object), index: index.value as number };
      break;
    }
    case "UnaryExpression":
      if (node.operator === "-") return { kind: "negative", of: part(node.argument) };
      break;
    case "BinaryExpression":
      if (OPERATORS.includes(node.operator))
        return {
          kind: "operation",
          operator: node.operator as Operator,
          left: part(node.left),
          right: part(node.right),
        };
      break;
    case "CallExpression": {
      const callee = node.callee as jsep.CoreExpression;
      if (callee.type === "Identifier")
        return { kind: "call", name: callee.name, inputs: node.arguments.map((input) => part(input)) };
    }
  }
  throw new FormulaError(`“${text}” holds what a formula does not know`);
}

/** The names a formula reads, each once. */
export function namesIn(formula: Formula): string[] {
  const names = new Set<string>();
  const walk = (node: Formula): void => {
    switch (node.kind) {
      case "name":
        names.add(node.name);
        return;
      case "list":
        return node.items.forEach(walk);
      case "item":
      case "negative":
        return walk(node.of);
      case "operation":
        walk(node.left);
        return walk(node.right);
      case "call":
        return node.inputs.forEach(walk);
    }
  };
  walk(formula);
  return [...names];
}

export type Meaning = {
  valueOf: (name: string) => Value | undefined;
  functionOf: (name: string) => ((...inputs: Value[]) => Value) | undefined;
};

/** Throws a FormulaError for an unknown name or function, a missing list item, lists of different lengths. */
export function compute(formula: Formula, meaning: Meaning): Value {
  switch (formula.kind) {
    case "number":
      return formula.value;
    case "name": {
      const value = meaning.valueOf(formula.name);
      if (value === undefined) throw new FormulaError(`there is no figure ${formula.name}`);
      return value;
    }
    case "list":
      return formula.items.map((item) => asNumber(compute(item, meaning)));
    case "item": {
      const list = compute(formula.of, meaning);
      const value = typeof list === "number" ? undefined : list[formula.index];
      if (value === undefined) throw new FormulaError(`a list has no item ${formula.index}`);
      return value;
    }
    case "negative":
      return each((value) => -value, compute(formula.of, meaning));
    case "operation": {
      const { operator, left, right } = formula;
      return each(OPERATIONS[operator], compute(left, meaning), compute(right, meaning));
    }
    case "call": {
      const apply = meaning.functionOf(formula.name);
      if (!apply) throw new FormulaError(`there is no function ${formula.name}`);
      return apply(...formula.inputs.map((input) => compute(input, meaning)));
    }
  }
}

const OPERATIONS: Record<Operator, (left: number, right: number) => number> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
};

export function asNumber(value: Value | undefined): number {
  if (typeof value === "number") return value;
  if (value === undefined) throw new FormulaError("a value is missing");
  throw new FormulaError("a list stands where one number is wanted");
}

export function asList(value: Value | undefined): readonly number[] {
  if (value === undefined) throw new FormulaError("a list is missing");
  if (typeof value !== "number") return value;
  throw new FormulaError("a number stands where a list is wanted");
}

/** Number by number; a single number goes with every one of a list. */
export function each(apply: (...inputs: number[]) => number, ...inputs: Value[]): Value {
  const lengths = new Set(inputs.flatMap((input) => (typeof input === "number" ? [] : [input.length])));
  if (lengths.size > 1) throw new FormulaError("the lists are not of the same length");
  const [length] = lengths;
  const at = (index: number) => inputs.map((input) => (typeof input === "number" ? input : input[index]!));
  return length === undefined
    ? apply(...(inputs as number[]))
    : Array.from({ length }, (_, index) => apply(...at(index)));
}
