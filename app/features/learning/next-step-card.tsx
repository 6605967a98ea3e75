import { ButtonLink } from "#app/ui/button.tsx";
import { NextStep } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { StepView } from "./passbook.ts";
import { Titled } from "./titled.tsx";

/** The one thing to do next, with one button. */
export function NextStepCard({ step, showCourse }: { step: StepView; showCourse: boolean }) {
  const { t } = useWords();
  const { kind, href, title, module, position, of, minutes, running, course } = step;
  const action = (
    <ButtonLink href={href} iconEnd="arrow-end">
      {t(running ? "learning.next.resume" : "learning.next.continue")}
    </ButtonLink>
  );
  if (kind === "unit" && title && module)
    return (
      <NextStep
        eyebrow={
          <>
            {t("learning.next.eyebrow")}
            {" · "}
            <Titled of={module} />
            {" · "}
            {t("catalogue.unit.position", { number: position, of })}
          </>
        }
        title={<Titled of={title} />}
        action={action}
      >
        {running ? t("learning.next.runningText") : t("catalogue.minutes", { count: minutes })}
        {showCourse && (
          <>
            {" · "}
            <Titled of={course} />
          </>
        )}
      </NextStep>
    );
  const words = {
    unit: { title: "", text: "" },
    electives: {
      title: t("learning.electives.title"),
      text: t("learning.next.electivesText", { count: step.left }),
    },
    final: {
      title: t("learning.final.title"),
      text: t(running ? "learning.next.runningText" : "learning.next.finalText"),
    },
    plan: {
      title: t("learning.plan.title"),
      text: t(step.returned ? "learning.next.returnedText" : "learning.next.planText"),
    },
  }[kind];
  return (
    <NextStep
      eyebrow={
        <>
          {t("learning.next.eyebrow")}
          {" · "}
          <Titled of={course} />
        </>
      }
      title={words.title}
      action={action}
    >
      {words.text}
    </NextStep>
  );
}
