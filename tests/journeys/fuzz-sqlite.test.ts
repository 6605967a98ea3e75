import { inject } from "vitest";
import { ENVIRONMENT, fuzzEveryAction } from "#tests/support/fuzz.ts";
import { openStage } from "#tests/support/stage.ts";

await fuzzEveryAction("SQLite", await openStage(inject("template"), ENVIRONMENT));
