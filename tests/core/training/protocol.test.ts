import { describe, expect, it } from "vitest";
import {
  nextProtocolRun,
  type ProtocolRecord,
  ProtocolRecordSchema,
  protocolResult,
  protocolRunCount,
  rateTrials,
} from "@/core/training/protocol";

const settings = {
  presetId: "warm-up-2-local",
  depth: 1,
  width: 10,
  foldCount: 3,
  repeatCount: 4,
  search: { lowest: 0.01, highest: 1, firstCount: 3, trialCount: 5 },
  trainingSampleCount: 30,
  testSampleCount: 100,
  batchSize: 10,
  mostEpochs: 5,
  seed: "00112233445566778899aabbccddeeff",
};

/** Does the protocol, every run answered by a formula; ends after `most` runs. */
function pursue(record: ProtocolRecord, most = Number.POSITIVE_INFINITY): ProtocolRecord {
  for (let count = 0; count < most; count += 1) {
    const run = nextProtocolRun(record);
    if (run === null) break;
    const { learningRate } = run;
    if (run.kind === "fold") {
      const error = 0.1 + 0.05 * Math.log10(learningRate / 0.2) ** 2 + 0.01 * run.fold;
      record.folds.push({ learningRate, fold: run.fold, error, state: "converged" });
    } else {
      const state = run.repeat === 2 ? "budget-spent" : "converged";
      const testError = 0.2 + 0.02 * run.repeat;
      record.repeats.push({ repeat: run.repeat, learningRate, testError, trainingError: 0, step: 10, state });
    }
  }
  return record;
}

const fresh = (): ProtocolRecord => ({ settings, engineVersion: "test", folds: [], repeats: [] });

describe("a protocol", () => {
  it("does all folds of each rate, then repeats at the best rate", () => {
    const record = pursue(fresh());
    const trials = rateTrials(record);
    const best = trials.toSorted((a, b) => a.error - b.error)[0];

    expect(record.folds.map(({ fold }) => fold)).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2]);
    expect(trials.slice(0, 3).map(({ learningRate }) => learningRate)).toEqual([0.01, 0.1, 1]);
    expect(record.folds.length + record.repeats.length).toBe(protocolRunCount(settings));
    for (const { learningRate } of record.repeats) expect(learningRate).toBe(best?.learningRate);
  });

  it("goes on after any stop as if it had not stopped", () => {
    const whole = pursue(fresh());
    for (let most = 0; most <= protocolRunCount(settings); most += 1) {
      const stopped = pursue(fresh(), most);
      const stored = ProtocolRecordSchema.parse(JSON.parse(JSON.stringify(stopped)));

      expect(pursue(stored)).toEqual(whole);
    }
  });

  it("has a result only when it is complete", () => {
    const record = pursue(fresh(), protocolRunCount(settings) - 1);
    expect(protocolResult(record)).toBeNull();

    const result = protocolResult(pursue(record));
    expect(result?.meanTestError).toBeCloseTo(0.23, 12);
    expect(result?.standardDeviation).toBeCloseTo(Math.sqrt((0.0009 + 0.0001 + 0.0001 + 0.0009) / 3), 12);
    expect(result?.unfinishedCount).toBe(1);
    expect(result?.validationError).toBe(Math.min(...rateTrials(record).map(({ error }) => error)));
  });

  it("refuses stored nonsense", () => {
    const stored = { ...fresh(), settings: { ...settings, foldCount: 1 } };

    expect(ProtocolRecordSchema.safeParse(stored).success).toBe(false);
  });
});
