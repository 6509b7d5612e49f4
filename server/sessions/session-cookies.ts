import type { IncomingMessage } from "node:http";
import type { SessionId } from "@/core/game/identifiers";
import { activeSeats, type Seat, type SessionState } from "@/core/game/session-state";
import { formatCookie, readCookie } from "@/server/http-cookies";
import { hashOf } from "./random-source";

/** Long enough for a course; the session itself ends earlier. */
const maxAgeSeconds = 120 * 24 * 3600;

/** Cookies are named per session, so that one browser may host one session and sit in another. */
export function hostCookieName(sessionId: SessionId): string {
  return `deepstakes_host_${sessionId}`;
}

/** The host's tokens that a browser holds, by session, in no order; what they open is not checked here. */
export function hostTokens({ headers }: IncomingMessage): ReadonlyMap<string, string> {
  const found = (headers.cookie ?? "").matchAll(/(?:^|;)\s*deepstakes_host_([A-Za-z0-9_-]{1,40})=([^;\s]+)/g);
  return new Map([...found].map(([, sessionId = "", token = ""]) => [sessionId, token]));
}

export function seatCookieName(sessionId: SessionId): string {
  return `deepstakes_seat_${sessionId}`;
}

export function tokenCookie(name: string, token: string, secure: boolean): string {
  return formatCookie(name, token, { secure, maxAgeSeconds });
}

/** True when the request carries this session's host token. */
export function isHost(request: IncomingMessage, state: SessionState): boolean {
  const token = readCookie(request.headers.cookie, hostCookieName(state.sessionId));
  return token !== null && hashOf(token) === state.hostTokenHash;
}

/** The seat whose token the request carries; null for a stranger and for a removed seat. */
export function seatOf(request: IncomingMessage, state: SessionState): Seat | null {
  const token = readCookie(request.headers.cookie, seatCookieName(state.sessionId));
  if (token === null) return null;
  const tokenHash = hashOf(token);
  return activeSeats(state).find((seat) => seat.tokenHash === tokenHash) ?? null;
}

/** True when the request's cookies belong to this session: such a device is never asked to wait. */
export function isKnown(request: IncomingMessage, state: SessionState): boolean {
  return isHost(request, state) || seatOf(request, state) !== null;
}
