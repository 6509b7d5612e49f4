import type { SeatId, TeamId } from "./identifiers";
import type { Seat } from "./seat-state";

interface SeatIndex {
  readonly active: readonly Seat[];
  readonly byId: ReadonlyMap<SeatId, Seat>;
  readonly byTeam: ReadonlyMap<TeamId, readonly Seat[]>;
}

const indices = new WeakMap<readonly Seat[], SeatIndex>();

/**
 * The seats that a host has not removed, in order of joining, also by id and by team. Lists of a state are replaced and
 * never changed, so that the index of one is made once: a thousand teams that each looked through all seats would cost
 * a million steps per view.
 */
export function seatIndexOf(seats: readonly Seat[]): SeatIndex {
  const known = indices.get(seats);
  if (known !== undefined) return known;
  const active = seats.filter((seat) => !seat.isRemoved);
  const byTeam = new Map<TeamId, Seat[]>();
  for (const seat of active) {
    if (seat.teamId === null) continue;
    const team = byTeam.get(seat.teamId);
    if (team === undefined) byTeam.set(seat.teamId, [seat]);
    else team.push(seat);
  }
  const index = { active, byId: new Map(active.map((seat) => [seat.seatId, seat])), byTeam };
  indices.set(seats, index);
  return index;
}

const teamIndices = new WeakMap<readonly { readonly teamId: TeamId }[], ReadonlyMap<TeamId, unknown>>();

/** The entry of a team in a list of a state, found by an index that is made once per list. */
export function entryOfTeam<Entry extends { readonly teamId: TeamId }>(
  entries: readonly Entry[],
  teamId: TeamId | null,
): Entry | undefined {
  const known = teamIndices.get(entries) as ReadonlyMap<TeamId, Entry> | undefined;
  const index = known ?? new Map(entries.map((entry) => [entry.teamId, entry]));
  if (known === undefined) teamIndices.set(entries, index);
  return teamId === null ? undefined : index.get(teamId);
}
