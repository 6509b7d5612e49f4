import type { Answer } from "@/core/contract/socket-commands";
import { type Pacing, sendUntilAnswered } from "./send-until-answered";
import type { ReplicaPlace } from "./upload-key";

export interface WeightsSenderParts {
  readonly upload: (place: ReplicaPlace, weights: Float32Array) => Promise<Answer<object>>;
  readonly wait: Pacing["wait"];
}

/** Keeps the final weights of what this page has trained until the server asks for one of them, also after the race. */
export class WeightsSender {
  readonly #parts: WeightsSenderParts;
  readonly #kept = new Map<string, Float32Array>();
  readonly #ending = new AbortController();

  constructor(parts: WeightsSenderParts) {
    this.#parts = parts;
  }

  keep(place: ReplicaPlace, weights: Float32Array): void {
    const name = nameOf(place);
    const commitment = name.slice(0, name.lastIndexOf("/"));
    // Nobody asks for those of an earlier race any more.
    for (const other of this.#kept.keys()) if (!other.startsWith(`${commitment}/`)) this.#kept.delete(other);
    this.#kept.set(name, weights);
  }

  /** Sends what is asked for, once; nothing where this page did not train it. */
  send(place: ReplicaPlace): void {
    const weights = this.#kept.get(nameOf(place));
    if (weights === undefined) return;
    this.#kept.clear();
    const { upload, wait } = this.#parts;
    void sendUntilAnswered(() => upload(place, weights), { wait, signal: this.#ending.signal });
  }

  dispose(): void {
    this.#ending.abort();
    this.#kept.clear();
  }
}

function nameOf({ sessionId, roundIndex, attempt, reopenCount, replicaIndex }: ReplicaPlace): string {
  return [sessionId, roundIndex, attempt, reopenCount, replicaIndex].join("/");
}
