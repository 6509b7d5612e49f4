import { describe, expect, it } from "vitest";
import { type DeviceScope, probeDevice } from "@/trainer/probe-device";

function aScope(gpu?: DeviceScope["navigator"]["gpu"]): DeviceScope {
  return { isSecureContext: true, navigator: gpu === undefined ? {} : { gpu } };
}

const withAdapter = (adapter: object | null) => aScope({ requestAdapter: async () => adapter });

describe("probeDevice", () => {
  it("says that a page over plain http gets no GPU, whatever there is", async () => {
    const scope = { ...withAdapter({}), isSecureContext: false };

    expect(await probeDevice(scope)).toEqual({ gpu: "insecure-context", adapter: null });
  });

  it("tells a browser without WebGPU from a device without adapter", async () => {
    const failing = aScope({ requestAdapter: () => Promise.reject(new Error("no")) });

    expect((await probeDevice(aScope())).gpu).toBe("no-webgpu");
    expect((await probeDevice(withAdapter(null))).gpu).toBe("no-adapter");
    expect((await probeDevice(failing)).gpu).toBe("no-adapter");
  });

  it("knows a software adapter, in new and older browsers", async () => {
    const vendor = { vendor: "google", architecture: "swiftshader" };

    expect(await probeDevice(withAdapter({ info: { ...vendor, isFallbackAdapter: true } }))).toEqual({
      gpu: "fallback-adapter",
      adapter: "google swiftshader",
    });
    expect((await probeDevice(withAdapter({ isFallbackAdapter: true }))).gpu).toBe("fallback-adapter");
  });

  it("names a GPU as the browser does", async () => {
    const info = { vendor: "apple", architecture: "metal-3", description: "", isFallbackAdapter: false };

    expect(await probeDevice(withAdapter({ info }))).toEqual({ gpu: "available", adapter: "apple metal-3" });
    expect(await probeDevice(withAdapter({}))).toEqual({ gpu: "available", adapter: null });
    const described = await probeDevice(withAdapter({ info: { ...info, description: "Apple M9" } }));
    expect(described.adapter).toBe("Apple M9");
  });
});
