import { parseArgs } from "node:util";
import { z } from "zod/mini";
import { type Deck, DeckIdSchema, PresetIdSchema } from "@/core/tasks/deck";
import { decks, findDeck } from "@/core/tasks/decks";
import { unpackBit } from "@/core/tasks/packed-bits";
import type { Preset } from "@/core/tasks/preset";
import { findPreset, presets, presetsOfDeck } from "@/core/tasks/presets";
import { DesignSchema } from "@/core/training/design";
import type { LabelledRows } from "@/core/training/recipe";
import { createInstance } from "@/lab/instance";
import { measurePreset } from "@/lab/measure";
import { runTrial } from "@/lab/run-trial";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";

const usage = `npm run lab -- <command>

  help                                          this page
  dataset --preset P [--instance n]             one instance: rule, class balance, first rows
  run --preset P --depth L --width H --rate r   trains one design on fresh instances (default 3) and prints
      [--replicas n]                            the test errors
  measure --deck D [--preset P] [--replicas n]  measures the grid of a deck, going on where it stopped, and
                                                writes core/bank/measured-errors.json and measured-grid/;
                                                n = fresh instances per depth for the reported errors (30)

  decks:   ${decks.map((deck) => deck.deckId).join(", ")}
  presets: ${presets.map((preset) => preset.presetId).join(", ")}`;

const CountSchema = z.int().check(z.minimum(1), z.maximum(1000));

/** Something that the caller wrote wrongly: shown without a stack. */
class UsageError extends Error {}

type Options = Partial<
  Record<"deck" | "preset" | "instance" | "replicas" | "depth" | "width" | "rate", string>
>;
type Command = (options: Options, print: (line: string) => void) => Promise<void>;

const commands: Record<string, Command> = {
  help: async (_, print) => print(usage),
  dataset: describeDataset,
  run: runDesign,
  measure,
};

/** Runs one lab command line. Returns the exit code: 0, or 1 after saying what was wrong. */
export async function runLab(commandLine: readonly string[], print: (line: string) => void): Promise<number> {
  try {
    const text = { type: "string" } as const;
    const { positionals, values } = parseArgs({
      args: [...commandLine],
      allowPositionals: true,
      options: {
        deck: text,
        preset: text,
        instance: text,
        replicas: text,
        depth: text,
        width: text,
        rate: text,
      },
    });
    const [name = "help"] = positionals;
    const command = commands[name];
    if (!command) throw new UsageError(`there is no command "${name}"`);
    await command(values, print);
    return 0;
  } catch (error) {
    const isParseError = error instanceof TypeError && "code" in error;
    if (!(error instanceof UsageError) && !isParseError) throw error;
    print(`${error.message}\n\n${usage}`);
    return 1;
  }
}

async function describeDataset(options: Options, print: (line: string) => void): Promise<void> {
  const { deck, preset } = presetNamed(options.preset);
  const number = options.instance === undefined ? 0 : Number(options.instance);
  if (!Number.isInteger(number) || number < 0) throw new UsageError("--instance is a number from 0 on");
  const instance = createInstance(deck, preset, number);
  print(`${preset.presetId}, instance ${number}: ${JSON.stringify(instance.rule)}`);
  for (const split of ["training", "validation", "test"] as const) {
    const rows = instance[split];
    const positiveCount = Array.from({ length: rows.rowCount }, (_, row) =>
      unpackBit(rows.labels, row),
    ).filter((label) => label === 1).length;
    print(`${split}: ${rows.rowCount} rows of ${rows.inputDimension}, ${positiveCount} of them +1`);
  }
  for (let row = 0; row < 3; row += 1) print(describeRow(instance.training, row));
}

function describeRow({ inputs, labels, inputDimension }: LabelledRows, row: number): string {
  const values = Array.from(inputs.subarray(row * inputDimension, (row + 1) * inputDimension));
  const label = unpackBit(labels, row) === 1 ? "+1" : "-1";
  return `training row ${row}: ${label}  ${values.map((value) => value.toFixed(3)).join(" ")}`;
}

async function runDesign(options: Options, print: (line: string) => void): Promise<void> {
  const { deck, preset } = presetNamed(options.preset);
  const design = DesignSchema.safeParse({
    depth: Number(options.depth),
    width: Number(options.width),
    learningRate: Number(options.rate),
  });
  if (!design.success) throw new UsageError("--depth, --width and --rate are needed, positive numbers");
  const replicaCount = countOf(options.replicas, 3);
  const errors: number[] = [];
  for (let number = 0; number < replicaCount; number += 1) {
    const instance = createInstance(deck, preset, number);
    const trial = await runTrial(wasmEngine, deck, instance, { number, design: design.data });
    errors.push(trial.testError);
    print(
      `instance ${number}: test error ${trial.testError.toFixed(4)}, training error ` +
        `${trial.trainingError.toFixed(4)}, ${trial.state} after ${trial.step} steps`,
    );
  }
  print(`mean test error ${(errors.reduce((sum, error) => sum + error, 0) / errors.length).toFixed(4)}`);
}

async function measure(options: Options, print: (line: string) => void): Promise<void> {
  const deckId = DeckIdSchema.safeParse(options.deck);
  const deck = deckId.success ? findDeck(deckId.data) : null;
  if (!deck) throw new UsageError(`--deck is one of ${decks.map((known) => known.deckId).join(", ")}`);
  const chosen = options.preset === undefined ? null : presetNamed(options.preset).preset;
  const reportInstanceCount = countOf(options.replicas, 30);
  if (reportInstanceCount < 2) throw new UsageError("--replicas must be at least 2 to give a spread");
  for (const preset of presetsOfDeck(deck.deckId)) {
    if (chosen && chosen !== preset) continue;
    await measurePreset(wasmEngine, deck, preset, reportInstanceCount, print);
  }
}

function presetNamed(name: string | undefined): { deck: Deck; preset: Preset } {
  const presetId = PresetIdSchema.safeParse(name);
  const preset = presetId.success ? findPreset(presetId.data) : null;
  const deck = preset && findDeck(preset.deckId);
  if (!preset || !deck) throw new UsageError("--preset needs the name of a preset");
  return { deck, preset };
}

function countOf(text: string | undefined, fallback: number): number {
  const count = CountSchema.safeParse(text === undefined ? fallback : Number(text));
  if (!count.success) throw new UsageError("--replicas is a number from 1 to 1000");
  return count.data;
}
