import type { ReactNode } from "react";
import { Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { FactList } from "#app/ui/fact-list.tsx";
import { Form } from "#app/ui/form.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import { LastSeen } from "./people-table.tsx";

type Props = {
  person: {
    name: string;
    email: string | null;
    hasPassword: boolean;
    deactivatedAt: Date | null;
    lastSeenAt: Date | null;
    openSessions: number;
    codeUntil: Date | null;
    invitedUntil: Date | null;
  };
  may: { account: boolean; edit: boolean; code: boolean };
};

/** Whether and how a person comes in, and help when they cannot. */
export function PersonAccess({ person, may }: Props) {
  const { t, dateTime, number } = useWords();
  const { codeUntil, invitedUntil } = person;
  return (
    <Sheet title={t("admin.access.title")}>
      <div className="stack tight">
        <FactList
          facts={[
            {
              term: t("admin.people.lastSeen"),
              value: <LastSeen {...person} deactivated={person.deactivatedAt !== null} />,
            },
            { term: t("admin.access.sessions"), value: number(person.openSessions) },
            ...(codeUntil ? [{ term: t("admin.access.codeUntil"), value: dateTime(codeUntil) }] : []),
            ...(invitedUntil
              ? [{ term: t("admin.access.invitedUntil"), value: dateTime(invitedUntil) }]
              : []),
          ]}
        />
        {may.code && <Act intent="issue-code" />}
        {may.edit && person.email && <Act intent="send-invitation" />}
        {may.account && person.openSessions > 0 && <Act intent="end-sessions" />}
        {may.account && <Closing name={person.name} closed={person.deactivatedAt !== null} />}
      </div>
    </Sheet>
  );
}

/** What it does stands above the button, so nobody presses it to find out. */
function Act({ intent }: { intent: "issue-code" | "send-invitation" | "end-sessions" }) {
  const { t } = useWords();
  return (
    <Disclosure summary={t(`admin.access.${intent}`)}>
      <Form>
        <p>{t(`admin.access.${intent}-text`)}</p>
        <Button name="intent" value={intent} size="small">
          {t(`admin.access.${intent}-act`)}
        </Button>
      </Form>
    </Disclosure>
  );
}

function Closing({ name, closed }: { name: string; closed: boolean }): ReactNode {
  const { t } = useWords();
  const intent = closed ? "reactivate" : "deactivate";
  return (
    <Disclosure summary={t(`admin.access.${intent}`)}>
      <Form>
        <p>{t(`admin.access.${intent}-text`, { name })}</p>
        <Button name="intent" value={intent} tone={closed ? "primary" : "danger"} size="small">
          {t(`admin.access.${intent}-act`)}
        </Button>
      </Form>
    </Disclosure>
  );
}
