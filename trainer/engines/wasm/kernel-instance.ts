import { decodeBase64 } from "@/core/tasks/packed-bits";
import { kernelModule } from "@/trainer/engines/wasm/generated/kernel-module";

/** What `assembly/training.ts` exports. Addresses are bytes into `memory` and change with every `layOut`. */
export interface KernelExports {
  readonly memory: WebAssembly.Memory;
  layOut(
    inputDimension: number,
    depth: number,
    width: number,
    loss: number,
    batchCapacity: number,
    rowCount: number,
  ): number;
  takeFlatWeights(): void;
  giveFlatWeights(): void;
  openSampleOrder(
    key0: number,
    key1: number,
    counter0: number,
    counter1: number,
    counter2: number,
    counter3: number,
    startPosition: number,
  ): void;
  positionInStream(): number;
  shuffleEpoch(): void;
  beginTally(stepCount: number, lossSum: number): void;
  trainSteps(start: number, end: number, batchSize: number, learningRate: number, stepBudget: number): number;
  didBreak(): number;
  countOfWrongRows(): number;
  sumOfLosses(): number;
  computeBatchValues(count: number): void;
  addressOfTrainingInputs(): number;
  addressOfTrainingTargets(): number;
  addressOfSampleOrder(): number;
  addressOfBatchInputs(): number;
  addressOfBatchValues(): number;
  addressOfFlatWeights(): number;
  lengthOfFlatWeights(): number;
  strideOfInputs(): number;
  capacityOfBatch(): number;
}

// Every instance reserves gigabytes of address space, of which a process has about a hundred, so used ones are kept;
// memory never shrinks, so those that grew large are not.
const idle: KernelExports[] = [];
const idleLimit = 16;
const idleByteLimit = 32 * 2 ** 20;
let compiled: Promise<WebAssembly.Module> | null = null;

/**
 * An instance whose contents mean nothing until `layOut`. Rejects with a plain message where WebAssembly or its SIMD is
 * missing or no memory is left.
 */
export async function borrowKernel(): Promise<KernelExports> {
  const used = idle.pop();
  if (used) return used;
  compiled ??= compileKernel();
  const instance = await instantiateKernel(await compiled);
  // The one place where types cross into the module; the suite calls every function.
  return instance.exports as unknown as KernelExports;
}

/** Gives an instance back. It must not be used afterwards. */
export function returnKernel(kernel: KernelExports): void {
  const isSmall = kernel.memory.buffer.byteLength <= idleByteLimit;
  if (isSmall && idle.length < idleLimit) idle.push(kernel);
}

async function compileKernel(): Promise<WebAssembly.Module> {
  const bytes = decodeBase64(kernelModule);
  if (!bytes) throw new Error("the generated kernel module is not base64");
  if (typeof WebAssembly === "undefined") throw new Error("this browser has no WebAssembly");
  try {
    return await WebAssembly.compile(await inflate(bytes));
  } catch (cause) {
    throw new Error("WebAssembly with SIMD is missing or forbidden here", { cause });
  }
}

async function instantiateKernel(module: WebAssembly.Module): Promise<WebAssembly.Instance> {
  try {
    return await WebAssembly.instantiate(module);
  } catch (cause) {
    throw new RangeError("no memory is left for another network", { cause });
  }
}

async function inflate(bytes: Uint8Array): Promise<ArrayBuffer> {
  const inflated = new Blob([Uint8Array.from(bytes)])
    .stream()
    .pipeThrough(new DecompressionStream("deflate"));
  return new Response(inflated).arrayBuffer();
}
