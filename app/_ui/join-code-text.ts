export const joinCodeLength = 6;

/** What a typed or pasted text means as a join code: full-width letters, spaces and hyphens are forgiven. */
export function joinCodeText(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "")
    .slice(0, joinCodeLength);
}
