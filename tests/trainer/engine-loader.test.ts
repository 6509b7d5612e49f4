import { describe, expect, it } from "vitest";
import { createEngineLoader } from "@/trainer/engine-loader";

/** A browser's GPU whose adapters are given one after another; null: there is none. */
function aGpu(adapters: (object | null)[]): { gpu: GPU; askedCount: () => number } {
  let askedCount = 0;
  const requestAdapter = async () => {
    askedCount += 1;
    return adapters.shift() ?? null;
  };
  return { gpu: { requestAdapter } as unknown as GPU, askedCount: () => askedCount };
}

/** An adapter whose device is lost when the test says so. */
function anAdapter(): { adapter: object; loseDevice: () => void } {
  let lose: (info: { reason: string; message: string }) => void = () => {};
  const lost = new Promise((resolve) => {
    lose = resolve;
  });
  const device = { lost, addEventListener: () => {}, limits: {}, queue: {}, destroy: () => {} };
  return {
    adapter: {
      limits: { maxBufferSize: 1, maxStorageBufferBindingSize: 1 },
      requestDevice: async () => device,
    },
    loseDevice: () => lose({ reason: "unknown", message: "a driver crashed" }),
  };
}

const now = () => 0;
const onDeviceLost = () => {};

describe("createEngineLoader", () => {
  it("gives the processor's engines without a GPU", async () => {
    const load = createEngineLoader({ gpu: undefined, now, onDeviceLost });

    expect((await load("wasm")).id).toBe("wasm");
    expect((await load("javascript")).id).toBe("javascript");
    await expect(load("webgpu")).rejects.toThrow("this browser has no WebGPU");
  });

  it("asks again after there was no adapter, and then shares one device", async () => {
    const { gpu, askedCount } = aGpu([null, anAdapter().adapter]);
    const load = createEngineLoader({ gpu, now, onDeviceLost });

    await expect(load("webgpu")).rejects.toThrow("no GPU that pages may use");
    const first = await load("webgpu");
    expect(first.id).toBe("webgpu");
    expect(await load("webgpu")).toBe(first);
    expect(askedCount()).toBe(2);
  });

  it("tells of a lost GPU once and does not use it again", async () => {
    let lostCount = 0;
    const { adapter, loseDevice } = anAdapter();
    const { gpu } = aGpu([adapter, anAdapter().adapter]);
    const load = createEngineLoader({
      gpu,
      now,
      onDeviceLost: () => {
        lostCount += 1;
      },
    });
    await load("webgpu");
    loseDevice();
    await new Promise((resolve) => setImmediate(resolve));

    expect(lostCount).toBe(1);
    await expect(load("webgpu")).rejects.toThrow("the GPU was lost");
    await expect(load("tfjs-webgpu")).rejects.toThrow("the GPU was lost");
    expect((await load("wasm")).id).toBe("wasm");
  });
});
