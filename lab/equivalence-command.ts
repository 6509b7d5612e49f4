import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { evaluateOutputs } from "@/core/training/evaluate-outputs";
import { neededNumber, type Options, type Output, textOption, UsageError } from "@/lab/command-line";
import { equivalenceEngines } from "@/lab/equivalence-engines";
import {
  type EquivalenceCase,
  equivalenceCases,
  firstPairedInstance,
  pairCount,
} from "@/lab/equivalence-experiments";
import { printEquivalenceReport } from "@/lab/equivalence-report";
import { appendTrials, type EquivalenceTrial, readTrials } from "@/lab/equivalence-trials";
import { createInstance } from "@/lab/instance";
import type { PopulationSpec, TrainingEngine, TrainingPopulation } from "@/trainer/training-engine";

const reportFile = fileURLToPath(new URL("../docs/equivalence.md", import.meta.url));

/** Trains what is missing of an engine's trials and writes the report; without --engine, only the report. */
export async function runEquivalence(options: Options, output: Output): Promise<number> {
  const name = textOption(options, "engine");
  if (name !== null) {
    const openEngine = Object.hasOwn(equivalenceEngines, name) ? equivalenceEngines[name] : undefined;
    if (!openEngine)
      throw new UsageError(`--engine is one of ${Object.keys(equivalenceEngines).join(", ")}, not "${name}"`);
    const count = neededNumber(options, "replicas", { low: 1, high: 20, isWhole: true }, 5);
    const engine = await openEngine();
    for (const equivalenceCase of casesOfOptions(options))
      await trainCase({ name, engine, equivalenceCase, replicaCount: count }, output);
    engine.close?.();
  }
  const report = printEquivalenceReport(readTrials());
  writeFileSync(reportFile, report);
  output.print(report);
  return 0;
}

function casesOfOptions(options: Options): readonly EquivalenceCase[] {
  const task = textOption(options, "task");
  const chosen = equivalenceCases.filter(({ caseId }) => task === null || caseId.startsWith(task));
  if (chosen.length > 0) return chosen;
  const known = equivalenceCases.map(({ caseId }) => caseId.split(",")[0]);
  throw new UsageError(`--task is one of ${known.join(", ")}, not "${task}"`);
}

interface CaseRun {
  readonly name: string;
  readonly engine: TrainingEngine;
  readonly equivalenceCase: EquivalenceCase;
  readonly replicaCount: number;
}

async function trainCase(caseRun: CaseRun, output: Output): Promise<void> {
  const { name, equivalenceCase, replicaCount } = caseRun;
  const { caseId } = equivalenceCase;
  const done = readTrials().filter((trial) => trial.caseId === caseId && trial.engine === name);
  for (let pair = 0; pair < pairCount; pair += 1) {
    const replicas = Array.from({ length: replicaCount }, (_, replica) => replica).filter(
      (replica) => !done.some((trial) => trial.pair === pair && trial.replica === replica),
    );
    if (replicas.length === 0) continue;
    const startedAt = performance.now();
    appendTrials(await trainReplicas(caseRun, pair, replicas));
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    output.say(`${caseId}, ${name}: seed ${pair + 1} of ${pairCount} in ${seconds} s`);
  }
}

/** Trains replicas of one paired seed, together where the engine can. */
async function trainReplicas(
  { name, engine, equivalenceCase }: CaseRun,
  pair: number,
  replicas: readonly number[],
): Promise<EquivalenceTrial[]> {
  const { caseId, experiment, design } = equivalenceCase;
  const { loss, batchSize, stepBudget } = experiment;
  const { training, test, runSeed } = createInstance(experiment, firstPairedInstance + pair);
  const { learningRate } = design;
  const population = await openPopulation(engine, {
    recipe: { design, loss, batchSize, stepBudget },
    training,
    validation: null,
    replicas: replicas.map((replicaIndex) => ({ runSeed, replicaIndex, learningRate })),
  });
  const statuses = await population.advance(stepBudget);
  const outputs = await population.valuesOf(test.inputs, test.rowCount);
  population.dispose();
  return statuses.map(({ state, step }, place) => {
    if (state === "running") throw new Error("a run ends within its step budget");
    const isBroken = state === "diverged";
    const testError = isBroken ? 0.5 : evaluateOutputs(outputs[place] ?? [], test, loss).error;
    const replica = replicas[place] as number;
    return { caseId, engine: name, pair, replica, testError, steps: step, state };
  });
}

type EnoughOfPopulation = Pick<TrainingPopulation, "advance" | "valuesOf" | "dispose">;

async function openPopulation(engine: TrainingEngine, spec: PopulationSpec): Promise<EnoughOfPopulation> {
  if (engine.createPopulation) return engine.createPopulation(spec);
  const { replicas, recipe, ...rows } = spec;
  const runs = await Promise.all(
    replicas.map(({ runSeed, replicaIndex, learningRate }) => {
      const design = { ...recipe.design, learningRate };
      return engine.createRun({ ...rows, recipe: { ...recipe, design }, runSeed, replicaIndex });
    }),
  );
  return {
    async advance(stepCount) {
      const statuses = [];
      for (const run of runs) statuses.push(await run.advance(stepCount));
      return statuses;
    },
    async valuesOf(inputs, rowCount) {
      const values = [];
      for (const run of runs) values.push(await run.valuesOf(inputs, rowCount));
      return values;
    },
    dispose() {
      for (const run of runs) run.dispose();
    },
  };
}
