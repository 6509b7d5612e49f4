import type { StepQueue } from "@/trainer/engines/webgpu/gpu-network";
import { submitLimit } from "@/trainer/engines/webgpu/network-geometry";
import type { Progress } from "@/trainer/engines/webgpu/progress";
import type { ReplicaLedger } from "@/trainer/engines/webgpu/replica-ledger";
import type { SubmitPace } from "@/trainer/engines/webgpu/submit-pace";

/** Steps that are on their way. */
interface Flight {
  stepCount: number;
  report: Promise<Progress>;
  finish(): void;
  /** Nothing else was on its way, so that it must get some replica on. */
  isAlone: boolean;
}

/**
 * Keeps the GPU supplied with steps. Replicas that end or wait for the exact look stand still on the GPU by
 * themselves, so submits need not stop at the ends of epochs, and how the steps are cut into submits changes nothing.
 */
export class StepDriver {
  readonly #queue: StepQueue;
  readonly #ledgers: readonly ReplicaLedger[];
  readonly #pace: SubmitPace;
  /** Looks at the training rows for those replicas that wait for it, and ends their epochs. */
  readonly #lookExactly: (replicas: readonly number[]) => Promise<void>;
  #flights: Flight[] = [];
  #lastSteps: readonly number[] = [];

  constructor(
    queue: StepQueue,
    ledgers: readonly ReplicaLedger[],
    pace: SubmitPace,
    lookExactly: (replicas: readonly number[]) => Promise<void>,
  ) {
    this.#queue = queue;
    this.#ledgers = ledgers;
    this.#pace = pace;
    this.#lookExactly = lookExactly;
  }

  /** Trains each replica up to its last step, or to its end. */
  async trainUpTo(lastSteps: readonly number[]): Promise<void> {
    this.#lastSteps = lastSteps;
    this.#flights = [];
    for (const replica of this.#ledgers.keys()) this.#writeState(replica);
    for (;;) {
      await this.#closeEpochs();
      const stepCount = this.#flights.length < submitLimit ? this.#stepsToSubmit() : 0;
      if (stepCount > 0) this.#submit(stepCount);
      else if (this.#flights.length > 0) await this.#land();
      else return;
    }
  }

  #writeState(replica: number): void {
    const ledger = this.#ledgers[replica] as ReplicaLedger;
    this.#queue.writeState(replica, ledger.stateUpTo(this.#lastSteps[replica] as number));
  }

  async #closeEpochs(): Promise<void> {
    const waiting = [...this.#ledgers.keys()].filter((replica) => this.#ledgers[replica]?.needsExactLook);
    if (waiting.length === 0) return;
    await this.#lookExactly(waiting);
    for (const replica of waiting) this.#writeState(replica);
  }

  #stepsToSubmit(): number {
    const underWay = this.#flights.reduce((sum, { stepCount }) => sum + stepCount, 0);
    let wanted = 0;
    let limit = this.#pace.stepCount;
    for (const [replica, ledger] of this.#ledgers.entries()) {
      const left = (this.#lastSteps[replica] as number) - ledger.step - underWay;
      if (!ledger.isRunning || left <= 0) continue;
      wanted = Math.max(wanted, left);
      limit = Math.min(limit, ledger.stepsToPossibleEnd - underWay);
    }
    return Math.max(0, Math.min(wanted, limit));
  }

  #submit(stepCount: number): void {
    const isAlone = this.#flights.length === 0;
    const underWay = this.#flights.reduce((sum, flight) => sum + flight.stepCount, stepCount);
    for (const [replica, ledger] of this.#ledgers.entries()) {
      const reach = Math.min(underWay, (this.#lastSteps[replica] as number) - ledger.step);
      if (!ledger.isRunning || reach <= 0) continue;
      ledger.orders.fillThrough(ledger.epochAfter(reach), (slot, orders) =>
        this.#queue.writeOrders(replica, slot, orders),
      );
    }
    const finish = this.#pace.begin(stepCount);
    const report = this.#queue.submitSteps(stepCount);
    // When an earlier flight fails, nobody waits for this one.
    report.catch(() => {});
    this.#flights.push({ stepCount, report, finish, isAlone });
  }

  async #land(): Promise<void> {
    const flight = this.#flights.shift() as Flight;
    const progress = await flight.report;
    flight.finish();
    let hasMoved = false;
    for (const [replica, ledger] of this.#ledgers.entries()) {
      if (ledger.take(progress, replica)) hasMoved = true;
    }
    if (flight.isAlone && !hasMoved) throw new Error("the GPU did none of its steps");
  }
}
