import i18next from "i18next";
import { directionOf, isMachineDrafted, LOCALES, PSEUDO_LOCALE } from "#app/lib/locales.ts";
import { pseudoTree } from "#app/lib/pseudo-locale.ts";
import { trees } from "#app/locales/trees.ts";
import type { Words } from "#app/locales/words.ts";
import type { Translate, WordParams } from "#app/locales/keys.ts";
import { env } from "./env.server.ts";

const withPseudo = env.APP_MODE !== "live";

/** Languages a visitor may choose here; the right-to-left test page only outside production. */
export const availableLocales: string[] = withPseudo ? [...LOCALES, PSEUDO_LOCALE] : [...LOCALES];

/** Where Intl should not go by the bare language: the day before the month, and 24 hours as the courses have them. */
const FORMATS: Record<string, string> = { en: "en-GB", km: "km-u-hc-h23-nu-latn", [PSEUDO_LOCALE]: "en" };

const instance = i18next.createInstance();
await instance.init({
  lng: "en",
  fallbackLng: "en",
  interpolation: { escapeValue: false }, // React escapes
  returnNull: false,
  resources: {
    ...Object.fromEntries(LOCALES.map((locale) => [locale, { translation: trees[locale] }])),
    ...(withPseudo ? { [PSEUDO_LOCALE]: { translation: pseudoTree(trees.en) } } : {}),
  },
});

const kept = new Map<string, Words>();
const KEPT_SENTENCES = 3000;

/** The voice of one language in one time zone: words, dates, numbers. Kept, since Intl objects are dear. */
export function wordsFor(locale: string, timeZone: string): Words {
  const key = `${locale} ${timeZone}`;
  let words = kept.get(key);
  if (!words) {
    words = makeWords(locale, timeZone);
    if (kept.size > 500) kept.clear();
    kept.set(key, words);
  }
  return words;
}

function makeWords(locale: string, timeZone: string): Words {
  const formats = FORMATS[locale] ?? locale;
  const date = new Intl.DateTimeFormat(formats, { dateStyle: "long", timeZone: "UTC" });
  const mediumDate = new Intl.DateTimeFormat(formats, { dateStyle: "medium", timeZone: "UTC" });
  const shortDate = new Intl.DateTimeFormat(formats, { day: "numeric", month: "short", timeZone: "UTC" });
  const month = new Intl.DateTimeFormat(formats, { month: "short", year: "numeric", timeZone: "UTC" });
  const dateTime = new Intl.DateTimeFormat(formats, { dateStyle: "medium", timeStyle: "short", timeZone });
  const time = new Intl.DateTimeFormat(formats, { timeStyle: "short", timeZone });
  const number = numbersIn(formats, {});
  const percent = numbersIn(formats, { style: "percent", maximumFractionDigits: 1 });
  const money = moneyIn(formats);
  const bytes = new Intl.NumberFormat(formats, { maximumFractionDigits: 1 });
  const list = new Intl.ListFormat(formats);
  const country = new Intl.DisplayNames(formats, { type: "region" });
  const language = new Intl.DisplayNames(formats, { type: "language" });
  const civil = (day: string) => Date.parse(`${day}T00:00:00Z`);
  const look = instance.getFixedT(locale) as unknown as Translate; // our key type is the narrower one
  const said = new Map<string, string>();
  /** Pages say the same words all day, "2 of 11 units" among them. */
  const t: Translate = (key, params) => {
    const asked = params ? `${key} ${JSON.stringify(params)}` : key;
    const known = said.get(asked);
    if (known !== undefined) return known;
    const words = look(key, params);
    if (said.size >= KEPT_SENTENCES) said.clear();
    said.set(asked, words);
    return words;
  };
  return {
    locale,
    direction: directionOf(locale),
    timeZone,
    t,
    refusal: ({ key, params = {} }) =>
      t(
        `common.refusal.${key}` as Parameters<Translate>[0],
        withDates(params, (day) => date.format(civil(day))),
      ),
    date: (day) => date.format(civil(day)),
    mediumDate: (day) => mediumDate.format(civil(day)),
    shortDate: (day) => shortDate.format(civil(day)),
    month: (day) => month.format(civil(day)),
    dateTime: (instant) => dateTime.format(instant),
    time: (instant) => time.format(instant),
    number: (value, decimals) => number(decimals).format(value),
    percent: (share, decimals) => percent(decimals).format(share),
    money: (amount, currency) => money(amount, currency),
    size: (count) =>
      count >= 1_000_000
        ? t("common.size.megabytes", { size: bytes.format(count / 1_000_000) })
        : t("common.size.kilobytes", { size: bytes.format(Math.max(1, Math.round(count / 1000))) }),
    list: (parts) => list.format(parts),
    country: (code) => country.of(code) ?? code,
    language: (code) => language.of(code) ?? code,
  };
}

/** What stands under a mail or a letter in words that nobody has checked; null under all others. */
export const draftedNote = (locale: string): string | null =>
  isMachineDrafted(locale) ? wordsFor(locale, "UTC").t("common.footer.drafted") : null;

/** Amounts, by their currency; the smallest unit is a hundredth of most, a thousandth of some, and all of the yen. */
function moneyIn(locale: string) {
  const made = new Map<string, Intl.NumberFormat>();
  return (amount: number, currency: string): string => {
    const known = made.get(currency);
    const format =
      known ?? new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "code" });
    if (!known) made.set(currency, format);
    return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  };
}

/** Formats of one style, by their decimals. */
function numbersIn(locale: string, style: Intl.NumberFormatOptions) {
  const made = new Map<number | undefined, Intl.NumberFormat>();
  return (decimals?: number): Intl.NumberFormat => {
    const known = made.get(decimals);
    if (known) return known;
    const exactly = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    const format = new Intl.NumberFormat(locale, decimals === undefined ? style : { ...style, ...exactly });
    made.set(decimals, format);
    return format;
  };
}

/** Rules give days as civil dates; sentences say them in words. */
const withDates = (params: WordParams, say: (day: string) => string): WordParams =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? say(value) : value,
    ]),
  );
