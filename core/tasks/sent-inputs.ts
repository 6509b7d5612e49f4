import type { Deck } from "@/core/tasks/deck";
import { floatBytes, readFloats } from "@/core/tasks/float-bytes";
import type { Split } from "@/core/tasks/public-inputs";

/** Row-major inputs of all three splits that a device cannot make for itself; without any label. */
export type SentInputs = Readonly<Record<Split, Float32Array>>;

type Sizes = Pick<
  Deck,
  "inputDimension" | "trainingSampleCount" | "validationSampleCount" | "testSampleCount"
>;

/** Sent inputs as they travel: little-endian float32, the rows of training, validation and test in this order. */
export function sentInputsBytes({ training, validation, test }: SentInputs): Uint8Array {
  const bytes = new Uint8Array(4 * (training.length + validation.length + test.length));
  let offset = 0;
  for (const values of [training, validation, test]) {
    bytes.set(floatBytes(values), offset);
    offset += 4 * values.length;
  }
  return bytes;
}

/** What `sentInputsBytes` wrote; null when these are not the deck's rows, or not all of them are finite numbers. */
export function readSentInputs(bytes: Uint8Array, sizes: Sizes): SentInputs | null {
  const { inputDimension, trainingSampleCount, validationSampleCount, testSampleCount } = sizes;
  const rowCount = trainingSampleCount + validationSampleCount + testSampleCount;
  if (bytes.byteLength !== 4 * rowCount * inputDimension) return null;
  const values = readFloats(bytes);
  if (!values.every(Number.isFinite)) return null;
  const validationStart = trainingSampleCount * inputDimension;
  const testStart = validationStart + validationSampleCount * inputDimension;
  return {
    training: values.subarray(0, validationStart),
    validation: values.subarray(validationStart, testStart),
    test: values.subarray(testStart),
  };
}
