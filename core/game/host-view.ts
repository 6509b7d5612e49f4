import type { HostOwnView } from "./host-view-schema";
import { hostWarnings } from "./host-warnings";
import type { SessionState } from "./session-state";
import type { Viewer } from "./view";
import type { Surroundings } from "./view-for";

/** What conducting needs and only a host may see: private names, who waits, who was sent away, the other hosts. */
export function hostOwnView(
  state: SessionState,
  viewer: Extract<Viewer, { role: "host" }>,
  surroundings: Surroundings,
): HostOwnView {
  return {
    role: "host",
    isOwner: viewer.isCoHost !== true,
    hasControl: viewer.hasControl !== false,
    seats: state.seats.map(({ seatId, name, privateName, isRemoved, isBanned }) => ({
      seatId,
      name,
      privateName,
      standing: isBanned ? "banned" : isRemoved ? "removed" : "seated",
    })),
    waiting: state.waiting.map(({ seatId, name, privateName }) => ({ seatId, name, privateName })),
    teamNames: state.teams.flatMap(({ teamId, name }) => (name === null ? [] : [{ teamId, name }])),
    coHosts: state.coHosts.map(({ coHostId }) => ({
      coHostId,
      isConnected: surroundings.connectedCoHostIds.has(coHostId),
    })),
    isInvitationOut: state.coHostInviteHash !== null,
    warnings: hostWarnings(state, surroundings),
  };
}
