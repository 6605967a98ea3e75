import { Button } from "#app/ui/button.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { useWords } from "#app/ui/words.tsx";
import { isConfidential } from "./message-kinds.ts";
import { isGivenUp, mailState, type MailState } from "./mail-state.ts";

type Mail = {
  id: string;
  kind: string;
  address: string;
  subject: string;
  body: string;
  createdAt: Date;
  sendAfter: Date;
  attempts: number;
  sentAt: Date | null;
  lastError: string | null;
};

const TONES: Record<MailState, TagTone> = {
  waiting: "quiet",
  failed: "danger",
  sent: "good",
  inbox: "quiet",
};

/** What goes out, to whom, and whether it went. */
export function MailList({ rows, retriable }: { rows: Mail[]; retriable: boolean }) {
  const { t, dateTime } = useWords();
  return (
    <DataTable
      caption={t("admin.outbox.title")}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "subject",
          header: t("admin.outbox.subject"),
          rowHeader: true,
          cell: (mail) => <Letter mail={mail} />,
        },
        {
          key: "to",
          header: t("admin.outbox.to"),
          cell: ({ address }) => (address ? <DirText>{address}</DirText> : "–"),
        },
        { key: "at", header: t("admin.outbox.createdAt"), cell: ({ createdAt }) => dateTime(createdAt) },
        { key: "state", header: t("admin.outbox.state"), cell: (mail) => <State mail={mail} /> },
        {
          key: "retry",
          header: t("admin.outbox.retry"),
          hideHeader: true,
          cell: (mail) => retriable && mailState(mail) === "failed" && <Retry mail={mail} />,
        },
      ]}
    />
  );
}

function Letter({ mail: { kind, subject, body } }: { mail: Mail }) {
  const { t } = useWords();
  if (body === "")
    return (
      <>
        <DirText>{subject}</DirText>
        <br />
        <small className="soft">
          {t(isConfidential(kind) ? "admin.outbox.confidential" : "admin.outbox.emptied")}
        </small>
      </>
    );
  return (
    <Disclosure summary={<DirText>{subject}</DirText>}>
      {body.split("\n").map((line, index) => (
        <p key={index} dir="auto">
          {line}
        </p>
      ))}
    </Disclosure>
  );
}

function State({ mail }: { mail: Mail }) {
  const { t, dateTime } = useWords();
  const state = mailState(mail);
  const { lastError, attempts, sendAfter, sentAt } = mail;
  return (
    <>
      <Tag tone={TONES[state]}>{t(`admin.outbox.state-${state}`)}</Tag>
      {sentAt && <span className="soft"> {dateTime(sentAt)}</span>}
      {state === "failed" && (
        <>
          <br />
          <small className="soft">
            {t("admin.outbox.why", { reason: lastError ?? "–", count: attempts })}{" "}
            {isGivenUp(mail)
              ? t("admin.outbox.givenUp")
              : t("admin.outbox.next", { at: dateTime(sendAfter) })}
          </small>
        </>
      )}
    </>
  );
}

function Retry({ mail: { id, subject } }: { mail: Mail }) {
  const { t } = useWords();
  return (
    <form method="post">
      <input type="hidden" name="mail" value={id} />
      <Button size="small" tone="quiet" aria-label={t("admin.outbox.retrySpoken", { subject })}>
        {t("admin.outbox.retry")}
      </Button>
    </form>
  );
}
