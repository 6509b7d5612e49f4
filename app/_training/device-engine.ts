import type { EngineSelection, SpeedReport, TrainerClient } from "@/trainer/trainer-client";
import type { TrainingState } from "./training-state";

type DeviceState = Pick<TrainingState, "speed" | "device" | "selection" | "engineFailure" | "problem">;

interface DeviceEngineParts {
  readonly loadClient: () => Promise<TrainerClient>;
  /** Tells the class how fast this device is; null: it cannot train. */
  readonly tellSpeed: (speed: SpeedReport | null) => Promise<unknown>;
  readonly onChange: (changed: Partial<DeviceState>) => void;
}

/** Finds out what this device trains on and how fast, and lets the player choose another engine. */
export class DeviceEngine {
  readonly #parts: DeviceEngineParts;
  #watched: TrainerClient | null = null;
  #inputDimension: number | null = null;
  #speed: SpeedReport | null = null;
  #isMeasuring = false;
  #isTold = false;
  #isConnected = false;
  /** No engine ran, or no worker could be opened, when it was tried last. */
  #isWithoutTrainer = false;

  constructor(parts: DeviceEngineParts) {
    this.#parts = parts;
  }

  /** Looks at the device and measures its engine, once per input dimension. */
  async warmUp(client: TrainerClient, inputDimension: number): Promise<void> {
    if (this.#inputDimension === inputDimension) return;
    this.#inputDimension = inputDimension;
    await this.#watch(client);
    await this.#measure(client);
  }

  /** Trains on another engine from the next run on; one that does not run here is not kept. */
  async choose(selection: EngineSelection): Promise<void> {
    const client = await this.#parts.loadClient().catch(() => null);
    if (client === null) return;
    client.chooseEngine(selection);
    this.#parts.onChange({ selection, engineFailure: null });
    await this.#measure(client);
  }

  /** The trainer itself could not be loaded. */
  async lackTrainer(): Promise<void> {
    this.#isWithoutTrainer = true;
    this.#isTold = false;
    this.#parts.onChange({ problem: "no-trainer" });
    await this.#tell();
  }

  /** The server keeps speeds in memory only: after a lost connection it may have forgotten this one. */
  setConnected(isConnected: boolean): void {
    if (!isConnected) this.#isTold = false;
    const isBack = isConnected && !this.#isConnected;
    this.#isConnected = isConnected;
    void this.#tell();
    // The worker's script may not have come while the server was away.
    if (isBack && this.#isWithoutTrainer && this.#watched !== null) void this.#measure(this.#watched);
  }

  async #watch(client: TrainerClient): Promise<void> {
    if (this.#watched === client) return;
    this.#watched = client;
    client.watchEngines((trouble) => {
      if (trouble.kind === "device-lost") {
        this.#parts.onChange({ device: { gpu: "lost-device", adapter: null } });
        return;
      }
      this.#parts.onChange({ selection: client.selection(), engineFailure: trouble.failure });
      void this.#measure(client);
    });
    const device = await client.probeDevice().catch(() => null);
    this.#parts.onChange({ selection: client.selection(), ...(device === null ? {} : { device }) });
  }

  /** Measures until what was measured is still what is asked for. */
  async #measure(client: TrainerClient): Promise<void> {
    if (this.#isMeasuring) return;
    this.#isMeasuring = true;
    let selection: EngineSelection;
    let inputDimension: number | null;
    do {
      selection = client.selection();
      inputDimension = this.#inputDimension;
      await this.#measureSelection(client, selection);
    } while (client.selection() !== selection || this.#inputDimension !== inputDimension);
    this.#isMeasuring = false;
    await this.#tell();
  }

  async #measureSelection(client: TrainerClient, selection: EngineSelection): Promise<void> {
    const answer = await client.measureSpeed(this.#inputDimension ?? 16);
    // Another engine was chosen while this one was measured.
    if (client.selection() !== selection) return;
    if (answer.ok) {
      this.#speed = answer.speed;
      this.#isTold = false;
      this.#parts.onChange({ speed: answer.speed, ...(this.#isWithoutTrainer ? { problem: null } : {}) });
      this.#isWithoutTrainer = false;
      return;
    }
    const { failure } = answer;
    if (failure.reason === "no-worker" || selection === "automatic") {
      await this.lackTrainer();
      return;
    }
    client.chooseEngine("automatic");
    this.#parts.onChange({ selection: "automatic", engineFailure: failure });
  }

  async #tell(): Promise<void> {
    const isKnown = this.#isWithoutTrainer || this.#speed !== null;
    if (!isKnown || this.#isTold || !this.#isConnected) return;
    this.#isTold = true;
    await this.#parts.tellSpeed(this.#isWithoutTrainer ? null : this.#speed);
  }
}
