export interface CookieOptions {
  /** Over https only; set where people reach the server through TLS. */
  secure: boolean;
  maxAgeSeconds: number;
}

/** The value of the cookie `name` in a `Cookie` header, or null. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? "").split(";")) {
    const equals = part.indexOf("=");
    if (equals < 0 || part.slice(0, equals).trim() !== name) continue;
    return part.slice(equals + 1).trim();
  }
  return null;
}

/** A `Set-Cookie` value that scripts cannot read and other sites cannot send. `value` must need no escaping. */
export function formatCookie(name: string, value: string, { secure, maxAgeSeconds }: CookieOptions): string {
  const parts = [`${name}=${value}`, "Path=/", "HttpOnly", "SameSite=Lax", `Max-Age=${maxAgeSeconds}`];
  return (secure ? [...parts, "Secure"] : parts).join("; ");
}
