import type { IncomingMessage } from "node:http";
import type { Farewell } from "@/core/contract/server-events";
import type { SessionState } from "@/core/game/session-state";
import type { Viewer } from "@/core/game/view";
import type { HostId } from "@/server/sessions/presence-board";
import { isHost, knownSeatOf } from "@/server/sessions/session-cookies";

/**
 * Why a socket must go; null while its cookie still proves its role. A void token of a seat that stays means another
 * device. `hostId` is what the socket's cookie proved before.
 */
export function reasonToLeave(
  viewer: Viewer,
  request: IncomingMessage,
  state: SessionState,
  hostId: HostId | null,
): Farewell["reason"] | null {
  if (state.phase === "closed") return "session-closed";
  if (viewer.role === "projector") return null;
  if (viewer.role === "host") {
    if (isHost(request, state)) return null;
    // An owner's token is void once the recovery code was used elsewhere; a co-host's only when the owner says so.
    return hostId === null || hostId === "owner" ? "moved-to-another-tab" : "removed";
  }
  const known = knownSeatOf(request, state);
  const isStill = known?.standing === "seated" || known?.standing === "waiting";
  if (isStill && known.seatId === viewer.seatId) return null;
  const seat = state.seats.find((other) => other.seatId === viewer.seatId);
  if (seat === undefined) return "turned-away";
  if (seat.isBanned) return "banned";
  return seat.isRemoved ? "removed" : "moved-to-another-tab";
}

/** True when something changed between two states that may void a token. */
export function mayDismiss(before: SessionState | null, after: SessionState): boolean {
  return (
    before === null ||
    before.seats !== after.seats ||
    before.waiting !== after.waiting ||
    before.coHosts !== after.coHosts ||
    before.hostTokenHash !== after.hostTokenHash ||
    after.phase === "closed"
  );
}
