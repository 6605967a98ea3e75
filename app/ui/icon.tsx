import { cx } from "./class-names.ts";

/** Drawings of the sprite in public/icons.svg. */
export type IconName =
  | "mark"
  | "book"
  | "check"
  | "clock"
  | "download"
  | "upload"
  | "print"
  | "arrow-start"
  | "arrow-end"
  | "lock"
  | "person"
  | "people"
  | "certificate"
  | "search"
  | "warning"
  | "info"
  | "offline"
  | "sign-out"
  | "language"
  | "moon"
  | "sun"
  | "calendar"
  | "plus"
  | "close"
  | "edit"
  | "trash"
  | "undo";

const mirrored = new Set<IconName>(["arrow-start", "arrow-end", "sign-out", "undo"]);

type IconProps = {
  name: IconName;
  /** Only where no word stands beside the drawing. */
  label?: string | undefined;
};

export function Icon({ name, label }: IconProps) {
  const spoken = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
  return (
    <svg
      className={cx("icon", mirrored.has(name) && "mirror")}
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      focusable="false"
      {...spoken}
    >
      <use href={`/icons.svg#${name}`} />
    </svg>
  );
}
