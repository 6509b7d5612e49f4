import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { claimCarriedBy, finalistsOf, isSameDesign, pairedLead } from "@/core/bank/bank-protocol";
import type { MeasuredBaseline } from "@/core/bank/measured-preset";
import type { Deck, MeasuredDepth } from "@/core/tasks/deck";
import { announcedDecks, decks } from "@/core/tasks/decks";
import type { DepthClaim, Preset } from "@/core/tasks/preset";
import { everyPreset, presets } from "@/core/tasks/presets";
import { readGrid, readMeasuredErrors, writeWhole } from "@/lab/measured-files";

const begin =
  '<!-- bank: begin. Written by "npm run lab -- bank show --markdown"; changes here are lost. -->';
const end = "<!-- bank: end -->";
const modelFile = fileURLToPath(new URL("../docs/model.md", import.meta.url));

const claimWords = {
  "shallow-wins": "shallow wins",
  "deep-wins": "deep wins",
  control: "nothing",
} as const satisfies Record<DepthClaim, string>;

/** Puts the bank's tables into their section of docs/model.md; gives the file's name. */
export function writeBankMarkdown(): string {
  writeWhole(modelFile, withSection(readFileSync(modelFile, "utf8"), bankMarkdown()));
  return modelFile;
}

/** The text with what stands between the marks replaced by `section`. Throws where the marks are missing. */
export function withSection(text: string, section: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error("docs/model.md has no marked section for the bank");
  return `${text.slice(0, from)}${begin}\n\n${section}\n${text.slice(to)}`;
}

/** All decks with their presets and errors, then what carries no claim, as Markdown. */
export function bankMarkdown(): string {
  return [...[...decks, ...announcedDecks].flatMap(deckLines), ...doubtfulLines()].join("\n");
}

function deckLines(deck: Deck): string[] {
  const { deckId, designGrid, inputDimension, trainingSampleCount, tier, stepBudget, batchSize } = deck;
  const ofDeck = presets.filter((preset) => preset.deckId === deckId);
  const error = deck.loss === "squared" ? "distance (root mean square)" : "share of wrong predictions";
  return [
    `### ${deckId}${deck.isAnnounced ? " (announced)" : ""}`,
    "",
    `${inputDimension} inputs, ${trainingSampleCount} samples, batches of ${batchSize}, at most ${stepBudget} steps, ` +
      `${tier}; error = ${error}.`,
    "",
    `| task | claim | ${designGrid.depths.map((depth) => `L=${depth}`).join(" | ")} | other predictors |`,
    `|---|---|${"---|".repeat(designGrid.depths.length)}---|`,
    ...ofDeck.map((preset) => presetLine(deck, preset)),
    "",
  ];
}

function presetLine({ designGrid }: Deck, preset: Preset): string {
  const { hypothesis, claim, measured } = preset;
  if (measured.length === 0) {
    return `| ${hypothesis} | not measured |${" – |".repeat(designGrid.depths.length)} – |`;
  }
  const cells = designGrid.depths.map((depth) => {
    const entry = measured.find((other) => other.depth === depth);
    return entry === undefined ? "–" : errorText(entry);
  });
  const name = preset.task.family === "random-labels" ? "decoy" : claimWords[claim];
  return `| ${hypothesis} | ${name} | ${cells.join(" | ")} | ${baselineText(preset)} |`;
}

function errorText({ width, learningRate, meanError, standardDeviation }: MeasuredDepth): string {
  return `${meanError.toFixed(3)} ± ${standardDeviation.toFixed(3)} (H=${width}, ${learningRate})`;
}

function baselineText({ presetId }: Preset): string {
  const found = readMeasuredErrors().presets.find((entry) => entry.presetId === presetId)?.baselines ?? [];
  const text = ({ predictor, meanError }: MeasuredBaseline) => `${predictor} ${meanError.toFixed(3)}`;
  return found.length === 0 ? "–" : found.map(text).join(", ");
}

function doubtfulLines(): string[] {
  const lines = everyPreset.flatMap((preset) => {
    const doubt = doubtAbout(preset);
    return doubt === null ? [] : [`- ${preset.deckId}, ${preset.hypothesis}: ${doubt}`];
  });
  return ["### Does not hold, or claims nothing", "", ...(lines.length === 0 ? ["Nothing."] : lines), ""];
}

/** A sentence about a preset that does not show an order of depths; null for one that does, as claimed. */
function doubtAbout(preset: Preset): string | null {
  const { trials } = readGrid(preset.presetId, "wasm");
  const isDealt = presets.includes(preset);
  if (finalistsOf(trials).length === 0 || preset.measured.length === 0) {
    return "not measured, so it is not dealt.";
  }
  if (preset.task.family === "random-labels") return null;
  const carried = claimCarriedBy(trials);
  if (preset.claim !== "control" && carried === preset.claim && isDealt) return null;
  const hoped = isDealt ? "" : `; ${claimWords[preset.claim]} was hoped for, so it is not dealt`;
  const claimed =
    preset.claim === "control" || !isDealt ? "claims nothing" : `claims ${claimWords[preset.claim]}`;
  return `${claimed}, carries ${claimWords[carried]}${hoped}. ${leadText(preset)}`;
}

/** The best shallow and the best deep design on fresh instances, and how far apart they are. */
function leadText(preset: Preset): string {
  const { trials } = readGrid(preset.presetId, "wasm");
  const best = (isIn: (depth: number) => boolean) =>
    preset.measured
      .filter(({ depth }) => isIn(depth))
      .reduce((left, right) => (right.meanError < left.meanError ? right : left));
  const shallow = best((depth) => depth === 1);
  const deep = best((depth) => depth >= 3);
  const cellOf = (entry: MeasuredDepth) =>
    finalistsOf(trials).find((cell) => isSameDesign(cell, entry)) ?? entry;
  const { difference, standardError } = pairedLead(trials, cellOf(deep), cellOf(shallow));
  return (
    `L=1: ${errorText(shallow)}; L=${deep.depth}: ${errorText(deep)}; L=1 minus L=${deep.depth} ` +
    `${difference.toFixed(3)} ± ${standardError.toFixed(3)} (standard error, same instances).`
  );
}
