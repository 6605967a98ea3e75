import { Icon } from "./icon.tsx";

type PageLink = { href: string; label: string };

type PaginationProps = {
  label: string;
  /** “1–5 of 30” */
  summary?: string | undefined;
  previous?: PageLink | undefined;
  next?: PageLink | undefined;
  pages?: (PageLink & { current?: boolean | undefined })[] | undefined;
};

/** Plain GET links, so that Back and a bookmark work. */
export function Pagination({ label, summary, previous, next, pages = [] }: PaginationProps) {
  return (
    <nav className="pagination" aria-label={label}>
      {summary && <span className="soft">{summary}</span>}
      {previous && (
        <a href={previous.href} rel="prev">
          <Icon name="arrow-start" />
          {previous.label}
        </a>
      )}
      {pages.length > 0 && (
        <ul className="plain page-links">
          {pages.map((page) => (
            <li key={page.href}>
              <a href={page.href} aria-current={page.current ? "page" : undefined}>
                {page.label}
              </a>
            </li>
          ))}
        </ul>
      )}
      {next && (
        <a href={next.href} rel="next">
          {next.label}
          <Icon name="arrow-end" />
        </a>
      )}
    </nav>
  );
}
