import { floatBytes } from "@/core/tasks/float-bytes";
import { packBits } from "@/core/tasks/packed-bits";
import { inputSensitivities } from "@/core/training/input-sensitivities";
import type { RunStatus } from "@/core/training/recipe";
import type { CurveStop } from "@/trainer/curve-plan";
import type { JobEnvironment } from "@/trainer/job-environment";
import type { JobRows } from "@/trainer/job-rows";
import type { RunningMeans } from "@/trainer/running-means";
import type { TrainingPopulation } from "@/trainer/training-engine";
import type { RunFinishedReport, TrainingJob } from "@/trainer/training-job";

const predictionSliceRowCount = 1000;
const sensitivityRowCount = 200;

/** What all runs of a job have in common. */
export interface GroupContext {
  job: TrainingJob;
  rows: JobRows;
  environment: JobEnvironment;
  /** The error of a run that diverged. */
  chance: number;
  /** Places at which pictures show the network; null when none was asked for. */
  picture: Float32Array | null;
}

/** One run of a group. */
export interface GroupMember {
  /** In the job. */
  readonly runIndex: number;
  /** In the population. */
  readonly place: number;
  status: RunStatus;
  readonly means: RunningMeans;
  isReported: boolean;
}

/** What is measured for a progress report, beside what training sees by itself. */
export type Measuring = Omit<CurveStop, "step">;

/** Reports how runs stand. Where weights are to be looked at, the last step must have been observed. */
export async function reportProgress(
  { job, environment, picture }: GroupContext,
  population: TrainingPopulation,
  members: readonly GroupMember[],
  measuring: Measuring,
): Promise<void> {
  if (members.length === 0) return;
  const { isPoint, observesWeights, validationRowCount, drawsPicture } = measuring;
  const observations = observesWeights ? await population.observe() : null;
  const validations =
    validationRowCount > 0 ? await population.evaluate("validation", validationRowCount) : null;
  const pictures = picture && drawsPicture ? await drawPictures(population, picture) : null;
  for (const { runIndex, place, status, means } of members) {
    const running = means.means(status.seen);
    if (running === null) continue;
    environment.report({
      kind: "progress",
      jobId: job.jobId,
      runIndex,
      step: status.step,
      isCurvePoint: isPoint,
      trainingError: running.error,
      trainingLoss: running.loss,
      validationError: validations?.[place]?.error ?? null,
      displacement: observations?.[place]?.displacement ?? null,
      gradientNorm: observations?.[place]?.gradientNorm ?? null,
      picture: pictures?.[place] ?? null,
    });
  }
}

/** Measures runs that have ended, exactly, and reports them. `checkIn` is asked between pieces; false means cancelled. */
export async function reportEnded(
  context: GroupContext,
  population: TrainingPopulation,
  ended: readonly GroupMember[],
  checkIn: () => Promise<boolean>,
): Promise<"finished" | "cancelled"> {
  const { environment } = context;
  const diverged = ended.filter(({ status }) => status.state === "diverged");
  for (const member of diverged) environment.report(divergedReport(context, member));
  const trained = ended.filter(({ status }) => status.state !== "diverged");
  if (trained.length === 0) return "finished";

  const { job, rows, picture } = context;
  const places = trained.map(({ place }) => place);
  const training = await population.evaluate("training");
  const validation = job.measureValidation ? await population.evaluate("validation") : null;
  const observations = await population.observe();
  const weights = job.measureSensitivities || job.giveWeights ? await population.readWeights() : null;
  const pictures = picture && (await drawPictures(population, picture));
  const predictions = job.predictTest ? await predictTest(context, population, places, checkIn) : null;
  if (predictions === "cancelled") return "cancelled";
  for (const { runIndex, place, status } of trained) {
    if (!environment.isWanted(runIndex)) continue;
    const ownWeights = weights?.[place];
    const sensitivities =
      job.measureSensitivities && ownWeights ? sensitivitiesOf(context, ownWeights) : null;
    environment.report({
      ...headOf(context, runIndex, status),
      trainingError: training[place]?.error ?? context.chance,
      trainingLoss: training[place]?.loss ?? null,
      validationError: validation?.[place]?.error ?? null,
      diverged: false,
      displacement: observations[place]?.displacement ?? null,
      gradientNorm: observations[place]?.gradientNorm ?? null,
      predictions: predictions?.get(place) ?? null,
      sensitivities,
      picture: pictures?.[place] ?? null,
      ...(job.giveWeights && ownWeights ? { weights: ownWeights } : {}),
    });
  }
  return "finished";

  function sensitivitiesOf({ job: { depth, width, dataset } }: GroupContext, flat: Float32Array): number[] {
    const recipe = { design: { depth, width, learningRate: 0 }, loss: dataset.loss };
    return inputSensitivities(
      flat,
      recipe,
      rows.validation,
      Math.min(sensitivityRowCount, rows.validation.rowCount),
    );
  }
}

function headOf({ job, environment }: GroupContext, runIndex: number, { step }: RunStatus) {
  return { kind: "run-finished", jobId: job.jobId, runIndex, step, engine: environment.engine.id } as const;
}

function divergedReport(context: GroupContext, { runIndex, status }: GroupMember): RunFinishedReport {
  const { job, chance } = context;
  return {
    ...headOf(context, runIndex, status),
    trainingError: chance,
    trainingLoss: null,
    validationError: job.measureValidation ? chance : null,
    diverged: true,
    displacement: null,
    gradientNorm: null,
    predictions: null,
    sensitivities: null,
    picture: null,
  };
}

async function drawPictures(population: TrainingPopulation, places: Float32Array): Promise<Float32Array[]> {
  return population.valuesOf(places, places.length / 2);
}

/** Predictions of some replicas on all test rows: packed signs, or float32 values in regression. */
async function predictTest(
  { job, environment }: GroupContext,
  population: TrainingPopulation,
  places: readonly number[],
  checkIn: () => Promise<boolean>,
): Promise<ReadonlyMap<number, Uint8Array> | "cancelled"> {
  const { inputDimension, testSampleCount, loss } = job.dataset;
  const inputs = environment.inputsOf(job.dataset, "test");
  const values = new Map(places.map((place) => [place, new Float32Array(testSampleCount)]));
  for (let start = 0; start < testSampleCount; start += predictionSliceRowCount) {
    const rowCount = Math.min(predictionSliceRowCount, testSampleCount - start);
    const slice = inputs.subarray(start * inputDimension, (start + rowCount) * inputDimension);
    const sliceValues = await population.valuesOf(slice, rowCount);
    for (const [place, all] of values)
      all.set((sliceValues[place] as Float32Array).subarray(0, rowCount), start);
    if (!(await checkIn())) return "cancelled";
  }
  const encode = loss === "squared" ? floatBytes : packSigns;
  return new Map(Array.from(values, ([place, all]) => [place, encode(all)]));
}

function packSigns(values: Float32Array): Uint8Array {
  return packBits(values.map((value) => (value >= 0 ? 1 : 0)));
}
