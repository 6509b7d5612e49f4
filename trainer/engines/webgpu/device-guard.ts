/**
 * Turns what a GPU device does not throw into rejections: a lost device, and errors of validation or memory, after
 * which calculations are silently left out. After a failure every wait rejects; the device is of no use any more.
 */
export class DeviceGuard {
  readonly #device: GPUDevice;
  readonly #waiting = new Set<(error: Error) => void>();
  #failure: Error | null = null;

  constructor(device: GPUDevice, onDeviceLost: () => void) {
    this.#device = device;
    device.addEventListener("uncapturederror", (event) => {
      this.#fail(new Error(`the GPU refused a command: ${event.error.message}`));
    });
    device.lost.then(({ reason, message }) => {
      this.#fail(new Error(`the GPU was lost (${reason}): ${message}`), true);
      onDeviceLost();
    });
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
    if (this.#failure) throw this.#failure;
    const scopes = ["out-of-memory", "validation", "internal"] as const;
    for (const scope of scopes) this.#device.pushErrorScope(scope);
    let created: Promise<Value>;
    try {
      created = Promise.resolve(create());
    } catch (error) {
      created = Promise.reject(error);
    }
    created.catch(() => {});
    const errors = await this.wait(Promise.all(scopes.map(() => this.#device.popErrorScope())));
    const refusal = errors.find((error) => error !== null);
    if (refusal) throw new Error(`the GPU refused: ${refusal.message}`);
    return this.wait(created);
  }

  #fail(error: Error, isLost = false): void {
    if (!this.#failure || isLost) this.#failure = error;
    for (const reject of this.#waiting) reject(this.#failure);
    this.#waiting.clear();
  }
}
