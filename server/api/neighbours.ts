import type { SessionId } from "@/core/game/identifiers";

const mostAddresses = 1000;

/**
 * The addresses from which a session's own devices came, proven by a cookie. A classroom is one address: when somebody
 * in it has used up the tries at codes, its other students still come in, to their own session and to no other.
 */
export class Neighbours {
  readonly #addresses = new Map<SessionId, Set<string>>();

  note(sessionId: SessionId, address: string): void {
    const known = this.#addresses.get(sessionId) ?? new Set<string>();
    if (known.size < mostAddresses) known.add(address);
    this.#addresses.set(sessionId, known);
  }

  has(sessionId: SessionId, address: string): boolean {
    return this.#addresses.get(sessionId)?.has(address) ?? false;
  }

  forget(sessionId: SessionId): void {
    this.#addresses.delete(sessionId);
  }
}
