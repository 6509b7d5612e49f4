import type { RunStatus } from "@/core/training/recipe";
import { createChunkSize } from "@/trainer/chunk-size";
import { type CurveStop, curvePlan } from "@/trainer/curve-plan";
import type { RunGroup } from "@/trainer/open-population";
import {
  type GroupContext,
  type GroupMember,
  type Measuring,
  reportEnded,
  reportProgress,
} from "@/trainer/run-reports";
import { createRunningMeans } from "@/trainer/running-means";
import type { RunCheckpoint, TrainingPopulation } from "@/trainer/training-engine";

const checkInMilliseconds = 30;
const progressMilliseconds = 500;
const saveMilliseconds = 1000;
/** Share of the time that saving may take, however large the weights are. */
const savingShare = 0.02;
/** A call to an engine on the CPU blocks its thread; one that trains together waits for a device that likes long work. */
const chunkMilliseconds = { blocking: 30, together: 100 };

const plainProgress: Measuring = {
  isPoint: false,
  observesWeights: false,
  validationRowCount: 0,
  drawsPicture: false,
};

/** Runs of one job that train together, from their start to their end. */
export class GroupTraining {
  readonly #context: GroupContext;
  readonly #population: TrainingPopulation;
  readonly #members: readonly GroupMember[];
  readonly #stops: readonly CurveStop[];
  readonly #chunk;
  /** Steps that a paused job may still do. */
  #stepsGranted = Number.POSITIVE_INFINITY;
  #checkedInAt: number;
  #reportedAt: number;
  #savedAt: number;
  #savingTook = 0;

  constructor(
    context: GroupContext,
    population: TrainingPopulation,
    group: RunGroup,
    starts: readonly (RunCheckpoint | null)[],
  ) {
    const { job, rows, environment, picture } = context;
    const { loss, batchSize, trainingSampleCount, inputDimension } = job.dataset;
    this.#context = context;
    this.#population = population;
    this.#members = group.map((runIndex, place) => {
      const status = starts[place]?.status ?? freshStatus();
      const means = createRunningMeans(loss, status.seen);
      return { runIndex, place, status, means, isReported: false };
    });
    this.#stops = curvePlan({
      network: { inputDimension, depth: job.depth, width: job.width },
      stepBudget: job.stepBudget,
      batchSize,
      trainingRowCount: trainingSampleCount,
      validationRowCount: job.measureValidation ? rows.validation.rowCount : 0,
      pictureRowCount: (picture?.length ?? 0) / 2,
    });
    const isTogether = environment.engine.createPopulation !== undefined;
    this.#chunk = createChunkSize(chunkMilliseconds[isTogether ? "together" : "blocking"]);
    this.#checkedInAt = this.#reportedAt = this.#savedAt = environment.now();
  }

  /** Trains until every wanted run has ended. */
  async train(): Promise<"finished" | "cancelled"> {
    if (!(await this.#checkIn())) return "cancelled";
    if ((await this.#finishEnded()) === "cancelled") return "cancelled";
    while (this.#running().length > 0) {
      await this.#trainChunk();
      if ((await this.#finishEnded()) === "cancelled") return "cancelled";
      const isDue = this.#context.environment.now() - this.#checkedInAt >= checkInMilliseconds;
      if ((isDue || this.#stepsGranted === 0) && !(await this.#checkIn())) return "cancelled";
    }
    return "finished";
  }

  #running(): readonly GroupMember[] {
    const { isWanted } = this.#context.environment;
    return this.#members.filter(({ runIndex, status }) => status.state === "running" && isWanted(runIndex));
  }

  /** Advances by one chunk, never over a stop of the plan, and reports what is due then. */
  async #trainChunk(): Promise<void> {
    const { environment } = this.#context;
    const step = Math.max(...this.#running().map(({ status }) => status.step));
    const stop = this.#stops.find((candidate) => candidate.step > step);
    const toStop = (stop?.step ?? this.#context.job.stepBudget) - step;
    const stepCount = Math.min(this.#chunk.stepCount(), toStop, this.#stepsGranted);
    const isStop = stepCount === toStop;
    this.#stepsGranted -= stepCount;
    const measuring = this.#measuringAfter(isStop ? stop : undefined);

    const startedAt = environment.now();
    const observeLastStep = measuring?.observesWeights ?? false;
    const statuses = await this.#population.advance(stepCount, { observeLastStep });
    this.#chunk.note(stepCount, environment.now() - startedAt);
    for (const member of this.#members) {
      member.status = statuses[member.place] ?? member.status;
      if (isStop) member.means.mark(member.status.seen);
    }

    const isLate = environment.now() - this.#reportedAt >= progressMilliseconds;
    if (measuring === null && !isLate) return;
    await reportProgress(this.#context, this.#population, this.#running(), measuring ?? plainProgress);
    this.#reportedAt = environment.now();
  }

  /** What is to be measured after a chunk: at a point of the curve, or all when a paused job has done its steps. */
  #measuringAfter(stop: CurveStop | undefined): Measuring | null {
    const isPoint = stop?.isPoint ?? false;
    if (this.#stepsGranted > 0) return isPoint && stop !== undefined ? stop : null;
    const { rows, job, picture } = this.#context;
    const validationRowCount = job.measureValidation ? rows.validation.rowCount : 0;
    return { isPoint, observesWeights: true, validationRowCount, drawsPicture: picture !== null };
  }

  /** Reports the runs that have ended since the last time. */
  async #finishEnded(): Promise<"finished" | "cancelled"> {
    const { environment } = this.#context;
    const ended = this.#members.filter(
      ({ runIndex, status, isReported }) =>
        status.state !== "running" && !isReported && environment.isWanted(runIndex),
    );
    if (ended.length === 0) return "finished";
    for (const member of ended) member.isReported = true;
    return reportEnded(this.#context, this.#population, ended, () => this.#checkIn());
  }

  /** Lets messages in and waits while the job is paused; false when it is cancelled. */
  async #checkIn(): Promise<boolean> {
    const { environment } = this.#context;
    const state = await environment.checkIn();
    if (state === "paused" && this.#isDoingGrantedSteps()) {
      this.#checkedInAt = environment.now();
      return true;
    }
    if (state === "paused") {
      await this.#save();
      const command = await environment.waitForCommand();
      if (command === "cancel") return false;
      this.#stepsGranted = command === "resume" ? Number.POSITIVE_INFINITY : command.stepCount;
    } else {
      this.#stepsGranted = Number.POSITIVE_INFINITY;
      const isDue =
        environment.now() - this.#savedAt >= Math.max(saveMilliseconds, this.#savingTook / savingShare);
      if (isDue && state === "running") await this.#save();
    }
    this.#checkedInAt = environment.now();
    return state !== "cancelled";
  }

  #isDoingGrantedSteps(): boolean {
    return this.#stepsGranted > 0 && Number.isFinite(this.#stepsGranted);
  }

  async #save(): Promise<void> {
    const { environment } = this.#context;
    const running = this.#running();
    if (running.length === 0) return;
    const startedAt = environment.now();
    const checkpoints = await this.#population.checkpoint();
    environment.save(
      running.flatMap(({ runIndex, place }) => {
        const checkpoint = checkpoints[place];
        return checkpoint ? [{ runIndex, checkpoint }] : [];
      }),
    );
    this.#savedAt = environment.now();
    this.#savingTook = this.#savedAt - startedAt;
  }
}

function freshStatus(): RunStatus {
  return { step: 0, state: "running", seen: { rowCount: 0, wrongCount: 0, lossSum: 0 } };
}
