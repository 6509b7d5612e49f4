import type { Seed } from "@/core/random/seed";
import { createSampleOrder } from "@/core/training/sample-order";
import type { NetworkGeometry } from "@/trainer/engines/webgpu/network-geometry";

type WriteOrders = (slot: number, orders: Uint32Array<ArrayBuffer>) => void;

/** The sample orders of one replica, made ahead of its steps. Epochs count from the one in which it was opened. */
export class OrderRing {
  readonly #order: ReturnType<typeof createSampleOrder>;
  readonly #slots: Uint32Array<ArrayBuffer>;
  readonly #positions: number[] = [];
  readonly #rowCount: number;
  #madeCount = 0;

  constructor(
    { orderSlots, rowCount }: NetworkGeometry,
    { runSeed, replicaIndex }: { runSeed: Seed; replicaIndex: number },
    epochPosition: number,
  ) {
    this.#rowCount = rowCount;
    this.#order = createSampleOrder(runSeed, replicaIndex, epochPosition);
    this.#slots = new Uint32Array(orderSlots * rowCount);
  }

  /** Where an epoch's order starts in the random stream; the epoch must be one that is in the ring, or the next. */
  positionOf(epoch: number): number {
    if (epoch === this.#madeCount) return this.#order.position();
    return this.#positions[this.slotOf(epoch)] as number;
  }

  slotOf(epoch: number): number {
    return epoch % (this.#slots.length / this.#rowCount);
  }

  /** Makes all orders up to `epoch` and hands on what is new, in pieces without a wrap. */
  fillThrough(epoch: number, write: WriteOrders): void {
    while (this.#madeCount <= epoch) {
      const start = this.slotOf(this.#madeCount);
      let slot = start;
      do {
        this.#positions[slot] = this.#order.position();
        this.#order.nextEpoch(this.#slots.subarray(slot * this.#rowCount, (slot + 1) * this.#rowCount));
        this.#madeCount += 1;
        slot += 1;
      } while (this.#madeCount <= epoch && slot * this.#rowCount < this.#slots.length);
      write(start, this.#slots.subarray(start * this.#rowCount, slot * this.#rowCount));
    }
  }
}
