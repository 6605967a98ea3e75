import { Actions, Button } from "#app/ui/button.tsx";
import { DirText } from "#app/ui/dir-text.tsx";
import { Disclosure } from "#app/ui/disclosure.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { useWords } from "#app/ui/words.tsx";
import type { InboxRow } from "./inbox.server.ts";

/** A new message stands open; one that was read is folded and can be opened again. */
export function InboxMessage({ message }: { message: InboxRow }) {
  const { dateTime } = useWords();
  const heading = <DirText>{message.subject}</DirText>;
  const when = <p className="soft">{dateTime(message.at)}</p>;
  if (message.read)
    return (
      <li>
        <Disclosure summary={heading}>
          {when}
          <Letter message={message} />
        </Disclosure>
      </li>
    );
  return (
    <li>
      <Sheet title={heading}>
        {when}
        <Letter message={message} />
      </Sheet>
    </li>
  );
}

function Letter({ message: { id, kind, locale, subject, lines, read } }: { message: InboxRow }) {
  const { t } = useWords();
  return (
    <form method="post" className="stack tight">
      <input type="hidden" name="message" value={id} />
      {lines.map((line, index) =>
        line.kind === "text" ? (
          <p key={index} dir="auto" lang={locale}>
            {line.text}
          </p>
        ) : (
          <Actions key={index}>
            <Button name="intent" value="open" tone={read ? "quiet" : undefined}>
              {t(`notifications.action.${kind}`)}
            </Button>
          </Actions>
        ),
      )}
      <Actions>
        <Button
          tone="quiet"
          size="small"
          name="intent"
          value={read ? "unread" : "read"}
          aria-label={t(read ? "notifications.inbox.unreadSpoken" : "notifications.inbox.readSpoken", {
            subject,
          })}
        >
          {t(read ? "notifications.inbox.markUnread" : "notifications.inbox.markRead")}
        </Button>
      </Actions>
    </form>
  );
}
