import { describe, expect, it } from "vitest";
import { type Seed, SeedSchema } from "@/core/random/seed";
import { initialWeights } from "@/core/training/initial-weights";
import type { Loss, TrainingRecipe } from "@/core/training/recipe";
import { createSampleOrder } from "@/core/training/sample-order";
import { logLength, networkGeometry, type PopulationSize } from "@/trainer/engines/webgpu/network-geometry";
import { OrderRing } from "@/trainer/engines/webgpu/order-ring";
import { padWeights, unpadWeights } from "@/trainer/engines/webgpu/pad-weights";
import type { Progress, ReplicaState } from "@/trainer/engines/webgpu/progress";
import { refuseImpossible } from "@/trainer/engines/webgpu/refuse-impossible";
import { ReplicaLedger } from "@/trainer/engines/webgpu/replica-ledger";
import { StepDriver } from "@/trainer/engines/webgpu/step-driver";
import { SubmitPace } from "@/trainer/engines/webgpu/submit-pace";

// What the engine does on the host's side, with no GPU at all.
const runSeed: Seed = SeedSchema.parse("5f0e1d2c3b4a59687786a5b4c3d2e1f0");

function aSize(changes: Partial<TrainingRecipe> = {}, size: Partial<PopulationSize> = {}): PopulationSize {
  const design = { depth: 2, width: 7, learningRate: 0.1 };
  const recipe = { design, loss: "logistic" as Loss, batchSize: 20, stepBudget: 1000, ...changes };
  return { recipe, inputDimension: 5, rowCount: 50, replicaCount: 1, tiling: "never", ...size };
}

describe("padWeights", () => {
  it.each([
    { loss: "softmax", depth: 0, width: 3 },
    { loss: "softmax", depth: 1, width: 5 },
    { loss: "logistic", depth: 3, width: 8 },
    { loss: "squared", depth: 2, width: 1 },
  ] as const)(
    "is undone by unpadWeights and adds only zeros: $loss $depth x $width",
    ({ loss, depth, width }) => {
      const size = aSize({ loss, design: { depth, width, learningRate: 0.1 } });
      const geometry = networkGeometry(size);
      const flat = initialWeights(size.recipe, 5, runSeed, 0).map((weight) => weight || 0.5);

      const padded = padWeights(flat, geometry);

      expect(unpadWeights(padded, geometry, flat.length)).toEqual(flat);
      expect(padded.filter((weight) => weight !== 0).sort()).toEqual(flat.slice().sort());
    },
  );
});

describe("OrderRing", () => {
  it("gives the epochs of createSampleOrder, in slots that come round", () => {
    const geometry = { ...networkGeometry(aSize()), orderSlots: 3 };
    const expected = createSampleOrder(runSeed, 4);
    const ring = new OrderRing(geometry, { runSeed, replicaIndex: 4 }, 0);
    const slots = new Map<number, Uint32Array>();
    const write = (slot: number, orders: Uint32Array) => {
      for (let start = 0; start < orders.length; start += 50) {
        slots.set(slot + start / 50, orders.slice(start, start + 50));
      }
    };

    for (const last of [0, 2, 3, 5]) {
      ring.fillThrough(last, write);
      expect(ring.slotOf(last)).toBe(last % 3);
    }

    const epochs = [0, 1, 2, 3, 4, 5].map(() => {
      const position = expected.position();
      const order = new Uint32Array(50);
      expected.nextEpoch(order);
      return { position, order };
    });
    for (const epoch of [3, 4, 5]) {
      expect(slots.get(epoch % 3)).toEqual(epochs[epoch]?.order);
      expect(ring.positionOf(epoch)).toBe(epochs[epoch]?.position);
    }
    expect(ring.positionOf(6)).toBe(expected.position());
  });
});

describe("SubmitPace", () => {
  /** Lets submits of `millisecondsPerStep` follow one another and gives their sizes. */
  function sizesAt(millisecondsPerStep: (submit: number) => number, submitCount: number): number[] {
    let time = 0;
    const pace = new SubmitPace(() => time);
    return Array.from({ length: submitCount }, (_, submit) => {
      const { stepCount } = pace;
      const finish = pace.begin(stepCount);
      time += stepCount * millisecondsPerStep(submit);
      finish();
      return stepCount;
    });
  }

  it("begins with one step and comes to submits of 8 to 12 ms", () => {
    const sizes = sizesAt(() => 0.1, 30);
    expect(sizes[0]).toBe(1);
    expect((sizes.at(-1) as number) * 0.1).toBeGreaterThanOrEqual(8);
    expect((sizes.at(-1) as number) * 0.1).toBeLessThanOrEqual(12);
  });

  it("falls back at once when the GPU gets slow, and never below one step", () => {
    const sizes = sizesAt((submit) => (submit < 15 ? 0.1 : 50), 20);
    expect(sizes[14]).toBeGreaterThan(50);
    expect(sizes.slice(16)).toEqual([1, 1, 1, 1]);
  });

  it("never asks for more steps than the log holds", () => {
    expect(Math.max(...sizesAt(() => 0, 30))).toBe(logLength);
  });
});

describe("StepDriver", () => {
  /** A GPU that does at most so many steps of each submit. */
  function drive(stepLimit: number, stepBudget: number) {
    const size = aSize({ stepBudget });
    const geometry = networkGeometry(size);
    const ledger = new ReplicaLedger(
      geometry,
      size.recipe,
      { runSeed, replicaIndex: 0, learningRate: 0.1 },
      null,
    );
    let state: ReplicaState | null = null;
    let underWay = 0;
    let mostUnderWay = 0;
    const queue = {
      writeOrders() {},
      writeState(_: number, written: ReplicaState) {
        state = { ...written };
      },
      async submitSteps(stepCount: number): Promise<Progress> {
        underWay += 1;
        mostUnderWay = Math.max(mostUnderWay, underWay);
        const known = state as unknown as ReplicaState;
        known.step = Math.min(known.lastStep, known.step + Math.min(stepCount, stepLimit));
        const { step } = known;
        await new Promise((resolve) => setImmediate(resolve));
        underWay -= 1;
        return { stepOf: () => step, isBroken: () => false, lossSumOf: () => 1, wrongCountOf: () => 20 };
      },
    };
    const noLook = () => Promise.reject(new Error("no exact look is needed"));
    const driver = new StepDriver(queue, [ledger], new SubmitPace(() => 0), noLook);
    return { driver, ledger, mostUnderWay: () => mostUnderWay };
  }

  it("has at most two submits under way", async () => {
    const { driver, ledger, mostUnderWay } = drive(Number.POSITIVE_INFINITY, 5000);
    await driver.trainUpTo([5000]);
    expect(ledger.status()).toMatchObject({ step: 5000, state: "budget-spent" });
    expect(mostUnderWay()).toBe(2);
  });

  it("gives up when the GPU does nothing", async () => {
    await expect(drive(0, 100).driver.trainUpTo([100])).rejects.toThrow("the GPU did none of its steps");
  });
});

describe("refuseImpossible", () => {
  const limits = { maxStorageBufferBindingSize: 2 ** 27, maxComputeWorkgroupsPerDimension: 65_535 };

  function refusalOf(width: number, inputDimension: number): () => void {
    const size = aSize({ design: { depth: 3, width, learningRate: 0.1 } }, { inputDimension });
    const training = {
      inputs: new Float32Array(50 * inputDimension),
      labels: new Uint8Array(7),
      rowCount: 50,
      inputDimension,
    };
    const replicas = [{ runSeed, replicaIndex: 0, learningRate: 0.1 }];
    const spec = { recipe: size.recipe, training, validation: null, replicas };
    return () => refuseImpossible(spec, networkGeometry(size), [], limits);
  }

  it("says how much memory is needed and how much there is", () => {
    expect(refusalOf(1000, 5)).not.toThrow();
    expect(refusalOf(4096, 5)).toThrow(
      "the weights need 129 MiB of GPU memory in one piece, and this GPU gives 128",
    );
  });
});
