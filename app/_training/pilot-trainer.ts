import type { Answer } from "@/core/contract/socket-commands";
import type { PilotId, SeatId } from "@/core/game/identifiers";
import { chanceError } from "@/core/game/race";
import type { PilotRunMeasures } from "@/core/game/run-summary-schema";
import type { PilotRunResult } from "@/core/game/session-state";
import { pilotRuns } from "@/core/game/sweep";
import type { PilotView, RoundView } from "@/core/game/view";
import type { TrainerClient, TrainingReport } from "@/trainer/trainer-client";
import { cappedReport } from "./capped-report";
import { roundKey, type TrainingDataset } from "./dataset-source";
import { emptyCurve, type RunCurve, withRunReport } from "./run-curve";
import { runMeasures } from "./run-measures";
import { type Pacing, sendUntilAnswered } from "./send-until-answered";
import type { PilotRun } from "./training-state";

interface PilotTrainerParts {
  readonly loadClient: () => Promise<TrainerClient>;
  readonly datasetOf: (round: RoundView) => Promise<TrainingDataset | null>;
  readonly report: (
    pilotId: PilotId,
    result: PilotRunResult[],
    summaries: PilotRunMeasures[],
  ) => Promise<Answer<object>>;
  readonly wait: Pacing["wait"];
  readonly onChange: (pilots: Readonly<Record<string, PilotRun>>) => void;
}

interface PresentPilots {
  readonly round: RoundView;
  readonly seatId: SeatId;
  readonly pilots: readonly PilotView[];
}

interface RunningPilot {
  readonly pilotId: PilotId;
  readonly jobId: string;
}

/** Runs of a pilot whose networks have one shape, so that one job can train them together. */
interface PilotShape {
  readonly depth: number;
  readonly width: number;
  readonly runs: readonly {
    readonly runIndex: number;
    readonly replicaIndex: number;
    readonly learningRate: number;
  }[];
}

interface PilotTraining {
  readonly pilot: PilotView;
  readonly stepBudget: number;
  readonly client: TrainerClient;
  readonly dataset: TrainingDataset;
}

/**
 * Trains the pilots of one seat, one after another, the runs of each together: same seeds, same result, however often
 * the page is reloaded.
 */
export class PilotTrainer {
  readonly #parts: PilotTrainerParts;
  readonly #end = new AbortController();
  #runs: Readonly<Record<string, PilotRun>> = {};
  #present: PresentPilots | null = null;
  #presentKey: string | null = null;
  #running: RunningPilot | null = null;
  #jobCount = 0;

  constructor(parts: PilotTrainerParts) {
    this.#parts = parts;
  }

  /** Begins every pilot of this seat that has no result; a reloaded page begins them again. */
  sync(present: PresentPilots): void {
    if (this.#presentKey !== roundKey(present.round)) {
      this.#endRunning();
      this.#presentKey = roundKey(present.round);
      this.#runs = {};
      this.#parts.onChange(this.#runs);
    }
    this.#present = present;
    for (const pilot of present.pilots) {
      const isMine = pilot.seatId === present.seatId && pilot.result === null;
      if (isMine && this.#runs[pilot.pilotId] === undefined) {
        this.#change(pilot.pilotId, { curves: freshCurves(pilot) });
      }
    }
    this.#startNext();
  }

  pause(pilotId: PilotId): void {
    this.#whileRunning(pilotId, (client, jobId) => {
      client.pause(jobId);
      this.#change(pilotId, { status: "paused" });
    });
  }

  resume(pilotId: PilotId): void {
    this.#whileRunning(pilotId, (client, jobId) => {
      client.resume(jobId);
      this.#change(pilotId, { status: "running" });
    });
  }

  /** Does so many steps of every run of a pilot that is held, and holds again. */
  step(pilotId: PilotId, stepCount: number): void {
    if (this.#runs[pilotId]?.status !== "paused") return;
    this.#whileRunning(pilotId, (client, jobId) => client.step(jobId, stepCount));
  }

  /** Ends a pilot without a result. What it cost stays spent. */
  cancel(pilotId: PilotId): void {
    if (this.#running?.pilotId === pilotId) {
      this.#endRunning();
      this.#startNext();
    } else if (this.#runs[pilotId]?.status === "waiting") {
      this.#change(pilotId, { status: "cancelled" });
    }
  }

  /** Trains a cancelled or failed pilot from its beginning. */
  restart(pilotId: PilotId): void {
    const status = this.#runs[pilotId]?.status;
    if (status !== "cancelled" && status !== "failed") return;
    this.#change(pilotId, { status: "waiting" });
    this.#startNext();
  }

  /** Ends whatever runs, because the race begins or the round is over. Results on their way still arrive. */
  stop(): void {
    this.#present = null;
    this.#endRunning();
  }

  dispose(): void {
    this.stop();
    this.#end.abort();
  }

  #change(pilotId: PilotId, changed: Partial<PilotRun>): void {
    const before = this.#runs[pilotId] ?? { pilotId, status: "waiting", curves: [] };
    this.#runs = { ...this.#runs, [pilotId]: { ...before, ...changed } };
    this.#parts.onChange(this.#runs);
  }

  #startNext(): void {
    const present = this.#present;
    if (present === null || this.#running !== null) return;
    const next = present.pilots.find((pilot) => this.#runs[pilot.pilotId]?.status === "waiting");
    if (next !== undefined) void this.#train(next, present.round);
  }

  async #train(pilot: PilotView, round: RoundView): Promise<void> {
    const job = this.#takeUp(pilot.pilotId);
    this.#change(pilot.pilotId, { curves: freshCurves(pilot) });
    const [client, dataset] = await Promise.all([
      this.#parts.loadClient().catch(() => null),
      this.#parts.datasetOf(round),
    ]);
    if (this.#running !== job) return;
    if (client === null || dataset === null) {
      this.#settle(job, "failed");
      return;
    }
    this.#trainShapes({ pilot, stepBudget: round.deck.pilotStepBudget, client, dataset }, shapesOf(pilot));
  }

  /** Names the job that trains this pilot from now on. */
  #takeUp(pilotId: PilotId): RunningPilot {
    this.#jobCount += 1;
    const job = { pilotId, jobId: `pilot-${pilotId}-${this.#jobCount}` };
    this.#running = job;
    this.#change(pilotId, { status: "running" });
    return job;
  }

  /** One job holds networks of one shape: the two sides of a duel of depth or width follow each other. */
  #trainShapes(training: PilotTraining, [shape, ...later]: readonly PilotShape[]): void {
    if (shape === undefined) return;
    const { pilot, stepBudget, client, dataset } = training;
    const job = this.#takeUp(pilot.pilotId);
    const { depth, width, runs } = shape;
    client.start(
      {
        jobId: job.jobId,
        dataset,
        depth,
        width,
        stepBudget,
        runs: runs.map(({ replicaIndex, learningRate }) => ({
          replicaIndex,
          learningRate,
          runSeed: pilot.runSeed,
        })),
        measureValidation: true,
        predictTest: false,
        measureSensitivities: true,
      },
      (report) => {
        if (this.#running !== job) return;
        if (report.kind === "job-finished" && later.length > 0) this.#trainShapes(training, later);
        else this.#receive(job, cappedReport(report), shape);
      },
    );
  }

  #receive(job: RunningPilot, report: TrainingReport, shape: PilotShape): void {
    if (report.kind === "job-cancelled") this.#settle(job, "cancelled");
    else if (report.kind === "job-failed") this.#settle(job, "failed");
    else if (report.kind === "job-finished") {
      void this.#deliver(job.pilotId);
      this.#settle(job, "finished");
    } else {
      const runIndex = shape.runs[report.runIndex]?.runIndex;
      const curves = this.#runs[job.pilotId]?.curves ?? [];
      if (runIndex === undefined) return;
      this.#change(job.pilotId, { curves: withRunReport(curves, { ...report, runIndex }) });
    }
  }

  #settle(job: RunningPilot, status: PilotRun["status"]): void {
    this.#running = null;
    this.#change(job.pilotId, { status });
    this.#startNext();
  }

  async #deliver(pilotId: PilotId): Promise<void> {
    const curves = this.#runs[pilotId]?.curves ?? [];
    const result = pilotResult(curves);
    const summaries = pilotSummaries(curves);
    const { report, wait } = this.#parts;
    await sendUntilAnswered(() => report(pilotId, result, summaries), { wait, signal: this.#end.signal });
  }

  #endRunning(): void {
    const job = this.#running;
    if (job === null) return;
    this.#running = null;
    this.#change(job.pilotId, { status: "cancelled" });
    void this.#parts.loadClient().then(
      (client) => client.cancel(job.jobId),
      () => undefined,
    );
  }

  #whileRunning(pilotId: PilotId, act: (client: TrainerClient, jobId: string) => void): void {
    const job = this.#running;
    if (job?.pilotId !== pilotId) return;
    void this.#parts.loadClient().then(
      (client) => {
        if (this.#running === job) act(client, job.jobId);
      },
      () => undefined,
    );
  }
}

/** What a pilot's device reports: where each run ended; one that diverged stands at chance level. */
function pilotResult(curves: readonly RunCurve[]): PilotRunResult[] {
  return curves.flatMap(({ runIndex, end }) => {
    if (end === null) return [];
    const { step, diverged, trainingError, validationError } = end;
    return [{ runIndex, step, trainingError, validationError: validationError ?? chanceError, diverged }];
  });
}

function pilotSummaries(curves: readonly RunCurve[]): PilotRunMeasures[] {
  return curves.flatMap((curve) => {
    const measures = runMeasures(curve);
    return measures === null ? [] : [{ runIndex: curve.runIndex, measures }];
  });
}

function shapesOf(pilot: PilotView): PilotShape[] {
  const runs = pilotRuns(pilot).map((run, runIndex) => ({ ...run, runIndex }));
  const shapes = new Map<string, PilotShape>();
  for (const { design, runIndex, replicaIndex } of runs) {
    const { depth, width, learningRate } = design;
    const key = `${depth} ${width}`;
    const others = shapes.get(key)?.runs ?? [];
    shapes.set(key, { depth, width, runs: [...others, { runIndex, replicaIndex, learningRate }] });
  }
  return [...shapes.values()];
}

function freshCurves(pilot: PilotView): RunCurve[] {
  return pilotRuns(pilot).map((_, runIndex) => emptyCurve(runIndex));
}
