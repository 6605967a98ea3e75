import type { ReactNode } from "react";
import { DirText } from "./dir-text.tsx";
import { Icon } from "./icon.tsx";

export type NavItem = { href: string; label: string; current?: boolean | undefined };

type TopBarProps = {
  brand: { name: string; href: string };
  nav?: NavItem[] | undefined;
  navLabel: string;
  /** Narrow screens fold more than four items into a menu with this word. */
  menuLabel?: string | undefined;
  person?: { name: string; href?: string | undefined } | undefined;
  /** The search box, if there is anything to find. */
  search?: ReactNode;
  /** The “not me” form: `<form method="post"><Button tone="quiet" size="small">…</Button></form>`. */
  signOut?: ReactNode;
  /** Whatever else stands at the end of the bar: “Sign in”, the language. */
  children?: ReactNode;
};

export function TopBar({
  brand,
  nav = [],
  navLabel,
  menuLabel,
  search,
  person,
  signOut,
  children,
}: TopBarProps) {
  const folds = menuLabel && nav.length > 4;
  return (
    <header className="bar">
      <a className="mark" href={brand.href}>
        <Icon name="mark" />
        {brand.name}
      </a>
      {folds && (
        <details className="menu">
          <summary>{menuLabel}</summary>
          <NavLinks items={nav} label={navLabel} />
        </details>
      )}
      {nav.length > 0 && <NavLinks items={nav} label={navLabel} />}
      {search}
      {(person || signOut || children) && (
        <div className="who">
          {person && <PersonName {...person} />}
          {signOut}
          {children}
        </div>
      )}
    </header>
  );
}

function NavLinks({ items, label }: { items: NavItem[]; label: string }) {
  return (
    <nav aria-label={label}>
      <ul className="plain">
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href} aria-current={item.current ? "page" : undefined}>
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function PersonName({ name, href }: { name: string; href?: string | undefined }) {
  const words = <DirText>{name}</DirText>;
  return href ? <a href={href}>{words}</a> : <span>{words}</span>;
}

/** The quiet end of every page. */
export function PageFoot({ children }: { children: ReactNode }) {
  return (
    <footer className="foot">
      <div>{children}</div>
    </footer>
  );
}
