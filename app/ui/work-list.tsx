import type { ReactNode } from "react";

export type WorkItem = { count: string; text: string; href?: string | undefined };

/** What waits, as numbers that lead to it: “3 reports to validate”. */
export function WorkList({ items, label }: { items: WorkItem[]; label?: string | undefined }) {
  return (
    <ul className="plain work" aria-label={label}>
      {items.map((item) => {
        const words = (
          <>
            <b>{item.count}</b> <span>{item.text}</span>
          </>
        );
        return <li key={item.text}>{item.href ? <a href={item.href}>{words}</a> : <div>{words}</div>}</li>;
      })}
    </ul>
  );
}

export type DueItem = {
  title: ReactNode;
  href?: string | undefined;
  tag?: ReactNode;
  date: string;
  dateTime?: string | undefined;
};

/** What is due and when. */
export function DueList({ items }: { items: DueItem[] }) {
  return (
    <ul className="plain dues">
      {items.map((item) => (
        <li key={`${item.date} ${item.href ?? String(item.title)}`}>
          <span>
            {item.href ? <a href={item.href}>{item.title}</a> : item.title} {item.tag}
          </span>
          <time dateTime={item.dateTime}>{item.date}</time>
        </li>
      ))}
    </ul>
  );
}
