import { logLength } from "@/trainer/engines/webgpu/network-geometry";

const aimMilliseconds = 10;
const shortestMilliseconds = 8;
const longestMilliseconds = 12;

/**
 * Chooses how many steps go into a submit, so that each keeps the GPU busy for 8 to 12 ms: long enough that the GPU
 * rarely waits for JavaScript, short enough for the screen. It changes when results come, never what they are.
 */
export class SubmitPace {
  readonly #now: () => number;
  #stepCount = 1;
  #lastDoneAt = Number.NEGATIVE_INFINITY;

  constructor(now: () => number) {
    this.#now = now;
  }

  get stepCount(): number {
    return this.#stepCount;
  }

  /** Called at a submit; the answer is called when it is done. */
  begin(stepCount: number): () => void {
    const submittedAt = this.#now();
    return () => {
      const doneAt = this.#now();
      // One that waited for another began when that was done.
      const duration = doneAt - Math.max(submittedAt, this.#lastDoneAt);
      this.#lastDoneAt = doneAt;
      this.#adapt(stepCount, duration);
    };
  }

  #adapt(stepCount: number, duration: number): void {
    if (duration > longestMilliseconds) {
      this.#stepCount = Math.max(1, Math.floor((stepCount * aimMilliseconds) / duration));
    } else if (duration < shortestMilliseconds && stepCount >= this.#stepCount) {
      const growth = Math.min(2, aimMilliseconds / Math.max(duration, 1));
      this.#stepCount = Math.min(logLength, Math.ceil(stepCount * growth));
    }
  }
}
