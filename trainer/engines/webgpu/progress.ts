import { logLength, type NetworkGeometry, stateBytes } from "@/trainer/engines/webgpu/network-geometry";

/** Where a replica stands, as the host tells the GPU. */
export interface ReplicaState {
  step: number;
  placeInEpoch: number;
  wrongInEpoch: number;
  /** Slot of the current epoch's order in the ring. */
  slot: number;
  /** Step at which the replica stops. */
  lastStep: number;
  learningRate: number;
}

/** The words of `Replica` in the kernels; nothing is halted or broken. */
export function replicaWords(state: ReplicaState): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(stateBytes / 4);
  words.set([state.step, state.placeInEpoch, state.wrongInEpoch, state.slot]);
  // Callers may ask for more steps than a run can ever do.
  words[lastStepWord] = Math.min(state.lastStep, 2 ** 32 - 1);
  new Float32Array(words.buffer)[learningRateWord] = state.learningRate;
  return words;
}

const lastStepWord = 9;
const learningRateWord = 11;
const brokenOutputWord = 12;
const brokenWeightWord = 13;

/** What a submit's readback says, by replica. */
export interface Progress {
  /** Steps done, with one that broke. */
  stepOf(replica: number): number;
  /** Whether the last of them gave an output or a weight that is not a finite float32. */
  isBroken(replica: number): boolean;
  /** Loss sum and wrong rows of a step, counted from 0, of the last `logLength`. */
  lossSumOf(replica: number, step: number): number;
  wrongCountOf(replica: number, step: number): number;
}

/** Reads a copy of the progress buffer. */
export function readProgress(bytes: ArrayBuffer, { replicaCount }: NetworkGeometry): Progress {
  const words = new Uint32Array(bytes);
  const log = new Float32Array(bytes, stateBytes * replicaCount);
  const wordOf = (replica: number, word: number) => words[(replica * stateBytes) / 4 + word] as number;
  const entry = (replica: number, step: number) => 2 * (replica * logLength + (step % logLength));
  return {
    stepOf: (replica) => wordOf(replica, 0),
    isBroken: (replica) => wordOf(replica, brokenOutputWord) + wordOf(replica, brokenWeightWord) > 0,
    lossSumOf: (replica, step) => log[entry(replica, step)] as number,
    wrongCountOf: (replica, step) => log[entry(replica, step) + 1] as number,
  };
}
