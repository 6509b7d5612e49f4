import { parseArgs } from "node:util";
import { announcedDecks, decks } from "@/core/tasks/decks";
import { everyPreset } from "@/core/tasks/presets";
import { taskFamilies } from "@/core/tasks/task-registry";
import { baselineNames } from "@/core/theory/baselines";
import { runAudit } from "@/lab/audit-command";
import { runBank } from "@/lab/bank-command";
import { printBaseline } from "@/lab/baseline-command";
import { runClues } from "@/lab/clues-command";
import { type Options, type Output, UsageError } from "@/lab/command-line";
import { printDataset } from "@/lab/dataset-command";
import { runEquivalence } from "@/lab/equivalence-command";
import { equivalenceEngines } from "@/lab/equivalence-engines";
import { figureOptions, figureUsage, runFigure } from "@/lab/figure-command";
import { runForgers } from "@/lab/forgers-command";
import { protocolOptions, protocolUsage, runProtocol } from "@/lab/protocol-command";
import { taskOptionNames } from "@/lab/task-options";
import { runTheory, theoryOptions, theoryUsage } from "@/lab/theory-command";
import { trainDesign } from "@/lab/train-command";

const usage = `npm run lab -- <command> [options]

  help       this page
  dataset    rows of a task as CSV (the secret goes to standard error), or with --json as one object
             --task T [--order K] --dimension D --count N [--seed S] [--split training|validation|test] [--reveal]
  train      trains a design; each replica gets a random instance of its own
             (--preset P | --task T [--order K] --dimension D --count N --batch B --epochs M)
             --depth L --width H --learning-rate E [--replicas R] [--seed S] [--engine wasm|javascript]
  baseline   test errors of a predictor that is no network; bayes is the floor below which none can be
             --preset P --predictor ${["bayes", ...baselineNames].join("|")}
             [--replicas R] [--seed S]
  bank build trains the grid of presets on all cores and writes core/bank, going on where it stopped
             [--deck D | --preset P] [--threads n]
  bank pilots trains some cells of dealt presets for the steps of a pilot, and writes core/bank/measured-pilots
             [--deck D | --preset P] [--threads n]
  bank check does what was measured still hold? exit code 1 when not
             [--deck D | --preset P] [--cells n] [--seed S]
  bank baselines  fits the other predictors to presets and puts their errors beside the bank
             [--deck D | --preset P] [--replicas R]
  bank show  tables [--deck D | --preset P]; with --markdown it writes all of them into docs/model.md
  clues build asks every clue of random instances and writes what its answers tell, about 6 minutes
             [--deck D]
  clues show  bits and prices of the clues [--deck D] [--markdown]
  audit      bots play lessons against the bank: does any fixed habit win? exit code 1 when so
             [--lessons n] [--seed S] [--markdown]
  audit-forgers   what a device gains that trains on 20 times the data, and how often the referee's audit sees it
             [--preset P] [--draws n]
  equivalence     trains the paired seeds that an engine has not trained yet, and writes docs/equivalence.md
             [--engine ${Object.keys(equivalenceEngines).join("|")}]
             [--replicas R] [--task 3-local|2-global|5-local]
${protocolUsage}

${theoryUsage()}
${figureUsage()}

  --json prints one JSON document. Progress goes to standard error. Exit codes: 0 fine, 1 a check failed, 2 bad options.
  Some tasks have more options: ${taskOptionNames
    .slice(2)
    .map((name) => `--${name}`)
    .join(", ")}.

  tasks:   ${Object.keys(taskFamilies).join(", ")}
  decks:   ${[...decks, ...announcedDecks].map((deck) => deck.deckId).join(", ")}
  presets: ${everyPreset.map((preset) => preset.presetId).join(", ")}`;

interface Command {
  /** Names of the options that it takes. */
  readonly options: readonly string[];
  run(options: Options, output: Output, rest: readonly string[]): number | Promise<number>;
}

const commands: Readonly<Record<string, Command>> = {
  help: { options: [], run: help },
  dataset: {
    options: ["task", ...taskOptionNames, "count", "seed", "split", "reveal", "json"],
    run(options, output) {
      printDataset(options, output);
      return 0;
    },
  },
  train: {
    options: [
      ...["preset", "task", ...taskOptionNames, "count", "batch", "epochs", "depth", "width"],
      ...["learning-rate", "replicas", "seed", "engine", "json"],
    ],
    async run(options, output) {
      await trainDesign(options, output);
      return 0;
    },
  },
  baseline: {
    options: ["preset", "predictor", "replicas", "seed", "json"],
    run(options, output) {
      printBaseline(options, output);
      return 0;
    },
  },
  bank: {
    options: ["deck", "preset", "threads", "cells", "replicas", "seed", "json", "markdown"],
    run: (options, output, [action]) => runBank(action, options, output),
  },
  clues: {
    options: ["deck", "json", "markdown"],
    run: (options, output, [action]) => runClues(action, options, output),
  },
  audit: { options: ["lessons", "seed", "json", "markdown"], run: runAudit },
  "audit-forgers": { options: ["preset", "draws", "json"], run: runForgers },
  equivalence: { options: ["engine", "replicas", "task"], run: runEquivalence },
  figure: { options: figureOptions, run: (options, output, [name]) => runFigure(name, options, output) },
  protocol: {
    options: protocolOptions,
    run: (options, output, [action]) => runProtocol(action, options, output),
  },
  theory: { options: theoryOptions, run: (options, output, [topic]) => runTheory(topic, options, output) },
};
const switches = ["reveal", "json", "markdown", "quick", "displacement"];

/**
 * Runs one lab command line. Returns the exit code: 0 when all went well, 1 when a check failed, 2 after saying what
 * was wrong with the options.
 */
export async function runLab(commandLine: readonly string[], output: Output): Promise<number> {
  try {
    const [name = "help", ...rest] = commandLine;
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) {
      if (name === "--help" || name === "-h") return help({}, output);
      throw new UsageError(`there is no command "${name}"; there are ${Object.keys(commands).join(", ")}`);
    }
    const { values, positionals } = parseArgs({
      args: joinNegativeNumbers(rest),
      allowPositionals: ["bank", "clues", "figure", "protocol", "theory"].includes(name),
      options: optionTypes([...command.options, "help"]),
    });
    if (values.help === true) return help({}, output);
    if (positionals.length > 1) throw new UsageError(`there is nothing called "${positionals[1]}" here`);
    return await command.run(values, output, positionals);
  } catch (error) {
    const isParseError = error instanceof TypeError && "code" in error;
    if (!(error instanceof UsageError) && !isParseError) throw error;
    output.say(`${error.message}\n"npm run lab -- help" shows all commands and options.`);
    return 2;
  }
}

/** `--noise -1` as `--noise=-1`: otherwise the number would be taken for an option, and the refusal would say so. */
function joinNegativeNumbers(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const before = joined.at(-1) ?? "";
    const isValue = /^-[\d.]/.test(word) && before.startsWith("--") && !before.includes("=");
    if (isValue) joined[joined.length - 1] = `${before}=${word}`;
    else joined.push(word);
  }
  return joined;
}

function help(_: Options, output: Output): number {
  output.print(usage);
  return 0;
}

function optionTypes(names: readonly string[]): Record<string, { type: "string" | "boolean" }> {
  return Object.fromEntries(
    names.map((name) => [name, { type: switches.includes(name) || name === "help" ? "boolean" : "string" }]),
  );
}
