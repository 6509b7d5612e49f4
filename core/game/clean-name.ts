import { visibleText } from "./visible-text";

export const longestName = 20;

/**
 * The visible form of a typed name: NFC, without control, format and direction marks, single spaces.
 * Null when nothing visible is left or when it is longer than 20 characters. Cleaning a clean name changes nothing.
 */
export function cleanName(typed: string): string | null {
  const visible = visibleText(typed).normalize("NFC");
  const length = [...visible].length;
  return length >= 1 && length <= longestName && !/^[\p{Mn}\p{Me}\s]+$/u.test(visible) ? visible : null;
}

/** Two names that a class could not tell apart have equal keys. */
export function nameKey(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
}
