import type { ReactNode } from "react";
import { cx } from "./class-names.ts";

type StampProps = { word: string; date: string; dateTime?: string | undefined };

/** The passbook stamp: a word and a day someone vouches for. */
export function Stamp({ word, date, dateTime }: StampProps) {
  return (
    <span className="stamp">
      <b>{word}</b> <time dateTime={dateTime}>{date}</time>
    </span>
  );
}

/** A row of places on the passbook page. */
export function StampGrid({ label, children }: { label?: string | undefined; children: ReactNode }) {
  return (
    <ul className="plain stamps" aria-label={label}>
      {children}
    </ul>
  );
}

type StampSlotProps = {
  state: "done" | "now" | "open";
  title: ReactNode;
  href?: string | undefined;
  /** Spoken after the title where nothing visible says it: “not started”. */
  stateText?: string | undefined;
  /** A Stamp when done, a Tag when under way. */
  children?: ReactNode;
};

export function StampSlot({ state, title, href, stateText, children }: StampSlotProps) {
  return (
    <li className={cx("slot", state)} aria-current={state === "now" ? "step" : undefined}>
      <span>
        {href ? <a href={href}>{title}</a> : title}
        {stateText && <span className="hidden-text">, {stateText}</span>}
      </span>
      {children}
    </li>
  );
}

/** A section of the passbook page: its name, how many of how many, its places. */
export function StampSection(props: { title: ReactNode; count?: ReactNode; children: ReactNode }) {
  return (
    <section className="section">
      <h3>
        {props.title} {props.count && <small>{props.count}</small>}
      </h3>
      {props.children}
    </section>
  );
}
