export const longestName = 20;

/**
 * The visible form of a typed name: NFC, without control, format and direction marks, single spaces.
 * Null when nothing visible is left or when it is longer than 20 characters.
 */
export function cleanName(typed: string): string | null {
  const visible = typed
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
  const length = [...visible].length;
  return length >= 1 && length <= longestName && !/^[\p{Mn}\p{Me}\s]+$/u.test(visible) ? visible : null;
}

/** Two names that a class could not tell apart have equal keys. */
export function nameKey(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
}
