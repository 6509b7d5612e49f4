import type { SessionId } from "@/core/game/identifiers";
import type { SessionState } from "@/core/game/session-state";

/** How long a used-up budget keeps newcomers out: no longer than a class is willing to wait. */
export const joinWindowMs = 30_000;

/**
 * New seats that one address may take in a session per window: the whole class at once, and some that try again. A
 * class is one address.
 */
export function joinsPerAddress({ settings }: SessionState): number {
  return settings.classSize + 50;
}

/** New seats per session and window, whatever address they come from; more than any one address may take. */
export function joinsPerSession(state: SessionState): number {
  return 2 * joinsPerAddress(state);
}

interface Window {
  readonly startedAtMs: number;
  total: number;
  readonly byAddress: Map<string, number>;
}

/** Counts new seats, so that a flood of joins fills neither the log nor the room for longer than it lasts. */
export class JoinBudget {
  readonly #windows = new Map<SessionId, Window>();

  /** Takes one join from the budgets; false when one of them is used up. Who has a seat never comes here. */
  take(state: SessionState, address: string, nowMs: number): boolean {
    const window = this.#windowAt(state.sessionId, nowMs);
    const taken = window.byAddress.get(address) ?? 0;
    if (window.total >= joinsPerSession(state) || taken >= joinsPerAddress(state)) return false;
    window.total += 1;
    window.byAddress.set(address, taken + 1);
    return true;
  }

  forget(sessionId: SessionId): void {
    this.#windows.delete(sessionId);
  }

  #windowAt(sessionId: SessionId, nowMs: number): Window {
    const known = this.#windows.get(sessionId);
    if (known !== undefined && nowMs - known.startedAtMs < joinWindowMs) return known;
    const fresh = { startedAtMs: nowMs, total: 0, byAddress: new Map<string, number>() };
    this.#windows.set(sessionId, fresh);
    return fresh;
  }
}
