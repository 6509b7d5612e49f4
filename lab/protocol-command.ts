import { compareInterplay, type DepthDifference, type PairedErrors } from "@/core/bank/compare-depths";
import { createRandom } from "@/core/random/random-streams";
import {
  nextProtocolRun,
  type ProtocolRecord,
  type ProtocolResult,
  type ProtocolRun,
  type ProtocolSettings,
  protocolResult,
  protocolRunCount,
  rateTrials,
} from "@/core/training/protocol";
import {
  neededNumber,
  type Options,
  type Output,
  refuseOptions,
  seedOption,
  textOption,
  UsageError,
} from "@/lab/command-line";
import { wasmEngineVersion } from "@/lab/engine-version";
import { labSeed } from "@/lab/instance";
import type { Measurable } from "@/lab/measure-speed";
import { presetOfOptions } from "@/lab/preset-option";
import { protocolFile, protocolFolder, readProtocol, writeProtocol } from "@/lab/protocol-file";
import { openProtocolTrainer } from "@/lab/protocol-run";

const comparing = ["local", "global", "shallow", "deep"];
const training = [
  ...["preset", "depth", "folds", "trials", "repeats", "lowest", "highest", "epochs"],
  ...["seed", "quick"],
];
/** All options of `protocol` in both forms. */
export const protocolOptions = [...training, ...comparing, "width", "out", "json"];

/** The lines of the help page. */
export const protocolUsage = `  protocol   the published protocol: rate by cross validation with Bayesian optimisation, then repeats, two logits;
             stopped, it goes on where it was. With --quick a small one that shows only that it works
             --preset P --depth L [--width 100] [--folds 10] [--trials 12] [--repeats 10] [--lowest 0.01]
             [--highest 3] [--epochs M] [--seed S] [--out FOLDER] [--quick]
  protocol compare   does depth help on the local preset and hurt on the global one? Reads finished protocols
             --local P --global Q --shallow L --deep M [--width 100] [--out FOLDER]`;

const whole = (low: number, high: number) => ({ low, high, isWhole: true });
const rate = { low: 1e-6, high: 100, isWhole: false };

/** `protocol` and `protocol compare`; gives the exit code. */
export async function runProtocol(
  action: string | undefined,
  options: Options,
  output: Output,
): Promise<number> {
  if (action === "compare") return compare(options, output);
  if (action !== undefined)
    throw new UsageError(`protocol is followed by compare or nothing, not "${action}"`);
  refuseOptions(options, comparing, "protocol without compare");
  const measurable = presetOfOptions(options);
  const settings = settingsOfOptions(measurable, options);
  const file = protocolFile(textOption(options, "out") ?? protocolFolder, settings);
  const record = openRecord(file, settings);
  const trainer = openProtocolTrainer(measurable, record);
  const startedAt = performance.now();
  const before = record.folds.length + record.repeats.length;
  for (let run = nextProtocolRun(record); run !== null; run = nextProtocolRun(record)) {
    await trainer.train(run);
    writeProtocol(file, record);
    const done = record.folds.length + record.repeats.length;
    const seconds = (performance.now() - startedAt) / 1000 / (done - before);
    const left = Math.ceil(((protocolRunCount(settings) - done) * seconds) / 60);
    output.say(
      `${describeRun(run, record)}; ${done} of ${protocolRunCount(settings)} runs, about ${left} min left`,
    );
  }
  const result = protocolResult(record);
  if (result === null) throw new Error("a protocol without a next run has a result");
  if (options.json === true) {
    output.print(JSON.stringify({ settings, trials: rateTrials(record), ...result, file }));
    return 0;
  }
  for (const line of describeResult(record, result)) output.print(line);
  return 0;
}

function settingsOfOptions({ deck, preset }: Measurable, options: Options): ProtocolSettings {
  if (deck.loss === "squared")
    throw new UsageError("the protocol is for classification; this preset is a regression");
  const isQuick = options.quick === true;
  const batches = Math.ceil(deck.trainingSampleCount / deck.batchSize);
  // A race ends at its budget; the protocol wants zero training error, which some designs reach 20 times later.
  const usualEpochs = isQuick ? 60 : Math.ceil((20 * deck.stepBudget) / batches);
  const trialCount = neededNumber(options, "trials", whole(2, 200), isQuick ? 4 : 12);
  const lowest = neededNumber(options, "lowest", rate, 0.01);
  const highest = neededNumber(options, "highest", rate, 3);
  if (lowest >= highest) throw new UsageError("--lowest is below --highest");
  return {
    presetId: preset.presetId,
    depth: neededNumber(options, "depth", whole(1, 16)),
    width: neededNumber(options, "width", whole(1, 4096), isQuick ? 10 : 100),
    foldCount: neededNumber(options, "folds", whole(2, 100), isQuick ? 3 : 10),
    repeatCount: neededNumber(options, "repeats", whole(2, 1000), isQuick ? 3 : 10),
    search: { lowest, highest, firstCount: Math.min(trialCount, isQuick ? 3 : 5), trialCount },
    trainingSampleCount: isQuick ? Math.min(200, deck.trainingSampleCount) : deck.trainingSampleCount,
    testSampleCount: isQuick ? 500 : deck.testSampleCount,
    batchSize: deck.batchSize,
    mostEpochs: neededNumber(options, "epochs", whole(1, 1_000_000), usualEpochs),
    seed: seedOption(options, labSeed),
  };
}

function openRecord(file: string, settings: ProtocolSettings): ProtocolRecord {
  const onFile = readProtocol(file);
  const fresh = { settings, engineVersion: wasmEngineVersion, folds: [], repeats: [] };
  if (onFile === null) return fresh;
  const isSame = JSON.stringify(onFile.settings) === JSON.stringify(settings);
  if (isSame && onFile.engineVersion === wasmEngineVersion) return onFile;
  const what = isSame ? "was made with another engine" : "has other settings";
  throw new UsageError(`${file} ${what}; move it away or name another --out`);
}

function describeRun(run: ProtocolRun, { folds, repeats, settings }: ProtocolRecord): string {
  if (run.kind === "fold") {
    const error = folds.at(-1)?.error ?? Number.NaN;
    return `rate ${run.learningRate}, fold ${run.fold + 1} of ${settings.foldCount}: validation error ${error.toFixed(4)}`;
  }
  return `repeat ${run.repeat + 1} of ${settings.repeatCount}: test error ${(repeats.at(-1)?.testError ?? Number.NaN).toFixed(4)}`;
}

function describeResult(record: ProtocolRecord, result: ProtocolResult): string[] {
  const { presetId, depth, width, repeatCount, foldCount } = record.settings;
  const trials = rateTrials(record).toSorted((a, b) => a.learningRate - b.learningRate);
  return [
    `${presetId}, depth ${depth}, width ${width}`,
    ...trials.map(
      ({ learningRate, error }) => `  rate ${learningRate}: ${error.toFixed(4)} over ${foldCount} folds`,
    ),
    `  chosen rate ${result.learningRate}${isAtEdge(record, result) ? ", at the edge of the range: widen it" : ""}`,
    `  test error ${result.meanTestError.toFixed(4)} +- ${result.standardDeviation.toFixed(4)} (mean and standard ` +
      `deviation of ${repeatCount} repeats)`,
    ...(result.unfinishedCount === 0
      ? []
      : [`  ${result.unfinishedCount} repeats never had zero training error: raise --epochs`]),
  ];
}

function isAtEdge({ settings: { search } }: ProtocolRecord, { learningRate }: ProtocolResult): boolean {
  return learningRate === search.lowest || learningRate === search.highest;
}

function compare(options: Options, output: Output): number {
  refuseOptions(options, training, "protocol compare");
  const shallow = neededNumber(options, "shallow", whole(1, 16));
  const deep = neededNumber(options, "deep", whole(1, 16));
  if (shallow >= deep) throw new UsageError("--shallow is below --deep");
  const errors = {
    local: pairOf("local", { shallow, deep }, options),
    global: pairOf("global", { shallow, deep }, options),
  };
  const interplay = compareInterplay(errors, createRandom(labSeed).stream("resampling", 0));
  // Repeats that never had zero training error are outside the published rule: whoever reads this must know.
  const unfinishedCount = errors.local.unfinishedCount + errors.global.unfinishedCount;
  if (options.json === true) {
    output.print(JSON.stringify({ shallow, deep, unfinishedCount, ...interplay }));
    return 0;
  }
  const { local, global, interaction, isPublishedOrderShown } = interplay;
  output.print(`local:  depth ${deep} minus depth ${shallow}: ${describeDifference(local)}; ${local.shown}`);
  output.print(
    `global: depth ${deep} minus depth ${shallow}: ${describeDifference(global)}; ${global.shown}`,
  );
  output.print(
    `interaction, global minus local: ${describeDifference(interaction)}; ${interaction.isShown ? "shown" : "not shown"}`,
  );
  output.print(
    `deep better on the local and shallow better on the global one: ${isPublishedOrderShown ? "shown" : "not shown"}`,
  );
  if (unfinishedCount > 0)
    output.print(`${unfinishedCount} of the repeats never had zero training error: raise --epochs`);
  return 0;
}

function describeDifference({
  difference,
  standardError,
  interval: [low, high],
}: Omit<DepthDifference, "shown">): string {
  return `${difference.toFixed(4)} +- ${standardError.toFixed(4)} (95 % bootstrap ${low.toFixed(4)} to ${high.toFixed(4)})`;
}

function pairOf(
  name: "local" | "global",
  { shallow, deep }: { shallow: number; deep: number },
  options: Options,
): PairedErrors & { readonly unfinishedCount: number } {
  const presetId = textOption(options, name);
  if (presetId === null) throw new UsageError(`--${name} is needed: a preset whose protocols were done`);
  const [first, second] = [shallow, deep].map((depth) => finished(presetId, depth, options));
  const { depth: _, ...ofShallow } = (first as Finished).settings;
  const { depth: __, ...ofDeep } = (second as Finished).settings;
  if (JSON.stringify(ofShallow) !== JSON.stringify(ofDeep)) {
    throw new UsageError(
      `the two protocols of ${presetId} have different settings; their repeats are no pairs`,
    );
  }
  if (ofShallow.repeatCount < 3)
    throw new UsageError(`the protocols of ${presetId} have fewer than 3 repeats`);
  return {
    shallow: (first as Finished).testErrors,
    deep: (second as Finished).testErrors,
    unfinishedCount: (first as Finished).unfinishedCount + (second as Finished).unfinishedCount,
  };
}

interface Finished {
  readonly settings: ProtocolSettings;
  readonly testErrors: readonly number[];
  readonly unfinishedCount: number;
}

function finished(presetId: string, depth: number, options: Options): Finished {
  const width = neededNumber(options, "width", whole(1, 4096), 100);
  const file = protocolFile(textOption(options, "out") ?? protocolFolder, { presetId, depth, width });
  const record = readProtocol(file);
  const result = record && protocolResult(record);
  if (record && result) return { settings: record.settings, ...result };
  throw new UsageError(
    `${file} ${record ? "is not finished" : "does not exist"}: run protocol --preset ${presetId} --depth ${depth} first`,
  );
}
