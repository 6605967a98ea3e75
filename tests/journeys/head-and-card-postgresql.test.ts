import { HEAD_AND_CARD, headAndCard } from "#tests/support/head-and-card.ts";
import { openPostgresqlStage } from "#tests/support/stage.ts";

await headAndCard(await openPostgresqlStage(HEAD_AND_CARD));
