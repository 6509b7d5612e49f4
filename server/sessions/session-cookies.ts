import type { IncomingMessage } from "node:http";
import type { SeatId, SessionId } from "@/core/game/identifiers";
import type { Seat } from "@/core/game/seat-state";
import { activeSeats, type SessionState } from "@/core/game/session-state";
import { formatCookie, readCookie } from "@/server/http-cookies";
import type { HostId } from "./presence-board";
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

/** Which host the request comes from; null when from none. */
export function hostIdOf(request: IncomingMessage, state: SessionState): HostId | null {
  const token = readCookie(request.headers.cookie, hostCookieName(state.sessionId));
  if (token === null) return null;
  const tokenHash = hashOf(token);
  if (tokenHash === state.hostTokenHash) return "owner";
  return state.coHosts.find((other) => other.tokenHash === tokenHash)?.coHostId ?? null;
}

/** True when the request carries the token of this session's owner or of a co-host. */
export function isHost(request: IncomingMessage, state: SessionState): boolean {
  return hostIdOf(request, state) !== null;
}

/** What a device's cookie says of its seat; null for a stranger and for somebody whom the host has turned away. */
export interface KnownSeat {
  readonly seatId: SeatId;
  readonly standing: "seated" | "waiting" | "removed" | "banned";
}

export function knownSeatOf(request: IncomingMessage, state: SessionState): KnownSeat | null {
  const token = readCookie(request.headers.cookie, seatCookieName(state.sessionId));
  if (token === null) return null;
  const tokenHash = hashOf(token);
  const seat = state.seats.find((other) => other.tokenHash === tokenHash);
  if (seat?.isBanned) return { seatId: seat.seatId, standing: "banned" };
  if (seat !== undefined && !seat.isRemoved) return { seatId: seat.seatId, standing: "seated" };
  const waiting = state.waiting.find((other) => other.tokenHash === tokenHash);
  if (waiting !== undefined) return { seatId: waiting.seatId, standing: "waiting" };
  return seat === undefined ? null : { seatId: seat.seatId, standing: "removed" };
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
  return isHost(request, state) || knownSeatOf(request, state) !== null;
}
