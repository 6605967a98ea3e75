export type Crumb = { href?: string | undefined; label: string };

/** The last crumb is the page itself and needs no address. */
export function Breadcrumbs({ items, label }: { items: Crumb[]; label: string }) {
  return (
    <nav className="crumbs" aria-label={label}>
      <ol className="plain">
        {items.map((item, index) => (
          <li key={item.href ?? item.label}>
            {item.href && index < items.length - 1 ? (
              <a href={item.href}>{item.label}</a>
            ) : (
              <span aria-current="page">{item.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
