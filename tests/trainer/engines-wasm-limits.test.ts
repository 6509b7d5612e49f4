import { afterEach, describe, expect, it, vi } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import type { TrainingRecipe } from "@/core/training/recipe";
import { trainingRows } from "@/tests/fixtures/training-rows";
import { isWasmAvailable } from "@/trainer/engines/wasm/wasm-engine";
import type { RunSpec } from "@/trainer/training-engine";

const runSeed = SeedSchema.parse("0123456789abcdef0123456789abcdef");

describe("isWasmAvailable", () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.resetModules();
  });

  it("is true where the module can be compiled", async () => {
    expect(await isWasmAvailable()).toBe(true);
  });

  it("is false where a browser lacks SIMD or a policy forbids WebAssembly", async () => {
    const cause = new WebAssembly.CompileError("wasm validation error: SIMD support is not enabled");
    vi.spyOn(WebAssembly, "compile").mockRejectedValue(cause);
    vi.resetModules();
    const unavailable = await import("@/trainer/engines/wasm/wasm-engine");

    expect(await unavailable.isWasmAvailable()).toBe(false);
    await expect(unavailable.wasmEngine.createRun(aSpec(5))).rejects.toThrow(
      "WebAssembly with SIMD is missing or forbidden here",
    );
  });

  it("is false where there is no WebAssembly at all", async () => {
    vi.stubGlobal("WebAssembly", undefined);
    vi.resetModules();
    const unavailable = await import("@/trainer/engines/wasm/wasm-engine");

    expect(await unavailable.isWasmAvailable()).toBe(false);
    await expect(unavailable.wasmEngine.createRun(aSpec(5))).rejects.toThrow("has no WebAssembly");
    vi.unstubAllGlobals();
  });
});

describe("the wasm engine without memory", () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.resetModules();
  });

  it("rejects a run whose instance cannot be made, and makes the next one when it can", async () => {
    const instantiate = vi.spyOn(WebAssembly, "instantiate");
    instantiate.mockRejectedValueOnce(new RangeError("could not allocate memory"));
    vi.resetModules();
    const engine = (await import("@/trainer/engines/wasm/wasm-engine")).wasmEngine;

    await expect(engine.createRun(aSpec(5))).rejects.toThrow("no memory is left for another network");
    expect((await (await engine.createRun(aSpec(5))).advance(1)).step).toBe(1);
  });

  it("rejects a run whose memory cannot grow, and trains what does fit", async () => {
    const compile = WebAssembly.compile;
    vi.spyOn(WebAssembly, "compile").mockImplementation((bytes) =>
      compile(withMemoryLimit(new Uint8Array(bytes as ArrayBuffer), 4)),
    );
    vi.resetModules();
    const engine = (await import("@/trainer/engines/wasm/wasm-engine")).wasmEngine;
    await expect(engine.createRun(aSpec(200))).rejects.toThrow("do not fit into the engine's memory");
    expect((await (await engine.createRun(aSpec(5))).advance(1)).step).toBe(1);
  });
});

/** A module whose memory may grow to `pageCount` pages of 64 KiB only. */
function withMemoryLimit(bytes: Uint8Array, pageCount: number): Uint8Array<ArrayBuffer> {
  const memorySection = 5;
  // Behind the magic number and the version; every section is a number, a length and its contents.
  let start = 8;
  while (bytes[start] !== memorySection) {
    const { value, end } = readLength(bytes, start + 1);
    start = end + value;
  }
  // One memory, no flags, its first page count.
  const [length, count, flags, pages] = bytes.subarray(start + 1, start + 5);
  expect([length, count, flags]).toEqual([3, 1, 0]);
  const limited = [memorySection, 4, 1, 1, pages as number, pageCount];
  return Uint8Array.from([...bytes.subarray(0, start), ...limited, ...bytes.subarray(start + 5)]);
}

/** A number in the LEB128 code at `start`, and where it ends. */
function readLength(bytes: Uint8Array, start: number): { value: number; end: number } {
  let value = 0;
  let end = start;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[end] as number;
    value += (byte & 127) << shift;
    end += 1;
    if (byte < 128) return { value, end };
  }
}

function aSpec(width: number): RunSpec {
  const design = { depth: 2, width, learningRate: 0.1 };
  const training = trainingRows({ family: "k-local", k: 3 }, 120, 8);
  const recipe: TrainingRecipe = { design, loss: "logistic", batchSize: 50, stepBudget: 1000 };
  return { recipe, training, validation: null, runSeed, replicaIndex: 1 };
}
