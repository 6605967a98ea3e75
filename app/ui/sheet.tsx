import { useId, type ReactNode } from "react";
import { cx } from "./class-names.ts";

type SheetProps = {
  title?: ReactNode;
  /** A heading of its own kind in the title's place: a Verdict. */
  heading?: ReactNode;
  eyebrow?: ReactNode;
  /** At the end of the title's line. */
  aside?: ReactNode;
  /** The stamp-coloured edge: the one thing on the page to do next. */
  accent?: boolean | undefined;
  /** Engraved lines in the corner, clear of the words. */
  engraved?: boolean | undefined;
  headingLevel?: 1 | 2 | 3 | undefined;
  children?: ReactNode;
};

/** A sheet of paper on the desk. */
export function Sheet(props: SheetProps) {
  const { title, heading, eyebrow, aside, accent, engraved, headingLevel = 2, children } = props;
  const titleId = useId();
  const Heading = `h${headingLevel}` as const;
  return (
    <section
      className={cx("sheet", accent && "accent", engraved && "engraved")}
      aria-labelledby={title ? titleId : undefined}
    >
      {engraved && (
        <span className="guilloche">
          <img src="/guilloche.svg" alt="" width="192" height="192" />
        </span>
      )}
      {(title || heading || eyebrow || aside || engraved) && (
        <header>
          <div>
            {eyebrow && <p className="eyebrow">{eyebrow}</p>}
            {title && <Heading id={titleId}>{title}</Heading>}
            {heading}
          </div>
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}

/** The first thing on the learner's page: what to do next, and one button. */
export function NextStep(props: {
  eyebrow?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  action: ReactNode;
}) {
  return (
    <section className="sheet accent next">
      <div>
        {props.eyebrow && <p className="eyebrow">{props.eyebrow}</p>}
        <h1>{props.title}</h1>
      </div>
      {props.children && <p className="soft">{props.children}</p>}
      <div className="actions">{props.action}</div>
    </section>
  );
}

/** A wide column and a narrow one; one under the other on a phone. */
export function TwoColumns({ children, ofFour }: { children: ReactNode; ofFour?: boolean }) {
  return <div className={cx("two", ofFour && "of-four")}>{children}</div>;
}

/** A page read rather than scanned: a question, one certificate, a short form. */
export function Narrow({ children }: { children: ReactNode }) {
  return <div className="narrow">{children}</div>;
}
