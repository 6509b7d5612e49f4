import type { SeatId } from "@/core/game/identifiers";
import type { Surroundings } from "@/core/game/view-for";

/** Surroundings in which nobody is connected and nothing stands on the knobs, but for what is given. */
export function surroundings(changes: Partial<Surroundings> = {}): Surroundings {
  return {
    presence: new Map(),
    drafts: new Map(),
    touches: new Map(),
    stepsPerSecond: new Map(),
    connectedCoHostIds: new Set(),
    isHostAway: false,
    isRecovering: false,
    ...changes,
  };
}

/** The seats that are online, as the views want to know it. */
export function online(seatIds: Iterable<SeatId>): Surroundings["presence"] {
  return new Map([...seatIds].map((seatId) => [seatId, "online"]));
}
