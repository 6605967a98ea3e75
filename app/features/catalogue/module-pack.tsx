import { directionOf } from "#app/lib/locales.ts";
import type { UnitOutline } from "./course-outline.ts";
import { labelsIn } from "./lesson-labels.ts";
import { writtenIn } from "./written-in.ts";

/* A module as one file that opens without a line: nothing in it leads to another file. */

export type PackedUnit = {
  id: string;
  kind: UnitOutline["kind"];
  title: string;
  minutes: number;
  /** Null for a quiz without an introduction. */
  text: {
    html: string;
    locale: string;
    /** No person has looked at this translation. */ unchecked: boolean;
  } | null;
  downloads: { kind: "spreadsheet" | "paper" | "file"; name: string; href: string }[];
};

export type ModulePack = {
  locale: string;
  course: string;
  title: string;
  summary: string;
  objectives: string[];
  units: PackedUnit[];
  /** Where the rest of it is. */
  address: string;
  edition: string;
  styles: string;
};

export function ModulePackPage({ pack }: { pack: ModulePack }) {
  const labels = labelsIn(pack.locale).pack;
  const minutes = (count: number) => labels.minutes.replace("{minutes}", String(count));
  const links = pack.units.map(({ id, title, minutes: count }) => (
    <li key={id}>
      <a href={`#${id}`}>{title}</a> <span className="soft">{minutes(count)}</span>
    </li>
  ));
  return (
    <html lang={pack.locale} dir={directionOf(pack.locale)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{pack.title}</title>
        <Styles>{pack.styles}</Styles>
      </head>
      <body>
        <main className="stack">
          <p className="eyebrow">{pack.course}</p>
          <h1>{pack.title}</h1>
          <p className="lead">{pack.summary}</p>
          <h2>{labels.objectives}</h2>
          <ul>
            {pack.objectives.map((objective) => (
              <li key={objective}>{objective}</li>
            ))}
          </ul>
          <nav className="stack tight" aria-labelledby="contents">
            <h2 id="contents">{labels.contents}</h2>
            <ol>{links}</ol>
          </nav>
          {pack.units.map((unit) => (
            <Unit key={unit.id} unit={unit} labels={labels} />
          ))}
          <p className="soft">
            {labels.online} <a href={pack.address}>{pack.address}</a>
          </p>
          <p className="soft">{pack.edition}</p>
        </main>
      </body>
    </html>
  );
}

function Unit({ unit, labels }: { unit: PackedUnit; labels: ReturnType<typeof labelsIn>["pack"] }) {
  const { id, title, text, downloads } = unit;
  return (
    <article className="lesson packed" id={id}>
      <h2>{title}</h2>
      {text?.unchecked && <p className="callout">{labels.unchecked}</p>}
      {text && <Text {...text} />}
      {downloads.length > 0 && (
        <ul className="actions" role="list">
          {downloads.map(({ kind, name, href }) => (
            <li key={name}>
              <a className="download" href={href} download={name}>
                {kind === "file" ? name : labels[kind]}
              </a>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

/** Sanitised at publication, as lesson-text.tsx says; the pictures in it were ours, and are now inside it. */
function Text({ html, locale }: { html: string; locale: string }) {
  // oxlint-disable-next-line react/no-danger -- as in lesson-text.tsx
  return <div className="lesson" {...writtenIn(locale)} dangerouslySetInnerHTML={{ __html: html }} />;
}

function Styles({ children }: { children: string }) {
  // oxlint-disable-next-line react/no-danger -- our own style sheet, as it was built
  return <style dangerouslySetInnerHTML={{ __html: children }} />;
}
