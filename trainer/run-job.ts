import { GroupTraining } from "@/trainer/group-training";
import type { JobEnvironment } from "@/trainer/job-environment";
import { chanceLevel, jobRows } from "@/trainer/job-rows";
import { openPopulation, type RunGroup, runGroups } from "@/trainer/open-population";
import { pictureInputs } from "@/trainer/picture-grid";
import type { GroupContext } from "@/trainer/run-reports";
import type { RunCheckpoint } from "@/trainer/training-engine";
import type { TrainingJob } from "@/trainer/training-job";

/**
 * Trains the wanted runs of a job, from their checkpoints where there are some (by place in the job). Results are told
 * through `report`; what went wrong with the engine rejects.
 */
export async function runTrainingJob(
  job: TrainingJob,
  environment: JobEnvironment,
  checkpoints: readonly (RunCheckpoint | null)[] = [],
): Promise<"finished" | "cancelled" | "bad-labels"> {
  const rows = jobRows(job.dataset, environment.inputsOf);
  if (rows === null) return "bad-labels";
  const context = {
    job,
    rows,
    environment,
    chance: chanceLevel(rows.validation, job.dataset.loss),
    picture: job.drawPicture ? pictureInputs() : null,
  };
  for (const group of runGroups(environment.engine, [...job.runs.keys()])) {
    const wanted = group.filter(environment.isWanted);
    if (wanted.length === 0) continue;
    if ((await trainGroup(context, wanted, checkpoints)) === "cancelled") return "cancelled";
  }
  return "finished";
}

async function trainGroup(
  context: GroupContext,
  group: RunGroup,
  checkpoints: readonly (RunCheckpoint | null)[],
): Promise<"finished" | "cancelled"> {
  const { job, rows, environment } = context;
  const { depth, width, stepBudget } = job;
  const { loss, batchSize } = job.dataset;
  const replicas = group.flatMap((runIndex) => job.runs[runIndex] ?? []);
  const design = { depth, width, learningRate: replicas[0]?.learningRate ?? 0 };
  const spec = { recipe: { design, loss, batchSize, stepBudget }, ...rows, replicas };
  const starts = group.map((runIndex) => checkpoints[runIndex] ?? null);
  const population = await openPopulation(environment.engine, spec, starts);
  try {
    return await new GroupTraining(context, population, group, starts).train();
  } finally {
    population.dispose();
  }
}
