import { renderToStaticMarkup } from "react-dom/server";
import { directionOf } from "#app/lib/locales.ts";
import khmerFace from "@fontsource/noto-sans-khmer/files/noto-sans-khmer-khmer-400-normal.woff2?inline";
import appStyles from "#app/ui/app.css?inline";
import type { UnitOutline } from "./course-outline.ts";
import { labelsIn } from "./lesson-labels.ts";
import { LessonText } from "./lesson-text.tsx";

/* A module as one file that opens without a line: nothing in it leads to another file. */

/** Without fonts, which are other files. */
const STYLES = appStyles.replace(/@font-face\s*\{[^}]*\}/g, "");

/** The script a lent computer may have no face for goes along, where the file is written in it. */
const KHMER_FACE = `@font-face{font-family:"Script Khmer";src:local("Noto Sans Khmer"),url(${khmerFace}) format("woff2");unicode-range:U+1780-17FF,U+19E0-19FF}`;
const stylesFor = (markup: string) => (/[\u1780-\u17ff]/.test(markup) ? KHMER_FACE : "") + STYLES;

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
};

/** The file. React would write the signs of a style sheet as it writes those of a text, so that is put in afterwards. */
export function packedModule(pack: ModulePack): string {
  const markup = renderToStaticMarkup(<PackedModule pack={pack} />);
  return `<!doctype html>${markup.replace("</head>", () => `<style>${stylesFor(markup)}</style></head>`)}`;
}

function PackedModule({ pack }: { pack: ModulePack }) {
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
      </head>
      <body>
        <main className="stack">
          <header className="lesson">
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
          </header>
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
      {text && <LessonText html={text.html} locale={text.locale} unitsAt="" />}
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
