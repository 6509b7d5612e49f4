import { mean } from "@/core/numerics/statistics";
import { cellsFrom, designName } from "@/core/scoring/audit-cells";
import { type ErrorCell, isSuspicious, isVerified } from "@/core/scoring/audit-claims";
import { regretScaleOf } from "@/core/scoring/regret-scale";
import { accuracyPoints } from "@/core/scoring/score-teams";
import type { Deck } from "@/core/tasks/deck";
import { findDeck } from "@/core/tasks/decks";
import type { Preset } from "@/core/tasks/preset";
import { everyPreset } from "@/core/tasks/presets";
import type { Design } from "@/core/training/design";
import { neededNumber, type Options, type Output } from "@/lab/command-line";
import { type ForgedDraw, forgedDataFactor, playForger } from "@/lab/forge-claims";
import { readGrid } from "@/lab/measured-files";
import { presetOfOptions } from "@/lab/preset-option";

/** Presets of several decks and kinds; one each where shallow wins, where deep wins, and a picture. */
const usualPresets = ["warm-up-2-global", "warm-up-3-local", "warm-up-4-local", "pictures-disc"];

/** What came of one design of one preset over several draws. Errors and points are means. */
interface ForgerRow {
  readonly presetId: string;
  readonly design: Design;
  readonly cell: ErrorCell | null;
  readonly draws: number;
  readonly honestError: number;
  readonly forgedError: number;
  readonly honestPoints: number;
  readonly forgedPoints: number;
  /** Draws in which the forged mean is suspicious by the bank alone, whatever its place. */
  readonly suspicious: number;
  /** Draws in which the forged mean is unverified, once it is trained again. */
  readonly caught: number;
  /** Honest draws that are suspicious, and that would be called unverified. */
  readonly honestSuspicious: number;
  readonly honestUnverified: number;
}

/** `audit-forgers`: what training on more data gains, and how often the audit sees it. */
export async function runForgers(options: Options, output: Output): Promise<number> {
  const draws = neededNumber(options, "draws", { low: 1, high: 1000, isWhole: true }, 10);
  const rows: ForgerRow[] = [];
  for (const { deck, preset } of chosenPresets(options)) {
    const cells = cellsFrom(readGrid(preset.presetId, "wasm").trials);
    for (const design of [preset.houseDesign, worstDepth(preset)]) {
      const played: ForgedDraw[] = [];
      for (let number = 0; number < draws; number += 1) {
        played.push(await playForger(deck, preset, design, number));
        output.say(`${preset.presetId} ${designName(design)}: draw ${number + 1} of ${draws}`);
      }
      rows.push(rowOf(preset, design, cells.get(designName(design)) ?? null, played));
    }
  }
  if (options.json === true) output.print(JSON.stringify({ forgedDataFactor, rows }));
  else for (const line of tableOf(rows)) output.print(line);
  return 0;
}

function chosenPresets(options: Options): { deck: Deck; preset: Preset }[] {
  if (options.preset !== undefined) return [presetOfOptions(options)];
  return everyPreset.flatMap((preset) => {
    const deck = findDeck(preset.deckId);
    return deck !== null && usualPresets.includes(preset.presetId) ? [{ deck, preset }] : [];
  });
}

/** The best design at the depth that suits the preset least. */
function worstDepth({ measured, houseDesign }: Preset): Design {
  const [worst] = [...measured].sort((left, right) => right.meanError - left.meanError);
  if (worst === undefined) return houseDesign;
  const { depth, width, learningRate } = worst;
  return { depth, width, learningRate };
}

function rowOf(
  preset: Preset,
  design: Design,
  cell: ErrorCell | null,
  draws: readonly ForgedDraw[],
): ForgerRow {
  const scale = regretScaleOf(preset);
  const countOf = (isSo: (draw: ForgedDraw) => boolean) => draws.filter(isSo).length;
  const meanOf = (read: (draw: ForgedDraw) => number) => mean(draws.map(read));
  const points = (errors: readonly number[], { house }: ForgedDraw) =>
    accuracyPoints(mean(errors), mean(house), scale);
  return {
    presetId: preset.presetId,
    design,
    cell,
    draws: draws.length,
    honestError: meanOf(({ honest }) => mean(honest)),
    forgedError: meanOf(({ forged }) => mean(forged)),
    honestPoints: meanOf((draw) => points(draw.honest, draw)),
    forgedPoints: meanOf((draw) => points(draw.forged, draw)),
    suspicious: countOf(({ forged }) => isSuspicious(mean(forged), cell)),
    caught: countOf(({ forged, retrained }) => !isVerified(forged, retrained, cell)),
    honestSuspicious: countOf(({ honest }) => isSuspicious(mean(honest), cell)),
    honestUnverified: countOf(({ honest, retrained }) => !isVerified(honest, retrained, cell)),
  };
}

function tableOf(rows: readonly ForgerRow[]): string[] {
  const share = (count: number, row: ForgerRow) => `${count} of ${row.draws}`;
  const head = [
    "preset",
    "design (L/H/rate)",
    "honest error",
    "forged error",
    "accuracy points, honest",
    "forged",
    "suspicious by the bank",
    "unverified when trained again",
    "honest and unverified",
  ];
  return [
    `| ${head.join(" | ")} |`,
    `|${head.map(() => "---").join("|")}|`,
    ...rows.map((row) => {
      const cells = [
        row.presetId,
        designName(row.design),
        row.honestError.toFixed(3),
        row.forgedError.toFixed(3),
        row.honestPoints.toFixed(0),
        row.forgedPoints.toFixed(0),
        share(row.suspicious, row),
        share(row.caught, row),
        share(row.honestUnverified, row),
      ];
      return `| ${cells.join(" | ")} |`;
    }),
  ];
}
