import type { PaperView } from "#app/features/learning/paper-path.ts";
import { hrefAt } from "#app/features/learning/paper-path.ts";
import { paths } from "#app/lib/paths.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Actions, Button } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form.tsx";
import type { FormHelp } from "#app/ui/form-problem.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { WhenAndWhere } from "./exam-sitting-parts.tsx";
import type { ScriptState, SittingPhase, VoidReason } from "./exam-sitting.ts";

/* The candidate's own page of an exam: the door, the time, and what came of it. */

type Exam = {
  day: string;
  startsAt: string;
  timeZone: string;
  place: string;
  minutes: number;
  onPaper: boolean;
  state: ScriptState;
  phase: SittingPhase;
  absent: boolean;
  notHeld: boolean;
  cancelReason: string;
  voided: VoidReason | null;
  result: { score: number; pass: number } | null;
};

/** What one waits for, and the code once the papers were seen. */
export function ExamDoor({ exam, form }: { exam: Exam; form: FormHelp }) {
  const { t } = useWords();
  const { phase, absent, state } = exam;
  if (phase === "cancelled")
    return (
      <Alert tone="warn" title={t("exams.phase.cancelled")}>
        {exam.cancelReason}
      </Alert>
    );
  if (exam.notHeld) return <Alert tone="warn">{t("exams.mine.notHeld")}</Alert>;
  if (absent) return <Alert tone="warn">{t("exams.mine.absent")}</Alert>;
  const when = (
    <Sheet title={t("exams.mine.when")}>
      <WhenAndWhere {...exam} />
    </Sheet>
  );
  if (exam.onPaper)
    return (
      <>
        {when}
        <Sheet title={t("exams.sitting.onPaper")} accent>
          <p>{t("exams.mine.onPaper")}</p>
        </Sheet>
      </>
    );
  return (
    <>
      {when}
      <Sheet title={t("exams.mine.begin")} accent>
        <div className="stack">
          <p>{t(state === "checked" ? "exams.mine.typeCode" : "exams.mine.bePresent")}</p>
          <p className="soft">{t("exams.mine.beginConsequence", { count: exam.minutes })}</p>
          <Form>
            <TextInput
              name="opening"
              label={t("exams.mine.code")}
              span="medium"
              dir="ltr"
              autoComplete="off"
              autoCapitalize="characters"
              maxLength={40}
              defaultValue={form.value("opening")}
              error={form.error("opening")}
              required
            />
            <Actions>
              <Button name="intent" value="begin">
                {t("exams.mine.begin")}
              </Button>
            </Actions>
          </Form>
        </div>
      </Sheet>
    </>
  );
}

const MINUTE = 60_000;

export function ExamTime({
  deadlineAt,
  now,
  view,
  here,
}: {
  deadlineAt: number | null;
  now: number;
  view: PaperView;
  here: string;
}) {
  const { t, time } = useWords();
  if (deadlineAt === null) return null;
  const left = Math.max(0, Math.ceil((deadlineAt - now) / MINUTE));
  return (
    <>
      <Alert>{t("learning.paper.until", { time: time(deadlineAt), count: left })}</Alert>
      <p className="no-print">
        <a href={hrefAt(here, { ...view, checking: false, only: view.only === null ? 1 : null })}>
          {t(view.only === null ? "learning.paper.oneByOne" : "learning.paper.allTogether")}
        </a>
      </p>
    </>
  );
}

export function ExamOver({ exam }: { exam: Exam }) {
  const { t, percent } = useWords();
  const { result } = exam;
  if (exam.onPaper && exam.state === "writing")
    return (
      <Sheet title={t("exams.mine.writingOnPaper")}>
        <p>{t("exams.mine.writingOnPaperText")}</p>
      </Sheet>
    );
  if (exam.voided)
    return (
      <Sheet title={t("exams.mine.voided")}>
        <div className="stack">
          <p>{t(`exams.mine.voidedFor.${exam.voided}`)}</p>
          <p>{t("exams.mine.voidedNext")}</p>
        </div>
      </Sheet>
    );
  if (!result)
    return (
      <Sheet title={t("exams.mine.handedIn")}>
        <p>{t("exams.mine.waiting")}</p>
      </Sheet>
    );
  const passed = result.score >= result.pass;
  return (
    <Sheet title={t(passed ? "exams.mine.passed" : "exams.mine.failed")}>
      <p>
        {t("exams.mine.score", {
          score: percent(result.score / 10_000, 2),
          pass: percent(result.pass / 10_000),
        })}
      </p>
      <p>{t("exams.mine.next")}</p>
    </Sheet>
  );
}

type OwnExam = { id: string; over: boolean; day: string; startsAt: string };

/** On the page of one's candidacy: the way to each exam one was admitted to. */
export function MyExams({ exams }: { exams: OwnExam[] }) {
  const { t, date } = useWords();
  if (exams.length === 0) return null;
  const open = exams.some(({ over }) => !over);
  return (
    <Sheet title={t("exams.mine.title")} accent={open}>
      <ul>
        {exams.map(({ id, day, startsAt }) => (
          <li key={id}>
            <a href={paths.myExam(id)}>{t("exams.sitting.on", { day: date(day), hour: startsAt })}</a>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
