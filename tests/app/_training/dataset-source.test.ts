import { describe, expect, it } from "vitest";
import { createDatasetSource } from "@/app/_training/dataset-source";
import { aRound } from "./views";

const labels = { ok: true as const, trainingLabels: "dHJhaW4=", validationLabels: "dmFsaWQ=" };

describe("createDatasetSource", () => {
  it("reads labels once per attempt at a round", async () => {
    let readCount = 0;
    const source = createDatasetSource({
      readLabels: async () => {
        readCount += 1;
        return labels;
      },
      wait: async () => undefined,
      isCurrent: () => true,
    });

    const [first, second] = await Promise.all([source.datasetOf(aRound()), source.datasetOf(aRound())]);
    expect(first).toBe(second);
    expect(first).toMatchObject({ trainingLabels: "dHJhaW4=", inputDimension: aRound().deck.inputDimension });
    expect(readCount).toBe(1);

    await source.datasetOf(aRound({ attempt: 1 }));
    expect(readCount).toBe(2);
  });

  it("does not give a redone round the labels of its new attempt", async () => {
    let currentAttempt = 0;
    const source = createDatasetSource({
      readLabels: async () => {
        currentAttempt = 1;
        return labels;
      },
      wait: async () => undefined,
      isCurrent: (round) => round.attempt === currentAttempt,
    });

    expect(await source.datasetOf(aRound({ attempt: 0 }))).toBeNull();
    expect(await source.datasetOf(aRound({ attempt: 1 }))).not.toBeNull();
  });

  it("asks again after the server refused", async () => {
    const answers = [{ ok: false as const, refusal: "wrong-phase" as const }, labels];
    const source = createDatasetSource({
      readLabels: async () => answers.shift() ?? labels,
      wait: async () => undefined,
      isCurrent: () => true,
    });

    expect(await source.datasetOf(aRound())).toBeNull();
    expect(await source.datasetOf(aRound())).not.toBeNull();
  });
});
