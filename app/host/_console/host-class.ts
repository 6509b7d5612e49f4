import type { HostOwnView } from "@/core/game/host-view-schema";
import type { SeatId, TeamId } from "@/core/game/identifiers";
import type { Phase } from "@/core/game/phase";
import type { SharedView, TeamView } from "@/core/game/view";

/** Phases in which teams may change; the server refuses it in all others. */
const restPhases: readonly Phase[] = ["lobby", "debrief", "podium"];

/** True while no round runs that a change of teams would disturb. */
export function mayChangeTeams(phase: Phase): boolean {
  return restPhases.includes(phase);
}

/** True while a team's commitment can be given back to it. */
export function mayReopen(phase: Phase, team: TeamView): boolean {
  return (phase === "exploring" || phase === "racing") && team.progress?.hasCommitted === true;
}

/** The name of a seat as the host knows it, also while names are hidden from the class. */
export function seatName(own: HostOwnView, seatId: SeatId): string {
  return own.seats.find((seat) => seat.seatId === seatId)?.name ?? "";
}

/** Real name or student number; null where none was given. */
export function privateNameOf(own: HostOwnView, seatId: SeatId): string | null {
  return own.seats.find((seat) => seat.seatId === seatId)?.privateName ?? null;
}

/** What the host has called a team; null where its number is its name. */
export function givenTeamName(own: HostOwnView, teamId: TeamId): string | null {
  return own.teamNames.find((team) => team.teamId === teamId)?.name ?? null;
}

/** Teams that another team can be put into without being too large. */
export function teamsWithRoomFor(
  { teams, seatsPerTeam }: Pick<SharedView, "teams" | "seatsPerTeam">,
  seatCount: number,
  exceptTeamId: TeamId | null,
): TeamView[] {
  return teams.filter(
    (team) => team.teamId !== exceptTeamId && team.seats.length + seatCount <= seatsPerTeam,
  );
}

/** True when the host holds a private name of anybody, present, waiting or sent away. */
export function hasPrivateNames({ seats, waiting }: HostOwnView): boolean {
  return [...seats, ...waiting].some((seat) => seat.privateName !== null);
}
