import { evaluateOutputs } from "@/core/training/evaluate-outputs";
import { initialWeights } from "@/core/training/initial-weights";
import { type Evaluation, learningRateAt, type RunStatus, type TrainingRows } from "@/core/training/recipe";
import { weightLayout } from "@/core/training/weight-layout";
import {
  compileDistanceKernel,
  createDistancePass,
  type DistancePass,
} from "@/trainer/engines/webgpu/distance-pass";
import type { GpuContext } from "@/trainer/engines/webgpu/gpu-context";
import { bufferUsage } from "@/trainer/engines/webgpu/gpu-flags";
import { createGpuNetwork, type GpuNetwork } from "@/trainer/engines/webgpu/gpu-network";
import { type NetworkGeometry, networkGeometry } from "@/trainer/engines/webgpu/network-geometry";
import { padWeights, unpadWeights } from "@/trainer/engines/webgpu/pad-weights";
import { paddedInputs } from "@/trainer/engines/webgpu/padded-inputs";
import { refuseImpossible } from "@/trainer/engines/webgpu/refuse-impossible";
import { ReplicaLedger } from "@/trainer/engines/webgpu/replica-ledger";
import { StepDriver } from "@/trainer/engines/webgpu/step-driver";
import { SubmitPace } from "@/trainer/engines/webgpu/submit-pace";
import {
  compileValuesKernels,
  createValuesPass,
  type ValuesPass,
} from "@/trainer/engines/webgpu/values-pass";
import type {
  AdvanceOptions,
  PopulationSpec,
  RunCheckpoint,
  TrainingPopulation,
  WeightObservation,
} from "@/trainer/training-engine";

/** What a population consists of on the GPU. */
interface Parts {
  context: GpuContext;
  network: GpuNetwork;
  valuesPass: ValuesPass;
  distancePass: DistancePass;
  /** Norm of the initial weights by replica and layer. */
  startNorms: readonly number[][];
}

/** Replicas that train together on a GPU. */
export class GpuPopulation implements TrainingPopulation {
  readonly #spec: PopulationSpec;
  readonly #parts: Parts;
  readonly #geometry: NetworkGeometry;
  readonly #ledgers: readonly ReplicaLedger[];
  readonly #driver: StepDriver;
  readonly #gradientNorms: (number | null)[];
  #validationInputs: GPUBuffer | null = null;

  /** Use `createGpuPopulation`. */
  constructor(spec: PopulationSpec, parts: Parts, ledgers: readonly ReplicaLedger[], now: () => number) {
    this.#spec = spec;
    this.#parts = parts;
    this.#geometry = parts.network.geometry;
    this.#ledgers = ledgers;
    this.#gradientNorms = ledgers.map(() => null);
    this.#driver = new StepDriver(parts.network, ledgers, new SubmitPace(now), (replicas) =>
      this.#lookExactly(replicas),
    );
  }

  async advance(stepCount: number, { observeLastStep = false }: AdvanceOptions = {}): Promise<RunStatus[]> {
    const { stepBudget } = this.#spec.recipe;
    const lastSteps = this.#ledgers.map(({ step }) => Math.min(step + stepCount, stepBudget));
    if (observeLastStep) await this.#trainObserved(lastSteps);
    else await this.#driver.trainUpTo(lastSteps);
    return this.#ledgers.map((ledger) => ledger.status());
  }

  async evaluate(split: "training" | "validation", rowCount?: number): Promise<Evaluation[]> {
    const rows = this.#spec[split];
    if (!rows) throw new Error("this run has no validation rows");
    const everyone = [...this.#ledgers.keys()];
    const inputs =
      split === "training" ? this.#parts.network.trainingInputs : await this.#uploadValidation(rows);
    return this.#evaluate(rows, inputs, everyone, rowCount);
  }

  async valuesOf(inputs: Float32Array, rowCount: number): Promise<Float32Array[]> {
    if (inputs.length < rowCount * this.#geometry.inputDimension)
      throw new RangeError("fewer inputs than rows");
    if (rowCount === 0) return this.#ledgers.map(() => new Float32Array());
    const buffer = await this.#uploadInputs(inputs, rowCount);
    try {
      return await this.#parts.valuesPass.values(buffer, rowCount, [...this.#ledgers.keys()]);
    } finally {
      buffer.destroy();
    }
  }

  async observe(): Promise<WeightObservation[]> {
    const distances = await this.#parts.distancePass.fromStart();
    return distances.map((layers, replica) => ({
      displacement: layers.map(
        (squared, layer) => Math.sqrt(squared) / (this.#parts.startNorms[replica]?.[layer] as number),
      ),
      gradientNorm: this.#gradientNorms[replica] ?? null,
    }));
  }

  async readWeights(): Promise<Float32Array[]> {
    const { recipe, training } = this.#spec;
    const { length } = weightLayout(recipe, training.inputDimension);
    const padded = await this.#parts.network.readWeights();
    const stride = 4 * this.#geometry.weightVectors;
    return this.#ledgers.map((_, replica) =>
      unpadWeights(padded.subarray(replica * stride, (replica + 1) * stride), this.#geometry, length),
    );
  }

  async checkpoint(): Promise<RunCheckpoint[]> {
    const weights = await this.readWeights();
    return this.#ledgers.map((ledger, replica) => ledger.checkpoint(weights[replica] as Float32Array));
  }

  dispose(): void {
    this.#parts.network.destroy();
    this.#parts.valuesPass.destroy();
    this.#parts.distancePass.destroy();
    this.#validationInputs?.destroy();
  }

  async #trainObserved(lastSteps: readonly number[]): Promise<void> {
    await this.#driver.trainUpTo(
      lastSteps.map((lastStep, replica) => Math.max(lastStep - 1, this.#ledgers[replica]?.step ?? 0)),
    );
    const observed = [...this.#ledgers.entries()].filter(
      ([replica, ledger]) => ledger.isRunning && ledger.step < (lastSteps[replica] as number),
    );
    if (observed.length === 0) return;
    this.#parts.distancePass.keepWeights();
    await this.#driver.trainUpTo(lastSteps);
    const distances = await this.#parts.distancePass.fromKept();
    for (const [replica, ledger] of observed) {
      const squared = (distances[replica] as number[]).reduce((sum, layer) => sum + layer, 0);
      const rate = this.#learningRateBefore(ledger);
      this.#gradientNorms[replica] = ledger.isDiverged ? null : Math.sqrt(squared) / rate;
    }
  }

  #learningRateBefore({ step, spec: { learningRate } }: ReplicaLedger): number {
    const { recipe } = this.#spec;
    return learningRateAt({ ...recipe, design: { ...recipe.design, learningRate } }, step - 1);
  }

  async #lookExactly(replicas: readonly number[]): Promise<void> {
    const { training } = this.#spec;
    const evaluations = await this.#evaluate(training, this.#parts.network.trainingInputs, replicas);
    for (const [index, replica] of replicas.entries()) {
      this.#ledgers[replica]?.endEpoch(evaluations[index] as Evaluation);
    }
  }

  async #evaluate(
    rows: TrainingRows,
    inputs: GPUBuffer,
    replicas: readonly number[],
    rowCount = rows.rowCount,
  ): Promise<Evaluation[]> {
    const values = await this.#parts.valuesPass.values(inputs, rowCount, replicas);
    return values.map((outputs) => evaluateOutputs(outputs, rows, this.#spec.recipe.loss, rowCount));
  }

  async #uploadValidation({ inputs, rowCount }: TrainingRows): Promise<GPUBuffer> {
    this.#validationInputs ??= await this.#uploadInputs(inputs, rowCount);
    return this.#validationInputs;
  }

  #uploadInputs(inputs: Float32Array, rowCount: number): Promise<GPUBuffer> {
    const { context } = this.#parts;
    const padded = paddedInputs(inputs, rowCount, this.#geometry.inputDimension);
    return context.guard.attempt(() => context.createBuffer("more inputs", bufferUsage.storage, padded));
  }
}

/** Compiles the kernels, fills the buffers and starts the replicas at their initial weights or checkpoints. */
export async function createGpuPopulation(
  context: GpuContext,
  spec: PopulationSpec,
  checkpoints: readonly (RunCheckpoint | null)[],
  now: () => number,
): Promise<GpuPopulation> {
  const { recipe, training, replicas } = spec;
  const { inputDimension, rowCount } = training;
  const { tiling } = context;
  const geometry = networkGeometry({
    recipe,
    inputDimension,
    rowCount,
    replicaCount: replicas.length,
    tiling,
  });
  refuseImpossible(spec, geometry, checkpoints, context.device.limits);
  const starts = replicas.map(({ runSeed, replicaIndex }) =>
    padWeights(initialWeights(recipe, inputDimension, runSeed, replicaIndex), geometry),
  );
  const stride = 4 * geometry.weightVectors;
  const allStarts = new Float32Array(stride * replicas.length);
  for (const [replica, start] of starts.entries()) allStarts.set(start, replica * stride);
  // Compiling takes longest, so all kernels are compiled side by side.
  const [network] = await Promise.all([
    createGpuNetwork(context, geometry, training),
    compileValuesKernels(context, geometry),
    compileDistanceKernel(context, geometry),
  ]);
  for (const [replica, start] of starts.entries()) {
    const checkpoint = checkpoints[replica];
    network.writeWeights(replica, checkpoint ? padWeights(checkpoint.weights, geometry) : start);
  }
  try {
    const valuesPass = await createValuesPass(context, geometry, network.weights);
    const distancePass = await createDistancePass(context, geometry, network.weights, allStarts);
    const startNorms = starts.map((start) => layerNorms(start, geometry));
    const ledgers = replicas.map(
      (replica, index) => new ReplicaLedger(geometry, recipe, replica, checkpoints[index] ?? null),
    );
    return new GpuPopulation(spec, { context, network, valuesPass, distancePass, startNorms }, ledgers, now);
  } catch (error) {
    network.destroy();
    throw error;
  }
}

function layerNorms(padded: Float32Array, { layerStarts, weightVectors }: NetworkGeometry): number[] {
  return layerStarts.map((start, layer) => {
    const end = layerStarts[layer + 1] ?? weightVectors;
    return Math.sqrt(padded.subarray(4 * start, 4 * end).reduce((sum, weight) => sum + weight * weight, 0));
  });
}
