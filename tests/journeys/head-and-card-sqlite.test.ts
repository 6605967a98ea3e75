import { inject } from "vitest";
import { HEAD_AND_CARD, headAndCard } from "#tests/support/head-and-card.ts";
import { openStage } from "#tests/support/stage.ts";

await headAndCard(await openStage(inject("template"), HEAD_AND_CARD));
