import { ENVIRONMENT, fuzzEveryAction } from "#tests/support/fuzz.ts";
import { openPostgresqlStage } from "#tests/support/stage.ts";

await fuzzEveryAction("PostgreSQL", await openPostgresqlStage(ENVIRONMENT));
