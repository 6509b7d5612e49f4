/** Names the code in the part of an address that no server and no log sees. */
const fragmentName = "co-host=";

/** The address behind the invitation's QR code. */
export function coHostLink(joinOrigin: string, joinCode: string, coHostCode: string): string {
  return `${joinOrigin}/host/${joinCode}#${fragmentName}${coHostCode}`;
}

/** The code that a link's fragment carries; empty when it carries none. */
export function coHostCodeIn(fragment: string): string {
  const text = fragment.replace(/^#/, "");
  return text.startsWith(fragmentName) ? text.slice(fragmentName.length, fragmentName.length + 20) : "";
}

/** Two groups of four, as it is read aloud. */
export function coHostCodeText(coHostCode: string): string {
  return coHostCode.replace(/(.{4})(?=.)/g, "$1-");
}
