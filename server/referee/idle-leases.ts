import {
  type LeaseId,
  LeaseIdSchema,
  type SeatId,
  type SessionId,
  type TeamId,
} from "@/core/game/identifiers";

/** A lease of a device that says nothing for so long is over; the replica goes to somebody else. */
export const idleLeaseMs = 15_000;

/** One race replica that waits for somebody to train it. */
export interface WaitingReplica {
  readonly sessionId: SessionId;
  readonly roundIndex: number;
  readonly attempt: number;
  readonly teamId: TeamId;
  readonly reopenCount: number;
  readonly replicaIndex: number;
}

export interface IdleLease {
  readonly leaseId: LeaseId;
  readonly seatId: SeatId;
  readonly replica: WaitingReplica;
  readonly endsAtMs: number;
}

/**
 * Which idle devices train replicas of other teams while the referee's own queue is long. In memory; a lease is a
 * promise to nobody: the server keeps the replica in its queue, and whoever is first counts.
 */
export class IdleLeases {
  readonly #leases = new Map<string, IdleLease>();
  #count = 0;

  /** The lease that a seat holds, renewed; null when it has none, or what it trains is not wanted any more. */
  renew(seatId: SeatId, nowMs: number, isWanted: (replica: WaitingReplica) => boolean): IdleLease | null {
    const held = this.#alive(nowMs).find((lease) => lease.seatId === seatId);
    if (held === undefined) return null;
    if (!isWanted(held.replica)) {
      this.#leases.delete(held.leaseId);
      return null;
    }
    const renewed = { ...held, endsAtMs: nowMs + idleLeaseMs };
    this.#leases.set(held.leaseId, renewed);
    return renewed;
  }

  /** Gives a seat the replica that would wait longest among those that nobody holds; null when there is none. */
  take(seatId: SeatId, nowMs: number, waiting: readonly WaitingReplica[]): IdleLease | null {
    const held = new Set(this.#alive(nowMs).map((lease) => replicaName(lease.replica)));
    const replica = waiting.findLast((other) => !held.has(replicaName(other)));
    if (replica === undefined) return null;
    this.#count += 1;
    const lease = {
      leaseId: LeaseIdSchema.parse(`lease-${this.#count}`),
      seatId,
      replica,
      endsAtMs: nowMs + idleLeaseMs,
    };
    this.#leases.set(lease.leaseId, lease);
    return lease;
  }

  /** The lease that a result belongs to, which ends with it; null when that is over or another seat's. */
  finish(leaseId: string, seatId: SeatId, nowMs: number): IdleLease | null {
    const lease = this.#alive(nowMs).find((other) => other.leaseId === leaseId && other.seatId === seatId);
    if (lease === undefined) return null;
    this.#leases.delete(leaseId);
    return lease;
  }

  forget(sessionId: SessionId): void {
    for (const [leaseId, { replica }] of this.#leases)
      if (replica.sessionId === sessionId) this.#leases.delete(leaseId);
  }

  #alive(nowMs: number): IdleLease[] {
    for (const [leaseId, { endsAtMs }] of this.#leases) if (endsAtMs <= nowMs) this.#leases.delete(leaseId);
    return [...this.#leases.values()];
  }
}

/** Names one replica of one commitment among all sessions; begins with the session's id and a slash. */
export function replicaName(replica: WaitingReplica): string {
  const { sessionId, roundIndex, attempt, teamId, reopenCount, replicaIndex } = replica;
  return `${sessionId}/${roundIndex}/${attempt}/${teamId}/${reopenCount}/${replicaIndex}`;
}
