import type { SessionId } from "@/core/game/identifiers";

export interface ReplicaPlace {
  readonly sessionId: SessionId;
  readonly roundIndex: number;
  readonly attempt: number;
  /** How often the team's design was opened again in this attempt: each time it races anew. */
  readonly reopenCount: number;
  readonly replicaIndex: number;
}

/** The part of `sessionStorage` that is used here; it may throw where storage is switched off. */
export type KeyValueStore = Pick<Storage, "getItem" | "setItem">;

/**
 * The key under which this tab uploads one replica. It survives a reload, so that an upload whose answer was lost
 * is recognised as the same one.
 */
export function uploadKeyOf(place: ReplicaPlace, store: KeyValueStore | null, makeKey: () => string): string {
  const { sessionId, roundIndex, attempt, reopenCount, replicaIndex } = place;
  const name = `upload-${sessionId}-${roundIndex}-${attempt}-${reopenCount}-${replicaIndex}`;
  try {
    const known = store?.getItem(name);
    if (known) return known;
    const key = makeKey();
    store?.setItem(name, key);
    return key;
  } catch {
    return makeKey();
  }
}

/** A random key. `crypto.randomUUID` is missing on plain-http pages, `getRandomValues` is not. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
