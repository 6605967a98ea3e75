import type { ReviewedUnit } from "#app/features/catalogue/review.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { paths } from "#app/lib/paths.ts";
import { publishCourse, writeUnit } from "#tests/support/learning-fixture.ts";
import { as, type ValidForms } from "./scene.ts";

const UNIT = {
  title: "Lire le PAR 30",
  markdown: "Le PAR 30 est monté à 7,0 % de 478 000.",
} satisfies ReviewedUnit;

async function translated(): Promise<string> {
  const versionId = await publishCourse();
  await writeUnit(versionId, "risk", "par");
  return versionId;
}

const unit = (intent: string) => async () =>
  as("cohort-administrator", paths.reviewText(await translated(), "fr", "risk", "par"), { intent, ...UNIT });

const item = (intent: string) => async () => {
  const said = ["Que faire ?", "Réponse a", "Réponse b", "Réponse c", "Réponse d", "Parce que."];
  const words = Object.fromEntries(said.map((text, index) => [`text-${index}`, text]));
  const path = paths.reviewText(await translated(), "fr", "risk", "items/know-single");
  return as("certification-officer", path, { intent, ...words });
};

export const CATALOGUE: Record<string, ValidForms> = {
  "/translations/:versionId/:locale": {
    publish: async () => {
      const versionId = await translated();
      const source = await db.unitText.findFirstOrThrow({
        where: { versionId, unitId: "par", locale: "en" },
      });
      // A text is checked once for every course that shows it.
      const text = { moduleId: "risk", part: "par", locale: "fr", of: source.mark };
      await db.reviewedText.upsert({
        where: { moduleId_part_locale_of: text },
        create: { ...text, body: JSON.stringify(UNIT), reviewedBy: "somebody", reviewedAt: now() },
        update: {},
      });
      return as("cohort-administrator", paths.translation(versionId, "fr"), { intent: "publish" });
    },
  },
  "/translations/:versionId/:locale/:moduleId/:unitId": { look: unit("look"), approve: unit("approve") },
  "/translations/:versionId/:locale/:moduleId/:kind/:id": {
    look: item("look"),
    approve: item("approve"),
  },
};
