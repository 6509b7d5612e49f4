import type { CommandPayload } from "@/core/contract/socket-commands";
import type { SessionId } from "@/core/game/identifiers";
import type { RoundView } from "@/core/game/view";
import type { Seed } from "@/core/random/seed";
import type { Design } from "@/core/training/design";
import type { TrainerClient, TrainingReport } from "@/trainer/trainer-client";
import { roundKey, type TrainingDataset } from "./dataset-source";
import { emptyCurve, withReport } from "./replica-curve";
import { idleRace, type RaceReplica } from "./training-state";
import type { ReplicaPlace } from "./upload-key";

type FinishedReport = Extract<TrainingReport, { kind: "replica-finished" }>;

export interface RaceTrainerParts {
  readonly loadClient: () => Promise<TrainerClient>;
  readonly datasetOf: (round: RoundView) => Promise<TrainingDataset | null>;
  readonly sendProgress: (progress: CommandPayload<"race:progress">) => void;
  /** Delivers one result and resolves when the server has answered for good; false when it was not taken. */
  readonly upload: (place: ReplicaPlace, result: FinishedReport, signal: AbortSignal) => Promise<boolean>;
  /** Milliseconds that never run backwards. */
  readonly now: () => number;
  readonly onChange: (race: readonly RaceReplica[]) => void;
}

export interface PresentRace {
  readonly sessionId: SessionId;
  readonly round: RoundView;
  readonly raceSeed: Seed;
  readonly design: Design;
  /** The order in which this device takes up replicas. */
  readonly raceOrder: readonly number[];
  /** Replicas of this team that the server has counted, from whichever device. */
  readonly replicasIn: readonly number[];
}

/** Least time between two reports of progress: the server takes about one a second. */
export const progressIntervalMs = 1050;
/** The contract's limit for one report. */
const mostPointsPerReport = 60;
/** How often a replica is begun on this device before it is left to others. */
export const mostAttempts = 3;

interface RunningJob {
  readonly jobId: string;
  readonly replicaIndex: number;
}

/**
 * Trains the team's design with the race's seeds, one replica after another in this device's order, skipping those
 * that a teammate has delivered. Results are uploaded while the next replica trains.
 */
export class RaceTrainer {
  readonly #parts: RaceTrainerParts;
  #present: PresentRace | null = null;
  #presentKey: string | null = null;
  #replicas = idleRace;
  #running: RunningJob | null = null;
  #uploads = new AbortController();
  #jobCount = 0;
  #lastProgressMs = Number.NEGATIVE_INFINITY;
  #untold: [step: number, trainingError: number][] = [];
  readonly #attempts = new Map<number, number>();

  constructor(parts: RaceTrainerParts) {
    this.#parts = parts;
  }

  /** Goes on with the race as the newest view shows it. */
  sync(race: PresentRace): void {
    const key = `${race.sessionId}/${roundKey(race.round)}`;
    if (key !== this.#presentKey) {
      this.stop();
      this.#uploads = new AbortController();
      this.#attempts.clear();
      this.#presentKey = key;
      this.#replicas = idleRace;
      this.#parts.onChange(this.#replicas);
    }
    this.#present = race;
    if (this.#running !== null && race.replicasIn.includes(this.#running.replicaIndex)) this.#leaveRunning();
    this.#startNext();
  }

  /** Sends all curves once more: the server may have been away and keeps them in memory only. */
  tellAgain(): void {
    for (const { replicaIndex, curve } of this.#replicas) {
      const points = curve.points
        .slice(-mostPointsPerReport)
        .map(({ step, trainingError }): [number, number] => [step, trainingError]);
      if (points.length > 0) this.#parts.sendProgress({ replicaIndex, points });
    }
  }

  /** Ends training and uploads: the race is over. */
  stop(): void {
    this.#present = null;
    this.#presentKey = null;
    this.#leaveRunning();
    this.#uploads.abort();
  }

  #change(replicaIndex: number, changed: Partial<RaceReplica>): void {
    this.#replicas = this.#replicas.map((replica) =>
      replica.replicaIndex === replicaIndex ? { ...replica, ...changed } : replica,
    );
    this.#parts.onChange(this.#replicas);
  }

  #startNext(): void {
    const race = this.#present;
    if (race === null || this.#running !== null) return;
    const next = race.raceOrder.find(
      (index) => this.#replicas[index]?.status === "waiting" && !race.replicasIn.includes(index),
    );
    if (next !== undefined) void this.#train(race, next);
  }

  async #train(race: PresentRace, replicaIndex: number): Promise<void> {
    this.#jobCount += 1;
    this.#attempts.set(replicaIndex, (this.#attempts.get(replicaIndex) ?? 0) + 1);
    const job = { jobId: `race-${roundKey(race.round)}-${replicaIndex}-${this.#jobCount}`, replicaIndex };
    this.#running = job;
    this.#untold = [];
    this.#change(replicaIndex, { status: "training", curve: emptyCurve(replicaIndex) });
    const [client, dataset] = await Promise.all([
      this.#parts.loadClient().catch(() => null),
      this.#parts.datasetOf(race.round),
    ]);
    if (this.#running !== job) return;
    if (client === null || dataset === null) {
      this.#fail(job);
      return;
    }
    client.start(
      {
        jobId: job.jobId,
        dataset,
        design: race.design,
        stepBudget: race.round.deck.stepBudget,
        runSeed: race.raceSeed,
        replicaIndices: [replicaIndex],
        measureValidation: false,
        predictTest: true,
      },
      (report) => this.#receive(job, race, report),
    );
  }

  #receive(job: RunningJob, race: PresentRace, report: TrainingReport): void {
    if (this.#running !== job || report.kind === "job-finished") return;
    if (report.kind === "job-failed" || report.kind === "job-cancelled") {
      this.#fail(job);
      return;
    }
    const curve = this.#replicas[job.replicaIndex]?.curve ?? emptyCurve(job.replicaIndex);
    this.#change(job.replicaIndex, { curve: withReport(curve, report) });
    this.#untold.push([report.step, report.trainingError]);
    if (report.kind === "progress") {
      if (this.#parts.now() - this.#lastProgressMs >= progressIntervalMs)
        this.#tellProgress(job.replicaIndex);
      return;
    }
    this.#tellProgress(job.replicaIndex);
    this.#running = null;
    void this.#deliver(job.replicaIndex, race, report);
    this.#startNext();
  }

  /** Sends the points of the curve that the class has not seen yet, at least the last ones. */
  #tellProgress(replicaIndex: number): void {
    const points = this.#untold.filter(([, error]) => Number.isFinite(error)).slice(-mostPointsPerReport);
    this.#untold = [];
    this.#lastProgressMs = this.#parts.now();
    if (points.length > 0) this.#parts.sendProgress({ replicaIndex, points });
  }

  async #deliver(replicaIndex: number, race: PresentRace, result: FinishedReport): Promise<void> {
    const { signal } = this.#uploads;
    this.#change(replicaIndex, { status: "uploading" });
    const { sessionId, round } = race;
    const place = { sessionId, roundIndex: round.roundIndex, attempt: round.attempt, replicaIndex };
    const isTaken = await this.#parts.upload(place, result, signal);
    if (!signal.aborted) this.#change(replicaIndex, { status: isTaken ? "delivered" : "given-up" });
  }

  #fail(job: RunningJob): void {
    this.#running = null;
    const isLastAttempt = (this.#attempts.get(job.replicaIndex) ?? 0) >= mostAttempts;
    this.#change(job.replicaIndex, { status: isLastAttempt ? "given-up" : "waiting" });
    this.#startNext();
  }

  #leaveRunning(): void {
    const job = this.#running;
    if (job === null) return;
    this.#running = null;
    this.#change(job.replicaIndex, { status: "given-up" });
    void this.#parts.loadClient().then(
      (client) => client.cancel(job.jobId),
      () => undefined,
    );
  }
}
