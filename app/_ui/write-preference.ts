const oneYearSeconds = 365 * 24 * 60 * 60;

/** Keeps a choice of this browser (language, theme) where the server sees it with the next request. */
export function writePreference(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore exists on secure pages only, a class often plays over plain http
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${oneYearSeconds}; samesite=lax`;
}
