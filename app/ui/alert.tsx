import type { ReactNode } from "react";
import { cx } from "./class-names.ts";
import { Icon, type IconName } from "./icon.tsx";

export type AlertTone = "info" | "good" | "warn" | "danger";

const icons: Record<AlertTone, IconName> = {
  info: "info",
  good: "check",
  warn: "warning",
  danger: "warning",
};

type AlertProps = {
  tone?: AlertTone | undefined;
  title?: ReactNode;
  children?: ReactNode;
  /** One act: a link, a form with “Undo”. */
  action?: ReactNode;
};

/** Something true of this page that the reader should know before going on. */
export function Alert({ tone = "info", ...rest }: AlertProps) {
  return <Box tone={tone} {...rest} />;
}

const spoken = { role: "status", tabIndex: -1 } as const;

/** The answer to an act. Redirect to `#notice` and the focus comes here, without a script. */
export function Notice({ tone = "good", id = "notice", ...rest }: AlertProps & { id?: string | undefined }) {
  return <Box tone={tone} {...rest} id={id} {...spoken} />;
}

type BoxProps = AlertProps & { tone: AlertTone; id?: string; role?: "status"; tabIndex?: -1 };

function Box({ tone, title, children, action, ...rest }: BoxProps) {
  return (
    <div className={cx("alert", tone !== "info" && tone)} {...rest}>
      <Icon name={icons[tone]} />
      <div>
        {title && (
          <p>
            <strong>{title}</strong>
          </p>
        )}
        {typeof children === "string" ? <p>{children}</p> : children}
      </div>
      {action && <div className="actions">{action}</div>}
    </div>
  );
}

type SaveStateProps = { kept: "saved" | "waiting"; id?: string | undefined; children: ReactNode };

/** How safe the typed answer is, in words: “Saved 14:02”, “Waiting for a line, kept on this phone”. */
export function SaveState({ kept, id, children }: SaveStateProps) {
  return (
    <output className={cx("saved", kept === "saved" ? "good" : "warn")} id={id}>
      <Icon name={kept === "saved" ? "check" : "offline"} /> {children}
    </output>
  );
}
