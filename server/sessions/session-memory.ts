import type { SeatId, TeamId } from "@/core/game/identifiers";
import type { Knob } from "@/core/game/knob";
import { recoveryMarginMs } from "@/core/game/phase-actions";
import { activeSeats, type SessionState } from "@/core/game/session-state";
import type { Surroundings } from "@/core/game/view-for";
import type { Design } from "@/core/training/design";
import { awayAfterMs, PresenceBoard } from "./presence-board";

/** What is around a session and dies with the process: who is here, and what stands on the knobs. */
export class SessionMemory {
  readonly presence: PresenceBoard;
  readonly drafts = new Map<TeamId, Design>();
  readonly touches = new Map<SeatId, Knob>();
  readonly stepsPerSecond = new Map<SeatId, number>();
  /** Until when the class is told that the server has just come back; null when it has not, or enough are here. */
  #recoveringUntilMs: number | null = null;

  constructor(nowMs: number) {
    this.presence = new PresenceBoard(nowMs);
  }

  /**
   * Waits for all seats as if they had just left; after a restart as long as the deadline has moved, so that the first
   * devices that return do not end a phase for the others.
   */
  expectEverybody(state: SessionState, nowMs: number, isRecovered: boolean): void {
    const seatIds = [...activeSeats(state), ...state.waiting].map((seat) => seat.seatId);
    this.presence.expect(seatIds, nowMs, isRecovered ? recoveryMarginMs - awayAfterMs : 0);
    if (isRecovered && seatIds.length > 0) this.#recoveringUntilMs = nowMs + recoveryMarginMs;
  }

  seatDisconnected(seatId: SeatId, nowMs: number): void {
    this.presence.seatDisconnected(seatId, nowMs);
    if (!this.presence.isSeatConnected(seatId)) this.touches.delete(seatId);
  }

  touch(seatId: SeatId, knob: Knob | null): void {
    if (knob === null) this.touches.delete(seatId);
    else this.touches.set(seatId, knob);
  }

  forgetPhase(): void {
    this.drafts.clear();
    this.touches.clear();
  }

  surroundings(state: SessionState, nowMs: number): Surroundings {
    return {
      presence: this.presence.presence(nowMs),
      drafts: this.drafts,
      touches: this.touches,
      stepsPerSecond: this.stepsPerSecond,
      connectedCoHostIds: this.presence.connectedCoHostIds(),
      isHostAway: state.mode === "class" && this.presence.isHostAway(nowMs),
      isRecovering: this.#isRecovering(state, nowMs),
    };
  }

  /** When the surroundings change next if nothing happens; null when never. */
  nextChangeAtMs(nowMs: number): number | null {
    const moments = [this.presence.nextChangeAtMs(nowMs), this.#recoveringUntilMs].flatMap((atMs) =>
      atMs === null || atMs <= nowMs ? [] : [atMs],
    );
    return moments.length === 0 ? null : Math.min(...moments);
  }

  #isRecovering(state: SessionState, nowMs: number): boolean {
    if (this.#recoveringUntilMs === null) return false;
    const seats = activeSeats(state);
    const backCount = seats.filter((seat) => this.presence.isSeatConnected(seat.seatId)).length;
    if (nowMs >= this.#recoveringUntilMs || 2 * backCount >= seats.length) this.#recoveringUntilMs = null;
    return this.#recoveringUntilMs !== null;
  }
}
