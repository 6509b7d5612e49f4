import type { SeatId } from "./identifiers";

/** What somebody in a team looks after: the clues, the knobs, or the ballot. */
export const roles = ["surveyor", "engineer", "sceptic"] as const;
export type Role = (typeof roles)[number];

/** Most people who may share one device. */
export const mostPeopleAtDevice = 3;

/** Somebody in a team: a seat's device, and who of those that share it. */
export interface Person {
  readonly seatId: SeatId;
  /** From 0; always 0 where nobody shares the device. */
  readonly person: number;
}

export interface RoleHolder extends Person {
  readonly roles: readonly Role[];
}

/**
 * Who has which role in a round: a function of the team's seats in order of joining and the round's index alone, so
 * that every device says the same. Roles go round by one place a round. Three people have one each, of four the first
 * and the last share one, two or one have several. Roles advise: whoever is asleep blocks nobody.
 */
export function roleHolders(
  seats: readonly { readonly seatId: SeatId; readonly peopleAtDevice: number }[],
  roundIndex: number,
): RoleHolder[] {
  const people = seats.flatMap(({ seatId, peopleAtDevice }) =>
    Array.from({ length: peopleAtDevice }, (_, person): Person => ({ seatId, person })),
  );
  const isHeldBy = (place: number, roleIndex: number) =>
    people.length < roles.length
      ? (roleIndex + roundIndex) % people.length === place
      : (place + roundIndex) % roles.length === roleIndex;
  return people.map((someone, place) => ({
    ...someone,
    roles: roles.filter((_, roleIndex) => isHeldBy(place, roleIndex)),
  }));
}
