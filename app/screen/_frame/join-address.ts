/** The address behind the QR code: leads straight to the session. */
export function joinLink(joinOrigin: string, joinCode: string): string {
  return `${joinOrigin}/play/${joinCode}`;
}

/** The address as it is read aloud and typed: without scheme. */
export function spokenAddress(joinOrigin: string): string {
  return joinOrigin.replace(/^https?:\/\//, "");
}

/** True when only this very computer can open the address. */
export function isOnlyHere(joinOrigin: string): boolean {
  const { hostname } = new URL(joinOrigin);
  return hostname === "localhost" || hostname === "[::1]" || /^127\./.test(hostname);
}

/** Three and three characters, as they are read from the last row. */
export function spacedCode(joinCode: string): string {
  return `${joinCode.slice(0, 3)} ${joinCode.slice(3)}`;
}
