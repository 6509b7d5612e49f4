import { type Comparison, compareEngines } from "@/lab/compare-engines";
import { comparedWith } from "@/lab/equivalence-engines";
import { equivalenceCases, pairCount } from "@/lab/equivalence-experiments";
import type { EquivalenceTrial } from "@/lab/equivalence-trials";

/** The report of all comparisons as Markdown. */
export function printEquivalenceReport(trials: readonly EquivalenceTrial[]): string {
  const engines = [...new Set(trials.map(({ engine }) => engine))].filter((name) => name !== comparedWith);
  const comparisons = equivalenceCases.flatMap((equivalenceCase) =>
    engines.sort().flatMap((engine) => compareEngines(trials, equivalenceCase, engine) ?? []),
  );
  const diverged = trials.filter(({ state }) => state === "diverged").length;
  return `${introduction()}
## Test errors beside those of the ${comparedWith} engine

| case | engine | seeds x replicas | mean test error | of ${comparedWith} | mean difference | 95 % interval | allowed | verdict | equal runs |
|---|---|---:|---:|---:|---:|---:|---:|---|---:|
${comparisons.map(printComparison).join("\n")}

${trials.length} runs; ${diverged} of them diverged. Equal runs: both engines ended with exactly the same number of
wrong test rows.

## What was trained

| case | training rows | steps at most | design |
|---|---:|---:|---|
${equivalenceCases.map(printCase).join("\n")}
`;
}

function introduction(): string {
  return `# Are the engines equivalent?

Made by \`npm run lab -- equivalence\` from the trials in \`equivalence.jsonl\`; do not edit by hand.

Engines differ in rounding, and on long runs of deep networks one different rounding is enough to send a run another
way: the same run on two engines is two draws from one distribution. No engine may shift that distribution. So each
engine trains the same ${pairCount} paired seeds (each an instance with its own rule, inputs, starting weights and
orders), and the 95 % interval of the mean difference in test error must lie within the allowed band. The interval is
Student's, over the seeds; where a seed has several replicas, its difference is that of their means. An interval that
reaches beyond the band shows no shift by itself: it may be that there are too few runs to tell.

The webgpu engine ran on a software adapter (SwiftShader), whose rounding is one of those that real GPUs may have.
`;
}

function printComparison(comparison: Comparison): string {
  const { caseId, engine, pairs, replicas, meanError, otherMeanError, difference } = comparison;
  const { low, high, tolerance, runs, equalRuns } = comparison;
  return row([
    ...[caseId, engine, `${pairs} x ${replicas}`, meanError.toFixed(4), otherMeanError.toFixed(4)],
    ...[signed(difference), `${signed(low)} to ${signed(high)}`, `+-${tolerance}`],
    ...[verdictOf(comparison), `${equalRuns} of ${runs}`],
  ]);
}

function verdictOf({ pairs, isEquivalent }: Comparison): string {
  if (pairs < pairCount) return "too few seeds";
  return isEquivalent ? "equivalent" : "not shown";
}

function printCase({ caseId, experiment, design }: (typeof equivalenceCases)[number]): string {
  const { depth, width, learningRate } = design;
  return row([
    ...[caseId, String(experiment.trainingSampleCount), String(experiment.stepBudget)],
    `L=${depth}, H=${width}, rate ${learningRate}, batch ${experiment.batchSize}`,
  ]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function signed(value: number): string {
  return `${value < 0 ? "-" : "+"}${Math.abs(value).toFixed(5)}`;
}
