import {
  errorAt,
  type CourseSource,
  type ModuleSource,
  type Problem,
  type Unread,
  type Written,
} from "./course-source.ts";
import { computeAnswer, computeBlock, type FigureBlock, type Figures, type Reach } from "./worked-figures.ts";

/* Which figures each text of a course sees: those of the accounts, of its module, and of its unit or item. */

const NONE: FigureBlock = { given: {}, worked: {} };

export type ModuleFigures = {
  /** Those of the accounts and of the module. */
  reach: Reach[];
  /** By unit or item: its own. */
  own: ReadonlyMap<string, Figures>;
  problems: Problem[];
};

export type CourseFigures = { accounts: Reach; problems: Problem[] };

/** Whether the figures of a module are told and could be read: only then are its texts compared with them. */
export const hasFigures = ({ accounts }: CourseSource, { worked }: ModuleSource): boolean =>
  (accounts !== null || worked !== null) && accounts !== "unread" && worked !== "unread";

export const readOf = <File>(written: Written<File> | Unread | null): Written<File> | null =>
  written === "unread" ? null : written;

export function accountFigures(source: CourseSource): CourseFigures {
  const accounts = readOf(source.accounts);
  const { figures, problems } = blockIn(accounts, accounts?.value ?? NONE, [], []);
  return { accounts: { of: "accounts.yaml", figures }, problems };
}

export function moduleFigures(module: ModuleSource, accounts: Reach): ModuleFigures {
  const worked = readOf(module.worked);
  const { figures, problems } = blockIn(worked, worked?.value ?? NONE, [], [accounts]);
  const reach = [{ of: "this module", figures }, accounts];
  const own = new Map<string, Figures>();
  for (const [id, block] of Object.entries(worked?.value.in ?? {})) {
    const { answer, ...figuresOfItem } = block;
    const computed = blockIn(worked, figuresOfItem, ["in", id], reach);
    own.set(id, withAnswer(computed.figures, answer, reach));
    problems.push(...computed.problems);
  }
  return { reach, own, problems };
}

/** The answer of a numeric item is a figure of it as well; one that fails is named where answers are checked. */
function withAnswer(figures: Figures, answer: string | undefined, around: Reach[]): Figures {
  if (answer === undefined) return figures;
  try {
    return new Map([...figures, ["its answer", computeAnswer(answer, [{ of: "", figures }, ...around])]]);
  } catch {
    return figures;
  }
}

/** What a text sees that belongs to these units or items. */
export const reachOf = ({ reach, own }: ModuleFigures, ids: string[]): Reach[] => [
  ...ids.flatMap((id) => {
    const figures = own.get(id);
    return figures ? [{ of: id, figures }] : [];
  }),
  ...reach,
];

function blockIn(written: Written<unknown> | null, block: FigureBlock, path: string[], around: Reach[]) {
  const { figures, faults } = computeBlock(block, around);
  const problems = written
    ? faults.map((fault) => errorAt(written, [...path, ...fault.path], fault.message))
    : [];
  return { figures, problems };
}
