import type { CoHostId, SeatId } from "@/core/game/identifiers";
import type { Presence } from "@/core/game/view";

/** A gap of this length is nobody's business: a reload, a change of network. */
export const awayAfterMs = 10_000;
export const absentAfterMs = 60_000;

/** Which of the hosts a device belongs to. */
export type HostId = CoHostId | "owner";

/**
 * Who is connected to a session: in memory only, and forgotten with the process. A gone socket is no leaving: it makes
 * a seat away after 10 s and absent after a minute.
 */
export class PresenceBoard {
  readonly #seatSockets = new Map<SeatId, number>();
  readonly #seatLeftAtMs = new Map<SeatId, number>();
  readonly #hostSockets = new Map<HostId, number>();
  #hostsLeftAtMs: number;

  /** Hosts are taken for present at first: whoever opens a session is about to connect. */
  constructor(nowMs: number) {
    this.#hostsLeftAtMs = nowMs;
  }

  /** Waits for seats and hosts as if they had just left; `graceMs` longer than for others. */
  expect(seatIds: readonly SeatId[], nowMs: number, graceMs: number): void {
    for (const seatId of seatIds) this.#seatLeftAtMs.set(seatId, nowMs + graceMs);
    this.#hostsLeftAtMs = nowMs + graceMs;
  }

  /** Counts sockets per seat, so that an old one that closes late does not make the seat absent. */
  seatConnected(seatId: SeatId): void {
    this.#seatSockets.set(seatId, (this.#seatSockets.get(seatId) ?? 0) + 1);
    this.#seatLeftAtMs.delete(seatId);
  }

  seatDisconnected(seatId: SeatId, nowMs: number): void {
    const left = (this.#seatSockets.get(seatId) ?? 1) - 1;
    if (left > 0) {
      this.#seatSockets.set(seatId, left);
      return;
    }
    this.#seatSockets.delete(seatId);
    this.#seatLeftAtMs.set(seatId, nowMs);
  }

  hostConnected(hostId: HostId): void {
    this.#hostSockets.set(hostId, (this.#hostSockets.get(hostId) ?? 0) + 1);
  }

  hostDisconnected(hostId: HostId, nowMs: number): void {
    const left = (this.#hostSockets.get(hostId) ?? 1) - 1;
    if (left > 0) this.#hostSockets.set(hostId, left);
    else this.#hostSockets.delete(hostId);
    if (this.#hostSockets.size === 0) this.#hostsLeftAtMs = nowMs;
  }

  /** True while no socket of a seat or a host is open. */
  get isDeserted(): boolean {
    return this.#seatSockets.size === 0 && this.#hostSockets.size === 0;
  }

  isHostAway(nowMs: number): boolean {
    return this.#hostSockets.size === 0 && nowMs - this.#hostsLeftAtMs >= awayAfterMs;
  }

  get connectedSeatCount(): number {
    return this.#seatSockets.size;
  }

  isSeatConnected(seatId: SeatId): boolean {
    return this.#seatSockets.has(seatId);
  }

  /** True when a socket of the seat has been open, or was expected when the server started. */
  hasSeen(seatId: SeatId): boolean {
    return this.#seatSockets.has(seatId) || this.#seatLeftAtMs.has(seatId);
  }

  connectedCoHostIds(): ReadonlySet<CoHostId> {
    return new Set([...this.#hostSockets.keys()].flatMap((id) => (id === "owner" ? [] : [id])));
  }

  /** All seats that have been seen; others are absent. */
  presence(nowMs: number): ReadonlyMap<SeatId, Presence> {
    const presence = new Map<SeatId, Presence>();
    for (const seatId of this.#seatSockets.keys()) presence.set(seatId, "online");
    for (const [seatId, leftAtMs] of this.#seatLeftAtMs) presence.set(seatId, afterGap(nowMs - leftAtMs));
    return presence;
  }

  /** Seats that a phase waits for. */
  onlineSeatIds(nowMs: number): ReadonlySet<SeatId> {
    return new Set([...this.presence(nowMs)].flatMap(([id, state]) => (state === "online" ? [id] : [])));
  }

  /** When somebody's presence changes next if nobody comes or goes; null when never. */
  nextChangeAtMs(nowMs: number): number | null {
    const gaps = [...this.#seatLeftAtMs.values()].flatMap((leftAtMs) => [
      leftAtMs + awayAfterMs,
      leftAtMs + absentAfterMs,
    ]);
    if (this.#hostSockets.size === 0) gaps.push(this.#hostsLeftAtMs + awayAfterMs);
    const coming = gaps.filter((atMs) => atMs > nowMs);
    return coming.length === 0 ? null : coming.reduce((first, atMs) => Math.min(first, atMs));
  }
}

function afterGap(gapMs: number): Presence {
  if (gapMs < awayAfterMs) return "online";
  return gapMs < absentAfterMs ? "away" : "absent";
}
