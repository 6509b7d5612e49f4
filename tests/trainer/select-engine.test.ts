import { describe, expect, it } from "vitest";
import { type EngineChoice, engineIdOf } from "@/trainer/engine-choice";
import { createEngineSelector } from "@/trainer/engine-selection";
import { selectEngine } from "@/trainer/select-engine";
import type { SpeedReport } from "@/trainer/training-job";

function aStore() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
    kept,
  };
}

const blockedStore = {
  getItem: (): string => {
    throw new Error("storage is blocked");
  },
  setItem: () => {
    throw new Error("storage is blocked");
  },
  removeItem: () => {
    throw new Error("storage is blocked");
  },
};

/** Measures by a table and writes down what was asked and what was left out. */
function aBench(speeds: Partial<Record<EngineChoice, number>>) {
  const asked: EngineChoice[] = [];
  const leftOut: EngineChoice[] = [];
  return {
    asked,
    leftOut,
    candidates: ["webgpu", "wasm", "javascript"] as EngineChoice[],
    place: "16-3-20",
    async measure(choice: EngineChoice): Promise<SpeedReport> {
      asked.push(choice);
      const stepsPerSecond = speeds[choice];
      if (stepsPerSecond === undefined) throw new Error(`${choice} does not run`);
      const shape = { depth: 3, width: 20, inputDimension: 16 };
      return { choice, engine: engineIdOf(choice), backend: null, stepsPerSecond, replicaCount: 5, shape };
    },
    onLeftOut: (choice: EngineChoice) => void leftOut.push(choice),
  };
}

const everySpeed = { webgpu: 300, wasm: 900, javascript: 100 };

describe("selectEngine", () => {
  it.each([
    { speeds: everySpeed, fastest: "wasm" },
    { speeds: { webgpu: 1, wasm: 100, javascript: 900 }, fastest: "javascript" },
    { speeds: { webgpu: 9000, wasm: 100, javascript: 900 }, fastest: "webgpu" },
    { speeds: { javascript: 100 }, fastest: "javascript" },
  ] as const)("picks $fastest of $speeds", async ({ speeds, fastest }) => {
    expect((await selectEngine({ ...aBench(speeds), memory: null })).choice).toBe(fastest);
  });

  it("measures once per device and shape", async () => {
    const memory = aStore();
    const bench = aBench(everySpeed);
    const first = await selectEngine({ ...bench, memory });
    const second = await selectEngine({ ...bench, memory });
    expect(second).toEqual(first);
    expect(bench.asked).toHaveLength(3);

    await selectEngine({ ...bench, place: "10-3-20", memory });
    expect(bench.asked).toHaveLength(6);
    await selectEngine({ ...bench, candidates: ["wasm", "javascript"], memory });
    expect(bench.asked).toHaveLength(8);
  });

  it.each(["", "{", "null", '{"choice":"tfjs-webgpu","stepsPerSecond":5}', '{"choice":"wasm"}'])(
    "measures again when storage holds %j",
    async (text) => {
      const memory = aStore();
      const bench = aBench(everySpeed);
      await selectEngine({ ...bench, memory });
      for (const name of memory.kept.keys()) memory.kept.set(name, text);

      expect((await selectEngine({ ...bench, memory })).stepsPerSecond).toBe(900);
      expect(bench.asked).toHaveLength(6);
    },
  );

  it("tells each time of an engine that does not run", async () => {
    const memory = aStore();
    const bench = aBench({ wasm: 900, javascript: 100 });
    await selectEngine({ ...bench, memory });
    await selectEngine({ ...bench, memory });

    expect(bench.leftOut).toEqual(["webgpu", "webgpu"]);
  });

  it("works where storage is blocked, and rejects where nothing runs", async () => {
    expect((await selectEngine({ ...aBench(everySpeed), memory: blockedStore })).choice).toBe("wasm");
    await expect(selectEngine({ ...aBench({}), memory: null })).rejects.toThrow("does not run");
  });
});

describe("the engine selector", () => {
  it("uses what was measured until something is chosen by hand", () => {
    const selector = createEngineSelector(null);
    expect(selector.engineInUse()).toBe("wasm");

    selector.preferAutomatically("javascript");
    expect(selector.engineInUse()).toBe("javascript");

    selector.choose("tfjs-cpu");
    expect([selector.selection(), selector.engineInUse()]).toEqual(["tfjs-cpu", "tfjs-cpu"]);

    selector.choose("automatic");
    expect(selector.engineInUse()).toBe("javascript");
  });

  it("keeps a choice over a reload and forgets it on automatic", () => {
    const memory = aStore();
    createEngineSelector(memory).choose("tfjs-webgpu");
    expect(createEngineSelector(memory).selection()).toBe("tfjs-webgpu");

    createEngineSelector(memory).choose("automatic");
    expect(createEngineSelector(memory).selection()).toBe("automatic");
  });

  it("does not go back to an engine that broke down", () => {
    const memory = aStore();
    const selector = createEngineSelector(memory);
    selector.choose("tfjs-webgl");
    selector.giveUp("tfjs-webgl");
    expect(selector.engineInUse()).toBe("wasm");
    expect(createEngineSelector(memory).selection()).toBe("automatic");

    selector.giveUp("wasm");
    expect(selector.engineInUse()).toBe("javascript");
    selector.preferAutomatically("wasm");
    expect(selector.engineInUse()).toBe("javascript");
  });

  it("names the engines that may be picked: a GPU's only where there is one, none that broke down", () => {
    const selector = createEngineSelector(null);
    expect(selector.candidates(false)).toEqual(["wasm", "javascript"]);
    expect(selector.candidates(true)).toEqual(["webgpu", "wasm", "javascript"]);

    selector.giveUp("webgpu");
    expect(selector.candidates(true)).toEqual(["wasm", "javascript"]);
    selector.giveUp("wasm");
    selector.giveUp("javascript");
    expect(selector.candidates(true)).toEqual(["wasm", "javascript"]);
  });

  it("works where storage is blocked or holds something else", () => {
    const selector = createEngineSelector(blockedStore);
    selector.choose("javascript");
    expect(selector.engineInUse()).toBe("javascript");

    const memory = aStore();
    memory.setItem("training-engine", "abacus");
    expect(createEngineSelector(memory).selection()).toBe("automatic");
  });
});
