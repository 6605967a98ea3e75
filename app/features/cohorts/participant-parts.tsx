import type { EnrolmentStatus } from "#app/features/learning/enrolment.ts";
import { paths } from "#app/lib/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import type { useForm } from "#app/ui/form-problem.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { useWords } from "#app/ui/words.tsx";
import { attendedShare, type Attendance } from "./attendance.ts";
import type { Participant } from "./participant.server.ts";

type FactsProps = { participant: Participant; mayOpenPerson: boolean };

export function ParticipantFacts({ participant, mayOpenPerson }: FactsProps) {
  const { t } = useWords();
  const { printedName, printedNameLocal, nameConfirmed, organisation, status } = participant;
  const printed = [printedName, printedNameLocal].filter((name) => name !== null);
  return (
    <FactList
      facts={[
        {
          term: t("cohorts.participant.organisation"),
          value: organisation ? <DirText>{organisation}</DirText> : "–",
        },
        { term: t("cohorts.participant.status"), value: t(`cohorts.status.${status}`) },
        {
          term: t("cohorts.participant.printedName"),
          value: (
            <>
              {printed.map((name) => (
                <span key={name}>
                  <DirText>{name}</DirText>{" "}
                </span>
              ))}
              <Tag tone={nameConfirmed ? "good" : "warn"}>
                {t(nameConfirmed ? "cohorts.participant.nameConfirmed" : "cohorts.participant.nameOpen")}
              </Tag>
            </>
          ),
        },
        {
          term: t("cohorts.participant.attendance"),
          value: <AttendanceWords attendance={participant.attendance} />,
        },
        ...(mayOpenPerson
          ? [
              {
                term: t("cohorts.participant.person"),
                value: (
                  <a href={paths.person(participant.personId)}>
                    <DirText>{participant.name}</DirText>
                  </a>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

/** The share, and what it means for the rest of the course: "may miss 1 more". */
export function AttendanceWords({ attendance }: { attendance: Attendance }) {
  const { t, percent } = useWords();
  if (attendance.ofHalves === 0) return <>{t("cohorts.participant.noHalfDays")}</>;
  const { met, mayMiss } = attendance;
  return (
    <>
      {t("cohorts.participant.attended", { share: percent(attendedShare(attendance)) })}
      {". "}
      {mayMiss === null
        ? t("cohorts.participant.cannotMeet")
        : met
          ? t("cohorts.participant.met")
          : t("cohorts.participant.mayMiss", { count: mayMiss })}
    </>
  );
}

type ManageProps = { status: EnrolmentStatus; proposesNoShow: boolean; form: ReturnType<typeof useForm> };

/** Leaving, coming back, and the no-show that somebody has to confirm. */
export function ManageEnrolment({ status, proposesNoShow, form }: ManageProps) {
  const { t } = useWords();
  const gone = status === "withdrawn" || status === "no-show" || status === "deferred";
  return (
    <Disclosure summary={t("cohorts.participant.manage")} open={proposesNoShow || undefined}>
      {gone ? (
        <form method="post" className="stack tight">
          <p className="soft">
            {t(status === "deferred" ? "cohorts.participant.deferredText" : "cohorts.participant.backText")}
          </p>
          <Button name="intent" value="return">
            {t("cohorts.participant.back")}
          </Button>
        </form>
      ) : (
        <>
          {proposesNoShow && (
            <form method="post" className="stack tight">
              <p className="soft">{t("cohorts.participant.noShowText")}</p>
              <Button name="intent" value="no-show" tone="quiet">
                {t("cohorts.participant.noShow")}
              </Button>
            </form>
          )}
          <form method="post" className="form">
            <p className="soft">{t("cohorts.participant.withdrawText")}</p>
            <p className="soft">{t("cohorts.participant.deferText")}</p>
            <TextInput
              name="reason"
              label={t("cohorts.participant.reason")}
              defaultValue={form.value("reason")}
              error={form.error("reason")}
            />
            <div className="actions">
              <Button name="intent" value="defer" tone="quiet">
                {t("cohorts.participant.defer")}
              </Button>
              <Button name="intent" value="withdraw" tone="danger">
                {t("cohorts.participant.withdraw")}
              </Button>
            </div>
          </form>
        </>
      )}
    </Disclosure>
  );
}
