import type { CommandPayload } from "@/core/contract/socket-commands";
import type { SessionId } from "@/core/game/identifiers";
import type { RunMeasures } from "@/core/game/run-summary-schema";
import type { RoundView } from "@/core/game/view";
import type { Seed } from "@/core/random/seed";
import type { Design } from "@/core/training/design";
import type { RunFinishedReport, TrainerClient, TrainingReport } from "@/trainer/trainer-client";
import { cappedReport } from "./capped-report";
import { roundKey, type TrainingDataset } from "./dataset-source";
import { emptyCurve, withReport } from "./run-curve";
import { runMeasures } from "./run-measures";
import { idleRace, type RaceReplica } from "./training-state";
import type { ReplicaPlace } from "./upload-key";

export interface RaceTrainerParts {
  readonly loadClient: () => Promise<TrainerClient>;
  readonly datasetOf: (round: RoundView) => Promise<TrainingDataset | null>;
  readonly sendProgress: (progress: CommandPayload<"race:progress">) => void;
  /** Delivers one result and resolves when the server has answered for good; false when it was not taken. */
  readonly upload: (
    place: ReplicaPlace,
    result: RunFinishedReport,
    summary: RunMeasures | null,
    signal: AbortSignal,
  ) => Promise<boolean>;
  /** Is told the final weights of what it delivers. */
  readonly keepWeights: (place: ReplicaPlace, weights: Float32Array) => void;
  /** Milliseconds that never run backwards. */
  readonly now: () => number;
  readonly onChange: (race: readonly RaceReplica[]) => void;
}

export interface PresentRace {
  readonly sessionId: SessionId;
  readonly round: RoundView;
  readonly raceSeed: Seed;
  readonly design: Design;
  /** How often the design was opened again: each time it races anew. */
  readonly reopenCount: number;
  /** The order in which this device takes up replicas. */
  readonly raceOrder: readonly number[];
  /** Replicas of this team that the server has counted, from whichever device. */
  readonly replicasIn: readonly number[];
}

/** Least time between two reports of progress, whichever replica they are about: two a second of a budget of eight. */
export const progressIntervalMs = 525;
/** The contract's limit for one report. */
const mostPointsPerReport = 60;
/** How often a replica is begun on this device before it is left to others. */
export const mostAttempts = 3;

interface RunningJob {
  readonly jobId: string;
  /** Replicas by their place in the job. */
  readonly replicaIndices: readonly number[];
}

/** Points of one replica that the class has not seen yet. */
interface Untold {
  points: [step: number, trainingError: number][];
  toldAtMs: number;
}

/**
 * Trains the team's design with the race's seeds: all replicas that are missing as one job, which the device's cores or
 * its GPU share in this device's order. One that a teammate delivers meanwhile is left. Each is uploaded as it finishes.
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
  readonly #untold = new Map<number, Untold>();
  readonly #attempts = new Map<number, number>();

  constructor(parts: RaceTrainerParts) {
    this.#parts = parts;
  }

  /** Goes on with the race as the newest view shows it. */
  sync(race: PresentRace): void {
    const key = `${race.sessionId}/${roundKey(race.round)}/${race.reopenCount}`;
    if (key !== this.#presentKey) {
      this.stop();
      this.#uploads = new AbortController();
      this.#attempts.clear();
      this.#untold.clear();
      this.#presentKey = key;
      this.#replicas = idleRace;
      this.#parts.onChange(this.#replicas);
    }
    this.#present = race;
    for (const replicaIndex of race.replicasIn) this.#leave(replicaIndex);
    this.#start();
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
    this.#leaveAll();
    this.#uploads.abort();
  }

  #change(replicaIndex: number, changed: Partial<RaceReplica>): void {
    this.#replicas = this.#replicas.map((replica) =>
      replica.replicaIndex === replicaIndex ? { ...replica, ...changed } : replica,
    );
    this.#parts.onChange(this.#replicas);
  }

  #statusOf(replicaIndex: number): RaceReplica["status"] | undefined {
    return this.#replicas[replicaIndex]?.status;
  }

  /** Starts a job for all replicas that nobody has delivered or tried too often; one job at a time. */
  #start(): void {
    const race = this.#present;
    if (race === null || this.#running !== null) return;
    const replicaIndices = race.raceOrder.filter(
      (index) => this.#statusOf(index) === "waiting" && !race.replicasIn.includes(index),
    );
    if (replicaIndices.length > 0) void this.#train(race, replicaIndices);
  }

  async #train(race: PresentRace, replicaIndices: readonly number[]): Promise<void> {
    this.#jobCount += 1;
    const job = { jobId: `race-${roundKey(race.round)}-${this.#jobCount}`, replicaIndices };
    this.#running = job;
    for (const replicaIndex of replicaIndices) {
      this.#attempts.set(replicaIndex, (this.#attempts.get(replicaIndex) ?? 0) + 1);
      this.#untold.set(replicaIndex, { points: [], toldAtMs: Number.NEGATIVE_INFINITY });
      this.#change(replicaIndex, { status: "training", curve: emptyCurve(replicaIndex) });
    }
    const [client, dataset] = await Promise.all([
      this.#parts.loadClient().catch(() => null),
      this.#parts.datasetOf(race.round),
    ]);
    if (this.#running !== job) return;
    if (client === null || dataset === null) {
      this.#fail(job);
      return;
    }
    const { depth, width, learningRate } = race.design;
    const { raceSeed: runSeed } = race;
    client.start(
      {
        jobId: job.jobId,
        dataset,
        depth,
        width,
        stepBudget: race.round.deck.stepBudget,
        runs: replicaIndices.map((replicaIndex) => ({ runSeed, replicaIndex, learningRate })),
        measureValidation: false,
        predictTest: true,
        measureSensitivities: true,
        giveWeights: true,
      },
      (report) => this.#receive(job, race, cappedReport(report)),
    );
    // A teammate may have delivered while the data was on its way.
    for (const [place, replicaIndex] of replicaIndices.entries()) {
      if (this.#statusOf(replicaIndex) !== "training") client.cancelRun(job.jobId, place);
    }
  }

  #receive(job: RunningJob, race: PresentRace, report: TrainingReport): void {
    if (this.#running !== job) return;
    if (report.kind === "job-finished") {
      this.#running = null;
      this.#start();
      return;
    }
    if (report.kind === "job-failed" || report.kind === "job-cancelled") {
      this.#fail(job);
      return;
    }
    const replicaIndex = job.replicaIndices[report.runIndex];
    if (replicaIndex === undefined || this.#statusOf(replicaIndex) !== "training") return;
    const curve = withReport(this.#replicas[replicaIndex]?.curve ?? emptyCurve(replicaIndex), report);
    this.#change(replicaIndex, { curve });
    this.#untold.get(replicaIndex)?.points.push([report.step, report.trainingError]);
    if (report.kind === "progress") {
      if (this.#parts.now() - this.#lastProgressMs >= progressIntervalMs) this.#tellLongestUntold();
      return;
    }
    this.#tell(replicaIndex);
    void this.#deliver(replicaIndex, race, report, runMeasures(curve));
  }

  #tellLongestUntold(): void {
    let longest: number | null = null;
    for (const [replicaIndex, { points, toldAtMs }] of this.#untold) {
      if (points.length === 0) continue;
      if (longest === null || toldAtMs < (this.#untold.get(longest)?.toldAtMs ?? 0)) longest = replicaIndex;
    }
    if (longest === null) return;
    this.#lastProgressMs = this.#parts.now();
    this.#tell(longest);
  }

  /** Sends the points of a curve that the class has not seen yet, at least the last ones. */
  #tell(replicaIndex: number): void {
    const untold = this.#untold.get(replicaIndex);
    const points =
      untold?.points.filter(([, error]) => Number.isFinite(error)).slice(-mostPointsPerReport) ?? [];
    this.#untold.set(replicaIndex, { points: [], toldAtMs: this.#parts.now() });
    if (points.length > 0) this.#parts.sendProgress({ replicaIndex, points });
  }

  async #deliver(
    replicaIndex: number,
    race: PresentRace,
    result: RunFinishedReport,
    summary: RunMeasures | null,
  ): Promise<void> {
    const { signal } = this.#uploads;
    this.#change(replicaIndex, { status: "uploading" });
    const { sessionId, round, reopenCount } = race;
    const { roundIndex, attempt } = round;
    const place = { sessionId, roundIndex, attempt, reopenCount, replicaIndex };
    if (result.weights) this.#parts.keepWeights(place, result.weights);
    const isTaken = await this.#parts.upload(place, result, summary, signal);
    if (!signal.aborted) this.#change(replicaIndex, { status: isTaken ? "delivered" : "given-up" });
  }

  /** Tries the unfinished replicas of a job that failed again, but not for ever. */
  #fail(job: RunningJob): void {
    this.#running = null;
    for (const replicaIndex of job.replicaIndices) {
      if (this.#statusOf(replicaIndex) !== "training") continue;
      const isLastAttempt = (this.#attempts.get(replicaIndex) ?? 0) >= mostAttempts;
      this.#change(replicaIndex, { status: isLastAttempt ? "given-up" : "waiting" });
    }
    this.#start();
  }

  /** Leaves a replica that somebody else has delivered; the others go on. */
  #leave(replicaIndex: number): void {
    if (this.#statusOf(replicaIndex) !== "training") return;
    this.#change(replicaIndex, { status: "given-up" });
    const job = this.#running;
    const place = job?.replicaIndices.indexOf(replicaIndex) ?? -1;
    if (job !== null && place >= 0) this.#tellClient((client) => client.cancelRun(job.jobId, place));
  }

  #leaveAll(): void {
    const job = this.#running;
    if (job === null) return;
    this.#running = null;
    for (const replicaIndex of job.replicaIndices) {
      if (this.#statusOf(replicaIndex) === "training") this.#change(replicaIndex, { status: "given-up" });
    }
    this.#tellClient((client) => client.cancel(job.jobId));
  }

  #tellClient(act: (client: TrainerClient) => void): void {
    void this.#parts.loadClient().then(act, () => undefined);
  }
}
