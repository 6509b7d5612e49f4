const scopes = ["out-of-memory", "validation", "internal"] as const;

/**
 * Turns what a GPU device does not throw into rejections: a lost device, and errors of validation or memory, after
 * which calculations are silently left out. After the first failure, which is told once, every wait rejects.
 */
export class DeviceGuard {
  readonly #device: GPUDevice;
  readonly #waiting = new Set<(error: Error) => void>();
  readonly #onFailure: () => void;
  #failure: Error | null = null;

  constructor(device: GPUDevice, onFailure: () => void) {
    this.#device = device;
    this.#onFailure = onFailure;
    device.addEventListener("uncapturederror", ({ error }) => {
      this.#fail(new Error(`the GPU refused a command: ${error.message}`));
    });
    device.lost.then(({ reason, message }) => {
      this.#fail(new Error(`the GPU was lost (${reason}): ${message}`));
    });
  }

  /** Throws what made the device fail. */
  check(): void {
    if (this.#failure) throw this.#failure;
  }

  /** Resolves like `work`, unless the device fails first. */
  wait<Value>(work: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (this.#failure) {
        work.catch(() => {});
        reject(this.#failure);
        return;
      }
      this.#waiting.add(reject);
      work
        .then(resolve, (error) => reject(this.#failure ?? error))
        .finally(() => this.#waiting.delete(reject));
    });
  }

  /** Creates objects of the device; rejects with the device's message when it refuses one of them. */
  async attempt<Value>(create: () => Value | Promise<Value>): Promise<Value> {
    this.check();
    // All devices' errors up to the pops go into these scopes, so nothing is awaited in between.
    for (const scope of scopes) this.#device.pushErrorScope(scope);
    const creating = (async () => create())();
    const popping = scopes.map(() => this.#device.popErrorScope());
    creating.catch(() => {});
    const refusal = (await this.wait(Promise.all(popping))).find((error) => error !== null);
    if (refusal) throw new Error(`the GPU refused: ${refusal.message}`);
    return this.wait(creating);
  }

  #fail(error: Error): void {
    if (this.#failure) return;
    this.#failure = error;
    this.#onFailure();
    for (const reject of this.#waiting) reject(this.#failure);
    this.#waiting.clear();
  }
}
