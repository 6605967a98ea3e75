import * as z from "zod";
import { Question } from "./question.ts";

/** Authors write an item flat, and its points whole; a question keeps what belongs to its kind apart. */
export const AuthoredItem = z
  .record(z.string(), z.unknown())
  .transform(({ id, objective, level, difficulty, points = 1, ...body }, context) => {
    const whole = typeof points === "number" ? points * 100 : points;
    const parsed = Question.safeParse({
      id,
      moduleId: "x",
      objective,
      level,
      difficulty,
      points: whole,
      body,
    });
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const path = issue.path[0] === "body" ? issue.path.slice(1) : issue.path;
      const extra = issue.code === "unrecognized_keys" ? issue.keys : [];
      const deeper = extra.length > 0 ? [...path, extra[0]!] : path;
      const message = extra.length > 0 ? `there is no \`${extra.join("`, `")}\` here` : issue.message;
      context.addIssue({ code: "custom", path: deeper, message });
    }
    return z.NEVER;
  });
