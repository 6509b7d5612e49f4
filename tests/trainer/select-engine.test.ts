import { describe, expect, it } from "vitest";
import type { EngineChoice } from "@/trainer/engine-choice";
import { createEngineSelector } from "@/trainer/engine-selection";
import { selectEngine } from "@/trainer/select-engine";

const shape = { depth: 3, width: 20, inputDimension: 16 };

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

/** Measures by a table and writes down what was asked. */
function aBench(speeds: Partial<Record<EngineChoice, number>>) {
  const asked: EngineChoice[] = [];
  const measure = async (choice: EngineChoice) => {
    asked.push(choice);
    const speed = speeds[choice];
    if (speed === undefined) throw new Error(`${choice} does not run`);
    return speed;
  };
  return { measure, asked };
}

describe("selectEngine", () => {
  it.each([
    { speeds: { wasm: 900, javascript: 100 }, fastest: "wasm" },
    { speeds: { wasm: 100, javascript: 900 }, fastest: "javascript" },
    { speeds: { javascript: 100 }, fastest: "javascript" },
  ] as const)("picks $fastest of $speeds", async ({ speeds, fastest }) => {
    const { measure } = aBench(speeds);

    expect((await selectEngine({ shape, measure, memory: null })).choice).toBe(fastest);
  });

  it("never picks tfjs by itself", async () => {
    const { measure, asked } = aBench({ wasm: 1, javascript: 1, "tfjs-webgpu": 9e9 });
    await selectEngine({ shape, measure, memory: null });

    expect(asked).toEqual(["wasm", "javascript"]);
  });

  it("measures once per shape", async () => {
    const memory = aStore();
    const { measure, asked } = aBench({ wasm: 900, javascript: 100 });
    const first = await selectEngine({ shape, measure, memory });
    const second = await selectEngine({ shape, measure, memory });
    expect(second).toEqual(first);
    expect(asked).toHaveLength(2);

    await selectEngine({ shape: { ...shape, inputDimension: 10 }, measure, memory });
    expect(asked).toHaveLength(4);
  });

  it.each(["", "{", "null", '{"choice":"tfjs-webgpu","stepsPerSecond":5}', '{"choice":"wasm"}'])(
    "measures again when storage holds %j",
    async (text) => {
      const memory = aStore();
      const { measure, asked } = aBench({ wasm: 900, javascript: 100 });
      await selectEngine({ shape, measure, memory });
      for (const name of memory.kept.keys()) memory.kept.set(name, text);

      expect(await selectEngine({ shape, measure, memory })).toEqual({ choice: "wasm", stepsPerSecond: 900 });
      expect(asked).toHaveLength(4);
    },
  );

  it("works where storage is blocked, and rejects where nothing runs", async () => {
    const { measure } = aBench({ wasm: 900 });

    expect((await selectEngine({ shape, measure, memory: blockedStore })).choice).toBe("wasm");
    await expect(selectEngine({ shape, ...aBench({}), memory: null })).rejects.toThrow("does not run");
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
