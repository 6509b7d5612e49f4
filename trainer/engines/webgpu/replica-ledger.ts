import {
  type Evaluation,
  exactCheckThreshold,
  type RunStatus,
  type TrainingRecipe,
} from "@/core/training/recipe";
import type { NetworkGeometry } from "@/trainer/engines/webgpu/network-geometry";
import { OrderRing } from "@/trainer/engines/webgpu/order-ring";
import type { Progress, ReplicaState } from "@/trainer/engines/webgpu/progress";
import type { ReplicaSpec, RunCheckpoint } from "@/trainer/training-engine";

/** An epoch after one with so small a running error may well end the run. */
const closeToTheEnd = 2 * exactCheckThreshold;

/** What the host knows of one replica: all but its weights, kept up by the logs of its steps. */
export class ReplicaLedger {
  readonly spec: ReplicaSpec;
  readonly orders: OrderRing;
  readonly #geometry: NetworkGeometry;
  readonly #recipe: TrainingRecipe;
  readonly #status: RunStatus;
  #epoch = 0;
  #placeInEpoch: number;
  #wrongInEpoch: number;
  #wrongInLastEpoch = Number.POSITIVE_INFINITY;
  #needsExactLook = false;

  constructor(
    geometry: NetworkGeometry,
    recipe: TrainingRecipe,
    spec: ReplicaSpec,
    from: RunCheckpoint | null,
  ) {
    this.spec = spec;
    this.#geometry = geometry;
    this.#recipe = recipe;
    const seen = from ? { ...from.status.seen } : { rowCount: 0, wrongCount: 0, lossSum: 0 };
    this.#status = from ? { ...from.status, seen } : { step: 0, state: "running", seen };
    this.#placeInEpoch = from?.placeInEpoch ?? 0;
    this.#wrongInEpoch = from?.wrongInEpoch ?? 0;
    this.orders = new OrderRing(geometry, spec, from?.epochPosition ?? 0);
  }

  get step(): number {
    return this.#status.step;
  }

  get isRunning(): boolean {
    return this.#status.state === "running";
  }

  /** Set at the end of an epoch that may have been the last; the replica stands still until `endEpoch`. */
  get needsExactLook(): boolean {
    return this.#needsExactLook;
  }

  get isDiverged(): boolean {
    return this.#status.state === "diverged";
  }

  /** The epoch in which the replica will be after so many more steps, counted as its orders are. */
  epochAfter(stepCount: number): number {
    const { rowCount, batchSize } = this.#geometry;
    const place = Math.ceil(this.#placeInEpoch / batchSize) + Math.max(0, stepCount - 1);
    return this.#epoch + Math.floor(place / Math.ceil(rowCount / batchSize));
  }

  /** Steps to the end of the epoch when the run may end there, otherwise infinite. */
  get stepsToPossibleEnd(): number {
    const { rowCount, batchSize } = this.#geometry;
    if (this.#wrongInLastEpoch > closeToTheEnd * rowCount) return Number.POSITIVE_INFINITY;
    return Math.ceil((rowCount - this.#placeInEpoch) / batchSize);
  }

  /** What the GPU has to know to go on up to `lastStep`; it stands still where the run has ended. */
  stateUpTo(lastStep: number): ReplicaState {
    return {
      step: this.step,
      placeInEpoch: this.#placeInEpoch,
      wrongInEpoch: this.#wrongInEpoch,
      slot: this.orders.slotOf(this.#epoch),
      lastStep: this.isRunning ? lastStep : this.step,
      learningRate: this.spec.learningRate,
    };
  }

  /** Books the steps that a submit has done; says whether there were any. */
  take(progress: Progress, replica: number): boolean {
    const end = progress.stepOf(replica);
    const from = this.step;
    const brokenStep = progress.isBroken(replica) ? end - 1 : Number.NaN;
    while (this.step < end) {
      this.#takeStep(progress, replica, this.step === brokenStep);
    }
    return end > from;
  }

  /** Ends an epoch after the exact look at the training rows. */
  endEpoch({ error }: Evaluation): void {
    this.#needsExactLook = false;
    if (error === 0) this.#status.state = "converged";
    this.#openEpoch();
    this.#endAtBudget();
  }

  status(): RunStatus {
    return { ...this.#status, seen: { ...this.#status.seen } };
  }

  checkpoint(weights: Float32Array): RunCheckpoint {
    return {
      status: this.status(),
      weights,
      epochPosition: this.orders.positionOf(this.#epoch),
      placeInEpoch: this.#placeInEpoch,
      wrongInEpoch: this.#wrongInEpoch,
    };
  }

  #takeStep(progress: Progress, replica: number, isBroken: boolean): void {
    const { rowCount, batchSize } = this.#geometry;
    const { seen } = this.#status;
    const step = this.#status.step;
    const rows = Math.min(batchSize, rowCount - this.#placeInEpoch);
    this.#status.step += 1;
    this.#placeInEpoch += rows;
    if (isBroken) {
      this.#status.state = "diverged";
      return;
    }
    const wrongCount = progress.wrongCountOf(replica, step);
    seen.rowCount += rows;
    seen.wrongCount += wrongCount;
    seen.lossSum += progress.lossSumOf(replica, step);
    this.#wrongInEpoch += wrongCount;
    if (this.#placeInEpoch === rowCount) {
      const isClassification = this.#recipe.loss !== "squared";
      this.#needsExactLook = isClassification && this.#wrongInEpoch <= exactCheckThreshold * rowCount;
      if (!this.#needsExactLook) this.#openEpoch();
    }
    if (!this.#needsExactLook) this.#endAtBudget();
  }

  #openEpoch(): void {
    const isClassification = this.#recipe.loss !== "squared";
    this.#wrongInLastEpoch = isClassification ? this.#wrongInEpoch : Number.POSITIVE_INFINITY;
    this.#epoch += 1;
    this.#placeInEpoch = 0;
    this.#wrongInEpoch = 0;
  }

  #endAtBudget(): void {
    if (this.isRunning && this.step >= this.#recipe.stepBudget) this.#status.state = "budget-spent";
  }
}
