import { createContext, useContext, type ReactNode } from "react";
import type { Words } from "#app/locales/words.ts";

const WordsContext = createContext<Words | null>(null);

export const WordsProvider = ({ words, children }: { words: Words; children: ReactNode }) => (
  <WordsContext.Provider value={words}>{children}</WordsContext.Provider>
);

/** The visitor's language: `t`, dates, numbers, direction. Pages are drawn on the server only. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error("useWords: a page is drawn outside WordsProvider");
  return words;
}

/** Text from the locale files with one tagged part, `Read the <link>notice</link>`, drawn by `link`. */
export function Rich({ text, parts }: { text: string; parts: Record<string, (inner: string) => ReactNode> }) {
  const pieces = text.split(/<(\w+)>(.*?)<\/\1>/);
  return (
    <>
      {pieces.map((piece, index) => {
        if (index % 3 === 0) return piece;
        if (index % 3 === 2) return null;
        return <span key={index}>{parts[piece]?.(pieces[index + 1] ?? "") ?? pieces[index + 1]}</span>;
      })}
    </>
  );
}
