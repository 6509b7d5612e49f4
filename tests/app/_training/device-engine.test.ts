import { describe, expect, it } from "vitest";
import { DeviceEngine } from "@/app/_training/device-engine";
import { idleTraining, type TrainingState } from "@/app/_training/training-state";
import type { SpeedReport } from "@/trainer/trainer-client";
import { FakeTrainer, settle } from "./fake-trainer";

function aDevice() {
  const client = new FakeTrainer();
  const told: (SpeedReport | null)[] = [];
  const state: { now: TrainingState } = { now: idleTraining };
  const device = new DeviceEngine({
    loadClient: async () => client,
    tellSpeed: async (speed) => void told.push(speed),
    onChange: (changed) => {
      state.now = { ...state.now, ...changed };
    },
  });
  device.setConnected(true);
  return { device, client, told, state };
}

describe("DeviceEngine", () => {
  it("looks at the device and measures once per input dimension", async () => {
    const { device, client, told, state } = aDevice();
    await device.warmUp(client, 10);
    await device.warmUp(client, 10);
    expect(client.measured).toHaveLength(1);
    expect(state.now.device?.gpu).toBe("no-adapter");
    expect(state.now.speed?.choice).toBe("wasm");

    await device.warmUp(client, 16);
    expect(client.measured).toHaveLength(2);
    expect(told).toHaveLength(2);
  });

  it("measures a size that is asked for while another is measured", async () => {
    const { device, client } = aDevice();
    const sizes: number[] = [];
    let finish: () => void = () => undefined;
    const measure = client.measureSpeed.bind(client);
    client.measureSpeed = async (inputDimension) => {
      sizes.push(inputDimension);
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return measure(inputDimension);
    };
    const first = device.warmUp(client, 16);
    await settle();
    await device.warmUp(client, 10);
    finish();
    await settle();
    finish();
    await first;
    expect(sizes).toEqual([16, 10]);
  });

  it("tells that it cannot train, again after a lost connection, until an engine runs", async () => {
    const { device, client, told, state } = aDevice();
    await device.lackTrainer();
    expect(state.now.problem).toBe("no-trainer");
    device.setConnected(false);
    device.setConnected(true);
    await settle();
    expect(told).toEqual([null, null]);

    await device.warmUp(client, 10);
    expect(told.at(-1)?.engine).toBe("wasm");
    expect(state.now.problem).toBeNull();
  });

  it("measures and tells an engine chosen by hand", async () => {
    const { device, client, told, state } = aDevice();
    await device.warmUp(client, 10);
    await device.choose("tfjs-cpu");

    expect(state.now.selection).toBe("tfjs-cpu");
    expect(state.now.speed).toMatchObject({ engine: "tfjs", backend: "cpu" });
    expect(told.at(-1)?.engine).toBe("tfjs");
    expect(state.now.engineFailure).toBeNull();
  });

  it("goes back to automatic when the chosen engine does not run here, and says so", async () => {
    const { device, client, state } = aDevice();
    client.broken = ["tfjs-webgpu"];
    await device.warmUp(client, 10);
    await device.choose("tfjs-webgpu");

    expect(client.selected).toBe("automatic");
    expect(state.now).toMatchObject({
      selection: "automatic",
      engineFailure: { engine: "tfjs-webgpu", reason: "other" },
    });
    expect(state.now.speed?.choice).toBe("wasm");
  });

  it("says when the GPU was lost and when an engine broke down", async () => {
    const { device, client, state } = aDevice();
    await device.warmUp(client, 10);
    client.tellTrouble({ kind: "device-lost" });
    const failure = { engine: "webgpu", reason: "lost-device", detail: "lost" } as const;
    client.tellTrouble({ kind: "engine-failed", failure });
    await settle();

    expect(state.now.device).toEqual({ gpu: "lost-device", adapter: null });
    expect(state.now.engineFailure).toEqual(failure);
    expect(client.measured).toHaveLength(2);
  });

  it("does not measure twice at a time, but what was chosen last is measured", async () => {
    const { device, client, state } = aDevice();
    const warmingUp = device.warmUp(client, 10);
    await device.choose("javascript");
    await warmingUp;
    await settle();

    expect(client.measured.at(-1)).toBe("javascript");
    expect(state.now.speed?.choice).toBe("javascript");
  });

  it("says that nothing trains here when no worker opens, and takes it back when one does", async () => {
    const { device, client, state, told } = aDevice();
    client.hasWorkers = false;
    await device.warmUp(client, 10);
    expect(state.now.problem).toBe("no-trainer");
    expect(client.selected).toBe("automatic");
    expect(told).toEqual([null]);

    client.hasWorkers = true;
    device.setConnected(false);
    device.setConnected(true);
    await settle();
    expect(state.now.problem).toBeNull();
    expect(told.at(-1)?.engine).toBe("wasm");
  });
});
