import * as tf from "@tensorflow/tfjs-core";
import type { TfjsBackendName } from "@/trainer/engine-choice";

export interface TfjsOptions {
  /** Folder with the wasm files of tfjs, ending in a slash: an address in browsers, a path in Node. */
  wasmFolder: string;
  /** Called once if the GPU goes away. */
  onDeviceLost: () => void;
}

const opened = new Map<TfjsBackendName, Promise<void>>();

/**
 * Loads and starts a backend of tfjs, once. Rejects when tfjs cannot run on it here: tfjs itself only answers false
 * then, or stays on another backend without a word.
 */
export function openTfjsBackend(name: TfjsBackendName, options: TfjsOptions): Promise<void> {
  const known = opened.get(name);
  if (known) return known;
  const opening = startBackend(name, options);
  opened.set(name, opening);
  return opening;
}

/**
 * Makes an opened backend the one on which the next operations run. tfjs has one current backend for all, so runs
 * that take turns call this before each piece of synchronous work.
 */
export function enterTfjsBackend(name: TfjsBackendName): void {
  if (tf.getBackend() === name) return;
  // Synchronous for a backend that has been started: its promise says nothing that the check below does not.
  void tf.setBackend(name);
  if (tf.getBackend() !== name) throw new Error(`tfjs stays on ${tf.getBackend()} instead of ${name}`);
}

async function startBackend(name: TfjsBackendName, { wasmFolder, onDeviceLost }: TfjsOptions): Promise<void> {
  const before = tf.getBackend();
  await loadBackend[name](wasmFolder);
  const isRunning = await startOrFalse(name);
  if (!isRunning || tf.getBackend() !== name) {
    if (before) await tf.setBackend(before);
    throw new Error(`tfjs has no ${name} here`);
  }
  if (name === "webgpu") watchDevice(onDeviceLost);
}

/** `tf.setBackend` throws for a backend that did not register and answers false for one that did not start. */
async function startOrFalse(name: TfjsBackendName): Promise<boolean> {
  try {
    return await tf.setBackend(name);
  } catch {
    return false;
  }
}

const loadBackend = {
  async cpu() {
    await import("@tensorflow/tfjs-backend-cpu");
  },
  async webgl() {
    await import("@tensorflow/tfjs-backend-webgl");
  },
  async webgpu() {
    await import("@tensorflow/tfjs-backend-webgpu");
  },
  async wasm(wasmFolder: string) {
    const { setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
    // Its threads are made from the source text of a function, which a bundler has rewritten by then.
    tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
    setWasmPaths(wasmFolder);
  },
} satisfies Record<TfjsBackendName, (wasmFolder: string) => Promise<void>>;

function watchDevice(onDeviceLost: () => void): void {
  const { device } = tf.backend() as unknown as { device: { lost: Promise<{ reason: string }> } };
  void device.lost.then(({ reason }) => {
    if (reason !== "destroyed") onDeviceLost();
  });
}
