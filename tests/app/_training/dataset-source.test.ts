import { describe, expect, it } from "vitest";
import { createDatasetSource } from "@/app/_training/dataset-source";
import type { RoundView } from "@/core/game/view";
import { announcedDecks } from "@/core/tasks/decks";
import { sentInputsBytes } from "@/core/tasks/sent-inputs";
import { aRound } from "./views";

const labels = { ok: true as const, trainingLabels: "dHJhaW4=", validationLabels: "dmFsaWQ=" };

async function noInputs(): Promise<never> {
  throw new Error("these inputs are made from the public seed");
}

describe("createDatasetSource", () => {
  it("reads labels once per attempt at a round", async () => {
    let readCount = 0;
    const source = createDatasetSource({
      readLabels: async () => {
        readCount += 1;
        return labels;
      },
      readInputs: noInputs,
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
      readInputs: noInputs,
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
      readInputs: noInputs,
      wait: async () => undefined,
      isCurrent: () => true,
    });

    expect(await source.datasetOf(aRound())).toBeNull();
    expect(await source.datasetOf(aRound())).not.toBeNull();
  });
});

describe("inputs that the server sends", () => {
  const [sending] = announcedDecks.filter(({ inputs }) => inputs === "sent");
  if (sending === undefined) throw new Error("no deck sends inputs");
  const deck = { ...sending, trainingSampleCount: 5, validationSampleCount: 4, testSampleCount: 3 };
  const valuesOf = (rowCount: number, first: number) =>
    Float32Array.from({ length: rowCount * deck.inputDimension }, (_, index) => first + index / 8);
  const rows = {
    training: valuesOf(deck.trainingSampleCount, 0),
    validation: valuesOf(deck.validationSampleCount, -1),
    test: valuesOf(deck.testSampleCount, 1e6),
  };

  function aSource(answers: (Uint8Array | "internal" | "wrong-attempt")[]) {
    const asked: RoundView[] = [];
    const source = createDatasetSource({
      readLabels: async () => labels,
      readInputs: async (round) => {
        asked.push(round);
        const answer = answers.shift();
        if (answer === undefined) throw new Error("asked once too often");
        return typeof answer === "string" ? { ok: false, refusal: answer } : { ok: true, bytes: answer };
      },
      wait: async () => undefined,
      isCurrent: () => true,
    });
    return { source, asked };
  }

  it("are read once per attempt and stand in the data set without any seed", async () => {
    const { source, asked } = aSource([sentInputsBytes(rows)]);
    const round = aRound({ deck });

    const dataset = await source.datasetOf(round);
    expect(await source.datasetOf(round)).toBe(dataset);

    expect(asked).toEqual([round]);
    expect(dataset).toMatchObject({ sentInputs: rows, trainingLabels: "dHJhaW4=" });
    expect(JSON.stringify({ ...dataset, sentInputs: null })).not.toContain(round.publicSeed);
  });

  it("are asked for again while the server is away, and in vain after a refusal", async () => {
    const { source, asked } = aSource(["internal", "internal", sentInputsBytes(rows)]);
    expect(await source.datasetOf(aRound({ deck }))).not.toBeNull();
    expect(asked).toHaveLength(3);

    const redone = aSource(["wrong-attempt", sentInputsBytes(rows)]);
    expect(await redone.source.datasetOf(aRound({ deck }))).toBeNull();
    expect(await redone.source.datasetOf(aRound({ deck }))).not.toBeNull();
  });

  it("make no data set when rows are missing", async () => {
    const { source } = aSource([sentInputsBytes({ ...rows, test: rows.test.subarray(1) })]);
    expect(await source.datasetOf(aRound({ deck }))).toBeNull();
  });
});
