import { describe, expect, it } from "vitest";
import { type EngineFailureReason, engineFailureReason, failureDetail } from "@/trainer/engine-failure";

describe("engineFailureReason", () => {
  it.each<[string, EngineFailureReason, unknown]>([
    ["a browser without SIMD", "missing-simd", new WebAssembly.CompileError("Wasm SIMD unsupported")],
    [
      "a policy that forbids WebAssembly",
      "missing-simd",
      new WebAssembly.CompileError(
        "violates the following Content Security policy: 'unsafe-eval' is not allowed",
      ),
    ],
    ["a browser without WebAssembly", "missing-simd", new ReferenceError("WebAssembly is not defined")],
    [
      "memory that does not grow",
      "out-of-memory",
      new RangeError("WebAssembly.Memory(): could not allocate memory"),
    ],
    ["arrays that do not fit", "out-of-memory", new RangeError("Array buffer allocation failed")],
    [
      "the own engine's memory",
      "out-of-memory",
      new RangeError("the network does not fit into the engine's memory"),
    ],
    ["a GPU that was lost", "lost-device", new Error("the GPU was lost (unknown): a driver crashed")],
    [
      "a network beyond a GPU's limits",
      "too-large",
      new Error("the network is too large for one launch on this GPU"),
    ],
    ["anything else", "other", new Error("tfjs has no webgpu here")],
    ["what is no error", "other", "gone"],
  ])("knows %s", (_, reason, error) => {
    expect(engineFailureReason(error)).toBe(reason);
  });

  it("knows what a browser says of a module that it cannot compile", async () => {
    // A module whose one function uses an instruction that does not exist.
    const bytes = Uint8Array.of(
      0,
      97,
      115,
      109,
      1,
      0,
      0,
      0,
      1,
      4,
      1,
      96,
      0,
      0,
      3,
      2,
      1,
      0,
      10,
      5,
      1,
      3,
      0,
      0xfd,
      0x7f,
    );
    const error: unknown = await WebAssembly.compile(bytes).catch((reason) => reason);

    expect(engineFailureReason(error)).toBe("missing-simd");
    expect(failureDetail(error)).not.toBe("");
  });
});
