/** Languages that a person can pick. */
export const publicLocales = ["en", "ja"] as const;
export type PublicLocale = (typeof publicLocales)[number];

/** English with accents, brackets and 40 % more letters: shows text that is not translated or does not fit. */
export const pseudoLocale = "en-XA";

export type AppLocale = PublicLocale | typeof pseudoLocale;

export const localeCookieName = "locale";
export const defaultLocale: PublicLocale = "en";

export function isAppLocale(value: string | undefined): value is AppLocale {
  return value === pseudoLocale || publicLocales.some((locale) => locale === value);
}

/** The locale of a request: the visitor's own choice, else the browser's best wish that we have, else English. */
export function negotiateLocale(cookie: string | undefined, acceptLanguage: string | null): AppLocale {
  if (isAppLocale(cookie)) return cookie;
  const wishes = parseAcceptLanguage(acceptLanguage ?? "");
  for (const wish of wishes) {
    const found = publicLocales.find((locale) => wish === locale || wish.startsWith(`${locale}-`));
    if (found) return found;
  }
  return defaultLocale;
}

function parseAcceptLanguage(header: string): string[] {
  return header
    .split(",")
    .map((part, order) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.map((parameter) => /^\s*q=([0-9.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality), order };
    })
    .filter((wish) => wish.tag !== "" && wish.quality > 0)
    .sort((left, right) => right.quality - left.quality || left.order - right.order)
    .map((wish) => wish.tag);
}
