import type { ComponentPropsWithoutRef, ReactNode } from "react";
import { cx } from "./class-names.ts";
import { Icon, type IconName } from "./icon.tsx";

export type ButtonTone = "primary" | "quiet" | "danger";

type Look = {
  tone?: ButtonTone | undefined;
  size?: "normal" | "small" | undefined;
  /** Before the words; `iconEnd` after them. */
  icon?: IconName | undefined;
  iconEnd?: IconName | undefined;
  children: ReactNode;
};

/** The look of a button, for a link that is not an `<a>` of ours (a Remix `<Link>`). */
export function buttonClass(tone: ButtonTone = "primary", size: "normal" | "small" = "normal"): string {
  return cx("button", tone !== "primary" && tone, size === "small" && "small") ?? "button";
}

function Words({ icon, iconEnd, children }: Pick<Look, "icon" | "iconEnd" | "children">) {
  return (
    <>
      {icon && <Icon name={icon} />}
      {children}
      {iconEnd && <Icon name={iconEnd} />}
    </>
  );
}

type ButtonProps = Look & Omit<ComponentPropsWithoutRef<"button">, "className" | "style">;

export function Button({ tone, size, icon, iconEnd, children, type = "submit", ...rest }: ButtonProps) {
  return (
    <button type={type} className={buttonClass(tone, size)} {...rest}>
      <Words icon={icon} iconEnd={iconEnd}>
        {children}
      </Words>
    </button>
  );
}

type ButtonLinkProps = Look & { href: string } & Omit<ComponentPropsWithoutRef<"a">, "className" | "style">;

export function ButtonLink({ tone, size, icon, iconEnd, children, ...rest }: ButtonLinkProps) {
  return (
    <a className={buttonClass(tone, size)} {...rest}>
      <Words icon={icon} iconEnd={iconEnd}>
        {children}
      </Words>
    </a>
  );
}

/** Buttons in a row that wraps. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="actions">{children}</div>;
}
